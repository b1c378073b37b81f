"""One opening of a frame source, read in a thread of its own, so that a read that hangs holds up nobody."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable

import numpy as np

from engine.errors import KnownError
from engine.sources.frame_source import FrameSource
from engine.types import Frame, Image

_SAMPLED = 16
_REPEAT_PAUSE_S = 0.005


class Reader:
    """Opens a source and hands on its frames until it ends, fails, or is dismissed.

    A live source's picture that is the same as the one before is not handed on: after an unplug some drivers go on
    returning the last one, while a real camera's noise never repeats. Attributes are written by the reading thread
    and may be read by any.
    """

    def __init__(
        self,
        src: str,
        opener: Callable[[str], FrameSource],
        deliver: Callable[[Reader, Frame, bool], bool],
        notify: Callable[[], None],
        frozen_on: bytes | None = None,
    ) -> None:
        """`deliver` (the frame, and whether it is live) says whether to go on; `notify` is called when
        reading is over. `frozen_on`: the digest of the newest picture of the opening before, to recognise a
        source that comes back with that same one."""
        self.src = src
        self.source: FrameSource | None = None
        self.problem: KnownError | None = None
        self.ended = False
        self.is_over = False
        self.repeats = 0
        self._opener = opener
        self._deliver = deliver
        self._notify = notify
        self._frozen_on = frozen_on
        self._last_image: Image | None = None
        self._started_s = time.monotonic()
        self._opened_s: float | None = None
        self._first_s: float | None = None
        self._newest_s: float | None = None
        self._dismissed = False
        self._thread = threading.Thread(target=self._run, name=f"read {id(self):x}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def dismiss(self) -> None:
        """Ends the reading and gives the source back: at once, or as soon as a hung read returns. Never waits."""
        self._dismissed = True
        if self.source is not None:
            self.source.close()

    def join(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    @property
    def is_gone(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    @property
    def healthy_s(self) -> float:
        """From the first to the newest new picture, in seconds."""
        return self._newest_s - self._first_s if self._newest_s is not None and self._first_s is not None else 0.0

    def is_silent(self, open_s: float, first_frame_s: float, stale_s: float) -> bool:
        """Whether a new picture is overdue: in the opening, after it, or after the newest one."""
        now_s = time.monotonic()
        if self._opened_s is None:
            return now_s - self._started_s > open_s
        if self._newest_s is None:
            return now_s - self._opened_s > first_frame_s
        return now_s - self._newest_s > stale_s

    def _run(self) -> None:
        try:
            source = self._opener(self.src)
            self.source = source
            try:
                if not self._dismissed:  # dismissed while it opened: nobody else closes it
                    self._opened_s = time.monotonic()
                    self._read(source)
            finally:
                source.close()
        except KnownError as problem:
            self.problem = problem
        finally:
            # Anything else is a bug: it goes on to threading.excepthook, and the source counts as lost.
            self.is_over = True
            self._last_image = None
            self._notify()

    def _read(self, source: FrameSource) -> None:
        live = source.is_live
        while not self._dismissed:
            frame = source.read()
            if frame is None:
                self.ended = True
                return
            if live:
                if self._is_repeated(frame.image):
                    self._last_image = frame.image
                    self.repeats += 1
                    time.sleep(_REPEAT_PAUSE_S)  # such a driver may not wait for the next picture at all
                    continue
                self._last_image = frame.image
                self.repeats = 0
            now_s = time.monotonic()
            self._newest_s = now_s
            if self._first_s is None:
                self._first_s = now_s
            if not self._deliver(self, frame, live):
                return

    def _is_repeated(self, image: Image) -> bool:
        if self._last_image is None:
            return self._frozen_on is not None and digest(image) == self._frozen_on
        return same_picture(self._last_image, image)


def digest(image: Image) -> bytes:
    """Tells pictures apart without keeping them."""
    return hashlib.blake2b(np.ascontiguousarray(image).data, digest_size=16).digest()


def same_picture(one: Image, other: Image) -> bool:
    """Whether two pictures are equal in every pixel; a few are compared first, which nearly always settles it."""
    if one.shape != other.shape:
        return False
    return np.array_equal(one[::_SAMPLED, ::_SAMPLED], other[::_SAMPLED, ::_SAMPLED]) and np.array_equal(one, other)
