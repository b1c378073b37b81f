"""The network is Keras's VGG16 and the seed's head, and folding batch normalisation away changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from engine.errors import KnownError
from training.recognizer import bundling, vgg16


def numpy_of(tensor: Any) -> np.ndarray:
    return np.asarray(keras.ops.convert_to_numpy(tensor))


def test_backbone_is_keras_vgg16() -> None:
    ours = vgg16.backbone()
    theirs = keras.applications.VGG16(include_top=False, weights=None, input_shape=(48, 48, 3))
    assert ours.count_params() == theirs.count_params() == 14_714_688
    assert [layer.name for layer in ours.layers[1:]] == [layer.name for layer in theirs.layers[1:]]
    assert len(ours.layers) - 1 == 18
    ours.set_weights(theirs.get_weights())
    faces = np.random.default_rng(0).uniform(-1, 1, (2, 48, 48, 3)).astype(np.float32)
    np.testing.assert_allclose(numpy_of(ours(faces)), numpy_of(theirs(faces)), rtol=1e-5, atol=1e-6)


def test_head_has_the_seeds_parameter_counts() -> None:
    head = vgg16.head(5)
    counts = {name: head.get_layer(name).count_params() for name in vgg16.HEAD_LAYERS}
    assert counts == {"FC1": 2_101_248, "FC2": 16_781_312, "predictions": 20_485}


@pytest.fixture(scope="module")
def trained() -> keras.Model:
    """A training model whose normalisation has statistics, gammas and betas that are not the initial ones."""
    model = vgg16.training_model(48, 6, 0.0, "float32", seed=3)
    rng = np.random.default_rng(1)
    for name in vgg16.conv_names():
        layer = model.get_layer(f"{name}_bn")
        n = layer.gamma.shape[0]
        layer.set_weights(
            [rng.uniform(0.5, 1.5, n), rng.normal(0, 0.2, n), rng.normal(0, 0.1, n), rng.uniform(0.5, 2, n)]
        )
    return model


def test_folding_leaves_outputs_unchanged(trained: keras.Model) -> None:
    faces = np.random.default_rng(2).uniform(-1, 1, (3, 48, 48, 3)).astype(np.float32)
    plain = vgg16.backbone()
    vgg16.set_layer_weights(plain, vgg16.folded_weights(trained))
    logits = vgg16.folded_logits(trained)
    features = numpy_of(plain(faces)).reshape(3, 512)
    folded = features @ logits["logits/kernel"] + logits["logits/bias"]
    np.testing.assert_allclose(folded, numpy_of(trained(faces, training=False)), rtol=1e-3, atol=1e-4)


def test_grown_head_gives_what_the_dense_layer_gave() -> None:
    rng = np.random.default_rng(4)
    logits = {
        "logits/kernel": rng.normal(size=(512, 6)).astype(np.float32),
        "logits/bias": rng.normal(size=6).astype(np.float32),
    }
    features = np.maximum(rng.normal(size=(5, 512)), 0).astype(np.float32)
    head = vgg16.head(6)
    vgg16.set_layer_weights(head, bundling.grown_head(logits, seed=1))
    expected = keras.ops.softmax(features @ logits["logits/kernel"] + logits["logits/bias"])
    np.testing.assert_allclose(numpy_of(head(features)), numpy_of(expected), atol=1e-5)


def test_fast_normalisation_is_keras_normalisation() -> None:
    from training.recognizer.normalization import FastBatchNormalization

    x = np.random.default_rng(5).normal(1, 2, (16, 4, 4, 8)).astype(np.float32)
    fast, plain = FastBatchNormalization(momentum=0.9), keras.layers.BatchNormalization(momentum=0.9)
    for training in (True, False):
        np.testing.assert_allclose(
            numpy_of(fast(x, training=training)), numpy_of(plain(x, training=training)), atol=1e-2
        )
    # The fused kernel's variance is the sample's: n / (n - 1) of Keras's.
    np.testing.assert_allclose(numpy_of(fast.moving_mean), numpy_of(plain.moving_mean), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(numpy_of(fast.moving_variance), numpy_of(plain.moving_variance), rtol=5e-3)


def test_weights_come_back_from_the_file(tmp_path: Path) -> None:
    weights = {"block1_conv1/kernel": np.arange(6, dtype=np.float32).reshape(2, 3)}
    vgg16.save_weights(tmp_path / "w.npz", weights)
    np.testing.assert_array_equal(
        vgg16.load_weights(tmp_path / "w.npz")["block1_conv1/kernel"], weights["block1_conv1/kernel"]
    )


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 broken"])
def test_a_damaged_weight_file_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.npz"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="cannot be read"):
        vgg16.load_weights(path)
