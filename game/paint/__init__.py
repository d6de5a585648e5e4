"""The paint engine: canvas, brush, stroke, pigment, history."""
