"""VGG16 for 48 x 48 faces: Keras's own backbone, the seed's head, and the form in which the whole of it is trained.

Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition" (2015). Batch
normalisation after each convolution exists only while the backbone trains; `folded_weights` moves it into the
convolutions' kernels and biases, so that what ships is plain VGG16.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.preprocessing import INPUT_SIZE_PX
from training.precision import Precision, keras_policy
from training.recognizer.normalization import FastBatchNormalization

BLOCKS: tuple[tuple[int, int], ...] = ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
"""Convolutions and filters of each block."""
BACKBONE_PARAMETERS = 14_714_688
FEATURES = 512
"""Length of the flattened backbone's output at 48 px (and at any size from 32 to 63 px)."""
DENSE_UNITS = 4096
HEAD_LAYERS = ("FC1", "FC2", "predictions")
FEATURE_SCALE = 0.125
"""Factor on the features before the last layer while pretraining: 512 normalised features have a norm so
large that at a learning rate right for the convolutions the logits swing (training loss above log 6 at 41 %
accuracy)."""

Weights = dict[str, NDArray[np.float32]]
"""Arrays by `layer/kernel` and `layer/bias`."""


def conv_names() -> tuple[str, ...]:
    """`block1_conv1` to `block5_conv3`, in order."""
    return tuple(
        f"block{block}_conv{conv}" for block, (convs, _) in enumerate(BLOCKS, start=1) for conv in range(1, convs + 1)
    )


def backbone(precision: Precision = "float32") -> keras.Model:
    """Keras's VGG16 without top at (48, 48, 3): (n, 48, 48, 3) in [-1, 1] to (n, 1, 1, 512)."""
    dtype = keras_policy(precision)
    inputs = keras.Input((INPUT_SIZE_PX, INPUT_SIZE_PX, 3), name="face")
    x = inputs
    for block, (convs, filters) in enumerate(BLOCKS, start=1):
        for conv in range(1, convs + 1):
            name = f"block{block}_conv{conv}"
            x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu", dtype=dtype, name=name)(x)
        x = keras.layers.MaxPooling2D(2, strides=2, dtype=dtype, name=f"block{block}_pool")(x)
    return keras.Model(inputs, x, name="vgg16")


def head(n_classes: int, dropout: float = 0.5, seed: int | None = None, width: int = FEATURES) -> keras.Model:
    """The seed's head on cached features: (n, width) to probabilities (n, n_classes)."""
    inputs = keras.Input((width,), name="features")
    return keras.Model(inputs, _head_layers(inputs, n_classes, dropout, seed), name="head")


def _head_layers(x: Any, n_classes: int, dropout: float, seed: int | None, precision: Precision = "float32") -> Any:
    dtype = keras_policy(precision)
    for index, name in enumerate(("FC1", "FC2")):
        initializer = keras.initializers.GlorotUniform(None if seed is None else seed + index)
        dense = keras.layers.Dense(
            DENSE_UNITS, activation="relu", kernel_initializer=initializer, dtype=dtype, name=name
        )
        x = dense(x)
    x = keras.layers.Dropout(dropout, seed=seed, dtype=dtype, name="dropout")(x)
    initializer = keras.initializers.GlorotUniform(None if seed is None else seed + 2)
    # Softmax in float32 whatever the policy: with bfloat16 it would be rounded to two digits.
    return keras.layers.Dense(
        n_classes, activation="softmax", kernel_initializer=initializer, dtype="float32", name="predictions"
    )(x)


def classifier(
    n_classes: int, dropout: float = 0.5, seed: int | None = None, precision: Precision = "float32"
) -> keras.Model:
    """Backbone and head in one model: (n, 48, 48, 3) in [-1, 1] to probabilities (n, n_classes)."""
    base = backbone(precision)
    x = keras.layers.Flatten(dtype=keras_policy(precision), name="flatten")(base.output)
    return keras.Model(base.input, _head_layers(x, n_classes, dropout, seed, precision), name="classifier")


def training_model(size_px: int, n_classes: int, dropout: float, precision: Precision, seed: int) -> keras.Model:
    """The network that pretraining trains: VGG16 with batch normalisation, one dense layer on it, logits out.

    (n, size_px, size_px, 3) to (n, n_classes). At 32 to 63 px the last block leaves one pixel, so that
    weights move freely between sizes.
    """
    dtype = keras_policy(precision)
    inputs, x = _normalized_backbone(size_px, precision, seed)
    x = keras.layers.Dropout(dropout, seed=seed, dtype=dtype, name="dropout")(x)
    x = keras.layers.Rescaling(FEATURE_SCALE, dtype="float32", name="feature_scale")(x)
    # Small first logits: with Keras's default the first steps are spent on unlearning confident nonsense.
    initializer = keras.initializers.RandomNormal(stddev=0.05, seed=seed)
    logits = keras.layers.Dense(n_classes, kernel_initializer=initializer, dtype="float32", name="logits")(x)
    return keras.Model(inputs, logits, name="vgg16_bn")


