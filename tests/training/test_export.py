"""The exported file gives what the network gives, in a folder that the kiosk takes; a damaged one it does not."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_archive import check_model
from engine.preprocessing import to_input
from training.datasets.images import LabelledFaces
from training.recognizer import export, vgg16
from training.recognizer.bundling import publish

CLASSES = ("anger", "happy", "surprise")


@pytest.fixture(scope="module")
def network() -> keras.Model:
    """Untrained, but with outputs that differ from face to face, as Keras's own random weights do not give."""
    model = vgg16.classifier(len(CLASSES), seed=1)
    rng = np.random.default_rng(1)
    for name in (*vgg16.conv_names(), *vgg16.HEAD_LAYERS):
        kernel, bias = model.get_layer(name).get_weights()
        fan_in = np.prod(kernel.shape[:-1])
        model.get_layer(name).set_weights([rng.normal(0, np.sqrt(2 / fan_in), kernel.shape), bias])
    export.rounded_to_float16(model)
    return model


@pytest.fixture(scope="module")
def faces() -> LabelledFaces:
    rng = np.random.default_rng(2)
    pictures = np.stack([rng.integers(0, rng.integers(30, 256), (48, 48), dtype=np.uint8) for _ in range(20)])
    return LabelledFaces(pictures, np.arange(20) % 3, CLASSES, tuple(str(i) for i in range(20)))


@pytest.fixture(scope="module")
def folder(network: keras.Model, faces: LabelledFaces, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "mine"
    publish(path, network, faces, name="mine", training_data={}, hyperparameters={}, with_head=True)
    return path


def test_the_kiosk_takes_the_folder_and_gives_what_the_network_gives(
    network: keras.Model, faces: LabelledFaces, folder: Path
) -> None:
    manifest = check_model(folder)
    assert set(manifest.files) == {"model.tflite", "backbone_float16.npz", "head_float16.npz"}
    assert (folder / "model.tflite").stat().st_size < 36e6
    shipped = load_classifier(folder).classify(faces.faces)
    logits = np.log(np.asarray(network.predict(to_input(faces.faces), verbose=0))) / manifest.temperature
    expected = np.asarray(keras.ops.convert_to_numpy(keras.ops.softmax(logits)))
    assert np.abs(shipped - expected).max() < 0.1
    assert np.mean(shipped.argmax(axis=1) == expected.argmax(axis=1)) >= 0.9
    assert manifest.metrics["n"] == 20
    assert 0 <= manifest.metrics["accuracy"] <= 1


def test_training_goes_on_from_the_folder(network: keras.Model, folder: Path) -> None:
    again = export.load_classifier(folder, check_model(folder))
    for expected, actual in zip(network.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(actual, expected)


def test_a_flipped_bit_is_noticed(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    data = bytearray((copy / "model.tflite").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "model.tflite").write_bytes(data)
    with pytest.raises(KnownError, match="damaged"):
        load_classifier(copy)
