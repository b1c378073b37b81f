"""Work off the GUI thread, whose outcome comes back to it; only the newest wish is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from engine.errors import KnownError

Outcome = TypeVar("Outcome")


class Post(QObject):
    """Carries what a thread of the pool tells to the thread that this object was made in.

    It must be nobody's child, and the work must hold it: a page may be deleted at the very moment at which the work
    behind it tells its outcome, and a sender that is deleted while it sends ends the program.
    """

    arrived = Signal(object)


class Background(QObject):
    """Runs a function in the thread pool and hands what it returned to another, on the GUI thread.

    A new `start` and `forget` make the work before it count no more: its outcome is dropped, so that no late answer
    overwrites a newer one. A `KnownError` goes to `failed`; everything else is a bug and is raised on the GUI thread.
    The work must touch no widget.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = Post()
        self._post.arrived.connect(self._take)
        self._number = 0
        self._busy = False
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[KnownError], None] | None = None

    def is_busy(self) -> bool:
        """Whether an outcome is still awaited."""
        return self._busy

    def start(
        self,
        work: Callable[[], Outcome],
        done: Callable[[Outcome], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Begins `work`; one of the two others is called when it has ended."""
        self._number += 1
        self._done, self._failed = done, failed
        number, post = self._number, self._post

        def run() -> None:
            outcome: object = None
            problem: BaseException | None = None
            try:
                outcome = work()
            except BaseException as error:  # noqa: BLE001 (it is raised again on the GUI thread)
                problem = error
            post.arrived.emit((number, outcome, problem))

        self._set_busy(True)
        QThreadPool.globalInstance().start(run)

    def forget(self) -> None:
        """What runs may end, but nobody is told."""
        self._number += 1
        self._set_busy(False)

    def _take(self, told: tuple[int, object, BaseException | None]) -> None:
        number, outcome, problem = told
        if number != self._number:
            return
        self._set_busy(False)
        if problem is None:
            if self._done is not None:
                self._done(outcome)
        elif isinstance(problem, KnownError) and self._failed is not None:
            self._failed(problem)
        else:
            raise problem

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
