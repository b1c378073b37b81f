"""Training that was interrupted comes to the same result; rates fall as Keras's would; weights balance classes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE
from engine.paths import default_paths
from engine.preprocessing import to_input
from tests.training.small_datasets import drawn_face
from training.datasets.transforms import Transforms
from training.recognizer import retraining, vgg16
from training.recognizer.config import OPTIMIZERS, Event, OptimizerName, RetrainConfig
from training.recognizer.plateau import Plateau
from training.recognizer.retraining import balancing_weights, even_batch_size, fine_tune, train

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


def test_what_was_fine_tuned_in_bfloat16_computes_in_float32_with_the_weights_that_were_learned() -> None:
    faces = np.random.default_rng(1).integers(0, 256, (8, 48, 48), dtype=np.uint8)
    labels = np.arange(8) % 2
    start = vgg16.layer_weights(vgg16.backbone())
    config = RetrainConfig(epochs=1, fine_tune=True, learning_rate=1e-3, dtype="mixed_bfloat16")
    targets = np.eye(2, dtype=np.float32)[labels]
    model, _ = fine_tune(start, None, faces, targets, (faces, labels), config)
    assert {layer.compute_dtype for layer in model.layers} == {"float32"}
    assert not np.array_equal(model.get_layer("block5_conv3").get_weights()[0], start["block5_conv3/kernel"])


def test_fine_tuning_begins_at_the_model_that_it_is_given() -> None:
    """Put in, taken out and not moved in between, the normalisations change no answer."""
    faces, labels = np.stack([drawn_face(i, i / 15) for i in range(16)]), np.arange(16) % 3
    start, head = vgg16.load_backbone(default_paths().bundled_model / BACKBONE_FILE), vgg16.head(3, 0.5, seed=1)
    unchanged = Transforms(rotation_deg=0, zoom=0, shift=0, horizontal_flip=False)
    config = RetrainConfig(epochs=2, batch_size=16, fine_tune=True, learning_rate=1e-12, transforms=unchanged)
    targets = np.eye(3, dtype=np.float32)[labels]
    model, _ = fine_tune(start, head, faces, targets, (faces, labels), config)
    given_model = vgg16.classifier(3)
    vgg16.set_layer_weights(given_model, start)
    vgg16.set_layer_weights(given_model, vgg16.layer_weights(head, vgg16.HEAD_LAYERS))
    assert [layer.name for layer in model.layers] == [layer.name for layer in given_model.layers]
    expected, answers = (m.predict(to_input(faces), verbose=0) for m in (given_model, model))
    assert np.ptp(expected, axis=0).max() > 1e-3, "faces that all get one answer would show nothing"
    np.testing.assert_allclose(answers, expected, atol=0.02 * np.ptp(expected, axis=0).max())


def test_what_is_shown_sets_the_scale_while_it_is_fine_tuned() -> None:
    """At a rate of nothing only the normalisations learn: the statistics of the views, which are unlike the faces."""
    faces, labels = np.stack([drawn_face(i, i / 15) for i in range(16)]), np.arange(16) % 3
    start = vgg16.load_backbone(default_paths().bundled_model / BACKBONE_FILE)
    shown = Transforms(erase=1.0)
    config = RetrainConfig(
        epochs=4,
        batch_size=16,
        fine_tune=True,
        learning_rate=1e-12,
        transforms=shown,
        frozen_blocks=2,
        keep_best=False,
    )
    targets = np.eye(3, dtype=np.float32)[labels]
    learned = vgg16.layer_weights(fine_tune(start, None, faces, targets, (faces, labels), config)[0])
    change = {name: np.linalg.norm(learned[name] - array) / np.linalg.norm(array) for name, array in start.items()}
    assert {name.partition("_")[0] for name, moved in change.items() if moved > 0.01} == {
        "block3",
        "block4",
        "block5",
    }


@given(n=st.integers(1, 50_000), most=st.integers(16, 512))
def test_no_batch_of_a_fine_tuning_is_next_to_empty(n: int, most: int) -> None:
    size = even_batch_size(n, most)
    assert (n % size or size) >= size / 2
    assert n <= most or most / 3 <= size <= most


def test_a_fine_tuning_that_was_broken_off_shows_the_same_mixtures_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retraining, "train", partial(train, checkpoint_s=0))
    faces = np.random.default_rng(3).integers(0, 256, (12, 48, 48), dtype=np.uint8)
    labels = np.arange(12) % 3
    start = vgg16.layer_weights(vgg16.backbone())
    config = RetrainConfig(
        epochs=3, batch_size=4, fine_tune=True, learning_rate=1e-3, mixup=0.3, frozen_blocks=2, keep_best=False
    )

    def tuned(folder: Path | None, epochs: int = 3) -> list[np.ndarray]:
        told: list[Event] = []
        model, _ = fine_tune(
            start,
            vgg16.head(3, 0.5, seed=1),
            faces,
            np.eye(3, dtype=np.float32)[labels],
            (faces, labels),
            config,
            folder,
            told.append,
            lambda: len(told) >= epochs,
        )
        return list(model.get_weights())

    whole, broken_off = tuned(None), tuned(tmp_path, epochs=2)
    assert any(not np.array_equal(one, other) for one, other in zip(whole, broken_off, strict=True))
    for expected, actual in zip(whole, tuned(tmp_path), strict=True):
        np.testing.assert_allclose(actual, expected, atol=1e-6)
