"""A step trains each network on its own loss; a run that was killed goes on to the same state; trouble is said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.errors import KnownError
from tests.training.small_datasets import drawn_face
from training.augmentation import gan_training
from training.augmentation.config import GanConfig
from training.augmentation.drawing import Drawer
from training.augmentation.gan import Gan, average_keep, random_inputs
from training.augmentation.gan_training import DivergedError, TooFewError, epoch_order, train_gan
from training.augmentation.pictures import grid, to_faces, to_pictures
from training.checkpoints import load_checkpoint, training_arrays
from training.datasets.images import LabelledFaces
from training.jobs.events import Cancelled

TINY = GanConfig(
    size_px=16, width=2, noise=8, epochs=4, steps=3, batch_size=8, look_every=2, average_keep=0.8, dtype="float32"
)


FACES = np.stack([drawn_face(i, 1.0) for i in range(12)])


def labelled(faces: np.ndarray, *counts: int) -> LabelledFaces:
    """So many faces of each class, in order; all of one where nothing is said."""
    counts = counts or (len(faces),)
    labels = np.repeat(np.arange(len(counts)), counts)
    return LabelledFaces(faces, labels, ("fear", "anger", "happy")[: len(counts)], ("",) * len(faces))


REAL = labelled(FACES)


def unlike(samples: np.ndarray, index: int = 0) -> float:
    """A stand-in for KID: how far the samples' mean face is from the real one."""
    return float(np.abs(samples.mean(axis=0) - FACES.mean(axis=0)).mean())


