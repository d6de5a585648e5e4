"""The scripts that render the house's own content pictures: `python -m assets.scenes [NAME ...]`."""
