"""The kit that every scene is made of: theme, text, shapes, pictures on the wall, icons, widgets, layout, motion."""
