"""One kernel a step comes to the same weights as Keras's dozen operations."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from training.recognizer.fused_optimizers import FusedAdadelta, FusedAdagrad, FusedAdam


def trained(optimizer: keras.optimizers.Optimizer) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Weights, and the optimizer's own state, after three epochs with a rate that falls."""
    rng = np.random.default_rng(3)
    inputs, labels = rng.normal(size=(48, 10)).astype(np.float32), np.eye(3, dtype=np.float32)[np.arange(48) % 3]
    dense = keras.layers.Dense
    model = keras.Sequential(
        [
            keras.Input((10,)),
            dense(16, activation="relu", kernel_initializer=keras.initializers.GlorotUniform(1)),
            dense(3, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(2)),
        ]
    )
    model.compile(optimizer, "categorical_crossentropy", jit_compile=False)
    for rate in (1.0, 0.5, 0.1):
        optimizer.learning_rate = rate * 0.05
        model.fit(inputs, labels, batch_size=8, shuffle=False, verbose=0)
    state = [keras.ops.convert_to_numpy(variable) for variable in optimizer.variables]
    return model.get_weights(), state


@pytest.mark.parametrize(
    ("plain", "fused"),
    [
        (keras.optimizers.Adam, FusedAdam),
        (keras.optimizers.Adagrad, FusedAdagrad),
        (keras.optimizers.Adadelta, FusedAdadelta),
    ],
)
def test_the_same_weights_and_the_same_state(
    plain: type[keras.optimizers.Optimizer], fused: type[keras.optimizers.Optimizer]
) -> None:
    for expected, actual in zip(trained(plain(0.05)), trained(fused(0.05)), strict=True):
        assert len(expected) == len(actual)
        for one, other in zip(expected, actual, strict=True):
            np.testing.assert_allclose(other, one, rtol=2e-4, atol=2e-5)
