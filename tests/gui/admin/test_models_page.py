"""The page of models, over real model folders: what works is what it says, and each change reaches the kiosk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine import preprocessing
from engine.faces.yunet import find_yunet
from engine.model_archive import check_model, export_model
from engine.model_registry import active_model, file_sha256, installed_models, lineage
from engine.paths import Paths
from gui.admin.evaluation_dialog import EvaluationDialog
from gui.admin.models_page import ModelsPage
from gui.admin.parts import Question
from gui.languages import Languages
from tests.engine.tiny_network import CLASSES, tiny_network
from tests.gui.admin.panel import Panel, no_stall


def make_model(folder: Path, name: str, parent: str | None = None, **metrics: object) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.tflite").write_bytes(tiny_network())
    manifest = {
        "name": name,
        "classes": list(CLASSES),
        "preprocessing_version": preprocessing.VERSION,
        "created": f"2026-0{len(name)}-04T10:00:00+00:00",
        "parent": parent,
        "training_data": {"dataset": "CK", "counts": {"happy": 207}},
        "metrics": {"n": 300, "accuracy": 0.8, "f1_macro": 0.71, **metrics},
        "files": {"model.tflite": file_sha256(folder / "model.tflite")},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def panel(paths: Paths, tmp_path: Path, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    own = replace(paths, resources=tmp_path / "resources")
    make_model(own.bundled_model, "mien")
    make_model(own.models / "spring", "spring", parent="default")
    make_model(own.models / "autumn2", "autumn2", parent="spring")
    panel = Panel(own, qtbot)
    yield panel
    panel.close()


@pytest.fixture
def page(panel: Panel, qtbot: QtBot) -> ModelsPage:
    page = panel.show(ModelsPage)
    settled(page, qtbot)
    return page


def settled(page: ModelsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy() and page.registry() is not None, timeout=10_000)


def facts(page: ModelsPage) -> str:
    items = [page.details.grid.itemAt(place) for place in range(page.details.grid.count())]
    widgets = [item.widget() for item in items if item is not None]
    return "\n".join(label.text() for label in widgets if isinstance(label, QLabel))


def states(page: ModelsPage) -> dict[str, str]:
    cells = page.table
    found = {}
    for row in range(cells.rowCount()):
        name, state = cells.item(row, 0), cells.item(row, 1)
        assert name is not None and state is not None
        found[name.text()] = state.text()
    return found


def test_an_accuracy_is_as_sure_as_the_people_who_judged_it(panel: Panel, qtbot: QtBot) -> None:
    """Of 300 pictures Wilson's interval would be 75.1 to 84.1; whose they are, only the training knew."""
    make_model(panel.paths.models / "winter", "winter", accuracy_interval=[0.62, 0.91])
    page = panel.show(ModelsPage)
    settled(page, qtbot)
    page.choose("winter")
    assert "80.0 %  (62.0–91.0), 300 picture" in facts(page)


def test_the_list_says_which_works_and_how_good_each_is(page: ModelsPage) -> None:
    assert states(page) == {"Bundled model": "At work", "spring": "Candidate", "autumn2": "Candidate"}
    page.choose("autumn2")
    shown = facts(page)
    assert "80.0 %  (75.1–84.1), 300 picture" in shown
    assert "spring ← Bundled model" in shown
    assert "Happy, Surprise, Neutral, Disgust, Fear, Anger" in shown
    assert "CK, 207 picture" in shown
    assert "not verified" in shown
    assert not page.back.isEnabled()


def test_put_to_work_and_roll_back_reach_the_kiosk_and_the_history(
    panel: Panel, page: ModelsPage, qtbot: QtBot
) -> None:
    check_model(panel.paths.bundled_model)  # a running kiosk has loaded LiteRT long ago
    page.choose("spring")
    with no_stall():
        page.use.click()
        settled(page, qtbot)
    assert active_model(panel.paths) == "spring"
    assert panel.kiosk.told.count(("reload_model",)) == 1
    assert states(page)["spring"] == "At work" and states(page)["Bundled model"] == "Before"
    assert "sound, verified at" in facts(page)
    page.back.click()
    settled(page, qtbot)
    assert active_model(panel.paths) == "default"
    assert panel.kiosk.told.count(("reload_model",)) == 2
    assert panel.actions() == ["model_activated", "model_rolled_back"]


def test_a_damaged_model_is_found_by_verifying_and_never_put_to_work(
    panel: Panel, page: ModelsPage, qtbot: QtBot
) -> None:
    file = panel.paths.models / "spring" / "model.tflite"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(bytes(content))
    page.choose("spring")
    for button in (page.verify, page.use):
        button.click()
        settled(page, qtbot)
        assert "checksum is wrong" in page.problems.words.text() and page.problems.isVisible()
    assert "checksum is wrong" in facts(page)
    assert active_model(panel.paths) == "default"
    assert ("reload_model",) not in panel.kiosk.told


