"""The pointer goes from an idle screen and comes back at once; films are shown as they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.idle_cursor import IdleCursor
from tests.gui.conftest import MakeWindow
from tests.gui.scripted_kiosk import ScriptedKiosk


def move_pointer(window: QWidget) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), none, none, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(window.windowHandle(), event)


def test_the_pointer_goes_and_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    cursor = IdleCursor(window, hide_after_s=0.05)
    window.windowHandle().installEventFilter(cursor)
    qtbot.waitUntil(cursor.is_hidden)
    move_pointer(window)
    assert not cursor.is_hidden()
    qtbot.waitUntil(cursor.is_hidden)
    window.hide()


def test_only_a_locked_kiosk_hides_it(make_window: MakeWindow) -> None:
    assert make_window(ScriptedKiosk())._cursor is None
    assert make_window(ScriptedKiosk(), locked=True)._cursor is not None


def test_a_film_is_not_mirrored(make_window: MakeWindow, qtbot: QtBot) -> None:
    for source, mirrored in (("", True), ("demo", False), ("film.mp4", False)):
        kiosk = ScriptedKiosk(source=source)
        kiosk.run()
        window = make_window(kiosk)
        qtbot.waitUntil(window.view.has_picture)
        placed = window.view.picture_map()
        assert placed is not None
        assert placed.mirrored is mirrored
