"""A measurement by folds: every real picture judges once a repeat, kills and stops cost only the fold that they hit,
and figures come with intervals over people."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import KnownError
from engine.paths import Paths, resources_folder
from tests.training.faces import write_faces
from tests.training.small_datasets import drawn_face
from training.commands import train
from training.datasets.images import LabelledFaces
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.crossvalidation import Fold, cross_validate, head_predictor, subject_folds
from training.recognizer.training_job import work

CLASSES = ("anger", "happy")


def labelled(n: int) -> LabelledFaces:
    faces = np.stack([drawn_face(i, 1.0 if i % 2 else -1.0) for i in range(n)])
    return LabelledFaces(faces, np.arange(n, dtype=np.int64) % 2, CLASSES, tuple(str(i) for i in range(n)))


FACES = labelled(12)
PARTS = [Fold(np.setdiff1d(np.arange(12), part), part) for part in np.array_split(np.arange(12), 3)]


class Counting:
    """Says "happy" of everything, and counts how often it was trained."""

    def __init__(self, dies_at: int = 99) -> None:
        self.trained, self._dies_at = 0, dies_at

    def __call__(self, fold: Fold) -> np.ndarray:
        assert not set(fold.train) & set(fold.test)
        self.trained += 1
        if self.trained == self._dies_at:
            raise KeyboardInterrupt
        return np.tile([0.2, 0.8], (len(fold.test), 1))


def test_every_picture_judges_once(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    result = cross_validate("all", FACES, PARTS, Counting(), tmp_path, events.append)
    assert result is not None and result.figures.n == 12
    assert result.figures.accuracy == 0.5 and result.figures.per_class["happy"].recall == 1.0
    assert result.fold_accuracies == (0.5, 0.5, 0.5)
    assert [(event["fold"], event["folds"]) for event in events] == [(1, 3), (2, 3), (3, 3)]


def test_a_broken_off_measurement_goes_on_where_it_was(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        cross_validate("all", FACES, PARTS, Counting(dies_at=3), tmp_path)
    again = Counting()
    result = cross_validate("all", FACES, PARTS, again, tmp_path)
    assert again.trained == 1
    at_once = cross_validate("all", FACES, PARTS, Counting(), tmp_path / "other")
    assert result is not None and at_once is not None
    assert json.dumps(result.figures.as_json()) == json.dumps(at_once.figures.as_json())


def test_a_stop_judges_by_the_folds_that_were_done(tmp_path: Path) -> None:
    predict = Counting()
    result = cross_validate("all", FACES, PARTS, predict, tmp_path, stop=lambda: predict.trained >= 2)
    assert result is not None and result.figures.n == 8 and len(result.fold_accuracies) == 2
    assert cross_validate("all", FACES, PARTS, predict, tmp_path / "new", stop=lambda: True) is None


def test_a_stop_within_a_fold_is_heard_after_an_epoch_and_the_fold_judges_nothing(tmp_path: Path) -> None:
    views = np.random.default_rng(1).random((1, 12, 512), dtype=np.float32)
    config = RetrainConfig(epochs=1000, batch_size=8, views=0, keep_best=False)
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1  # not yet when the fold begins

    predict = head_predictor(FACES, views, config, stop)
    assert cross_validate("head", FACES, PARTS, predict, tmp_path, stop=stop) is None
    assert not list(tmp_path.iterdir())


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


FACES_OF = {"happy": (8, 4, 4), "anger": (8, 4, 4)}
CONFIG = TrainConfig("faces", "measured", head=RetrainConfig(epochs=1, batch_size=8, views=0), folds=2)


def test_the_command_measures_and_makes_no_model(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    write_faces(paths, FACES_OF)
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    words = ["--dataset", "faces", "--folds", "2", "--epochs", "1", "--views", "0", "--json"]
    assert train.run(parser.parse_args(words), paths) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["folds"], document["repeats"], document["n"]) == (2, 1, 32)
    assert set(document["models"]) == {"pixels", "head"}
    assert document["models"]["head"]["n"] == 32
    assert not list(paths.models.glob("*"))
    kept = sorted(file.name for file in (paths.runs / document["run"] / "folds").iterdir())
    assert kept == ["head-1.npz", "head-2.npz", "pixels-1.npz", "pixels-2.npz"]


def test_repeats_divide_the_people_anew_and_no_person_is_on_both_sides() -> None:
    people = tuple(f"S{i // 2}" for i in range(12))
    folds = subject_folds(FACES, people, 3, seed=5, repeats=4)
    assert [fold.repeat for fold in folds] == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3
    for repeat in range(4):
        judged = np.concatenate([fold.test for fold in folds if fold.repeat == repeat])
        assert sorted(judged) == list(range(12))
    for fold in folds:
        assert not {people[i] for i in fold.train} & {people[i] for i in fold.test}
    divisions = {tuple(tuple(fold.test) for fold in folds[3 * r : 3 * r + 3]) for r in range(4)}
    assert len(divisions) > 1
    assert [tuple(fold.test) for fold in folds[3:6]] == [tuple(f.test) for f in subject_folds(FACES, people, 3, 6)]


def test_each_repeat_of_a_head_has_random_numbers_of_its_own() -> None:
    views = np.random.default_rng(1).random((1, 12, 512), dtype=np.float32)
    predict = head_predictor(FACES, views, RetrainConfig(epochs=1, batch_size=8, views=0, keep_best=False))
    once, again, other = (predict(PARTS[0]._replace(repeat=repeat)) for repeat in (0, 0, 1))
    assert once is not None and again is not None and other is not None
    assert np.allclose(once, again) and not np.allclose(once, other)


def test_a_measurement_is_repeated_and_says_how_sure_it_is(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    write_faces(paths, FACES_OF)
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    words = ["--dataset", "faces", "--folds", "2", "--repeats", "3", "--epochs", "1", "--views", "0"]
    assert train.run(parser.parse_args(words), paths) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2 folds by subject, 3 times over, 32 faces; 95 % intervals over people"
    assert said[1].startswith("pixels   accuracy 1.0000 (1.000 to 1.000)   macro F1 1.0000 (1.000 to 1.000)")
    assert said[2].startswith("head     accuracy ")
    assert said[3].startswith("head over pixels: ") and " over people, McNemar's over pictures " in said[3]
    (run,) = (folder for folder in paths.runs.iterdir())
    assert len(list((run / "folds").glob("head-*.npz"))) == 6


def test_more_folds_than_subjects_is_a_sentence(paths: Paths, tmp_path: Path) -> None:
    write_faces(paths, FACES_OF)
    with pytest.raises(KnownError, match="Ask for fewer"):
        work(replace(CONFIG, folds=100), tmp_path / "run", paths, lambda event: None, lambda: False)


def test_a_stop_before_anything_was_measured_is_a_sentence(paths: Paths, tmp_path: Path) -> None:
    write_faces(paths, FACES_OF)
    (tmp_path / "run").mkdir()
    with pytest.raises(KnownError, match="stopped before a fold was done"):
        work(CONFIG, tmp_path / "run", paths, lambda event: None, lambda: True)


@pytest.mark.parametrize("folds", [-1, 0, 1, 101])
def test_folds_that_make_no_sense_are_refused(folds: int) -> None:
    with pytest.raises(KnownError, match="folds can be asked for"):
        replace(CONFIG, folds=folds)


@pytest.mark.parametrize("repeats", [-1, 0, 101])
def test_repeats_that_make_no_sense_are_refused(repeats: int) -> None:
    with pytest.raises(KnownError, match="repeats can be asked for"):
        replace(CONFIG, repeats=repeats)


def test_only_folds_are_repeated() -> None:
    with pytest.raises(KnownError, match="Ask for folds"):
        replace(CONFIG, folds=None, repeats=2)
