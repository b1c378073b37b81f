"""The same network in other runtimes, beside the kiosk's classifier: one child process a runtime.

`python -m benchmarks.networks RUNTIME MODEL_FOLDER` prints one JSON document. Every candidate runs the weights of the
model in that folder, and gets the same crops, the kiosk's preprocessing, and as many threads; how far its answers are
from the kiosk's is part of the document, so that nobody is faster by doing something else.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.bundled_weights import NetworkWeights, read_weights
from benchmarks.scenes import demo_film, scene
from benchmarks.timing import time_calls
from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.faces.haar import HaarDetector
from engine.model_registry import LITERT_FILE
from engine.preprocessing import INPUT_SIZE_PX, crop_face, to_input

THREADS = 2
"""As the kiosk's classifier."""
FACES = (1, 4, 16)
BUDGET_S = 1.0
BLOCKS = ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
FEATURES = 512
OPSET = 17
CALIBRATION_FACES = 24
DRAWN_SIZE_PX = (640, 480)

Runner = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def crops_for(faces: int) -> NDArray[np.uint8]:
    """Noise in the shape of that many faces."""
    return np.random.default_rng(faces).integers(0, 256, (faces, INPUT_SIZE_PX, INPUT_SIZE_PX), dtype=np.uint8)


def drawn_faces(count: int) -> NDArray[np.uint8]:
    """The demo's first visitor as so many crops, by which int8 activations are calibrated and answers compared."""
    pictures = scene(demo_film(), *DRAWN_SIZE_PX, 1, count=4 * count)[::4]
    detector = HaarDetector(min_face_share=0.12, working_width_px=DRAWN_SIZE_PX[0])
    found = [(picture, detector.detect(picture)) for picture in pictures]
    return np.stack([crop_face(picture, faces[0].box) for picture, faces in found if faces])


