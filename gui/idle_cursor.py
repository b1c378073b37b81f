"""The mouse pointer goes from a touch screen that nobody points at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

HIDE_AFTER_S = 4.0

_POINTED = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class IdleCursor(QObject):
    """Hides the pointer over a window some seconds after it moved last. Install it as an event filter of the
    window's handle, which sees the pointer wherever it is; touches move no pointer."""

    def __init__(self, window: QWidget, hide_after_s: float = HIDE_AFTER_S) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(hide_after_s * 1000))
        self._timer.timeout.connect(lambda: window.setCursor(Qt.CursorShape.BlankCursor))
        self._timer.start()

    def is_hidden(self) -> bool:
        """Whether the pointer cannot be seen now."""
        return self._window.cursor().shape() is Qt.CursorShape.BlankCursor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _POINTED:
            if self.is_hidden():
                self._window.unsetCursor()
            self._timer.start()
        elif event.type() is QEvent.Type.Hide:
            self._timer.stop()
        elif event.type() is QEvent.Type.Show:
            self._timer.start()
        return False
