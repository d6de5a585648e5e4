"""What the visitor touches and sees; never imports torch or onnxruntime."""
