"""The commands that need the game."""
