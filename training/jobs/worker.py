"""The child process that does a run's work: what it says goes through a pipe, what it prints into the run's log.

Imports no TensorFlow before the priority is lowered and its threads are capped.
"""

from __future__ import annotations

import ctypes
import faulthandler
import logging
import os
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from engine.errors import KnownError
from engine.paths import Paths
from training.jobs.events import Cancelled, Event
from training.jobs.kinds import KINDS, Kind
from training.jobs.lifeline import die_with_parent, step_back
from training.jobs.runs import LOG_FILE, open_run
from training.jobs.working import work_on

log = logging.getLogger(__name__)

STOP, CANCEL = "stop", "cancel"
_NOTICE_S = 0.5
"""After a cancel, work that is about to tell an event ends by itself; other work is interrupted where it stands."""


def main(connection: Connection, run_name: str, paths: Paths, kind: Kind) -> None:
    """Works on a run until it ends. Sends `(word, value)`: event, succeeded, failed or cancelled.

    `failed` comes with a `KnownError` or the traceback of a bug.
    """
    die_with_parent()
    if sys.platform != "win32":
        os.setpgid(0, 0)  # so that Ctrl+C in a terminal is the parent's alone, and its own children end with it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _log_to(paths.runs / run_name / LOG_FILE)
    step_back()
    wishes = _Wishes(connection)
    try:
        wishes.tell({"stage": "loading", "share": 0.0})
        run = open_run(paths, run_name)
        KINDS[run.record.kind] = kind  # as the parent knows it
        result = work_on(run, paths, wishes.tell, wishes.stop)
        wishes.ended()
        connection.send(("succeeded", result))
    except Cancelled:
        connection.send(("cancelled", None))
    except KnownError as error:
        log.warning("%s", error)
        connection.send(("failed", error))
    except BaseException:
        log.exception("the work ended because of a bug")
        connection.send(("failed", traceback.format_exc()))


class _Wishes:
    """What the parent wants, heard in a thread; and what the work tells it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stop, self._cancel = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._interruptible = True
        self._worker = threading.get_ident()
        threading.Thread(target=self._listen, name="wishes", daemon=True).start()

    def stop(self) -> bool:
        return self._stop.is_set()

    def tell(self, event: Event) -> None:
        if self._cancel.is_set():
            self.ended()
            raise Cancelled
        self._connection.send(("event", event))

    def ended(self) -> None:
        """From now on the work is not interrupted: it is over, or it is clearing up."""
        with self._lock:
            self._interruptible = False

    def _listen(self) -> None:
        try:
            while True:
                wish = self._connection.recv()
                if wish == STOP:
                    self._stop.set()
                elif wish == CANCEL:
                    self._cancel.set()
                    threading.Timer(_NOTICE_S, self._interrupt).start()
        except (EOFError, OSError):
            os._exit(1)  # the parent is gone

    def _interrupt(self) -> None:
        with self._lock:
            if self._interruptible:
                self._interruptible = False
                # Unlike a kill, this runs the work's own clearing up; it strikes as soon as Python code runs.
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._worker), ctypes.py_object(Cancelled))


def _log_to(path: Path) -> None:
    """Everything that is logged or printed, by Python or by libraries beneath it, goes to the file.

    A windowed program has no standard output at all, and TensorFlow writes to it.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (1, 2):
        os.dup2(file, stream)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")
    faulthandler.enable(sys.stderr)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
