"""A finished model back in its training form: the inverse of folding, so that the whole of it can learn further.

A folded backbone has lost its batch normalisations. They are put back with the statistics of real faces, so that
the network gives the very outputs that it gave before. Every kernel is scaled to the size at which training starts:
behind a batch normalisation that has no effect but on the effective learning rate (van Laarhoven, "L2 regularization
versus batch and weight normalization", 2017).
"""

from __future__ import annotations

import keras
import numpy as np
from numpy.typing import NDArray

from engine.preprocessing import to_input
from training.recognizer import vgg16

CALIBRATION_FACES = 512


def unfold_into(model: keras.Model, backbone: vgg16.Weights, logits: vgg16.Weights, faces: NDArray[np.uint8]) -> None:
    """Puts a folded backbone and its last layer (features to logits) into a `vgg16.training_model` of 48 px; `faces`
    as for `unfold_backbone`."""
    unfold_backbone(model, backbone, faces)
    kernel = logits["logits/kernel"] / np.float32(vgg16.FEATURE_SCALE)
    model.get_layer("logits").set_weights([kernel, logits["logits/bias"]])


def unfold_backbone(model: keras.Model, backbone: vgg16.Weights, faces: NDArray[np.uint8]) -> None:
    """Puts a folded backbone into a model of 48 px that has batch normalisations.

    `faces` (n, 48, 48) give the statistics; the first `CALIBRATION_FACES` of them are taken.
    """
    x = keras.ops.convert_to_tensor(to_input(faces[:CALIBRATION_FACES]))
    for block, (convs, _) in enumerate(vgg16.BLOCKS, start=1):
        for conv in range(1, convs + 1):
            name = f"block{block}_conv{conv}"
            kernel, bias = backbone[f"{name}/kernel"], backbone[f"{name}/bias"]
            x = keras.ops.conv(x, kernel, padding="same") + bias
            mean, variance = (keras.ops.convert_to_numpy(y) for y in keras.ops.moments(x, axes=(0, 1, 2)))
            # He's normal initialisation has variance 2 / inputs, so a kernel's squared norm is about 2.
            factor = np.sqrt(2) / np.maximum(np.sqrt(np.sum(kernel**2, axis=(0, 1, 2))), 1e-6)
            normalization = model.get_layer(f"{name}_bn")
            model.get_layer(name).set_weights([kernel * factor])
            moving_mean, moving_variance = factor * (mean - bias), factor**2 * variance
            gamma = np.sqrt(moving_variance + normalization.epsilon) / factor
            normalization.set_weights([gamma, mean, moving_mean, moving_variance])
            x = keras.ops.relu(x)
        x = keras.ops.max_pool(x, 2, strides=2)


def fitted_logits(features: NDArray[np.float32], probabilities: NDArray[np.float32]) -> vgg16.Weights:
    """The dense layer whose softmax gives `probabilities` (n, classes) from `features` (n, 512), by least squares.

    Softmax hides a constant a row, so what is fitted are the logarithms less their mean over the classes.
    """
    logs = np.log(np.maximum(probabilities.astype(np.float64), 1e-7))
    logs -= logs.mean(axis=1, keepdims=True)
    known = np.hstack([features.astype(np.float64), np.ones((len(features), 1))])
    # A little ridge: features that are zero on all of these faces stay out of it.
    solved = np.linalg.solve(known.T @ known + 1e-3 * np.eye(known.shape[1]), known.T @ logs)
    return {"logits/kernel": solved[:-1].astype(np.float32), "logits/bias": solved[-1].astype(np.float32)}
