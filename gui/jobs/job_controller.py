"""The one job of the program as a Qt object: it outlives the panel's pages and tells them what is new."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.edition import require_training
from engine.errors import KnownError
from engine.paths import Paths
from training.jobs.events import Event
from training.jobs.runs import Run, create_run, open_run, read_events
from training.jobs.supervisor import JobOutcome, JobSupervisor

POLL_MS = 100
MOST_A_POLL = 200
"""Events told at once; the rest waits for the next poll, so that a flood of them never holds the window up."""


class JobController(QObject):
    """Starts a job in its child process, and tells its events and its end on the GUI thread, in their order.

    `started(Run)`, then `progressed(Event)` again and again, then one of `finished(JobOutcome)`, `failed(JobOutcome)`
    (which may also be a crash) and `cancelled(JobOutcome)`. After `cancel` no `progressed` comes any more.
    `changed()`: something about the state is different. Closing the panel does not end the job; `shut_down` does.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal(object)
    changed = Signal()

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._supervisor: JobSupervisor | None = None
        self._run: Run | None = None
        self._inbox: deque[Event | JobOutcome] = deque()
        self._events: list[Event] = []
        self._started_s = 0.0
        self._stopping = self._cancelling = False
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._drain)

    def is_running(self) -> bool:
        """Whether a job is at work, or its end is not yet told."""
        return self._supervisor is not None

    def is_stopping(self) -> bool:
        """Whether the job was asked to stop early."""
        return self._stopping

    def is_cancelling(self) -> bool:
        """Whether the job was cancelled and is about to end."""
        return self._cancelling

    def run(self) -> Run | None:
        """The job at work, or else the last one."""
        return self._run

    def events(self) -> list[Event]:
        """What `run` has told so far, also before it was resumed."""
        return self._events

    def elapsed_s(self) -> float:
        """Seconds since the job was started, 0 where none is at work."""
        return time.monotonic() - self._started_s if self.is_running() else 0.0

    def start(self, kind: str, config: Any, dataset: str | None = None) -> Run:
        """Starts a new run. Raises `KnownError` while another job is at work, and where the disk is full."""
        require_training()
        self._refuse_second()
        return self._begin(create_run(self._paths, kind, config, dataset=dataset), [])

    def resume(self, name: str) -> Run:
        """Goes on with a run that was interrupted, failed or crashed. Raises `KnownError`."""
        require_training()
        self._refuse_second()
        run = open_run(self._paths, name)
        if not run.can_resume:
            raise KnownError("The run {name} has ended; there is nothing to resume. Start a new one.", name=name)
        run.config()
        return self._begin(run, read_events(run.folder))

    def stop_early(self) -> None:
        """Asks the job to keep its best so far and to end properly."""
        if self._supervisor is not None and not self._stopping:
            self._stopping = True
            self._supervisor.stop_early()
            self.changed.emit()

    def cancel(self) -> None:
        """Asks the job to end, and discards what it has made."""
        if self._supervisor is not None and not self._cancelling:
            self._cancelling = True
            self._supervisor.cancel()
            self.changed.emit()

    def shut_down(self) -> None:
        """Ends the job for a program that quits; its run can be resumed. Waits a moment."""
        self._poll.stop()
        if self._supervisor is not None:
            self._supervisor.abandon()
            self._supervisor = None
        self._inbox.clear()

    def _refuse_second(self) -> None:
        if self._run is not None and self.is_running():
            raise KnownError(
                "One job at a time: {name} is at work. Wait for its end, or stop it.", name=self._run.name
            )

    def _begin(self, run: Run, events: list[Event]) -> Run:
        self._run, self._events = run, events
        self._stopping = self._cancelling = False
        self._inbox.clear()
        self._started_s = time.monotonic()
        # A deque's append is safe from the watching thread; a queued signal an event could flood the event loop.
        self._supervisor = JobSupervisor(run, self._paths, self._inbox.append, self._inbox.append)
        self._supervisor.start()
        self._poll.start()
        self.started.emit(run)
        self.changed.emit()
        return run

    def _drain(self) -> None:
        for _ in range(MOST_A_POLL):
            if not self._inbox:
                return
            thing = self._inbox.popleft()
            if isinstance(thing, JobOutcome):
                self._end(thing)
                return
            if not self._cancelling:
                self._events.append(thing)
                self.progressed.emit(thing)

    def _end(self, outcome: JobOutcome) -> None:
        self._poll.stop()
        self._supervisor = None
        self._stopping = self._cancelling = False
        if self._run is not None:
            try:
                self._run = open_run(self._paths, self._run.name)
            except KnownError:
                self._run = None  # its folder was deleted meanwhile
        told = {"succeeded": self.finished, "cancelled": self.cancelled}.get(outcome.end, self.failed)
        told.emit(outcome)
        self.changed.emit()
