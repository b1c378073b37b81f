"""The edition without TensorFlow: its pages about training say so, and start nothing."""

from __future__ import annotations

import importlib.util

import pytest
from pytestqt.qtbot import QtBot

from engine.edition import TRAINING_PACKAGES, no_training
from engine.errors import KnownError
from engine.paths import Paths
from gui.admin.page import AdminContext
from gui.admin.retraining_page import RetrainingPage
from gui.jobs.job_controller import JobController
from tests.gui.jobs import page_works
from tests.gui.jobs.conftest import ShowPage
from training.jobs.runs import list_runs
from training.recognizer.config import TrainConfig


@pytest.fixture
def without_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, package=None: None if name in TRAINING_PACKAGES else find(name, package),
    )


def test_the_page_says_so_and_cannot_be_started(
    qtbot: QtBot, without_tensorflow: None, paths: Paths, show_page: ShowPage
) -> None:
    page_works.write_dataset(paths)
    page = show_page(RetrainingPage)
    qtbot.waitUntil(lambda: page.remark.isVisible())
    assert page.remark.text() == str(no_training())
    assert not page.begin.isEnabled()


def test_no_job_is_started(without_tensorflow: None, paths: Paths, context: AdminContext) -> None:
    assert isinstance(context.jobs, JobController)
    with pytest.raises(KnownError, match="cannot train"):
        context.jobs.start("train", TrainConfig(dataset="any", name="any"))
    assert not list_runs(paths)
