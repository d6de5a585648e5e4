"""The recipes that made the weights, each runnable with `python -m`."""
