"""A LiteRT network of a few hundred bytes, so that tests of what surrounds a model need no large file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flatbuffers  # type: ignore[import-untyped]
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

CLASSES = ("anger", "disgust", "fear", "happy", "neutral", "surprise")


def tiny_network(weights: NDArray[np.float32] | None = None) -> bytes:
    """(n, 48, 48, 3) to (n, classes): the mean of each channel, one dense layer, softmax.

    `weights` are (classes, 3); by default brighter faces are more "surprise".
    """
    if weights is None:
        weights = np.linspace(-1, 1, len(CLASSES), dtype=np.float32)[:, np.newaxis].repeat(3, axis=1)
    n = len(weights)
    buffers = [b"", np.array([1, 2], np.int32).tobytes(), weights.tobytes(), np.zeros(n, np.float32).tobytes()]
    float32, int32 = schema.TensorType.FLOAT32, schema.TensorType.INT32
    graph = schema.SubGraphT()
    graph.tensors = [
        _tensor("face", [1, 48, 48, 3], float32, varies=True),
        _tensor("axes", [2], int32, buffer=1),
        _tensor("kernel", [n, 3], float32, buffer=2),
        _tensor("bias", [n], float32, buffer=3),
        _tensor("means", [1, 3], float32, varies=True),
        _tensor("logits", [1, n], float32, varies=True),
        _tensor("probabilities", [1, n], float32, varies=True),
    ]
    graph.inputs, graph.outputs = [0], [6]
    softmax = schema.SoftmaxOptionsT()
    softmax.beta = 1.0
    options = schema.BuiltinOptions
    graph.operators = [
        _operator(0, [0, 1], [4], options.ReducerOptions, schema.ReducerOptionsT()),
        _operator(1, [4, 2, 3], [5], options.FullyConnectedOptions, schema.FullyConnectedOptionsT()),
        _operator(2, [5], [6], options.SoftmaxOptions, softmax),
    ]
    model = schema.ModelT()
    model.version = 3
    model.subgraphs = [graph]
    operators = schema.BuiltinOperator
    model.operatorCodes = [_code(code) for code in (operators.MEAN, operators.FULLY_CONNECTED, operators.SOFTMAX)]
    model.buffers = [_buffer(content) for content in buffers]
    builder = flatbuffers.Builder(4096)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def _tensor(name: str, shape: Sequence[int], kind: int, buffer: int = 0, varies: bool = False) -> Any:
    tensor = schema.TensorT()
    tensor.name, tensor.shape, tensor.type, tensor.buffer = name, list(shape), kind, buffer
    if varies:
        tensor.shapeSignature = [-1, *shape[1:]]
    return tensor


def _operator(code: int, inputs: Sequence[int], outputs: Sequence[int], kind: int, options: Any) -> Any:
    operator = schema.OperatorT()
    operator.opcodeIndex, operator.inputs, operator.outputs = code, list(inputs), list(outputs)
    operator.builtinOptionsType, operator.builtinOptions = kind, options
    return operator


def _code(code: int) -> Any:
    operator = schema.OperatorCodeT()
    operator.builtinCode = operator.deprecatedBuiltinCode = code
    return operator


def _buffer(content: bytes) -> Any:
    buffer = schema.BufferT()
    buffer.data = np.frombuffer(content, np.uint8) if content else None
    return buffer
