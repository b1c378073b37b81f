"""What a training on few people's faces is told: the label first, and beside it what the start model knew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, read_manifest
from engine.paths import Paths, resources_folder
from tests.training.faces import write_faces
from training.datasets.images import LabelledFaces
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.pretraining_config import PROVEN
from training.recognizer.targets import targets_of
from training.recognizer.training_job import work

PATHS = Paths(data=Path("none"), config=Path("none"), resources=resources_folder())
CLASSES = ("surprise", "anger", "happy")
"""In another order than the bundled model's, and not all of them."""
LABELS = np.array([0, 1, 2, 0, 1, 2])
FACES = LabelledFaces(
    np.random.default_rng(3).integers(0, 256, (6, 48, 48), dtype=np.uint8), LABELS, CLASSES, tuple("abcdef")
)


def test_without_a_teacher_the_labels_are_all() -> None:
    np.testing.assert_array_equal(targets_of(FACES, "bundled", 0.0, PATHS), np.eye(3)[LABELS])


def test_the_rest_is_shared_as_the_model_shares_it() -> None:
    """Between two classes that are not the label the odds are those that the kiosk's model gives."""
    targets = targets_of(FACES, "bundled", 0.4, PATHS)
    model = load_classifier(PATHS.bundled_model)
    answers = model.classify(FACES.faces)
    for target, answer, label in zip(targets, answers, LABELS, strict=True):
        one, other = (place for place in range(3) if place != label)
        told = answer[[model.classes.index(CLASSES[place]) for place in (one, other)]]
        assert target[one] / target[other] == pytest.approx(told[0] / told[1], rel=1e-3)
        assert 0.6 <= target[label] <= 1


@settings(deadline=None, max_examples=10)
@given(share=st.floats(0.01, 0.49))
def test_whatever_the_teacher_says_the_label_has_the_most(share: float) -> None:
    targets = targets_of(FACES, "bundled", share, PATHS)
    np.testing.assert_allclose(targets.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(targets.argmax(axis=1), LABELS)


def test_a_model_teaches_only_what_it_knows() -> None:
    strange = replace(FACES, classes=("surprise", "contempt", "happy"))
    with pytest.raises(KnownError, match="knows no contempt"):
        targets_of(strange, "bundled", 0.4, PATHS)


def test_weights_alone_teach_nothing(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="belong to no model"):
        targets_of(FACES, str(tmp_path / "weights.npz"), 0.4, PATHS)


def test_a_file_of_a_model_is_taught_by_that_model() -> None:
    """The bundled model's own file says the same as its name."""
    by_file = targets_of(FACES, str(PATHS.bundled_model / BACKBONE_FILE), 0.3, PATHS)
    np.testing.assert_array_equal(by_file, targets_of(FACES, "bundled", 0.3, PATHS))


@pytest.mark.parametrize("share", [-0.1, 0.5, 1.0])
def test_a_teacher_that_could_outvote_the_label_is_refused(share: float) -> None:
    with pytest.raises(KnownError, match="the label has the last word"):
        TrainConfig("faces", "model", teacher_share=share)


def test_who_knows_no_expression_cannot_teach() -> None:
    with pytest.raises(KnownError, match="know no expression"):
        TrainConfig("faces", "model", backbone="imagenet", teacher_share=0.3)
    with pytest.raises(KnownError, match="and a teacher"):
        TrainConfig("faces", "model", pretraining=PROVEN, teacher_share=0.3)


@pytest.mark.parametrize("folds", [None, 2])
def test_a_training_learns_from_it(tmp_path: Path, folds: int | None) -> None:
    """Dark faces are called anger and light ones happy: with a teacher who has seen faces, noise is called so with
    less certainty."""
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"happy": (8, 4, 4), "anger": (8, 4, 4)})
    head = RetrainConfig(epochs=30, batch_size=8, views=0, keep_best=False)
    losses = {}
    for share in (0.0, 0.45):
        config = TrainConfig("faces", f"model-{share}", head=head, folds=folds, teacher_share=share)
        run = tmp_path / f"run-{share}"
        run.mkdir()
        result = work(config, run, paths, lambda event: None, lambda: False)
        if folds is None:
            manifest = read_manifest(paths.models / result["model"])
            assert manifest.hyperparameters["teacher_share"] == share
            losses[share] = manifest.metrics["log_loss"]
        else:
            losses[share] = result["models"]["head"]["log_loss"]
    assert losses[0.45] > losses[0.0] + 0.05
