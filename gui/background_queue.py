"""Work off the GUI thread that must all be done, one thing after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from engine.errors import KnownError
from gui.background import Background

Told = Callable[[Any], None]


class BackgroundQueue(QObject):
    """Runs each function that it is given after the ones before it; none is dropped for a newer one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._working = Background(self)
        self._waiting: deque[tuple[Callable[[], Any], Told, Callable[[KnownError], None]]] = deque()

    def is_busy(self) -> bool:
        """Whether an outcome is still awaited."""
        return self._working.is_busy() or bool(self._waiting)

    def add(self, work: Callable[[], Any], done: Told, failed: Callable[[KnownError], None]) -> None:
        """`work` in its turn; one of the two others is called when it has ended, see `Background.start`."""
        if self._working.is_busy():
            self._waiting.append((work, done, failed))
        else:
            self._working.start(work, self._then_next(done), self._then_next(failed))

    def _then_next(self, told: Told) -> Told:
        def tell(outcome: Any) -> None:
            told(outcome)
            if self._waiting and not self._working.is_busy():
                self.add(*self._waiting.popleft())

        return tell
