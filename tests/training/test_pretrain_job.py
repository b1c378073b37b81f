"""A network trained from scratch as a job: told of as it goes, stopped and resumed; slow: to the model itself."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import KnownError
from engine.model_registry import read_manifest, verify
from engine.paths import Paths, resources_folder
from engine.preprocessing import to_input
from tests.training.faces import write_faces
from training.commands import train as command
from training.datasets.dataset import Split, open_dataset
from training.datasets.images import LabelledFaces
from training.jobs.runs import create_run
from training.jobs.working import work_on
from training.recognizer.config import BUNDLED_BACKBONE, IMAGENET_BACKBONE, RANDOM_BACKBONE, TrainConfig
from training.recognizer.going_on import classes_to_go_on_with
from training.recognizer.phases import Phases
from training.recognizer.pretrain_job import SCRATCH, from_scratch
from training.recognizer.pretraining_config import PROVEN, PROVEN_FURTHER, PretrainConfig
from training.recognizer.training_job import work

SHORT = PretrainConfig(epochs=2, batch_size=8, stages=((0.0, 32, 1.0),), dtype="float32", evaluate_share=2)
CONFIG = TrainConfig("faces", "new", backbone=RANDOM_BACKBONE, pretraining=SHORT)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"anger": (4, 2, 2), "happy": (12, 2, 2), "surprise": (12, 2, 2)})
    return paths


def part(paths: Paths, name: Split) -> LabelledFaces:
    return open_dataset(paths.datasets / "faces").part(name)


def trained(
    paths: Paths, folder: Path, config: TrainConfig = CONFIG, stop: Callable[[], bool] = lambda: False
) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """The trained model's answers to the validation faces, and what was told meanwhile."""
    assert config.pretraining is not None
    told: list[dict[str, Any]] = []
    phases = Phases({SCRATCH: 60.0, "export": 20.0}, told.append)
    train, validation = part(paths, "train"), part(paths, "val")
    model, last, _ = from_scratch(config, config.pretraining, folder, paths, train, validation, phases, stop)
    assert last["val_accuracy"] == pytest.approx(last["val_accuracy"])
    return np.asarray(model.predict(to_input(validation.faces), verbose=0)), told


def test_it_is_told_of_stopped_and_resumed_to_the_same_end(paths: Paths, tmp_path: Path) -> None:
    whole, told = trained(paths, tmp_path / "whole")
    assert whole.shape == (6, 3) and np.allclose(whole.sum(axis=1), 1, atol=1e-5)
    epochs = [(event["epoch"], event["epochs"]) for event in told if "epoch" in event]
    assert epochs == [(1, 2), (2, 2)]
    assert {event["stage"] for event in told} == {SCRATCH}
    shares = [event["share"] for event in told]
    assert shares == sorted(shares) and 0 < shares[-1] < 1, "the export is still to come"

    half, _ = trained(paths, tmp_path / "parts", stop=lambda: True)
    assert half.shape == whole.shape, "what was trained until the stop is a model"
    again, told = trained(paths, tmp_path / "parts")
    assert [event["epoch"] for event in told if "epoch" in event] == [2]
    np.testing.assert_allclose(again, whole, atol=0.02)
    over, told = trained(paths, tmp_path / "parts")  # killed while the model was written
    assert not [event for event in told if "epoch" in event]
    np.testing.assert_array_equal(over, again)


def test_rare_classes_are_answered_as_often_where_they_are_shown_more_often(paths: Paths, tmp_path: Path) -> None:
    """4 pictures beside 12, shown by the square root of 3 as often: the other square root is added to the logit."""
    shown, _ = trained(paths, tmp_path / "run")
    plain, _ = trained(paths, tmp_path / "run", replace(CONFIG, pretraining=replace(SHORT, rare_class_power=0.0)))
    odds, before = (answers[:, 0] / answers[:, 1] for answers in (shown, plain))
    np.testing.assert_allclose(odds, math.sqrt(3) * before, rtol=1e-3)


