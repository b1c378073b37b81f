"""The model that the kiosk runs: LiteRT with int8 weights, all faces of a frame in one call.

Of LiteRT's two interfaces this uses `Interpreter`: for this network as fast as `CompiledModel` (1.1 and 1.0 ms a
face), which in ai_edge_litert 2.3 aborts the process when an input changes its batch size.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from engine import model_registry
from engine.errors import KnownError
from engine.model_registry import LITERT_FILE, ModelManifest
from engine.native_output import without_information
from engine.preprocessing import INPUT_SIZE_PX, to_input

SMALLEST_PROBABILITY = np.float32(1e-12)
"""Stands in for a probability that the network rounds to 0, so that it has a logarithm."""


class Classifier:
    """Tells expressions from faces. Not thread-safe: it belongs to one thread.

    `network` is the content of a LiteRT file; raises `KnownError` when it is not one, or not one for this manifest.
    """

    def __init__(self, network: bytes, manifest: ModelManifest, threads: int = 2) -> None:
        self.name: str = manifest.name
        self.classes: tuple[str, ...] = manifest.classes
        self._temperature = manifest.temperature
        self._batch = 0
        try:
            with without_information():
                self._interpreter = Interpreter(model_content=network, num_threads=threads)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as error:
            raise KnownError(
                "The model {name} cannot be loaded ({reason}). Import it again or activate another one.",
                name=manifest.name,
                reason=str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__,
            ) from error
        inputs, outputs = self._interpreter.get_input_details(), self._interpreter.get_output_details()
        expected = ([-1, INPUT_SIZE_PX, INPUT_SIZE_PX, 3], [-1, len(self.classes)])
        actual = tuple(_shapes(tensors) for tensors in (inputs, outputs))
        if actual != tuple([(shape, np.float32)] for shape in expected):
            raise KnownError(
                "The model {name} does not fit its manifest: it has {actual} where {expected} is expected. "
                "Import it again or activate another one.",
                name=manifest.name,
                actual=" -> ".join(str([shape for shape, _ in part]) for part in actual),
                expected=" -> ".join(str([shape]) for shape in expected),
            )
        self._input: int = inputs[0]["index"]
        self._output: int = outputs[0]["index"]

    def classify(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Grey squares (n, 48, 48) uint8 as probabilities (n, n_classes), each row summing to 1."""
        batch = to_input(crops)
        if not len(batch):
            return np.empty((0, len(self.classes)), dtype=np.float32)
        self._set_batch(len(batch))
        self._interpreter.set_tensor(self._input, batch)
        self._interpreter.invoke()
        return self._calibrated(self._interpreter.get_tensor(self._output))

    def _set_batch(self, size: int) -> None:
        # A new size costs 0.4 ms a face, once: less than classifying the padding that a fixed size would need.
        if size != self._batch:
            self._interpreter.resize_tensor_input(self._input, [size, INPUT_SIZE_PX, INPUT_SIZE_PX, 3])
            self._interpreter.allocate_tensors()
            self._batch = size

    def _calibrated(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        """Divides the logits by the manifest's temperature: softmax(log p / T) is softmax(logits / T)."""
        if not np.all(np.isfinite(probabilities)) or probabilities.min() < 0:
            raise RuntimeError(f"the model {self.name} gave {probabilities}")
        powered = np.power(np.maximum(probabilities, SMALLEST_PROBABILITY), np.float32(1.0 / self._temperature))
        return np.asarray(powered / powered.sum(axis=1, keepdims=True), dtype=np.float32)


def _shapes(tensors: list[dict[str, object]]) -> list[tuple[list[int], object]]:
    """Each tensor's shape, -1 where it may vary, and its type."""
    return [(np.asarray(tensor["shape_signature"]).tolist(), tensor["dtype"]) for tensor in tensors]


def load_classifier(folder: Path, threads: int = 2) -> Classifier:
    """The classifier of the model in `folder`.

    The file is read once, checked against the manifest's checksum, and loaded from the same bytes. Raises
    `KnownError` when the model is missing, damaged, or not what its manifest says; never runs anything unverified.
    """
    manifest = model_registry.read_manifest(folder)
    expected = manifest.files.get(LITERT_FILE)
    try:
        network = (folder / LITERT_FILE).read_bytes()
    except OSError as error:
        raise KnownError(
            "The model {name} lacks its file {file}. Import the model again.", name=manifest.name, file=LITERT_FILE
        ) from error
    if hashlib.sha256(network).hexdigest() != expected:
        raise KnownError(
            "The file {file} of the model {name} is damaged: its checksum is wrong. Import the model again.",
            file=LITERT_FILE,
            name=manifest.name,
        )
    return Classifier(network, manifest, threads)
