"""A child process that never outlives its parent, and that leaves the machine to more urgent work."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading

import psutil

from training.precision import use_onednn

_PLATFORM: str = sys.platform
_PR_SET_PDEATHSIG = 1
_NICENESS = 10


def die_with_parent() -> None:
    """Call it first thing in a child: the system, or a thread, ends it as soon as its parent is gone.

    On Linux the kernel sends SIGKILL when the *thread* that started the child ends, so that thread must wait for
    it. Elsewhere a thread waits for the parent; work that never lets go of Python's lock can hold that up.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if _PLATFORM == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent.pid:  # it died before the kernel was told
            os._exit(1)
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def step_back() -> None:
    """Lowers this process's priority and caps the threads of numerical libraries that are not yet imported.

    One core stays free for the camera and its inference. Children that this process starts inherit both.
    """
    process = psutil.Process()
    if _PLATFORM == "win32":
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)  # type: ignore[attr-defined,unused-ignore]
    else:
        process.nice(_NICENESS)
    threads = str(max(1, usable_cores() - 1))
    for variable in ("TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, threads)
    os.environ.setdefault("TF_NUM_INTEROP_THREADS", "1")
    use_onednn()


def usable_cores() -> int:
    """Processor cores that this process may use."""
    process = psutil.Process()
    return len(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else os.cpu_count() or 1
