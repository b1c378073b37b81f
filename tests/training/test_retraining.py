"""Training that was interrupted comes to the same result; rates fall as Keras's would; weights balance classes."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from engine.errors import KnownError
from training.recognizer.config import OPTIMIZERS, OptimizerName, RetrainConfig
from training.recognizer.plateau import Plateau
from training.recognizer.retraining import balancing_weights, train

N, WIDTH, CLASSES = 60, 12, 3


def data() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    labels = np.arange(N) % CLASSES
    return (rng.normal(size=(N, WIDTH)) + 2 * np.eye(WIDTH)[labels]).astype(np.float32), labels


def small_model() -> keras.Model:
    """A head in miniature: dense, dropout, softmax."""
    return keras.Sequential(
        [
            keras.Input((WIDTH,)),
            keras.layers.Dense(16, activation="relu", kernel_initializer=keras.initializers.GlorotUniform(1)),
            keras.layers.Dropout(0.5, seed=1),
            keras.layers.Dense(CLASSES, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(2)),
        ]
    )


def fit(config: RetrainConfig, folder: Path | None = None, epochs_then_killed: int | None = None) -> keras.Model:
    inputs, labels = data()
    model = small_model()
    done = 0

    def stop() -> bool:
        nonlocal done
        done += 1
        return epochs_then_killed is not None and done > epochs_then_killed

    targets = np.eye(CLASSES, dtype=np.float32)[labels]
    train(model, lambda epoch: (inputs, targets), labels, (inputs, labels), config, folder, stop=stop, checkpoint_s=0)
    return model


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("falling", [False, True])
def test_a_resumed_run_ends_where_an_uninterrupted_one_does(
    tmp_path: Path, optimizer: OptimizerName, falling: bool
) -> None:
    config = RetrainConfig(
        optimizer=optimizer, epochs=6, batch_size=16, learning_rate=0.05, keep_best=False, falling=falling
    )
    whole = fit(config)
    fit(config, tmp_path, epochs_then_killed=3)
    resumed = fit(config, tmp_path)
    for expected, actual in zip(whole.get_weights(), resumed.get_weights(), strict=True):
        np.testing.assert_allclose(actual, expected, atol=1e-6)


def test_it_learns_and_keeps_the_best_epoch() -> None:
    inputs, labels = data()
    model = small_model()
    events: list[dict[str, float]] = []
    targets = np.eye(CLASSES, dtype=np.float32)[labels]
    config = RetrainConfig(epochs=30, batch_size=16, learning_rate=0.02)
    best = train(model, lambda epoch: (inputs, targets), labels, (inputs, labels), config, on_event=events.append)
    assert best["val_accuracy"] > 0.9
    assert best["val_loss"] == min(event["val_loss"] for event in events)
    assert [event["epoch"] for event in events] == list(range(1, 31))
    assert events[-1]["eta_s"] == 0


def test_a_diverging_run_is_a_clear_error() -> None:
    with pytest.raises(KnownError, match="diverged"):
        fit(RetrainConfig(optimizer="sgd", epochs=50, batch_size=16, learning_rate=1e30))


def test_the_rate_falls_as_keras_lets_it_fall() -> None:
    losses = [1.0, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8, 0.8]
    ours = Plateau(0.1, patience=3, factor=0.5)
    model = small_model()
    model.compile(keras.optimizers.SGD(0.1), "mse")
    theirs = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=3, factor=0.5, min_lr=1e-10)
    theirs.set_model(model)
    theirs.on_train_begin()
    for epoch, loss in enumerate(losses):
        ours.after_epoch(loss)
        theirs.on_epoch_end(epoch, {"val_loss": loss})
        assert ours.rate == pytest.approx(float(keras.ops.convert_to_numpy(model.optimizer.learning_rate)))
    assert ours.rate == pytest.approx(0.025)


def test_class_weights_make_rare_classes_count_as_much() -> None:
    labels = np.array([0] * 80 + [1] * 20)
    weights = balancing_weights(labels, 3)
    assert weights[0] * 80 == pytest.approx(weights[1] * 20)
    assert weights[labels].mean() == pytest.approx(1)
    assert weights[2] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"optimizer": "lion"},
        {"epochs": 0},
        {"dropout": 1.0},
        {"batch_size": 0},
        {"mixup": -1.0},
        {"frozen_blocks": 5},
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(KnownError):
        RetrainConfig(**wrong)  # type: ignore[arg-type]


def test_a_falling_rate_goes_along_half_a_cosine() -> None:
    inputs, labels = data()
    rates: list[float] = []
    config = RetrainConfig(optimizer="sgd", epochs=6, learning_rate=0.04, falling=True)
    targets = np.eye(CLASSES, dtype=np.float32)[labels]
    train(
        small_model(),
        lambda epoch: (inputs, targets),
        labels,
        (inputs, labels),
        config,
        on_event=lambda event: rates.append(event["learning_rate"]),
    )
    assert rates[0] == 0.04
    assert rates[2] == pytest.approx(0.03), "a third of the way: half of 1 + cos 60 degrees"
    assert rates[3] == pytest.approx(0.02) and rates[4] == pytest.approx(0.01)
