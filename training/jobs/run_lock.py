"""A lock on a run's folder that the operating system gives back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import TracebackType

_FILE = "lock"
_TRY_S, _EVERY_S = 1.0, 0.02
"""Someone who only looks holds the lock for a moment; that is waited for."""


class RunLock:
    """Held by the one process that works in the folder. A process id in a file could belong to somebody else by
    now; a lock of the operating system cannot."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._handle: int | None = None

    def acquire(self, wait_s: float = _TRY_S) -> bool:
        """Whether the lock is ours now. Raises OSError where the folder cannot be written."""
        deadline = time.monotonic() + wait_s
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        while not _lock(handle):
            if time.monotonic() >= deadline:
                os.close(handle)
                return False
            time.sleep(_EVERY_S)
        self._handle = handle
        return True

    def release(self) -> None:
        """Gives it back; nothing where it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> RunLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(folder: Path) -> bool:
    """Whether some process works in the folder now."""
    if not (folder / _FILE).exists():
        return False
    lock = RunLock(folder)
    try:
        if not lock.acquire(wait_s=0):
            return True
    except PermissionError:  # another user's; who may not write cannot work there either
        return False
    lock.release()
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
