"""The autoencoder's checkpoint, its calibration and its card."""

import os

# The painter's library greets on standard output, where the tables go.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
