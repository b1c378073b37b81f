"""What a page about a job shows when it is opened, before anything is touched: everything has its room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from gui.admin.augmentation_page import AugmentationPage
from gui.admin.comparison_page import ComparisonPage
from gui.admin.experiment_page import ExperimentPage
from gui.admin.job_panel import JobPage
from gui.admin.look import admin_metrics, admin_style
from gui.admin.retraining_page import RetrainingPage
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.admin.fit import cut_off
from tests.gui.jobs import page_works
from tests.gui.jobs.conftest import ShowPage


@pytest.mark.usefixtures("with_both_scripts")
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("size", [(620, 420), (1100, 660)], ids=str)
@pytest.mark.parametrize("kind", [AugmentationPage, ComparisonPage, ExperimentPage, RetrainingPage])
def test_nothing_is_cut_off(
    show_page: ShowPage,
    languages: Languages,
    paths: Paths,
    qtbot: QtBot,
    kind: type[JobPage],
    size: tuple[int, int],
    language: str,
) -> None:
    page_works.write_dataset(paths)
    languages.speak(language)
    page = show_page(kind)
    sizes = admin_metrics(size[0] + 180, size[1] + 60)
    page.setStyleSheet(admin_style(LIGHT, sizes))
    page.set_look(LIGHT, sizes)
    page.refresh_words()
    page.resize(*size)
    qtbot.waitUntil(lambda: bool(page.datasets), timeout=20_000)
    qtbot.wait(50)
    assert cut_off(page) == []
