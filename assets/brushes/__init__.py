"""The brushes, as data, and the scripts that make their textures and the plate."""