def tuning_model(n_classes: int, dropout: float, precision: Precision, seed: int) -> keras.Model:
    """The network that fine-tuning trains: a `classifier` with batch normalisation after each convolution."""
    inputs, x = _normalized_backbone(INPUT_SIZE_PX, precision, seed)
    return keras.Model(inputs, _head_layers(x, n_classes, dropout, seed, precision), name="classifier_bn")


def _normalized_backbone(size_px: int, precision: Precision, seed: int) -> tuple[Any, Any]:
    """The faces that go in, and the backbone's flat features (n, 512 at 32 to 63 px)."""
    dtype = keras_policy(precision)
    inputs = keras.Input((size_px, size_px, 3), name="face")
    x = inputs
    for block, (convs, filters) in enumerate(BLOCKS, start=1):
        for conv in range(1, convs + 1):
            name = f"block{block}_conv{conv}"
            x = keras.layers.Conv2D(
                filters,
                3,
                padding="same",
                use_bias=False,
                kernel_initializer=keras.initializers.HeNormal(seed + 10 * block + conv),
                dtype=dtype,
                name=name,
            )(x)
            x = FastBatchNormalization(momentum=0.9, dtype=dtype, name=f"{name}_bn")(x)
            x = keras.layers.ReLU(dtype=dtype, name=f"{name}_relu")(x)
        x = keras.layers.MaxPooling2D(2, strides=2, dtype=dtype, name=f"block{block}_pool")(x)
    return inputs, keras.layers.Flatten(dtype=dtype, name="flatten")(x)


def folded_weights(model: keras.Model) -> Weights:
    """The convolutions of a `training_model` or `tuning_model` with their batch normalisation folded in.

    With y = gamma (Wx - mean) / s + beta and s = sqrt(variance + epsilon), the kernel becomes W gamma / s (a
    factor an output channel) and the bias beta - mean gamma / s: the outputs that the normalised layer gives
    when it predicts.
    """
    weights: Weights = {}
    for name in conv_names():
        normalization = model.get_layer(f"{name}_bn")
        gamma, beta, mean, variance = (
            np.asarray(keras.ops.convert_to_numpy(variable), dtype=np.float64)
            for variable in (
                normalization.gamma,
                normalization.beta,
                normalization.moving_mean,
                normalization.moving_variance,
            )
        )
        factor = gamma / np.sqrt(variance + normalization.epsilon)
        kernel = np.asarray(keras.ops.convert_to_numpy(model.get_layer(name).kernel), dtype=np.float64)
        weights[f"{name}/kernel"] = (kernel * factor).astype(np.float32)
        weights[f"{name}/bias"] = (beta - mean * factor).astype(np.float32)
    return weights


def folded_logits(model: keras.Model) -> Weights:
    """The last layer of a `training_model`, with the factor before it folded in: features to logits."""
    kernel, bias = model.get_layer("logits").get_weights()
    return {"logits/kernel": kernel * np.float32(FEATURE_SCALE), "logits/bias": bias}


def freeze_blocks(model: keras.Model, n: int) -> None:
    """The first `n` blocks of a model that is not compiled yet stay as they are while it trains."""
    for layer in model.layers:
        if in_first_blocks(layer.name, n):
            layer.trainable = False


def in_first_blocks(name: str, n: int) -> bool:
    """Whether a layer, or an array of `Weights`, belongs to one of the first `n` blocks."""
    return name.startswith(tuple(f"block{block}_" for block in range(1, n + 1)))


def layer_weights(model: keras.Model, names: tuple[str, ...] | None = None) -> Weights:
    """Kernels and biases of the named layers (the backbone's by default)."""
    weights: Weights = {}
    for name in names or conv_names():
        kernel, bias = model.get_layer(name).get_weights()
        weights[f"{name}/kernel"], weights[f"{name}/bias"] = kernel, bias
    return weights


def set_layer_weights(model: keras.Model, weights: Mapping[str, NDArray[Any]]) -> None:
    """Puts `layer/kernel` and `layer/bias` arrays into the layers of those names."""
    for name in dict.fromkeys(key.rpartition("/")[0] for key in weights):
        pair = [np.asarray(weights[f"{name}/{part}"], dtype=np.float32) for part in ("kernel", "bias")]
        model.get_layer(name).set_weights(pair)


