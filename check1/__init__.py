"""The autoencoder's checkpoint, its calibration and its card."""
