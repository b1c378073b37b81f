"""The newest frame of a source, at any time: a one-slot mailbox that survives a source's failures."""

from __future__ import annotations

import enum
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from engine.errors import KnownError
from engine.sources.by_name import is_live, open_source, shown_name
from engine.sources.frame_source import FrameSource
from engine.sources.reader import Reader, digest
from engine.types import Frame

log = logging.getLogger(__name__)

_TICK_S = 0.1
_RATE_WINDOW_S = 2.0
_JOIN_S = 2.0


class CaptureStatus(enum.Enum):
    """`RETRYING`: lost, being reopened; `ENDED`: a film is over, or a file cannot be opened (see the problem)."""

    OPENING = "opening"
    RUNNING = "running"
    RETRYING = "retrying"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class CaptureState:
    """How a capture is doing. `dropped`: frames that a newer one replaced before the analysis took them;
    `reopened`: how often the source came back; `problem`: what is wrong, or was wrong last while retrying."""

    status: CaptureStatus
    source: str
    fps: float
    frames_read: int
    dropped: int
    reopened: int
    problem: KnownError | None


@dataclass(frozen=True, slots=True)
class CaptureLimits:
    """When a source counts as lost, and how it is reopened.

    A live source that brings no new picture for `stale_s` is lost; while it opens it has `open_s`, and then
    `first_frame_s` for its first picture. Waits between attempts double from `backoff_s` to `most_backoff_s`, and
    start over once the source was well for `healthy_s`. At most `most_hung` hung reads are left behind at a time.
    """

    stale_s: float = 2.5
    open_s: float = 15.0
    first_frame_s: float = 5.0
    backoff_s: float = 0.5
    most_backoff_s: float = 10.0
    healthy_s: float = 2.0
    most_hung: int = 4


