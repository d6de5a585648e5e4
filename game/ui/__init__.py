"""Theme, widgets, text, layout, motion: the one visual language of all scenes."""
