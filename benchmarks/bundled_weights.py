"""The weights of a model in the kiosk's own format, for the other runtimes: they run the very same network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.model_registry import LITERT_FILE

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWeights:
    """`convolutions`: kernels (out, 3, 3, in) with biases (out,); `dense`: matrices (out, in) with biases (out,).

    In float32; where the file has int8, the values that they stand for, each channel with its own scale.
    """

    convolutions: tuple[tuple[Weights, Weights], ...]
    dense: tuple[tuple[Weights, Weights], ...]


def read_weights(folder: Path) -> NetworkWeights:
    """The weights of the model in `folder`, in the order in which they are applied."""
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    interpreter = Interpreter(
        str(folder / LITERT_FILE),
        experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
        experimental_preserve_all_tensors=True,
    )
    interpreter.allocate_tensors()
    tensors = {int(tensor["index"]): tensor for tensor in interpreter.get_tensor_details()}

    def values(index: int, outputs: int) -> Weights:
        if index < 0:  # a layer without a bias
            return np.zeros(outputs, np.float32)
        return dequantised(interpreter.get_tensor(index), tensors[index]["quantization_parameters"])

    found: dict[str, list[tuple[Weights, Weights]]] = {"CONV_2D": [], "FULLY_CONNECTED": []}
    for operation in interpreter._get_ops_details():
        layers = found.get(operation["op_name"])
        if layers is not None:
            _, matrix, bias = (int(index) for index in operation["inputs"])
            outputs = int(tensors[matrix]["shape"][0])
            layers.append((values(matrix, outputs), values(bias, outputs)))
    return NetworkWeights(tuple(found["CONV_2D"]), tuple(found["FULLY_CONNECTED"]))


def dequantised(stored: NDArray[Any], parameters: dict[str, Any]) -> Weights:
    """What a stored tensor stands for: (q - zero point) * scale, along its quantised axis."""
    scales = np.asarray(parameters["scales"], np.float32)
    if not scales.size:
        return np.asarray(stored, dtype=np.float32)
    shape = [1] * stored.ndim
    if scales.size > 1:
        shape[int(parameters["quantized_dimension"])] = scales.size
    zero_points = np.asarray(parameters["zero_points"], np.float32).reshape(shape)
    return np.asarray((stored.astype(np.float32) - zero_points) * scales.reshape(shape), dtype=np.float32)
