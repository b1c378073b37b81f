"""What the command line can ask of a job, its page can ask too."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from engine.paths import Paths
from gui.admin.augmentation_page import AugmentationPage
from gui.admin.comparison_page import ComparisonPage
from gui.admin.experiment_page import ExperimentPage
from gui.admin.import_card import ImportCard
from gui.admin.job_panel import JobPage
from gui.admin.look import admin_metrics
from gui.admin.retraining_page import RetrainingPage
from gui.theme import LIGHT
from tests.gui.jobs.conftest import ShowPage

ELSEWHERE = {
    "--help",
    "--verbose",
    "--json",
    "--resume",  # the page's history
    "--design",  # "Open a plan…"
}
FIELDS = {
    "augment": {
        "--balance-to": "number",
        "--keep-best": "keep",
        "--batch-size": "batch",
    },
    "compare": {},
    "train": {
        "--fine-tune": "method",
        "--from-scratch": "method",
        "--fine-tune-epochs": "tuning_epochs",
        "--batch-size": "batch",
        "--learning-rate": "rate",
        "--teacher-share": "teacher",
        "--class-weights": "weights",
        "--vertical-flip": "flip",
    },
    "run": {
        "--factor": "epochs",
        "--no-confirm": "confirm",
    },
    "import": {
        "--split": "split",
        "--subject-pattern": "pattern",
    },
}
"""Where a field is not called as the option is."""
OF_THE_PROGRAM = {"run": {"--name"}}
"""A run that is started in the panel is named by its dataset and the time."""


def options_of(command: str, action: str) -> set[str]:
    parser = argparse.ArgumentParser(prog="-")
    import_module(f"training.commands.{command}").add_arguments(parser)
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            parser = one.choices[action]
    names = {one.option_strings[0] for one in parser._actions if one.option_strings}
    return {name for name in names if name.startswith("--")} - ELSEWHERE - OF_THE_PROGRAM.get(action, set())


def missing(command: str, action: str, names: frozenset[str]) -> set[str]:
    fields = FIELDS[action]
    return {
        option
        for option in options_of(command, action)
        if fields.get(option, option.removeprefix("--").replace("-", "_")) not in names
    }


@pytest.mark.parametrize(
    ("command", "action", "kind"),
    [
        ("augment", "augment", AugmentationPage),
        ("compare", "compare", ComparisonPage),
        ("train", "train", RetrainingPage),
        ("experiment", "run", ExperimentPage),
    ],
)
def test_every_option_of_a_job_has_a_field(
    show_page: ShowPage, command: str, action: str, kind: type[JobPage]
) -> None:
    assert len(options_of(command, action)) > 10
    assert missing(command, action, show_page(kind).form.field_names()) == set()


def test_every_option_of_an_import_has_a_field(qtbot: object, paths: Paths) -> None:
    card = ImportCard(paths, LIGHT, admin_metrics(1280, 720))
    assert missing("dataset", "import", card.field_names()) == set()
    card.deleteLater()
