"""Python's garbage collection, kept to the GUI thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class GuiGarbage(QObject):
    """Collects Python's reference cycles in the thread it lives in, for as long as it is started, and in no other.

    Python collects in whichever thread happens to allocate; in the kiosk that is mostly the one that analyses. What a
    closed dialog leaves in a cycle would be destroyed there, and Qt's pixmaps, timers and items must die in the GUI
    thread. What is there at the start stays for good and is left out of every later round, which is short then.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._collect_due)

    def start(self) -> None:
        """From now on nothing is collected in another thread."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leaves it to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect_due(self) -> None:
        """By Python's own rule: the oldest generation whose count is above its threshold, and the younger with it."""
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most > 0
        ]
        if due:
            gc.collect(max(due))
