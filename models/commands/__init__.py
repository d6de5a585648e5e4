"""The commands that need the networks and no game."""
