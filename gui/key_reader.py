"""Keys of the kiosk window: a barcode scanner's bursts, and single keys that are commands.

A scanner is a keyboard that types fast and ends with Enter. A key is therefore held back for a moment: when others
follow at once it is part of a code, else it is a command.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

BURST_GAP_MS = 90
"""Longest pause between two keys of one burst; scanners take 1 to 30 ms, fingers rarely under 100."""

LEAST_CODE = 3
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyReader(QObject):
    """An event filter for a window. `scanned(code)` for a burst, `pressed(character)` for a single key, in capitals;
    `stepped(1)` and `stepped(-1)` for the arrows to the right and left.

    Other keys without a character and keys with Ctrl or Alt pass by untouched, and so do single Enters and spaces:
    they belong to the widget that has the focus.
    """

    scanned = Signal(str)
    pressed = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._last_ms = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BURST_GAP_MS)
        self._timer.timeout.connect(self._too_slow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.timestamp() - self._last_ms > BURST_GAP_MS:  # when it was typed, not when a busy screen came to it
            self._typed = ""
        self._last_ms = event.timestamp()
        if event.key() in ENTERS:
            return self._end_of_code()
        if event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
            return True
        text = event.text()
        if event.isAutoRepeat() or not text.isprintable() or not text:
            return False
        if text == " " and not self._typed:
            return False
        self._typed += text
        self._timer.start()
        return True

    def _end_of_code(self) -> bool:
        code, self._typed = self._typed.strip(), ""
        self._timer.stop()
        if len(code) < LEAST_CODE:
            return False
        self.scanned.emit(code)
        return True

    def _too_slow(self) -> None:
        if len(self._typed) == 1:
            typed, self._typed = self._typed, ""
            self.pressed.emit(typed.upper())
