"""The networks are the seed's; the losses and changes are the papers'; settings that make no sense are refused."""

from __future__ import annotations

import json

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from engine.errors import KnownError
from training.augmentation.config import AugmentConfig, GanConfig, preset
from training.augmentation.differentiable import CHOICES, changed, recoloured, shifted, without_patch
from training.augmentation.gan import discriminator_loss, generator_loss
from training.augmentation.networks import discriminator, generator


def test_the_paper_preset_has_the_seeds_parameters() -> None:
    paper = preset("paper")
    maker, judge = generator(paper, 1), discriminator(paper, 1)
    assert maker.count_params() == 24_036_739
    assert judge.count_params() == 17_488_257
    assert maker.output_shape == (None, 128, 128, 3)
    assert [tuple(maker.get_layer(f"up{i}_relu").output.shape[1:]) for i in range(1, 5)] == [
        (16, 16, 512),
        (32, 32, 256),
        (64, 64, 128),
        (128, 128, 64),
    ]
    assert [tuple(judge.get_layer(f"conv{i}").output.shape[1:]) for i in range(1, 6)] == [
        (64, 64, 64),
        (32, 32, 128),
        (16, 16, 256),
        (16, 16, 512),
        (8, 8, 1024),
    ]
    assert {layer.epsilon for layer in maker.layers if isinstance(layer, keras.layers.BatchNormalization)} == {5e-5}
    assert (paper.batch_size, paper.epochs, paper.generator_rate, paper.discriminator_rate, paper.beta_1) == (
        64,
        500,
        4e-4,
        1e-5,
        0.5,
    )


def test_the_compact_preset_has_half_the_channels_at_48_px() -> None:
    compact = preset("compact")
    maker, judge = generator(compact, 1), discriminator(compact, 1)
    assert maker.get_layer("cells").output.shape[1:] == (3, 3, 512)
    assert maker.output_shape == (None, 48, 48, 1)
    assert judge.get_layer("conv5").output.shape[1:] == (3, 3, 512)
    assert compact.differentiable


def test_of_several_classes_the_asked_ones_own_logit_is_added() -> None:
    config = GanConfig(size_px=16, width=1, noise=7, dtype="float32")
    assert generator(config, 1, classes=3).input_shape == (None, 10)
    judge = discriminator(config, 1, 3)
    pictures = np.random.default_rng(1).uniform(-1, 1, (2, 16, 16, 1)).astype(np.float32)
    features = keras.Model(judge.inputs[0], judge.get_layer("flatten").output)(pictures)
    shared, own = (judge.get_layer(name).get_weights() for name in ("logits", "logits_by_class"))
    for label in range(3):
        expected = features @ shared[0] + shared[1] + (features @ own[0])[:, label : label + 1]
        actual = judge([pictures, np.eye(3, dtype=np.float32)[[label, label]]])
        np.testing.assert_allclose(actual, expected, rtol=1e-5, atol=1e-6)


@settings(max_examples=10)
@given(st.integers(1, 6), st.integers(1, 6), st.sampled_from([1, 3]))
def test_any_multiple_of_16_and_any_width(sixteenths: int, width: int, channels: int) -> None:
    size = 16 * sixteenths
    config = GanConfig(size_px=size, width=width, channels=channels, noise=7, dtype="float32")
    pictures = generator(config, 1)(np.zeros((2, 7), np.float32))
    assert pictures.shape == (2, size, size, channels)
    assert discriminator(config, 1)(pictures).shape == (2, 1)


def test_losses_on_logits_by_hand() -> None:
    zero = np.zeros((4, 1), np.float32)
    assert float(discriminator_loss(zero, zero)) == pytest.approx(2 * np.log(2))
    assert float(generator_loss(zero)) == pytest.approx(np.log(2))
    real, false = np.array([[2.0], [-1.0]], np.float32), np.array([[0.5]], np.float32)

    def entropy(logit: float, target: float) -> float:
        p = 1 / (1 + np.exp(-logit))
        return float(-(target * np.log(p) + (1 - target) * np.log(1 - p)))

    for smoothing in (0.0, 0.1):
        expected = (entropy(2, 1 - smoothing) + entropy(-1, 1 - smoothing)) / 2 + entropy(0.5, 0)
        assert float(discriminator_loss(real, false, smoothing)) == pytest.approx(expected, rel=1e-5)
    # On logits nothing overflows, however sure the discriminator is.
    assert np.isfinite(float(generator_loss(np.array([[-1e4]], np.float32))))


