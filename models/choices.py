"""What can be chosen by name on the command line and in the settings; nothing here takes time to load."""

from typing import Literal

FastWeights = Literal["ours", "magenta"]
"""Whose networks the fast method has."""

DEFAULT_WEIGHTS: FastWeights = "magenta"
"""The better ones: see `models/weights/fast_network.md`."""
