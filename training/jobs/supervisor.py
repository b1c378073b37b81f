"""Runs a job in a child process and watches it from a thread: events as they come, then how it ended, as a value."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Literal

from engine.errors import KnownError
from engine.paths import Paths
from training.jobs import worker
from training.jobs.events import Event, OnEvent
from training.jobs.kinds import kind_named
from training.jobs.runs import Run, discard_results, finish, open_run

log = logging.getLogger(__name__)

GRACE_S = 1.5
"""After a cancel a child has this long to end by itself, and is killed then, for an answer within two seconds: a step
of fine-tuning, which nothing interrupts, takes nine on a small processor, and what was made is discarded anyhow."""

End = Literal["succeeded", "failed", "cancelled", "crashed"]


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """How a job ended. `failed` has an `error` that its reader can mend, or the `traceback` of a bug; `crashed` the
    exit code of the process (-9: killed by signal 9)."""

    end: End
    run: str
    result: dict[str, Any] | None = None
    error: KnownError | None = None
    traceback: str | None = None
    exit_code: int | None = None

    def was_successful(self) -> bool:
        return self.end == "succeeded"


class JobSupervisor:
    """One job, from `start` to its outcome. `on_event` and `on_end` are called from the watching thread.

    After `cancel` has returned no event is told any more. `on_end` is called once and last, except after `abandon`.
    """

    def __init__(
        self,
        run: Run,
        paths: Paths,
        on_event: OnEvent = lambda event: None,
        on_end: Callable[[JobOutcome], None] = lambda outcome: None,
        grace_s: float = GRACE_S,
    ) -> None:
        self._run, self._paths = run, paths
        self._on_event, self._on_end, self._grace_s = on_event, on_end, grace_s
        self._lock = threading.RLock()
        self._silent = self._abandoned = self._stop_wanted = False
        self._kill_at_s: float | None = None
        self._connection: Connection | None = None
        self._told: JobOutcome | None = None
        # Not a daemon: an interpreter that ends must not leave the child half watched.
        self._thread = threading.Thread(target=self._watch, name=f"job {run.name}")

    @property
    def run(self) -> Run:
        return self._run

    def start(self) -> None:
        """Starts the child; returns at once."""
        self._thread.start()

    def is_running(self) -> bool:
        return self._thread.is_alive()

    def stop_early(self) -> None:
        """Asks the work to keep its best so far and to end properly, however long that takes."""
        with self._lock:
            self._stop_wanted = True
            self._send(worker.STOP)

    def cancel(self) -> None:
        """Asks the work to end and discards what it has made; a child that does not answer is killed."""
        with self._lock:
            self._silent = True
            if self._kill_at_s is None:
                self._kill_at_s = time.monotonic() + self._grace_s
            self._send(worker.CANCEL)

    def abandon(self, timeout_s: float = 5.0) -> None:
        """Ends the child at once, for a program that quits; the run is left to be resumed. Waits for the end."""
        with self._lock:
            self._silent = self._abandoned = True
            self._kill_at_s = time.monotonic()
        self._thread.join(timeout_s)

    def join(self, timeout_s: float | None = None) -> bool:
        """Waits for the end; whether it has come."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _send(self, wish: str) -> None:
        if self._connection is None:
            return  # not yet started, and told then; or ended
        try:
            self._connection.send(wish)
        except OSError:
            log.debug("the child of %s hears no more", self._run.name)

    def _watch(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=worker.main,
            args=(theirs, self._run.name, self._paths, kind_named(self._run.record.kind)),
            name=f"job {self._run.name}",
        )
        process.start()
        theirs.close()
        with self._lock:
            self._connection = ours
            if self._stop_wanted:
                self._send(worker.STOP)
            if self._kill_at_s is not None:
                self._send(worker.CANCEL)
        try:
            self._listen(process, ours)
            process.join()
        finally:
            with self._lock:
                self._connection = None
            ours.close()
        outcome = self._outcome(process.exitcode)
        process.close()
        if not self._abandoned:
            self._on_end(outcome)

    def _listen(self, process: SpawnProcess, connection: Connection) -> None:
        """Until the child is gone and all that it said is heard."""
        hearing = True
        while hearing or process.is_alive():
            left_s = 0.25
            if self._kill_at_s is not None and (left_s := self._kill_at_s - time.monotonic()) <= 0:
                _kill(process)
                left_s = 0.25
            ready = wait([connection, process.sentinel] if hearing else [process.sentinel], min(left_s, 0.25))
            if connection in ready:
                hearing = self._hear(connection)
            elif not process.is_alive():
                hearing = False

    def _hear(self, connection: Connection) -> bool:
        try:
            word, value = connection.recv()
        except (EOFError, OSError):
            return False
        if word == "event":
            self._tell(value)
        elif word == "failed":
            known = value if isinstance(value, KnownError) else None
            trace = None if known is not None else str(value)
            self._told = JobOutcome("failed", self._run.name, error=known, traceback=trace)
        else:
            self._told = JobOutcome(word, self._run.name, result=value)
        return True

    def _tell(self, event: Event) -> None:
        with self._lock:
            if not self._silent:
                self._on_event(event)

    def _outcome(self, exit_code: int | None) -> JobOutcome:
        """What the child said last, or else what its end says; written down where the child could not."""
        name = self._run.name
        outcome = self._told or JobOutcome("crashed", name, exit_code=exit_code)
        try:
            record = open_run(self._paths, name).record
            if outcome.end != "failed" and record.status == "succeeded":
                # It died, or was told to, between writing that down and saying it.
                return JobOutcome("succeeded", name, result=record.result)
            if outcome.end == "crashed" and self._abandoned:
                finish(self._run, "interrupted")
            elif outcome.end == "crashed" and self._kill_at_s is None:
                finish(self._run, "crashed", error=f"exit code {exit_code}")
            elif outcome.end in ("crashed", "cancelled") and record.status != "cancelled":
                discard_results(self._run)
                finish(self._run, "cancelled")
        except (KnownError, OSError) as error:
            log.warning("how the run %s has ended cannot be written down: %s", name, error)
        if outcome.end == "crashed" and self._kill_at_s is not None:
            return JobOutcome("cancelled", name)
        return outcome


def _kill(process: SpawnProcess) -> None:
    """The child and, where the system has process groups, the processes that it has started."""
    if sys.platform != "win32" and process.pid is not None:
        try:
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
                return
        except ProcessLookupError:
            return
    process.kill()
