"""What an experiment may vary, and what is refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from engine.errors import KnownError
from training.datasets.transforms import Transforms
from training.experiment.config import FACTOR_NAMES, ExperimentConfig, factor
from training.experiment.planned_design import read_design
from training.experiment.taguchi import SEED_FACTORS, Factor
from training.experiment.trials import confirming, planned
from training.recognizer.config import RetrainConfig

L9 = {one.name: one.levels for one in SEED_FACTORS}


def made(**changed: object) -> ExperimentConfig:
    return ExperimentConfig("ck", **changed)  # type: ignore[arg-type]


def with_levels(name: str, *levels: str) -> tuple[Factor, ...]:
    return tuple(Factor(one, levels if one == name else L9[one]) for one in L9)


def test_the_seeds_l9_is_the_default() -> None:
    plan = made().plan()
    assert plan.array.title == "L9(3^4)"
    assert plan.runs[2] == ("adam", "50", "0.6", "128")
    trial = planned(made())[2]
    assert (trial.settings.optimizer, trial.settings.epochs) == ("adam", 50)
    assert (trial.settings.dropout, trial.settings.batch_size, trial.settings.keep_best) == (0.6, 128, False)


def test_it_goes_through_json_unchanged() -> None:
    base = RetrainConfig(keep_best=False, views=3, transforms=Transforms(vertical_flip=True), seed=9)
    config = made(classes=("happy", "fear"), repeats=4, repeat_by="folds", base=base, workers=2)
    adapter = TypeAdapter(ExperimentConfig)
    assert adapter.validate_json(json.dumps(adapter.dump_python(config, mode="json"))) == config


@pytest.mark.parametrize("name", FACTOR_NAMES)
def test_every_factor_changes_a_setting_of_the_training(name: str) -> None:
    levels = {"optimizer": ("adam", "sgd")}.get(name) or (
        ("yes", "no")
        if "flip" in name or name == "class_weights"
        else ("1", "2")
        if name in INTEGERS
        else ("0.1", "0.2")
    )
    config = made(factors=(Factor(name, levels),))
    settings = [replace(trial.settings, seed=1) for trial in planned(config)[: len(config.plan().runs)]]
    assert len({repr(one) for one in settings}) == 2


INTEGERS = ("epochs", "batch_size", "views", "plateau_patience")


def test_levels_and_names_as_people_write_them() -> None:
    assert factor("Batch size", ["32", " 64"]) == Factor("batch_size", ("32", "64"))
    assert factor("Optimizer", ["Adam", "AdaGrad"]) == Factor("optimizer", ("adam", "adagrad"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"factors": (Factor("epochs", ("30", "40")),), "array": "L9"}, "has 2 levels, where L9.* needs 3"),
        ({"factors": with_levels("dropout", "0.4", "high", "0.6")}, "high of dropout is not a number"),
        ({"factors": with_levels("epochs", "30", "40.5", "50")}, "40.5 of epochs is not a whole number"),
        ({"factors": with_levels("epochs", "30", "nan", "50")}, "nan of epochs is not a number"),
        ({"factors": with_levels("dropout", "0.4", "0.5", "1.5")}, "dropout lies in 0 to 1"),
        ({"factors": with_levels("optimizer", "adam", "lion", "sgd")}, "no optimizer lion"),
        ({"factors": with_levels("dropout", "0.4", "0.40", "0.5")}, "same value"),
        ({"factors": (Factor("momentum", ("0.8", "0.9")),)}, "no factor momentum.*optimizer"),
        ({"factors": (Factor("seed", ("1", "2")),)}, "no factor seed"),
        ({"factors": (Factor("class_weights", ("yes", "maybe")),)}, "neither yes nor no"),
        ({"factors": (Factor("shift", ("0.1", "0.9")),)}, "outside 0 to 0.5"),
        ({"factors": (*SEED_FACTORS, SEED_FACTORS[0])}, "twice"),
        ({"array": "L7"}, "no array L7"),
        ({"array": "L4"}, "L4"),
        ({"repeats": 0}, "1 to 30 times"),
        ({"repeats": 1, "repeat_by": "folds"}, "two repeats or more"),
        ({"repeat_by": "days"}, "by seeds or by folds"),
        ({"response": "beauty"}, "beauty is not measured"),
        ({"base": RetrainConfig()}, "keep_best"),
        ({"workers": 0}, "1 to 64 processes"),
        ({"classes": ("happy",)}, "two classes"),
    ],
)
def test_what_makes_no_sense_is_said(changed: dict[str, object], says: str) -> None:
    with pytest.raises(KnownError, match=says):
        made(**changed)


def test_the_confirmation_has_seeds_that_no_trial_had() -> None:
    config = made(repeats=3)
    used = {trial.settings.seed for trial in planned(config)}
    again = confirming(
        config, (("optimizer", "adadelta"), ("epochs", "50"), ("dropout", "0.4"), ("batch_size", "128"))
    )
    assert [trial.repeat for trial in again] == [1, 2, 3]
    assert not used & {trial.settings.seed for trial in again}
    assert again[0].settings.optimizer == "adadelta"


def test_no_trial_is_a_copy_of_another() -> None:
    """An L9 with one factor asks three times for each of its levels."""
    config = made(factors=(Factor("epochs", ("2", "3", "4")),), array="L9", repeats=2)
    trials = [*planned(config), *confirming(config, (("epochs", "3"),))]
    assert len(planned(config)) == 18
    assert len({(trial.settings.epochs, trial.settings.seed) for trial in trials}) == 20


def test_runs_with_other_levels_share_their_seeds() -> None:
    assert {(trial.repeat, trial.settings.seed) for trial in planned(made(repeats=2))} == {(1, 1), (2, 2)}


def test_a_stop_leaves_whole_repeats() -> None:
    assert [trial.repeat for trial in planned(made(repeats=2))] == [1] * 9 + [2] * 9


class TestPlansFromAFile:
    CSV = "run,repeat,epochs,dropout,accuracy\n1,1,10,0.2,\n2,1,10,0.5,\n3,1,20,0.2,\n4,1,20,0.5,\n"

    def test_the_runs_of_an_array(self, tmp_path: Path) -> None:
        file = tmp_path / "plan.csv"
        file.write_text(self.CSV, encoding="utf-8")
        factors, array = read_design(file)
        assert factors == (Factor("epochs", ("10", "20")), Factor("dropout", ("0.2", "0.5")))
        assert array == "L4"

    def test_a_plan_mended_by_hand(self, tmp_path: Path) -> None:
        file = tmp_path / "plan.csv"
        file.write_text(self.CSV.replace("4,1,20,0.5", "4,1,20,0.2"), encoding="utf-8")
        with pytest.raises(KnownError, match="no standard array"):
            read_design(file)
