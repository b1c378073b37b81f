"""The whole network fine-tuned: it begins where it is told and ends as plain VGG16."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model_registry import BACKBONE_FILE
from engine.paths import default_paths
from engine.preprocessing import to_input
from tests.training.small_datasets import drawn_face
from training.datasets.transforms import Transforms
from training.recognizer import fine_tuning, vgg16
from training.recognizer.config import Event, RetrainConfig
from training.recognizer.fine_tuning import even_batch_size, fine_tune
from training.recognizer.retraining import train


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
    monkeypatch.setattr(fine_tuning, "train", partial(train, checkpoint_s=0))
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