def test_the_programs_own_model_goes_on_with_its_own_classes_only(paths: Paths, tmp_path: Path) -> None:
    config = replace(CONFIG, backbone=BUNDLED_BACKBONE, pretraining=PROVEN_FURTHER)
    with pytest.raises(KnownError, match="start from random weights"):
        work(config, tmp_path / "run", paths, lambda event: None, lambda: False)
    assert not (tmp_path / "run").exists() and not paths.models.exists()
    known = read_manifest(paths.bundled_model).classes
    assert classes_to_go_on_with(known[::-1], paths) == known, "whatever the order"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pretraining": None}, "A head on random weights learns nothing"),
        ({"backbone": IMAGENET_BACKBONE}, "not from imagenet"),
        ({"folds": 3}, "without folds"),
        ({"fine_tune": True}, "without folds, fine-tuning and a teacher"),
    ],
)
def test_what_does_not_go_together_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(KnownError, match=said):
        replace(CONFIG, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"epochs": 0},
        {"epochs": math.nan},
        {"minutes": -1.0},
        {"batch_size": 1},
        {"batch_size": 5000},
        {"peak_learning_rate": 0.0},
        {"peak_learning_rate": math.inf},
        {"seed": -1},
        {"label_smoothing": 1.0},
        {"dropout": -0.1},
        {"teacher_share": 1.1},
        {"teacher_looks": -1},
        {"mixup": math.nan},
        {"rare_class_power": 2.0},
        {"stages": ()},
        {"stages": ((0.1, 48, 1.0),)},
        {"stages": ((0.0, 48, 1.0), (0.0, 32, 1.0))},
        {"stages": ((0.0, 20, 1.0),)},
        {"frozen_blocks": 5},
        {"dtype": "float16"},
    ],
)
def test_values_that_make_no_sense_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(KnownError):
        replace(PROVEN, **change)


@given(st.floats(0, 1))
def test_every_moment_has_a_rate_and_a_size(share: float) -> None:
    assert 0 <= PROVEN.learning_rate(share) <= PROVEN.peak_learning_rate
    assert PROVEN.stages[PROVEN.stage(share)][0] <= share


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(["--dataset", "faces", "--name", "new", "--from-scratch", *words])


def made(paths: Paths, *words: str) -> TrainConfig:
    return command._config({key: v for key, v in vars(arguments(*words)).items() if v is not None}, paths)


def test_the_command_line_says_where_it_starts_and_how_long(paths: Paths) -> None:
    assert made(paths) == TrainConfig("faces", "new", backbone=RANDOM_BACKBONE, pretraining=PROVEN)
    given = made(paths, "--epochs", "3", "--batch-size", "64", "--learning-rate", "0.02", "--seed", "5")
    assert given.pretraining == replace(PROVEN, epochs=3, batch_size=64, peak_learning_rate=0.02, seed=5)
    further = made(paths, "--backbone", "bundled")
    assert (further.backbone, further.pretraining) == (BUNDLED_BACKBONE, PROVEN_FURTHER)


@pytest.mark.parametrize("words", [("--optimizer", "sgd"), ("--views", "2"), ("--folds", "3"), ("--fine-tune",)])
def test_what_says_nothing_to_a_training_from_scratch_is_refused(
    words: tuple[str, ...], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.run(arguments(*words), paths)
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


@pytest.mark.slow
def test_a_model_comes_of_it_that_knows_how_it_was_made(paths: Paths) -> None:
    run = create_run(paths, "train", CONFIG, dataset="faces")
    events: list[dict[str, Any]] = []
    result = work_on(run, paths, events.append)
    manifest = verify(paths.models / "new")
    assert result["model"] == "new" and manifest.classes == ("anger", "happy", "surprise")
    assert manifest.parent is None
    assert manifest.hyperparameters["pretraining"]["epochs"] == 2
    assert manifest.hyperparameters["rare_class_bias"]["anger"] == pytest.approx(math.log(3) / 2)
    assert manifest.training_data["trained_on"] == 28
    shares = [event["share"] for event in events]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert {path.name for path in run.folder.iterdir()} == {"run.json", "events.jsonl", "lock"}