class Capture:
    """Reads a source in threads of its own. All methods may be called from any thread and return at once, except
    `wait_newer` (waits as long as told) and `stop` (waits for the threads, a few seconds at most).

    Frames are numbered from 0 and their times never go back, over reopenings and changes of source: between two
    openings of a film as much time passes as by the clock.
    """

    def __init__(
        self,
        src: str,
        *,
        paced: bool = True,
        opener: Callable[[str], FrameSource] | None = None,
        limits: CaptureLimits | None = None,
    ) -> None:
        """`paced`: a film plays in real time, and frames that the analysis is too slow for are dropped; otherwise as
        fast as the analysis takes them, every one. Live sources always drop."""
        self._src = src
        self._paced = paced
        self._opener = opener or partial(open_source, paced=paced)
        self._limits = limits or CaptureLimits()
        self._change = threading.Condition()  # guards everything below
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._paused = False
        self._reader: Reader | None = None
        self._dismissed: list[Reader] = []
        self._retry_at_s = 0.0
        self._backoff_s = self._limits.backoff_s
        self._newest: Frame | None = None
        self._lost_on: bytes | None = None
        self._taken = True
        self._next_number = 0
        self._last_time_s = 0.0
        self._last_arrival_s: float | None = None
        self._offset_s: float | None = None
        self._arrivals: deque[float] = deque(maxlen=240)
        self._state = CaptureState(CaptureStatus.STOPPED, shown_name(src), 0.0, 0, 0, 0, None)

    def start(self) -> None:
        with self._change:
            if self._thread is not None:
                return
            self._stopping = False
            self._set(CaptureStatus.PAUSED if self._paused else CaptureStatus.OPENING)
            self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the threads. A read that hangs in a driver is left behind, and ends when the driver lets it."""
        with self._change:
            thread, self._thread = self._thread, None
            self._stopping = True
            self._change.notify_all()
        if thread is None:
            return
        thread.join(_JOIN_S)
        deadline_s = time.monotonic() + _JOIN_S
        for reader in self._dismissed:
            reader.join(max(0.0, deadline_s - time.monotonic()))
        with self._change:
            self._newest = None
            self._set(CaptureStatus.STOPPED)

    def pause(self) -> None:
        """Gives a camera back, so that its light goes out; a film stands still."""
        with self._change:
            self._paused = True
            if self._state.status not in (CaptureStatus.ENDED, CaptureStatus.STOPPED):
                self._set(CaptureStatus.PAUSED)
            self._change.notify_all()

    def resume(self) -> None:
        with self._change:
            self._paused = False
            self._retry_now()
            if self._state.status is CaptureStatus.PAUSED:
                film_goes_on = self._reader is not None and self._newest is not None
                self._set(CaptureStatus.RUNNING if film_goes_on else CaptureStatus.OPENING)
            self._change.notify_all()

    def change_source(self, src: str) -> None:
        """Goes over to another source; the same one again reopens a camera and plays a film from its beginning."""
        with self._change:
            self._src = src
            self._reader = None  # the capture thread sees that its reader is no longer wanted
            self._newest = None
            self._retry_now()
            self._state = replace(self._state, source=shown_name(src))
            if self._thread is not None:
                self._set(CaptureStatus.PAUSED if self._paused else CaptureStatus.OPENING)
            self._change.notify_all()

    def wait_newer(self, number: int, timeout_s: float) -> Frame | None:
        """The newest frame if its number is above `number` (-1 for any), waiting for one up to `timeout_s`. While
        paused there is none: what came in just before is not looked at any more."""
        with self._change:
            self._change.wait_for(lambda: self._stopping or self._is_newer(number), timeout_s)
            if not self._is_newer(number):
                return None
            self._taken = True
            self._change.notify_all()
            return self._newest

    def newest(self) -> Frame | None:
        """The newest frame, for the screen: never waits, and takes nothing from the analysis. None before a source's
        first frame, and while a camera is paused or lost."""
        return self._newest

    def state(self) -> CaptureState:
        with self._change:
            return replace(self._state, fps=self._fps())

    # The capture's own thread: opens, watches, judges, and opens again.

    def _run(self) -> None:
        while (reader := self._open_when_due()) is not None:
            problem = self._watch(reader)
            with self._change:
                if problem is not None and self._reader is reader:
                    self._plan_retry(reader, problem)
                if self._reader is reader:
                    self._reader = None
                self._dismissed.append(reader)
            reader.dismiss()

    def _open_when_due(self) -> Reader | None:
        """A started reader, as soon as one is wanted; None when it is time to stop."""
        with self._change:
            while not self._stopping:
                self._dismissed = [reader for reader in self._dismissed if not reader.is_gone]
                if self._may_open():
                    self._offset_s = None
                    self._reader = Reader(self._src, self._opener, self._deliver, self._wake, self._lost_on)
                    self._reader.start()
                    return self._reader
                self._change.wait(_TICK_S)
            return None

    def _may_open(self) -> bool:
        return (
            not self._paused
            and self._state.status is not CaptureStatus.ENDED
            and len(self._dismissed) < self._limits.most_hung
            and time.monotonic() >= self._retry_at_s
        )

    def _watch(self, reader: Reader) -> KnownError | None:
        """Waits until the reader is not wanted any more (None) or its source is lost (why)."""
        with self._change:
            while self._reader is reader and not self._stopping:
                live = reader.source.is_live if reader.source is not None else is_live(reader.src)
                if self._paused and live:
                    self._newest = None
                    return None
                problem = self._judge(reader, live)
                if not live and reader.is_over:
                    self._set(CaptureStatus.ENDED, problem)
                    return None
                if problem is not None:
                    return problem
                self._change.wait(_TICK_S)
            return None

    def _judge(self, reader: Reader, live: bool) -> KnownError | None:
        if reader.is_over and reader.problem is not None:
            return reader.problem
        name = self._state.source
        if reader.is_over and not (reader.ended and not live):
            return KnownError("The source {source} has stopped. It is opened again.", source=name)
        limits = self._limits
        if not live or not reader.is_silent(limits.open_s, limits.first_frame_s, limits.stale_s):
            return None
        if reader.repeats:
            return KnownError(
                "The source {source} shows the same picture all the time. It is opened again; check its cable.",
                source=name,
            )
        return KnownError(
            "The source {source} gives no picture. It is opened again; check its cable and its power.", source=name
        )

    def _plan_retry(self, reader: Reader, problem: KnownError) -> None:
        if reader.healthy_s >= self._limits.healthy_s:
            self._backoff_s = self._limits.backoff_s
        self._retry_at_s = time.monotonic() + self._backoff_s
        self._backoff_s = min(2 * self._backoff_s, self._limits.most_backoff_s)
        if self._state.status is not CaptureStatus.RETRYING:  # said once, not at every attempt
            log.warning("%s", problem)
        if self._newest is not None:
            self._lost_on = digest(self._newest.image)
            self._newest = None  # nobody's picture stays on the screen
        self._set(CaptureStatus.RETRYING, problem)

    def _retry_now(self) -> None:
        self._lost_on = None
        self._retry_at_s = 0.0
        self._backoff_s = self._limits.backoff_s

    # The readers' threads.

    def _wake(self) -> None:
        with self._change:
            self._change.notify_all()

    def _deliver(self, reader: Reader, frame: Frame, live: bool) -> bool:
        """Puts the frame into the mailbox; whether the reader shall go on. What is not live waits here, while paused
        or, where it is not paced, until the frame before has been taken."""
        with self._change:

            def unwanted() -> bool:
                return self._reader is not reader or self._stopping

            def room() -> bool:
                return live or not (self._paused or (not self._paced and not self._taken))

            self._change.wait_for(lambda: unwanted() or room())
            if unwanted():
                return False
            if live and self._paused:
                return True  # the capture thread is about to dismiss this reader
            self._lost_on = None
            now_s = time.monotonic()
            self._last_time_s = self._steady_time_s(frame.time_s, now_s, live)
            self._last_arrival_s = now_s
            self._arrivals.append(now_s)
            was, dropped = self._state, not self._taken
            self._newest = Frame(frame.image, self._last_time_s, self._next_number)
            self._next_number += 1
            self._taken = False
            if was.status is CaptureStatus.RETRYING:
                log.info("the source %s is back", was.source)
            self._state = replace(
                was,
                status=CaptureStatus.RUNNING,
                source=reader.source.name if reader.source is not None else was.source,
                problem=None,
                frames_read=was.frames_read + 1,
                dropped=was.dropped + dropped,
                reopened=was.reopened + (was.status is CaptureStatus.RETRYING),
            )
            self._change.notify_all()
            return True

    def _steady_time_s(self, time_s: float, now_s: float, live: bool) -> float:
        """The source's time, moved after an opening where it would otherwise fall behind what was."""
        if self._offset_s is None:
            if self._last_arrival_s is None or (live and time_s >= self._last_time_s):
                self._offset_s = 0.0
            else:
                self._offset_s = self._last_time_s + (now_s - self._last_arrival_s) - time_s
        return max(self._last_time_s, time_s + self._offset_s)

    # Small things, with the lock held.

    def _set(self, status: CaptureStatus, problem: KnownError | None = None) -> None:
        self._state = replace(self._state, status=status, problem=problem)

    def _is_newer(self, number: int) -> bool:
        return not self._paused and self._newest is not None and self._newest.number > number

    def _fps(self) -> float:
        now_s = time.monotonic()
        if self._state.status is not CaptureStatus.RUNNING:
            return 0.0
        recent = [at for at in self._arrivals if now_s - at <= _RATE_WINDOW_S]
        return (len(recent) - 1) / (recent[-1] - recent[0]) if len(recent) > 1 and recent[-1] > recent[0] else 0.0
