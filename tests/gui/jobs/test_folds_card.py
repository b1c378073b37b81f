"""What a measurement by folds shows: how sure it is, what each method adds, and nothing cut off."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.admin.look import admin_metrics, admin_style
from gui.jobs.folds_card import FoldsCard
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.admin.fit import cut_off

CLASSES = ("anger", "disgust", "fear", "happy", "neutral", "surprise")


def method(accuracy: float, over: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "accuracy": accuracy,
        "f1_macro": accuracy - 0.01,
        "fold_accuracies": [accuracy] * 30,
        "accuracy_interval": [accuracy - 0.021, accuracy + 0.013],
        "over": over,
        "per_class": {name: {} for name in CLASSES},
        "confusion_matrix": [[1000 if i == j else 0 for j in range(6)] for i in range(6)],
    }


RESULT = {
    "folds": 10,
    "repeats": 3,
    "n": 675,
    "models": {
        "pixels": method(0.895, None),
        "head": method(0.968, {"model": "pixels", "difference": 0.073, "interval": [0.036, 0.112]}),
        "tuning": method(0.981, {"model": "head", "difference": 0.013, "interval": [-0.003, 0.03]}),
    },
}


@pytest.mark.usefixtures("with_both_scripts")
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("window", [(800, 480), (1280, 720), (1920, 1080)], ids=str)
def test_a_result_with_its_uncertainty_fits_every_screen(
    qtbot: QtBot, languages: Languages, window: tuple[int, int], language: str
) -> None:
    languages.speak(language)
    sizes = admin_metrics(*window)
    card = FoldsCard(sizes)
    qtbot.addWidget(card)
    card.setStyleSheet(admin_style(LIGHT, sizes))
    card.set_look(LIGHT, sizes)
    card.show_result(RESULT)
    card.resize(window[0] - 230, card.sizeHint().height())
    card.show()
    qtbot.waitExposed(card)
    words = [cell.text() for cell in card.cells]
    assert words[-3:-1] == ["98.1\u00a0%  (96.0\u201399.4)", "0.971"]
    assert "+1.3" in words[-1] and "\u22120.3" in words[-1] and "+3.0" in words[-1]
    assert cut_off(card) == []


def test_a_result_of_before_there_were_intervals_is_shown_too(qtbot: QtBot, languages: Languages) -> None:
    languages.speak("en")
    old = {key: value for key, value in method(0.968, None).items() if key not in ("accuracy_interval", "over")}
    card = FoldsCard(admin_metrics(1280, 720))
    qtbot.addWidget(card)
    card.show_result({"folds": 30, "n": 675, "models": {"head": old}})
    assert [cell.text() for cell in card.cells][5:] == [
        "The head on the frozen backbone", "30 of 30", "96.8\u00a0%", "0.958", ""
    ]  # fmt: skip