def step_inputs(config: GanConfig = TINY, seed: int = 0, step: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return random_inputs(to_pictures(FACES[: config.batch_size], config), config, rng, step=step)


def weights(model: Any) -> np.ndarray:
    return np.concatenate([np.asarray(v).ravel() for v in model.trainable_variables])


@pytest.mark.parametrize("frozen", ["generator", "discriminator"])
def test_each_network_learns_from_its_own_loss(frozen: str) -> None:
    """With one network's rate at next to nothing, the step changes the other one, against its own loss."""
    still_g, still_d = (1e-12 if frozen == name else 2e-4 for name in ("generator", "discriminator"))
    config = replace(TINY, generator_rate=still_g, discriminator_rate=still_d)
    gan = Gan(config)
    before = weights(gan.generator), weights(gan.discriminator)
    inputs = step_inputs(config)
    losses = [gan.train_on_batch(inputs, return_dict=True)]
    moved = [
        float(np.abs(weights(m) - b).max()) for m, b in zip((gan.generator, gan.discriminator), before, strict=True)
    ]
    still, other = (0, 1) if frozen == "generator" else (1, 0)
    assert moved[still] < 1e-9 < 1e-5 < moved[other]
    for _ in range(15):
        gan.reset_metrics()
        losses.append(gan.train_on_batch(inputs, return_dict=True))
    name = "d_loss" if frozen == "generator" else "g_loss"
    assert losses[-1][name] < losses[0][name]


def test_a_step_on_its_own_gives_the_gradients_of_two_separate_passes() -> None:
    """The one pass with stopped gradients against the textbook's two, by TensorFlow's own tape."""
    tf = pytest.importorskip("tensorflow")
    from training.augmentation.differentiable import changed
    from training.augmentation.gan import discriminator_loss, generator_loss

    gan, inputs = Gan(TINY), {name: tf.constant(value) for name, value in step_inputs().items()}
    with tf.GradientTape() as tape:
        losses = gan(inputs, training=True)
        together = losses["g_loss"] + losses["d_loss"]
    variables = [*gan.generator.trainable_variables, *gan.discriminator.trainable_variables]
    one_pass = tape.gradient(together, [v.value for v in variables])

    def shown(pictures: Any, which: int) -> Any:
        return changed(pictures, inputs["choices"][:, which], TINY.colour)

    with tf.GradientTape() as of_generator, tf.GradientTape() as of_discriminator:
        drawn = gan.generator(inputs["noise"], training=True)
        g_loss = generator_loss(gan.discriminator(shown(drawn, 2), training=True))
        d_loss = discriminator_loss(
            gan.discriminator(shown(inputs["real"], 0), training=True),
            gan.discriminator(shown(drawn, 1), training=True),
        )
    apart = [
        *of_generator.gradient(g_loss, [v.value for v in gan.generator.trainable_variables]),
        *of_discriminator.gradient(d_loss, [v.value for v in gan.discriminator.trainable_variables]),
    ]
    for expected, actual in zip(apart, one_pass, strict=True):
        np.testing.assert_allclose(actual, expected, rtol=1e-4, atol=1e-6)


def test_the_average_follows_the_generator() -> None:
    gan = Gan(TINY)
    start = [np.array(w) for w in gan.generator.trainable_variables]
    gan.train_on_batch(step_inputs(step=0))
    stepped = [np.array(w) for w in gan.generator.trainable_variables]
    gan.train_on_batch(step_inputs(seed=1, step=1000))
    # It takes in the weights that a step begins with: the first step's are those that it had anyway.
    averaged = dict(zip((id(w) for w in gan.generator.weights), gan.average.get_weights(), strict=True))
    for variable, first, second in zip(gan.generator.trainable_variables, start, stepped, strict=True):
        np.testing.assert_allclose(averaged[id(variable)], 0.8 * first + 0.2 * second, rtol=1e-5, atol=1e-6)


def test_the_average_is_short_at_first_and_grows_to_its_full_length() -> None:
    config = replace(TINY, average_keep=0.998)
    kept = [average_keep(config, step) for step in (0, 90, 1000, 10_000)]
    assert kept == pytest.approx([0.1, 0.91, 1001 / 1010, 0.998])


def test_the_learning_rates_fall_along_a_line_at_the_end() -> None:
    config = replace(TINY, epochs=8, decay_share=0.5)
    assert [config.rates_left(epoch) for epoch in range(8)] == [1, 1, 1, 1, 1, 0.75, 0.5, 0.25]
    assert {replace(config, decay_share=0.0).rates_left(epoch) for epoch in range(8)} == {1}
    with pytest.raises(KnownError, match="0 to 1"):
        replace(config, decay_share=1.5)


def test_a_run_steps_at_the_rates_that_are_left(tmp_path: Path) -> None:
    config = replace(TINY, epochs=2, decay_share=1.0, generator_rate=1e-3, discriminator_rate=5e-4)
    train_gan(REAL, config, unlike, tmp_path, checkpoint_s=0)
    saved = load_checkpoint(tmp_path)
    assert saved is not None
    rates = [value for value in saved.arrays.values() if value.shape == () and value == np.float32(5e-4)]
    assert rates, "after the last of two epochs half of the higher rate is left"


@pytest.fixture
def repeatable() -> Iterator[None]:
    """Sums in one order, whatever the threads do: else two equal runs differ by rounding, which Adam enlarges."""
    from tensorflow.python.framework import config

    config.enable_op_determinism()
    yield
    config.disable_op_determinism()


@pytest.mark.usefixtures("repeatable")
def test_a_run_that_was_killed_goes_on_to_the_same_state(tmp_path: Path) -> None:
    whole = train_gan(REAL, TINY, unlike, tmp_path / "whole", checkpoint_s=0)

    class KilledError(Exception):
        pass

    def kill(event: dict[str, Any]) -> None:
        if event["epoch"] == 3 and "g_loss" in event:
            raise KilledError

    with pytest.raises(KilledError):
        train_gan(REAL, TINY, unlike, tmp_path / "killed", kill, checkpoint_s=0)
    before = load_checkpoint(tmp_path / "killed")
    events: list[dict[str, Any]] = []
    resumed = train_gan(REAL, TINY, unlike, tmp_path / "killed", events.append, checkpoint_s=0)
    assert [event["epoch"] for event in events if "g_loss" in event] == [4]
    assert events[0] == {"epoch": 3, "epochs": 4}
    assert [epoch for epoch, _ in resumed.looks] == [epoch for epoch, _ in whole.looks] == [1, 2, 4]
    one, other = (load_checkpoint(tmp_path / folder) for folder in ("whole", "killed"))
    assert one is not None and other is not None and before is not None
    assert one.progress["epoch"] == other.progress["epoch"] == 4 == before.progress["epoch"] + 1
    assert one.arrays.keys() == other.arrays.keys()
    # A bias before a normalisation changes nothing and has no gradient but rounding, which Adam blows up.
    live = [f"model/{i}" for i, w in enumerate(Gan(TINY).weights) if not re.search(r"(up|conv)\d/bias$", w.path)]
    assert len(live) > 40
    moved, apart = (
        np.concatenate([(one.arrays[name] - from_there.arrays[name]).ravel() for name in live])
        for from_there in (before, other)
    )
    # Of all weights together: in a single one Adam can blow rounding up to more.
    assert np.linalg.norm(apart) <= 0.01 * np.linalg.norm(moved)
    assert np.abs(apart).max() <= 0.1 * np.abs(moved).max()


def test_it_tells_how_it_goes_and_keeps_the_best_look(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    figures = iter([3.0, 1.0, 2.0])
    trained = train_gan(REAL, TINY, lambda samples, index: next(figures), tmp_path, events.append)
    assert trained.looks == ((1, (3.0,)), (2, (1.0,)), (4, (2.0,)))
    assert trained.epoch == 2 and trained.epochs_done == 4
    events = [event for event in events if "g_loss" in event]
    assert [event.get("picture") for event in events] == ["grid-00001.png", "grid-00002.png", None, "grid-00004.png"]
    assert {"epoch", "epochs", "g_loss", "d_loss", "eta_s", "real_taken", "generated_taken"} <= events[0].keys()
    assert events[-1]["eta_s"] == 0
    picture = cv2.imread(str(tmp_path / "grid-00004.png"))
    assert picture is not None and picture.shape == (4 * 98 + 2, 9 * 98 + 2, 3)
    # The same weights and seed draw the same faces, whatever else was drawn.
    drawer = Drawer(TINY, trained.weights)
    some = drawer.faces(70, (5,))
    np.testing.assert_array_equal(Drawer(TINY, trained.weights).faces(70, (5,)), some)
    assert some.shape == (70, 48, 48) and some.dtype == np.uint8
    assert drawer.faces(0, (5,)).shape == (0, 48, 48)


def test_it_draws_the_class_that_it_is_asked_for(tmp_path: Path) -> None:
    """Of black pictures and white ones, after a few steps, from the same noise."""
    faces = np.concatenate([np.full((6, 48, 48), 20, np.uint8), np.full((3, 48, 48), 235, np.uint8)])
    config = replace(
        TINY,
        width=8,
        epochs=20,
        steps=8,
        generator_rate=1e-2,
        discriminator_rate=1e-2,
        decay_share=0.5,
        differentiable=False,
        look_every=20,
        average_keep=0.99,
        seed=2,
    )
    asked: list[tuple[int, int]] = []

    def measure(samples: np.ndarray, index: int) -> float:
        asked.append((index, len(samples)))
        return 12.0 - len(asked)

    trained = train_gan(labelled(faces, 6, 3), config, measure, tmp_path)
    assert asked == [(0, gan_training.SAMPLES), (1, gan_training.SAMPLES)] * 2
    assert trained.looks == ((1, (11.0, 10.0)), (20, (9.0, 8.0)))
    drawer = Drawer(config, trained.weights, 2)
    black, white = (drawer.faces(32, (5,), label=label).mean() for label in (0, 1))
    # From the same noise a generator that is not told the class draws the same face, to the last bit. How far two
    # that are told lie apart after so few steps differs from run to run, by what rounding grows to: 150 to 179 here,
    # in 18 runs, six at a time. With rates that do not fall, or a shorter average, it swings below 25.
    assert white > black + 25
    picture = cv2.imread(str(tmp_path / "grid-00020.png"))
    assert picture is not None and picture.shape == (4 * 98 + 2, 9 * 98 + 2, 3)


@pytest.mark.usefixtures("repeatable")
def test_a_killed_run_of_several_classes_goes_on(tmp_path: Path) -> None:
    class KilledError(Exception):
        pass

    def kill(event: dict[str, Any]) -> None:
        if event["epoch"] == 2 and "g_loss" in event:
            raise KilledError

    real, config = labelled(FACES, 8, 4), replace(TINY, epochs=3)
    whole = train_gan(real, config, unlike, tmp_path / "whole", checkpoint_s=0)
    with pytest.raises(KilledError):
        train_gan(real, config, unlike, tmp_path / "killed", kill, checkpoint_s=0)
    resumed = train_gan(real, config, unlike, tmp_path / "killed", checkpoint_s=0)
    assert resumed.epochs_done == 3
    for (epoch, distances), (same, expected) in zip(resumed.looks, whole.looks, strict=True):
        assert epoch == same
        np.testing.assert_allclose(distances, expected, rtol=0.01)


def test_a_stop_keeps_the_best_so_far(tmp_path: Path) -> None:
    done = 0

    def stop() -> bool:
        return done >= 3

    def count(event: dict[str, Any]) -> None:
        nonlocal done
        done = event["epoch"]

    trained = train_gan(REAL, TINY, unlike, tmp_path, count, stop)
    assert trained.epochs_done == 3 and trained.weights


def test_a_stop_within_an_epoch_is_heard_at_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gan_training, "TELL_S", 0.0)
    events: list[dict[str, Any]] = []
    config = replace(TINY, steps=1000)
    trained = train_gan(REAL, config, unlike, tmp_path, events.append, lambda: len(events) > 4, checkpoint_s=0)
    assert [event["epoch"] for event in events] == [0, 0.0, 0.0, 0.0, 0.0, 1]
    assert trained.epochs_done == 1 and [epoch for epoch, _ in trained.looks] == [1] and trained.weights
    # What is kept for a resume is whole epochs only: there is none.
    assert load_checkpoint(tmp_path) is None


def test_a_cancel_passes_through(tmp_path: Path) -> None:
    def cancel(event: dict[str, Any]) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        train_gan(REAL, TINY, unlike, tmp_path, cancel)


def test_a_loss_that_is_no_number_stops_and_keeps_the_last_good_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, step = random_inputs, itertools.count(1)

    def poisoned(*args: Any) -> dict[str, np.ndarray]:
        inputs = real(*args)
        if next(step) == 8:
            inputs["noise"][:] = np.inf
        return inputs

    monkeypatch.setattr(gan_training, "random_inputs", poisoned)
    with pytest.raises(DivergedError, match=r"diverged in epoch 3.*The state after epoch 2 is kept") as caught:
        train_gan(REAL, TINY, unlike, tmp_path, checkpoint_s=0, label="anger")
    kept = load_checkpoint(tmp_path)
    assert kept is not None and kept.progress["epoch"] == 2
    assert all(np.isfinite(array).all() for array in kept.arrays.values())
    assert caught.value.trained is not None and caught.value.trained.epochs_done == 2
    assert all(np.isfinite(weight).all() for weight in caught.value.trained.weights)


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_pictures_are_a_clear_sentence(tmp_path: Path, n: int) -> None:
    with pytest.raises(TooFewError, match=rf"The class fear has {n} training picture"):
        train_gan(labelled(FACES[:n]), TINY, unlike, tmp_path, label="fear")


def test_two_pictures_are_enough(tmp_path: Path) -> None:
    assert train_gan(labelled(FACES[:2]), replace(TINY, epochs=1), unlike, tmp_path).epoch == 1


def test_an_epoch_shows_every_picture_as_often() -> None:
    one = np.zeros(5, np.int64)
    counts = np.bincount(epoch_order(one, TINY, np.random.default_rng(1)))
    assert counts.sum() == 24 and counts.min() >= 4 and counts.max() <= 5
    whole = epoch_order(one, replace(TINY, steps=0, batch_size=5), np.random.default_rng(1))
    assert sorted(whole) == [0, 1, 2, 3, 4]


def test_an_epoch_of_several_classes_shows_each_as_often_and_as_long_as_alone() -> None:
    order = epoch_order(np.repeat([0, 1, 2], [7, 2, 5]), TINY, np.random.default_rng(1))
    counts = np.bincount(order, minlength=14)
    assert [counts[:7].sum(), counts[7:9].sum(), counts[9:].sum()] == [24, 24, 24]
    assert counts[:7].max() <= 4 and counts[7:9].min() == 12
    assert len(set(order[:8] // 5)) > 1, "not one class after the other"


@pytest.mark.parametrize(("size", "channels"), [(48, 1), (48, 3), (128, 3), (16, 1)])
def test_faces_come_back_from_any_size(size: int, channels: int) -> None:
    config = GanConfig(size_px=size, channels=channels)
    pictures = to_pictures(FACES, config)
    assert pictures.shape == (12, size, size, channels) and np.abs(pictures).max() < 1.2
    back = to_faces(pictures).astype(float)
    assert np.abs(back - FACES).mean() < {48: 0.01, 128: 5.0, 16: 40.0}[size]


def test_optimizer_state_is_part_of_a_checkpoint() -> None:
    gan = Gan(TINY)
    arrays = training_arrays(gan)
    trained = len(gan.trainable_variables)
    assert sum(name.startswith("optimizer/") for name in arrays) == 2 * trained + 2
    assert grid(FACES, 5).shape == (3 * 50 + 2, 5 * 50 + 2)
