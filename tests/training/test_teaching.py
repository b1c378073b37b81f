"""What fine-tuning on few people's faces is told: the label first, and beside it what the start model knew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, read_manifest
from engine.paths import Paths, resources_folder
from tests.training.faces import write_faces
from training.datasets.transforms import Transforms
from training.recognizer import vgg16
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.fine_tuning import fine_tune
from training.recognizer.pretraining_config import PROVEN
from training.recognizer.teaching import teaching
from training.recognizer.training_job import work

PATHS = Paths(data=Path("none"), config=Path("none"), resources=resources_folder())
CLASSES = ("surprise", "anger", "happy")
"""In another order than the bundled model's, and not all of them."""
LABELS = np.array([0, 1, 2, 0, 1, 2])
ONE_HOT = np.eye(3, dtype=np.float32)[LABELS]
FACES = np.random.default_rng(3).integers(0, 256, (6, 48, 48), dtype=np.uint8)


def by(share: float, backbone: str = "bundled", classes: tuple[str, ...] = CLASSES) -> np.ndarray:
    """What is taught of `FACES`."""
    config = TrainConfig("faces", "model", backbone=backbone, fine_tune=True, teacher_share=share)
    return teaching(config, classes, PATHS)(FACES, ONE_HOT)


def test_without_a_teacher_the_labels_are_all() -> None:
    np.testing.assert_array_equal(by(0.0), ONE_HOT)


def test_the_rest_is_shared_as_the_model_shares_it() -> None:
    """Between two classes that are not the label the odds are those that the kiosk's model gives."""
    model = load_classifier(PATHS.bundled_model)
    for target, answer, label in zip(by(0.4), model.classify(FACES), LABELS, strict=True):
        one, other = (place for place in range(3) if place != label)
        told = answer[[model.classes.index(CLASSES[place]) for place in (one, other)]]
        assert target[one] / target[other] == pytest.approx(told[0] / told[1], rel=1e-3)
        assert 0.6 <= target[label] <= 1


@settings(deadline=None, max_examples=10)
@given(share=st.floats(0.01, 0.49))
def test_whatever_the_teacher_says_the_label_has_the_most(share: float) -> None:
    targets = by(share)
    np.testing.assert_allclose(targets.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(targets.argmax(axis=1), LABELS)


def test_a_model_teaches_only_what_it_knows() -> None:
    with pytest.raises(KnownError, match="knows no contempt"):
        by(0.4, classes=("surprise", "contempt", "happy"))


def test_weights_alone_teach_nothing(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="belong to no model"):
        by(0.4, str(tmp_path / "weights.npz"))


def test_a_file_of_a_model_is_taught_by_that_model() -> None:
    """The bundled model's own file says the same as its name."""
    np.testing.assert_array_equal(by(0.3, str(PATHS.bundled_model / BACKBONE_FILE)), by(0.3))


@pytest.mark.parametrize("share", [-0.1, 0.5, 1.0])
def test_a_teacher_that_could_outvote_the_label_is_refused(share: float) -> None:
    with pytest.raises(KnownError, match="the label has the last word"):
        by(share)


def test_a_teacher_needs_something_to_teach_and_to_know() -> None:
    with pytest.raises(KnownError, match="know no expression"):
        TrainConfig("faces", "model", backbone="imagenet", fine_tune=True, teacher_share=0.3)
    with pytest.raises(KnownError, match="and a teacher"):
        TrainConfig("faces", "model", pretraining=PROVEN, teacher_share=0.3)
    with pytest.raises(KnownError, match="Fine-tune it"):
        TrainConfig("faces", "model", teacher_share=0.3)


def test_what_is_mixed_is_taught_as_it_is_mixed_and_frozen_blocks_stay() -> None:
    asked: list[tuple[np.ndarray, np.ndarray]] = []

    def teach(views: np.ndarray, targets: np.ndarray) -> np.ndarray:
        asked.append((views, targets))
        return targets

    still = Transforms(rotation_deg=0, zoom=0, shift=0, horizontal_flip=False)
    config = RetrainConfig(
        epochs=2, batch_size=6, fine_tune=True, learning_rate=1e-3, mixup=1.0, frozen_blocks=2, transforms=still
    )
    black_and_white = np.zeros_like(FACES)
    black_and_white[LABELS == 0] = 255
    start = vgg16.layer_weights(vgg16.backbone())
    keras.utils.set_random_seed(1)
    model, _ = fine_tune(start, None, black_and_white, ONE_HOT, (FACES, LABELS), config, teach=teach)
    assert len(asked) == 2
    for views, targets in asked:
        np.testing.assert_allclose(targets.sum(axis=1), 1, rtol=1e-5)
        np.testing.assert_allclose(views.mean(axis=(1, 2)) / 255, targets[:, 0], atol=0.01)
    learned = vgg16.layer_weights(model)
    changed = {name.partition("_")[0] for name in start if not np.array_equal(start[name], learned[name])}
    assert changed == {"block3", "block4", "block5"}


@pytest.mark.parametrize("folds", [None, 2])
def test_a_fine_tuning_learns_from_its_teacher(tmp_path: Path, folds: int | None) -> None:
    """Dark noise is called anger and light noise happy: who is taught by a model that has seen faces is less sure of
    it."""
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"happy": (8, 4, 4), "anger": (8, 4, 4)})
    head = RetrainConfig(epochs=5, batch_size=8, views=0, keep_best=False)
    plain = TrainConfig("faces", "plain", head=head, folds=folds, fine_tune=True, fine_tune_epochs=8)
    losses = []
    for config in (plain, replace(plain, name="taught", teacher_share=0.45)):
        run = tmp_path / config.name
        run.mkdir()
        result = work(config, run, paths, lambda event: None, lambda: False)
        if folds is None:
            manifest = read_manifest(paths.models / result["model"])
            assert manifest.hyperparameters["teacher_share"] == config.teacher_share
            losses.append(manifest.metrics["log_loss"])
        else:
            losses.append(result["models"]["tuning"]["log_loss"])
    assert losses[1] > losses[0] + 0.05