def test_export_delete_and_import_bring_the_same_model_back(
    panel: Panel, page: ModelsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choose("spring")
    page.export_to(tmp_path / "spring.zip")
    settled(page, qtbot)
    page.delete.click()
    question = page.findChild(Question)
    assert isinstance(question, Question) and "spring" in question.title.text()
    question.action.click()
    settled(page, qtbot)
    assert "spring" not in installed_models(panel.paths)
    assert lineage(panel.paths, "autumn2") == ("spring",)
    page.import_file(tmp_path / "spring.zip")
    settled(page, qtbot)
    assert "spring" in installed_models(panel.paths)
    assert panel.actions() == ["model_exported", "model_deleted", "model_imported"]


def test_the_model_at_work_cannot_be_deleted_nor_rolled_back_to_once_it_is_gone(
    panel: Panel, page: ModelsPage, qtbot: QtBot
) -> None:
    for name in ("spring", "autumn2"):
        page.choose(name)
        page.put_to_work()
        settled(page, qtbot)
    page.choose("autumn2")
    assert not page.delete.isEnabled() and not page.use.isEnabled()
    page.choose("spring")
    page.delete_chosen()
    settled(page, qtbot)
    page.roll_back()
    settled(page, qtbot)
    assert active_model(panel.paths) == "default"


def test_a_foreign_archive_is_refused_in_words(panel: Panel, page: ModelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no archive")
    page.import_file(tmp_path / "x.zip")
    settled(page, qtbot)
    assert "no whole model archive" in page.problems.words.text()
    assert len(installed_models(panel.paths)) == 3


def test_yunet_is_installed_by_its_checksum(
    panel: Panel, page: ModelsPage, qtbot: QtBot, tmp_path: Path, shared: Path
) -> None:
    (tmp_path / "wrong.onnx").write_bytes(b"wrong")
    page.install_detector(tmp_path / "wrong.onnx")
    settled(page, qtbot)
    assert page.problems.isVisible() and find_yunet(panel.paths) is None
    page.install_detector(shared / "models" / "face_detection_yunet_2026may.onnx")
    settled(page, qtbot)
    assert find_yunet(panel.paths) is not None
    assert ("reload_model",) in panel.kiosk.told


def test_an_export_of_another_one_can_be_imported(
    panel: Panel, page: ModelsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    made = make_model(tmp_path / "made", "winter")
    export_model(made, tmp_path / "winter.zip")
    page.import_file(tmp_path / "winter.zip")
    settled(page, qtbot)
    page.choose("winter")
    page.use.click()
    settled(page, qtbot)
    assert active_model(panel.paths) == "winter"


def pictures(folder: Path) -> Path:
    """Three of one class that the network knows, one of another, a class that it does not know, and no picture."""
    for name, n in ((CLASSES[0], 3), (CLASSES[1], 1), ("contempt", 2)):
        (folder / name).mkdir(parents=True)
        for number in range(n):
            grey = np.random.default_rng(number).integers(0, 256, (48, 48), np.uint8)
            cv2.imwrite(str(folder / name / f"{number}.png"), grey)
    (folder / CLASSES[0] / "broken.png").write_bytes(b"no picture")
    return folder


def test_a_model_is_judged_by_somebodys_own_pictures(page: ModelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.choose("spring")
    page.judge_by(pictures(tmp_path / "own"))
    assert not page.judge.isEnabled() and page.judge.text() == "Judging…"
    qtbot.waitUntil(lambda: bool(page.findChildren(EvaluationDialog)), timeout=30_000)
    (dialog,) = page.findChildren(EvaluationDialog)
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "spring on 4 pictures" in words
    assert "Contempt 2" in words and "broken.png" in words
    assert "Limited to these expressions" in words
    assert page.judge.isEnabled() and page.judge.text() == "Judge by pictures…"
    dialog.save_wanted.emit(tmp_path / "plots")
    qtbot.waitUntil(lambda: "are written to" in dialog.saved.text(), timeout=30_000)
    assert {file.name for file in (tmp_path / "plots").iterdir()} == {
        "confusion.png", "confusion.svg", "f1.png", "f1.svg",
    }  # fmt: skip
    (tmp_path / "file").touch()
    dialog.save_wanted.emit(tmp_path / "file")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.saved.text(), timeout=30_000)
    dialog.accept()


def test_a_folder_without_pictures_is_said(page: ModelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.choose("spring")
    page.judge_by(tmp_path)
    qtbot.waitUntil(lambda: "There is no readable picture in" in page.problems.words.text(), timeout=30_000)
    assert page.judge.isEnabled()


def test_leaving_the_page_gives_the_judging_up(page: ModelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.choose("spring")
    page.judge_by(pictures(tmp_path / "own"))
    page.leave()
    assert page.judge.isEnabled()
    qtbot.wait(300)
    assert not page.findChildren(EvaluationDialog)
    assert not list(page.context.paths.runs.glob("*"))


def test_on_a_narrow_page_every_button_keeps_its_words(panel: Panel, qtbot: QtBot) -> None:
    page = panel.show(ModelsPage, size=(620, 420))
    settled(page, qtbot)
    for button in (page.detector, page.bring, page.back, page.use, page.judge, page.verify, page.export, page.delete):
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() > words, f"{button.text()}: {button.width()} px for {words}"
    assert page.subtitle.text().startswith("What reads"), "cut short on the screen only"
    assert page.subtitle.width() < page.subtitle.fontMetrics().horizontalAdvance(page.subtitle.text())
