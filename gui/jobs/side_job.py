"""A short job beside the one job: a few seconds in a process of its own, whose folder is gone afterwards."""

from __future__ import annotations

import shutil
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.errors import KnownError
from engine.paths import Paths
from training.jobs.runs import Run, create_run
from training.jobs.supervisor import JobOutcome, JobSupervisor


class SideJob(QObject):
    """Runs work of a kind; `ended(JobOutcome)` comes on the GUI thread, unless something newer was started."""

    ended = Signal(object)
    _arrived = Signal(object)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._supervisor: JobSupervisor | None = None
        self._arrived.connect(self._end)

    def is_running(self) -> bool:
        """Whether an outcome is awaited."""
        return self._supervisor is not None

    def start(self, kind: str, config: Any) -> None:
        """Starts it; what ran before is given up. Raises `KnownError` where the disk is full."""
        self.abandon()
        run = create_run(self._paths, kind, config, name=None)
        # Emitting from the watching thread queues the signal for this object's own.
        self._supervisor = JobSupervisor(run, self._paths, on_end=self._arrived.emit)
        self._supervisor.start()

    def abandon(self) -> None:
        """Gives up what runs; nobody is told."""
        if self._supervisor is not None:
            supervisor, self._supervisor = self._supervisor, None
            supervisor.abandon()
            _forget(supervisor.run)

    def _end(self, outcome: JobOutcome) -> None:
        if self._supervisor is None or self._supervisor.run.name != outcome.run:
            return
        supervisor, self._supervisor = self._supervisor, None
        supervisor.join(5)
        _forget(supervisor.run)
        self.ended.emit(outcome)


def problem_of(outcome: JobOutcome) -> KnownError:
    """What to say of a side job that did not succeed."""
    if outcome.error is not None:
        return outcome.error
    last = (outcome.traceback or "?").strip().splitlines()[-1]
    return KnownError(
        "It has ended by itself ({reason}). Try it again.",
        reason=last if outcome.exit_code is None else outcome.exit_code,
    )


def _forget(run: Run) -> None:
    shutil.rmtree(run.folder, ignore_errors=True)