def test_changes_by_hand() -> None:
    picture = np.arange(256, dtype=np.float32).reshape(1, 16, 16, 1) / 256
    half = np.full((1, 2), 0.5, np.float32)
    np.testing.assert_allclose(recoloured(picture, half), picture, atol=1e-6)
    brighter = np.asarray(recoloured(picture, np.array([[1.0, 0.5]], np.float32)))
    np.testing.assert_allclose(brighter, picture + 0.5, atol=1e-6)
    harder = np.asarray(recoloured(picture, np.array([[0.5, 1.0]], np.float32)))
    np.testing.assert_allclose(harder, (picture - picture.mean()) * 1.5 + picture.mean(), atol=1e-5)
    # 16 px: by up to 2 px. The lowest choice moves up and left, the highest down and right.
    moved = np.asarray(shifted(picture, np.array([[0.0, 0.999]], np.float32)))[0, :, :, 0]
    np.testing.assert_allclose(moved[:14, 2:], picture[0, 2:, :14, 0])
    assert np.all(moved[14:] == 0) and np.all(moved[:, :2] == 0)
    np.testing.assert_allclose(shifted(picture, half), picture)
    cut = np.asarray(without_patch(picture + 1, half))[0, :, :, 0]
    assert np.count_nonzero(cut == 0) == 64 and np.all(cut[4:12, 4:12] == 0)


@given(st.integers(0, 100))
def test_each_picture_is_changed_by_its_own_choice(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pictures = rng.uniform(-1, 1, (3, 16, 16, 3)).astype(np.float32)
    choices = rng.random((3, CHOICES), dtype=np.float32)
    together = np.asarray(changed(pictures, choices))
    for i in range(3):
        np.testing.assert_allclose(
            together[i], np.asarray(changed(pictures[i : i + 1], choices[i : i + 1]))[0], atol=1e-5
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"size_px": 40},
        {"size_px": 0},
        {"channels": 2},
        {"epochs": 0},
        {"batch_size": 1},
        {"generator_rate": 0.0},
        {"discriminator_rate": float("nan")},
        {"label_smoothing": 0.5},
        {"colour": 1.5},
        {"average_keep": 1.0},
        {"look_every": 0},
        {"dtype": "float64"},
        {"seed": -1},
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(KnownError):
        GanConfig(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"dataset": ""},
        {"balance_to": 0},
        {"factor": 1.0},
        {"factor": 2.0, "balance_to": 5},
        {"candidates": 0},
        {"classes": ()},
        {"classes": ("fear", "fear")},
    ],
)
def test_runs_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(KnownError):
        AugmentConfig(**({"dataset": "faces"} | wrong))  # type: ignore[arg-type]


def test_what_balance_asks_for() -> None:
    counts = {"anger": 10, "fear": 4, "happy": 20}
    assert AugmentConfig("d").wanted(counts) == {"anger": 10, "fear": 16, "happy": 0}
    assert AugmentConfig("d", balance_to=12).wanted(counts) == {"anger": 2, "fear": 8, "happy": 0}
    assert AugmentConfig("d", factor=1.5).wanted(counts) == {"anger": 5, "fear": 2, "happy": 10}
    assert AugmentConfig("d", classes=("anger", "fear")).wanted(counts) == {"anger": 10, "fear": 16}
    with pytest.raises(KnownError, match="has no class joy"):
        AugmentConfig("d", classes=("joy",)).wanted(counts)


def test_settings_survive_json() -> None:
    adapter = TypeAdapter(AugmentConfig)
    config = AugmentConfig("faces", ("anger", "fear"), preset("paper"), factor=2.0, keep_best=False)
    assert adapter.validate_json(json.dumps(adapter.dump_python(config, mode="json"))) == config
