"""The page of datasets over real ones: an import is looked at before it is kept, and what was generated shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from gui.admin.dataset_page import DatasetPage
from gui.admin.look import admin_metrics
from gui.admin.parts import Question
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.admin.panel import Panel, no_stall
from tests.training.small_datasets import SMILES, drawn_face, make_dataset
from training.datasets.dataset import open_dataset
from training.datasets.generated import GeneratedFaces, add_generated, real_digest


def pictures(folder: Path, count: int) -> Path:
    """A source with two classes, `count` pictures each, and some that are of no use."""
    for number, label in enumerate(("happy", "anger")):
        (folder / label).mkdir(parents=True)
        for i in range(count):
            face = drawn_face(1000 * number + i, SMILES[label])
            cv2.imwrite(str(folder / label / f"S{i % 9:03}_{number:03}_{i:08}.png"), face)
    (folder / "happy" / "S999_broken.png").write_bytes(b"no picture")
    cv2.imwrite(str(folder / "happy" / "S998_blank.png"), np.full((48, 48), 77, np.uint8))
    cv2.imwrite(str(folder / "anger" / "S000_again.png"), drawn_face(1000, SMILES["anger"]))
    return folder


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    panel = Panel(paths, qtbot)
    yield panel
    panel.close()


def shown(panel: Panel, qtbot: QtBot) -> DatasetPage:
    page = panel.show(DatasetPage)
    settled(page, qtbot)
    return page


def settled(page: DatasetPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy() and not page.import_card.is_busy(), timeout=60_000)


def test_an_import_is_looked_at_before_it_is_kept(panel: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(panel, qtbot)
    assert "import one" in page.list_card.title.text()
    page.bring.click()
    card = page.import_card
    assert not card.read.isEnabled()
    (pictures(tmp_path / "faces", 30) / "害怕").mkdir()
    card.take_source(tmp_path / "faces")
    assert card.name.text() == "faces"
    with no_stall(0.2):
        card.read.click()
        assert card.bar.isVisible() and not card.keep.isVisible()
        settled(page, qtbot)
    assert card.dataset() is not None and card.keep.isVisible()
    assert not (panel.paths.datasets / "faces").exists()
    found = card.problems_words.text()
    assert "Broken, or no picture, left out: 1 (happy/S999_broken.png)" in found
    assert "Blank, left out: 1" in found and "same picture twice, left out: 1" in found
    assert "A class without a usable picture, left out: 1 (Fear)" in found
    assert card.found_words.text().startswith("60 pictures, 9 people")
    assert card.bars.words("happy") == "30"
    assert card.grid.faces.rowCount() > 20
    card.keep.click()
    settled(page, qtbot)
    assert open_dataset(panel.paths.datasets / "faces").manifest.n == 60
    assert panel.actions() == ["dataset_imported"]
    dataset = page.dataset()
    assert dataset is not None and dataset.folder.name == "faces"
    assert page.counts.isVisible() and not card.isVisible()


def test_discarding_leaves_nothing(panel: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(panel, qtbot)
    page.bring.click()
    page.import_card.take_source(pictures(tmp_path / "faces", 4))
    page.import_card.find_faces.setChecked(False)
    page.import_card.begin()
    settled(page, qtbot)
    page.import_card.cancel.click()
    qtbot.waitUntil(lambda: not (panel.paths.data / "importing").exists(), timeout=5000)
    assert not panel.paths.datasets.exists() or not list(panel.paths.datasets.iterdir())
    assert page.import_card.isHidden()


def test_reading_can_be_cancelled(panel: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(panel, qtbot)
    page.bring.click()
    card = page.import_card
    card.take_source(pictures(tmp_path / "faces", 400))
    card.begin()
    qtbot.waitUntil(lambda: card._progress.done > 3, timeout=20_000)
    card.cancel.click()
    qtbot.waitUntil(lambda: not card.is_busy(), timeout=2000)
    assert "cancelled" in card.problem.text() and card.dataset() is None
    assert card.read.isEnabled()


def test_a_source_of_no_use_and_a_name_that_is_taken_are_explained(
    panel: Panel, qtbot: QtBot, tmp_path: Path
) -> None:
    make_dataset(panel.paths.datasets / "faces", {"happy": 6, "anger": 6})
    page = shown(panel, qtbot)
    page.bring.click()
    card = page.import_card
    (tmp_path / "empty").mkdir()
    card.take_source(tmp_path / "empty")
    card.begin()
    settled(page, qtbot)
    assert "no class folders" in card.problem.text()
    card.name.setText("faces")
    card.begin()
    assert "already a dataset faces" in card.problem.text()


@pytest.fixture
def balanced(panel: Panel, qtbot: QtBot) -> DatasetPage:
    folder = make_dataset(panel.paths.datasets / "shop", {"happy": 20, "anger": 8})
    dataset = open_dataset(folder)
    faces = np.stack([drawn_face(9000 + i, SMILES["anger"]) for i in range(12)])
    part = GeneratedFaces("anger", faces, tuple(range(12)), seed=3)
    add_generated(folder, "augment-1", [part], real_digest(dataset))
    return shown(panel, qtbot)


def test_counts_before_and_after_augmentation(balanced: DatasetPage) -> None:
    page = balanced
    assert page.bars.words("anger") == "8 + 12 made = 20"
    assert page.bars.words("happy") == "20"
    assert "generated by augment-1" in page.troubles.text()
    page.parts.buttons["test"].click()
    assert page.bars.words("anger").isdigit(), "nothing generated stands among the pictures to test with"


def test_faces_by_class_and_the_generated_ones_are_marked(balanced: DatasetPage) -> None:
    page = balanced
    page.picks.pick(frozenset({"anger"}))
    faces = page.grid.faces
    assert faces.rowCount() == 20
    page.sources.buttons["generated"].click()
    assert faces.rowCount() == 12
    index = faces.index(0, 0, QModelIndex())
    assert "Generated by augment-1" in str(faces.data(index, Qt.ItemDataRole.ToolTipRole))
    picture = faces.data(index, Qt.ItemDataRole.DecorationRole)
    assert isinstance(picture, QPixmap)
    corner = picture.toImage().pixelColor(picture.width() - 3, 3)
    assert corner == faces.mark
    page.sources.buttons["real"].click()
    assert faces.rowCount() == 8


def test_generated_ones_are_removed_after_a_question(panel: Panel, balanced: DatasetPage, qtbot: QtBot) -> None:
    page = balanced
    page.clean.click()
    question = page.findChild(Question)
    assert isinstance(question, Question)
    question.action.click()
    settled(page, qtbot)
    assert open_dataset(panel.paths.datasets / "shop").manifest.n == 28
    assert page.bars.words("anger") == "8" and not page.clean.isEnabled()
    assert panel.actions() == ["generated_removed"]


def test_a_dataset_is_deleted_after_a_question(panel: Panel, balanced: DatasetPage, qtbot: QtBot) -> None:
    page = balanced
    page.delete.click()
    question = page.findChild(Question)
    assert isinstance(question, Question) and "shop" in question.title.text()
    question.action.click()
    settled(page, qtbot)
    assert not (panel.paths.datasets / "shop").exists()
    assert page.dataset() is None and not page.counts.isVisible()


def test_ck_plus_is_imported_by_subject(panel: Panel, qtbot: QtBot, shared: Path) -> None:
    page = shown(panel, qtbot)
    page.bring.click()
    page.import_card.take_source(shared / "data" / "CK+48")
    page.import_card.find_faces.setChecked(False)
    page.import_card.begin()
    settled(page, qtbot)
    dataset = page.import_card.dataset()
    assert dataset is not None and dataset.manifest.subjects > 90
    assert "by subject" in dataset.manifest.split
    page.import_card.keep.click()
    settled(page, qtbot)
    assert page.grid.faces.rowCount() > 30


def test_a_class_of_thousands_is_drawn_as_one_scrolls(panel: Panel, qtbot: QtBot) -> None:
    make_dataset(panel.paths.datasets / "big", {"happy": 900, "anger": 4})
    page = shown(panel, qtbot)
    page.picks.pick(frozenset({"happy"}))
    faces = page.grid.faces
    assert faces.rowCount() < 400 and faces.canFetchMore(QModelIndex())
    with no_stall():
        while faces.canFetchMore(QModelIndex()):
            page.grid.verticalScrollBar().setValue(page.grid.verticalScrollBar().maximum())
            qtbot.wait(10)
    assert faces.rowCount() == 900


def test_the_window_loads_no_tensorflow() -> None:
    import subprocess
    import sys

    code = "import sys, gui.admin.dataset_page; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_small_screen_shows_whole_bars_and_names(balanced: DatasetPage, qtbot: QtBot) -> None:
    """800 x 480, less the list of pages and the foot: what is too high scrolls."""
    window = balanced.window()
    balanced.set_look(LIGHT, admin_metrics(800, 480))
    window.resize(600, 420)
    qtbot.waitUntil(lambda: window.width() == 600, timeout=5000)
    qtbot.waitUntil(lambda: balanced.bars.height() >= balanced.bars.sizeHint().height(), timeout=5000)
    assert balanced.counts.minimumSizeHint().width() <= balanced.counts.visibleRegion().boundingRect().width()
    assert balanced.bars.look.cut_texts == []


def test_shares_persons_and_what_is_kept_can_be_said(panel: Panel, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(panel, qtbot)
    page.bring.click()
    card = page.import_card
    card.take_source(pictures(tmp_path / "faces", 30))
    card.find_faces.setChecked(False)
    assert not card.shares.isVisible() and not card.pattern.isVisible()
    card.split.setCurrentIndex(card.split.count() - 1)
    card.more_button.click()
    assert card.shares.isVisible() and card.pattern.isVisible()
    for shares, pattern, problem in (
        ("60 / 20", "", "three shares"),
        ("50, 25, 25", "S(", "no regular expression"),
        ("50, 25, 25", "S", "no group"),
    ):
        card.shares.setText(shares)
        card.pattern.setText(pattern)
        card.begin()
        assert not card.is_busy() and problem in card.problem.text()
    card.pattern.setText(r"^(S\d+)_")
    card.kept_all_the_same.pick(frozenset({"duplicate"}))
    card.begin()
    settled(page, qtbot)
    dataset = card.dataset()
    assert dataset is not None and dataset.manifest.n == 61
    train, val, test = (sum(of.values()) for of in dataset.manifest.counts.values())
    assert train < 45 and val > 6 and test > 6
    found = card.problems_words.text()
    assert "same picture twice, kept all the same: 1" in found and "Broken, or no picture, left out: 1" in found
    card.more_button.click()
    assert not card.pattern.isVisible() and card.dataset() is dataset, "looking at settings changes none"
