"""What fine-tuning on few people's faces is told: the label first, and beside it what the start model knew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, read_manifest
from engine.paths import Paths, resources_folder
from engine.sources.demo.expression import HAPPY, NEUTRAL, SURPRISE
from engine.sources.demo.player import Player
from tests.drawn_faces import SIZE, crops_showing
from tests.training.faces import write_faces
from training.datasets.dataset import open_dataset
from training.datasets.generated import GeneratedFaces, add_generated, real_digest
from training.datasets.transforms import Transforms
from training.recognizer import training_job, vgg16
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.fine_tuning import fine_tune
from training.recognizer.pretraining_config import PROVEN
from training.recognizer.teaching import Teach, Teaching, teaching_of
from training.recognizer.training_job import work

PATHS = Paths(data=Path("none"), config=Path("none"), resources=resources_folder())
LABELS = np.array([0, 1, 2, 0, 1, 2])
ONE_HOT = np.eye(3, dtype=np.float32)[LABELS]
FACES = np.random.default_rng(3).integers(0, 256, (6, 48, 48), dtype=np.uint8)


def by(share: float, backbone: str = "bundled") -> np.ndarray:
    """What is taught of `FACES`."""
    config = TrainConfig("faces", "model", backbone=backbone, fine_tune=True, teacher_share=share)
    return teaching_of(config, 3, PATHS)(FACES, LABELS)(FACES, ONE_HOT)


def test_without_a_teacher_the_labels_are_all() -> None:
    np.testing.assert_array_equal(by(0.0), ONE_HOT)


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Faces of the demo's people and what they show: 0 nothing, 1 happiness, 2 surprise."""
    player = Player(*SIZE)
    faces = [crops_showing(expression, player) for expression in (NEUTRAL, HAPPY, SURPRISE)]
    return np.concatenate(faces), np.repeat([0, 1, 2], [len(of_one) for of_one in faces])


@pytest.mark.parametrize("named", [(0, 1, 2), (2, 0, 1), (0, 2, 1)])
def test_a_teacher_says_it_in_the_words_of_the_dataset(
    drawn: tuple[np.ndarray, np.ndarray], named: tuple[int, int, int]
) -> None:
    """Whatever a shop calls what its people show: words that the model has never heard, or that it uses for something
    else."""
    faces, shown = drawn
    labels = np.array(named)[shown]
    config = TrainConfig("faces", "model", fine_tune=True, teacher_share=0.4)
    teach = teaching_of(config, 3, PATHS)(faces[::2], labels[::2])
    answers = teach(faces[1::2], np.zeros((len(faces[1::2]), 3), np.float32))
    np.testing.assert_allclose(answers.sum(axis=1), 0.4, rtol=1e-5)
    assert np.mean(answers.argmax(axis=1) == labels[1::2]) >= 0.9


def test_a_teacher_says_little_where_there_is_little_to_learn_its_words_from() -> None:
    """Six faces of noise: nobody can know what the model's answers to them mean."""
    answers = (by(0.4) - 0.6 * ONE_HOT) / 0.4
    assert answers.max() < 0.9


@settings(deadline=None, max_examples=10)
@given(share=st.floats(0.01, 0.49))
def test_whatever_the_teacher_says_the_label_has_the_most(share: float) -> None:
    targets = by(share)
    np.testing.assert_allclose(targets.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(targets.argmax(axis=1), LABELS)


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
def test_a_fine_tuning_learns_from_its_teacher(
    tmp_path: Path, folds: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dark noise is called bored and light noise keen, which the model has never heard of: who is taught by it is
    less sure of what is which. What drawn faces are called teaches it no words."""
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"bored": (8, 4, 4), "keen": (8, 4, 4)})
    dataset = paths.datasets / "faces"
    drawn_ones = GeneratedFaces("bored", FACES[:4], range(4), 1)
    add_generated(dataset, "run", [drawn_ones], real_digest(open_dataset(dataset)))
    learned_from: list[int] = []

    def counting(*settings: Any) -> Teaching:
        teaching = teaching_of(*settings)

        def counted(faces: np.ndarray, labels: np.ndarray) -> Teach:
            learned_from.append(len(faces))
            return teaching(faces, labels)

        return counted

    monkeypatch.setattr(training_job, "teaching_of", counting)
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
    assert learned_from[1:] == ([16] if folds is None else []), "the taught one's real faces"
