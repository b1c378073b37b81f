"""What every frame source has in common, and the paced playing of those that are not live."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from engine.types import Frame

LATE_S = 1.0
"""A film that is later than this against its own clock goes on from where it is, instead of rushing after it."""


class FrameSource(Protocol):
    """Where frames come from. `read` is for one thread; any other thread may `close`, also while a read waits."""

    @property
    def name(self) -> str:
        """For screens and logs; never with a password in it."""

    @property
    def is_live(self) -> bool:
        """Whether it shows the present: a camera or a network address; not a film, a folder or the demo."""

    def read(self) -> Frame | None:
        """The next frame, or None at the end or after `close`. Raises KnownError when the source is lost."""

    def close(self) -> None:
        """Gives the device or file back. Twice is harmless."""


class PacedSource:
    """Plays a film, a folder or the demo in real time: `read` returns each frame when it is due by its own clock."""

    def __init__(self, source: FrameSource, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._clock = clock
        self._closed = threading.Event()
        self._anchor_s: float | None = None

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def is_live(self) -> bool:
        return self._source.is_live

    def read(self) -> Frame | None:
        frame = self._source.read()
        if frame is None:
            return None
        now = self._clock()
        if self._anchor_s is None or now - (self._anchor_s + frame.time_s) > LATE_S:
            self._anchor_s = now - frame.time_s
        if self._closed.wait(max(0.0, self._anchor_s + frame.time_s - now)):
            return None
        return frame

    def close(self) -> None:
        self._closed.set()
        self._source.close()
