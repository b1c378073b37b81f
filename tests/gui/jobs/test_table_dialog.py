"""A table of results made elsewhere: the seed's own, and tables that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from gui.admin.experiment_page import ExperimentPage
from gui.admin.table_dialog import TableDialog
from tests.gui.jobs.conftest import ShowPage

SEED = """run,optimizer,epochs,dropout,batch_size,accuracy
1,Adam,30,0.4,32,0.8995
2,Adam,40,0.5,64,0.9065
3,Adam,50,0.6,128,0.9280
4,AdaGrad,30,0.5,128,0.9199
5,AdaGrad,40,0.6,32,0.9113
6,AdaGrad,50,0.4,64,0.9274
7,Adadelta,30,0.6,64,0.9108
8,Adadelta,40,0.4,128,0.9258
9,Adadelta,50,0.5,32,0.9237
"""


@pytest.fixture
def page(show_page: ShowPage, paths: Paths) -> ExperimentPage:
    page = show_page(ExperimentPage)
    assert isinstance(page, ExperimentPage)
    return page


def shown(page: ExperimentPage, file: Path, qtbot: QtBot) -> TableDialog:
    page.analyse_table(file)
    (dialog,) = page.findChildren(TableDialog)
    qtbot.waitUntil(lambda: not dialog.is_busy(), timeout=20_000)
    return dialog


def rows(table: QTableWidget) -> dict[str, list[str]]:
    found = {}
    for row in range(table.rowCount()):
        cells = [table.item(row, column) for column in range(table.columnCount())]
        texts = [cell.text() for cell in cells if cell is not None]
        found[texts[0]] = texts[1:]
    return found


def test_the_seeds_table(page: ExperimentPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Its predicted best and the order of its factors, as in the seed's figures."""
    file = tmp_path / "seed.csv"
    file.write_text(SEED)
    dialog = shown(page, file, qtbot)
    assert "Adadelta" in dialog.words.text() and "0.9376" in dialog.words.text()
    assert list(rows(dialog.table))[:4] == ["Epochs", "Batch size", "Optimizer", "Dropout"]
    assert rows(dialog.table)["Dropout"][2] == "pooled"
    assert "Epochs: 30 0.9101, 40 0.9145, 50 0.9264" in dialog.effects.accessibleName()
    dialog.goal.setCurrentIndex(dialog.goal.findData("larger"))
    qtbot.waitUntil(lambda: not dialog.is_busy(), timeout=20_000)
    assert "dB" in dialog.words.text(), "what is said is of the ratios"
    dialog.accept()


def test_the_result_can_be_chosen(page: ExperimentPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("heat,time,shine\nlow,1,4\nlow,2,6\nhigh,1,8\nhigh,2,10\n")
    dialog = shown(page, file, qtbot)
    columns = [dialog.response.itemData(place) for place in range(dialog.response.count())]
    assert columns == [None, "time", "shine"]
    dialog.accept()


@pytest.mark.parametrize(
    ("content", "said"),
    [("run,accuracy\n", "at least one row"), (SEED + SEED.splitlines()[-1], "are the same trial")],
)
def test_a_wrong_table_is_said(page: ExperimentPage, qtbot: QtBot, tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(content)
    dialog = shown(page, file, qtbot)
    assert said in dialog.words.text() and dialog.table.rowCount() == 0
    dialog.accept()
