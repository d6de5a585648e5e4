"""The scripts that paint the house's own style pictures: `python -m assets.paintings [NAME ...]`."""
