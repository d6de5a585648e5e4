"""The gettext catalogues of the visitor's languages; `python -m assets.languages` renews them."""
