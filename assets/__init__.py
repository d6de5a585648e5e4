"""Brushes, pictures and icons, with the scripts that make them."""
