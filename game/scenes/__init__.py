"""The scenes of a visit, in order: attract, pick, draw, wait, reveal."""