def dense_sizes(folder: Path) -> tuple[int, ...]:
    """Outputs of the dense layers behind the backbone of the model in `folder`: (6,) or (4096, 4096, 6)."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(str(folder / LITERT_FILE))
    matrices = [tuple(t["shape"]) for t in interpreter.get_tensor_details() if len(t["shape"]) == 2]
    sizes: list[int] = []
    inputs = FEATURES
    classes = int(interpreter.get_output_details()[0]["shape"][1])
    while inputs != classes:
        inputs = next(int(rows) for rows, columns in sorted(matrices, reverse=True) if columns == inputs)
        matrices.remove((inputs, sizes[-1] if sizes else FEATURES))
        sizes.append(inputs)
    return tuple(sizes)


def operations_a_face(dense: tuple[int, ...]) -> int:
    """Multiplications and additions that one face takes."""
    total, side, channels = 0, INPUT_SIZE_PX, 3
    for convolutions, filters in BLOCKS:
        for _ in range(convolutions):
            total += 2 * side * side * 9 * channels * filters
            channels = filters
        side //= 2
    return total + sum(2 * a * b for a, b in pairwise((FEATURES, *dense)))


# Keras


def keras_runners(weights: NetworkWeights) -> dict[str, Runner]:
    """`model.predict` and `tf.function` of the Keras model, in float32."""
    import keras
    import tensorflow as tf

    from training.recognizer import vgg16

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    base = vgg16.backbone()
    x = keras.layers.Flatten()(base.output)
    for index, (matrix, _) in enumerate(weights.dense):
        is_last = index == len(weights.dense) - 1
        x = keras.layers.Dense(len(matrix), activation="softmax" if is_last else "relu")(x)
    model = keras.Model(base.input, x)
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    for layer, (kernel, bias) in zip(convolutions, weights.convolutions, strict=True):
        layer.set_weights([kernel.transpose(1, 2, 3, 0), bias])
    layers = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    for layer, (matrix, bias) in zip(layers, weights.dense, strict=True):
        layer.set_weights([matrix.T, bias])
    signature = [tf.TensorSpec((None, INPUT_SIZE_PX, INPUT_SIZE_PX, 3), tf.float32)]
    function = tf.function(lambda batch: model(batch, training=False), input_signature=signature)
    return {
        "model.predict float32": lambda batch: model.predict(batch, verbose=0),
        "tf.function float32": lambda batch: function(batch).numpy(),
    }


# ONNX


def onnx_network(network: NetworkWeights) -> Any:
    """The network as an ONNX model, (n, 48, 48, 3) float32 in and probabilities out."""
    onnx = importlib.import_module("onnx")
    helper, numpy_helper = onnx.helper, onnx.numpy_helper
    weights: list[Any] = []
    nodes: list[Any] = [helper.make_node("Transpose", ["face"], ["x"], perm=[0, 3, 1, 2])]
    last = "x"

    def constant(name: str, values: NDArray[np.float32]) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(operator: str, inputs: list[str], **attributes: object) -> str:
        name = f"t{len(nodes)}"
        nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name

    ends = set(accumulate(convolutions for convolutions, _ in BLOCKS))
    for number, (kernel, bias) in enumerate(network.convolutions, start=1):
        constants = [constant(f"k{number}", kernel.transpose(0, 3, 1, 2)), constant(f"b{number}", bias)]
        last = add("Conv", [last, *constants], kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        last = add("Relu", [last])
        if number in ends:
            last = add("MaxPool", [last], kernel_shape=[2, 2], strides=[2, 2])
    last = add("Flatten", [last])
    for index, (matrix, bias) in enumerate(network.dense):
        last = add("Gemm", [last, constant(f"dk{index}", matrix), constant(f"db{index}", bias)], transB=1)
        if index < len(network.dense) - 1:
            last = add("Relu", [last])
    nodes.append(helper.make_node("Softmax", [last], ["probabilities"], axis=1))
    float32 = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        nodes,
        "vgg16",
        [helper.make_tensor_value_info("face", float32, ["n", INPUT_SIZE_PX, INPUT_SIZE_PX, 3])],
        [helper.make_tensor_value_info("probabilities", float32, ["n", len(network.dense[-1][1])])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def write_onnx(network: NetworkWeights, folder: Path) -> dict[str, Path]:
    """The network in float32, and in int8 (weights a channel, activations calibrated on the demo), by precision."""
    onnx, quantization = importlib.import_module("onnx"), importlib.import_module("onnxruntime.quantization")
    plain, small = folder / "float32.onnx", folder / "int8.onnx"
    onnx.save(onnx_network(network), str(plain))

    class Calibration(quantization.CalibrationDataReader):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            self._batches = iter(to_input(drawn_faces(CALIBRATION_FACES))[:, np.newaxis])

        def get_next(self) -> dict[str, NDArray[np.float32]] | None:
            batch = next(self._batches, None)
            return None if batch is None else {"face": batch}

    quantization.quantize_static(
        str(plain), str(small), Calibration(), per_channel=True, quant_format=quantization.QuantFormat.QDQ
    )
    return {"float32": plain, "int8": small}


def onnx_runners(weights: NetworkWeights) -> dict[str, Runner]:
    """ONNX Runtime in float32, and in int8 weights and activations with scales fixed by calibration."""
    ort = importlib.import_module("onnxruntime")
    options = ort.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.log_severity_level = 3

    def runner(file: Path) -> Runner:
        session = ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

        def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.asarray(session.run(None, {"face": batch})[0])

        return run

    with tempfile.TemporaryDirectory() as folder:
        files = write_onnx(weights, Path(folder))
        return {f"ONNX Runtime {precision}": runner(file) for precision, file in files.items()}


def openvino_runners(weights: NetworkWeights) -> dict[str, Runner]:
    """OpenVINO on the same files as ONNX Runtime: float32, bfloat16 where the processor has it, and int8."""
    ov = importlib.import_module("openvino")
    core = ov.Core()

    def runner(file: Path, precision: str) -> Runner:
        settings = {
            "INFERENCE_NUM_THREADS": THREADS,
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_PRECISION_HINT": precision,
        }
        request = core.compile_model(str(file), "CPU", settings).create_infer_request()

        def run(batch: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.array(request.infer({"face": batch})["probabilities"])

        return run

    with tempfile.TemporaryDirectory() as folder:
        files = write_onnx(weights, Path(folder))
        runners = {f"OpenVINO {precision}": runner(file, "f32") for precision, file in files.items()}
        if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
            runners["OpenVINO bfloat16"] = runner(files["float32"], "bf16")
        return runners


RUNTIMES: dict[str, tuple[tuple[str, ...], Callable[[NetworkWeights], dict[str, Runner]]]] = {
    "keras": (("tensorflow", "keras"), keras_runners),
    "onnxruntime": (("onnx", "onnxruntime"), onnx_runners),
    "openvino": (("onnx", "onnxruntime", "openvino"), openvino_runners),
}
"""Each runtime's packages, and what makes its runners. ONNX Runtime's tools quantise for both."""


def missing_packages(runtime: str) -> tuple[str, ...]:
    """Packages that a runtime needs and that are not installed."""
    return tuple(name for name in RUNTIMES[runtime][0] if importlib.util.find_spec(name) is None)


def measure(runtime: str, folder: Path) -> dict[str, Any]:
    """Times by candidate and number of faces; the kiosk's classifier is in each, in turns with the others."""
    kiosk = load_classifier(folder, THREADS)
    runners = RUNTIMES[runtime][1](read_weights(folder))
    same = drawn_faces(CALIBRATION_FACES)
    answers = kiosk.classify(same)
    # As the kiosk does it: the manifest's temperature is no part of the network.
    differences = {
        name: round(float(np.abs(kiosk._calibrated(runner(to_input(same))) - answers).mean()), 4)
        for name, runner in runners.items()
    }
    found: dict[str, dict[str, Any]] = {}
    for faces, calls in _rounds(kiosk.classify, runners):
        for name, timing in time_calls(calls, BUDGET_S).items():
            found.setdefault(name, {})[str(faces)] = timing.document()
    version = importlib.import_module("tensorflow" if runtime == "keras" else runtime).__version__
    return {"runtime": runtime, "version": str(version), "faces": found, "mean_difference": differences}


def _rounds(
    kiosk: Callable[[NDArray[np.uint8]], object], runners: dict[str, Runner]
) -> Iterator[tuple[int, dict[str, Callable[[], object]]]]:
    for faces in FACES:
        crops = crops_for(faces)
        calls: dict[str, Callable[[], object]] = {"kiosk": lambda crops=crops: kiosk(crops)}  # type: ignore[misc]
        for name, runner in runners.items():
            calls[name] = lambda crops=crops, runner=runner: runner(to_input(crops))  # type: ignore[misc]
        yield faces, calls


def main() -> None:
    """The child process: prints the document of `measure` for its two arguments."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    runtime, folder = sys.argv[1], Path(sys.argv[2])
    # Libraries write to standard output as they like; it belongs to the document.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        try:
            document = measure(runtime, folder)
        except KnownError as error:
            document = {"runtime": runtime, "problem": str(error)}
        json.dump(document, out)


if __name__ == "__main__":
    main()
