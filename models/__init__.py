"""What computes: the two methods, the grade, and the worker process; never imports pygame."""

import os

# onnxruntime would give this machine a number and report every run to its makers. It looks only when it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