def save_weights(path: Path, weights: Mapping[str, NDArray[Any]], dtype: type = np.float16) -> None:
    """Writes aside, syncs and replaces; plain arrays without pickles."""
    aside = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            stored: Weights = {name: array.astype(dtype) for name, array in weights.items()}
            np.savez(file, allow_pickle=False, **stored)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise KnownError(
            "The file {path} cannot be written ({reason}). Check the disk and the folder's permissions.",
            path=path,
            reason=error.strerror or error,
        ) from error


def load_weights(path: Path) -> Weights:
    """The arrays of `save_weights` as float32; `KnownError` where the file is none."""
    try:
        with path.open("rb") as file:
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise ValueError("it holds one array, not a network's")
            found = {name: archive[name] for name in archive.files}
            if not all(isinstance(array, np.ndarray) and array.dtype.kind == "f" for array in found.values()):
                raise ValueError("it holds something else than arrays of numbers")
            return {name: array.astype(np.float32) for name, array in found.items()}
    except (OSError, ValueError, EOFError, KeyError) as error:
        raise _unreadable(path, error) from error
    except Exception as error:
        # zipfile and zlib raise their own types for a damaged archive; anything else is a bug.
        if type(error).__module__ in ("zipfile", "zlib"):
            raise _unreadable(path, error) from error
        raise


def load_backbone(path: Path) -> Weights:
    """The backbone's weights from a file; `KnownError` where a layer is missing or has another shape."""
    weights = load_weights(path)
    shapes: dict[str, tuple[int, ...]] = {}
    channels = 3
    for block, (convs, filters) in enumerate(BLOCKS, start=1):
        for conv in range(1, convs + 1):
            shapes[f"block{block}_conv{conv}/kernel"] = (3, 3, channels, filters)
            shapes[f"block{block}_conv{conv}/bias"] = (filters,)
            channels = filters
    wrong = [name for name, shape in shapes.items() if name not in weights or weights[name].shape != shape]
    if wrong:
        raise KnownError(
            "The weights in {path} are not VGG16's ({layer} is missing or has another shape). Take another file.",
            path=path,
            layer=wrong[0],
        )
    broken = next((name for name in shapes if not np.isfinite(weights[name]).all()), None)
    if broken is not None:
        raise KnownError(
            "The weights in {path} are damaged ({layer} holds what is no number). Take another file.",
            path=path,
            layer=broken,
        )
    return {name: weights[name] for name in shapes}


def imagenet_weights() -> Weights:
    """Keras's VGG16 trained on ImageNet, downloaded once. It expects other inputs than this program's, see
    `adapted_to_faces`. Raises `KnownError` without a network."""
    try:
        model = keras.applications.VGG16(
            include_top=False, weights="imagenet", input_shape=(INPUT_SIZE_PX, INPUT_SIZE_PX, 3)
        )
    except (OSError, ValueError) as error:
        raise KnownError(
            "ImageNet's weights cannot be downloaded ({reason}). Connect to a network, or take --backbone bundled.",
            reason=error,
        ) from error
    except Exception as error:
        # Keras raises a bare Exception for a failed download; anything else is a bug.
        if type(error) is not Exception:
            raise
        raise KnownError(
            "ImageNet's weights cannot be downloaded ({reason}). Connect to a network, or take --backbone bundled.",
            reason=error,
        ) from error
    return adapted_to_faces(layer_weights(model))


CAFFE_MEANS_BGR = (103.939, 116.779, 123.68)


def adapted_to_faces(weights: Weights) -> Weights:
    """ImageNet's weights for inputs of pixel / 127.5 - 1 instead of "caffe" mode's BGR less its means.

    The first layer alone changes: caffe's input is 127.5 x + 127.5 - mean, so its kernel takes the factor and
    its bias the rest. (At the border, where zero padding stood for the mean, it now stands for middle grey:
    one pixel wide.) The order of colours does not matter for equal channels, but the means go to their own.
    """
    adapted = dict(weights)
    kernel = weights["block1_conv1/kernel"]
    offsets = 127.5 - np.array(CAFFE_MEANS_BGR, dtype=np.float32)
    adapted["block1_conv1/kernel"] = kernel * np.float32(127.5)
    adapted["block1_conv1/bias"] = weights["block1_conv1/bias"] + np.einsum("hwcf,c->f", kernel, offsets)
    return adapted


def _unreadable(path: Path, error: Exception) -> KnownError:
    return KnownError("The weights in {path} cannot be read ({reason}). Take another file.", path=path, reason=error)
