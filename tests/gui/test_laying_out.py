"""What was taken out of a layout and put in again is laid out as if it had always been there."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.laying_out import take_out, take_out_all


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize("nested_first", [True, False])
def test_a_box_that_was_moved_still_grows_with_what_is_put_into_it(
    window: QWidget, qtbot: QtBot, nested_first: bool
) -> None:
    outer, grid = QVBoxLayout(window), QGridLayout()
    if nested_first:
        outer.addLayout(grid)
    box = QWidget(window)
    inside = QVBoxLayout(box)
    name, buttons = QLabel("Name", box), QWidget(box)
    name.setWordWrap(True)  # its height depends on its width, which is what the layout remembers of the box
    row = QVBoxLayout(buttons)
    inside.addWidget(name)
    inside.addWidget(buttons)
    grid.addWidget(box, 0, 0)
    if not nested_first:
        outer.addLayout(grid)
    take_out(box, grid)
    grid.addWidget(box, 1, 0)
    outer.addStretch(1)
    window.resize(300, 400)
    window.show()
    qtbot.waitExposed(window)
    before = box.height()
    row.addWidget(QPushButton("One more", buttons))
    qtbot.waitUntil(lambda: box.height() > before, timeout=5000)
    assert buttons.height() >= buttons.minimumSizeHint().height()


def test_a_layout_is_taken_out_whole_and_put_in_elsewhere(window: QWidget) -> None:
    outer, inner = QVBoxLayout(window), QVBoxLayout()
    inner.addWidget(QLabel("Text", window))
    outer.addLayout(inner)
    take_out(inner, outer)
    assert outer.count() == 0 and shiboken6.isValid(inner) and inner.count() == 1
    outer.addLayout(inner)
    assert outer.count() == 1


def test_an_emptied_layout_gives_its_widgets_back(window: QWidget) -> None:
    grid = QGridLayout(window)
    widgets = [QLabel(str(i), window) for i in range(3)]
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, place, 0)
    grid.addLayout(QVBoxLayout(), 3, 0)
    assert take_out_all(grid) == widgets and grid.count() == 0
    grid.addWidget(widgets[2], 0, 0)
    assert grid.indexOf(widgets[2]) == 0
