"""The running kiosk as a Qt object: asks it often, and tells the widgets what is new."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine.exposures import SourceKind
from engine.kiosk import KioskSnapshot
from engine.settings import Settings
from engine.sources.by_name import source_kind
from engine.sources.capture import CaptureStatus
from engine.sources.demo import DEMO
from engine.types import Frame

FRAME_POLL_MS = 15
"""Half the time between two frames at 30 fps, so that none is shown late or twice."""

STATE_POLL_MS = 200


class RunningKiosk(Protocol):
    """What a session needs of `engine.kiosk.Kiosk`; every method returns at once."""

    source: str

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def show_product(self, code: str) -> bool: ...
    def show_next(self, step: int = 1) -> None: ...
    def change_source(self, source: str) -> None: ...
    def apply(self, settings: Settings) -> None: ...
    def reload_products(self) -> None: ...
    def reload_model(self) -> None: ...
    def newest_frame(self) -> Frame | None: ...
    def snapshot(self) -> KioskSnapshot: ...


class LiveSession(QObject):
    """Polls a kiosk with two timers, and passes the operator's wishes on to it.

    `frame_changed(Frame, Analysis | None)` at the source's rate; `capture_changed(CaptureState)` and
    `snapshot_changed(KioskSnapshot)` a few times a second at most, when something in them has changed;
    `picture_lost()` when there is no live picture any more.
    """

    frame_changed = Signal(object, object)
    picture_lost = Signal()
    capture_changed = Signal(object)
    snapshot_changed = Signal(object)
    unknown_code = Signal(str)

    def __init__(self, kiosk: RunningKiosk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._snapshot = kiosk.snapshot()
        self._wanted = self._snapshot.settings
        self._frame_number: int | None = None
        self._before_demo: str | None = None
        self._told: tuple[object, ...] | None = None
        self._told_capture: tuple[object, ...] | None = None
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(FRAME_POLL_MS)
        self._frames.timeout.connect(self._poll_frame)
        self._states = QTimer(self)
        self._states.setInterval(STATE_POLL_MS)
        self._states.timeout.connect(self._poll_state)

    def start(self) -> None:
        """Begins to poll, and tells everything once."""
        self._told, self._told_capture, self._frame_number = None, None, None
        self._poll_state()
        self._frames.start()
        self._states.start()

    def stop(self) -> None:
        """Ends the polling; the kiosk itself goes on."""
        self._frames.stop()
        self._states.stop()

    def snapshot(self) -> KioskSnapshot:
        """The newest snapshot that was polled."""
        return self._snapshot

    def tell_again(self) -> None:
        """Tells everything once more, for a window that speaks another language now."""
        self._told, self._told_capture = None, None
        self._poll_state()

    def toggle_pause(self) -> None:
        """Closes the camera, or opens it again."""
        if self._kiosk.snapshot().capture.status is CaptureStatus.PAUSED:
            self._kiosk.resume()
        else:
            self._kiosk.pause()
        self._poll_state()

    def show_product(self, code: str) -> None:
        """Puts a product on show; `unknown_code` when there is none of this code."""
        if not self._kiosk.show_product(code):
            self.unknown_code.emit(code)

    def show_next(self, step: int) -> None:
        """Goes on by so many products, or back."""
        self._kiosk.show_next(step)

    def source_kind(self) -> SourceKind:
        """What the source is."""
        return source_kind(self._kiosk.source)

    def show_demo(self) -> None:
        """Goes over to the demo, until `leave_demo`."""
        self._before_demo = self._kiosk.source
        self._kiosk.change_source(DEMO)

    def can_leave_demo(self) -> bool:
        """Whether the demo stands in for another source."""
        return self._before_demo is not None and self.source_kind() == "demo"

    def leave_demo(self) -> None:
        """Goes back to the source that the demo stands in for."""
        if self._before_demo is not None:
            self._kiosk.change_source(self._before_demo)
            self._before_demo = None

    def replay(self) -> None:
        """Opens the same source again: a film plays from its beginning."""
        self._kiosk.change_source(self._kiosk.source)

    def source(self) -> str:
        """SRC as it is now."""
        return self._kiosk.source

    def change_source(self, source: str) -> None:
        """Goes over to another source for good."""
        self._before_demo = None
        self._kiosk.change_source(source)

    def wanted(self) -> Settings:
        """The settings that the kiosk has, or is about to take over."""
        return self._wanted

    def apply(self, settings: Settings) -> None:
        """Has the kiosk take settings over, between two frames."""
        self._wanted = settings
        self._kiosk.apply(settings)

    def reload_products(self) -> None:
        """Has the kiosk read the products from the store again."""
        self._kiosk.reload_products()

    def reload_model(self) -> None:
        """Has the kiosk take the active model, between two frames."""
        self._kiosk.reload_model()

    def toggle_mirror(self) -> Settings:
        """Mirrors the view, or ends that; the settings as they are now."""
        screen = self._wanted.screen
        self._wanted = self._wanted.model_copy(
            update={"screen": screen.model_copy(update={"mirror": not screen.mirror})}
        )
        self._kiosk.apply(self._wanted)
        return self._wanted

    def _poll_frame(self) -> None:
        frame = self._kiosk.newest_frame()
        if frame is None or frame.number == self._frame_number:
            return
        snapshot = self._kiosk.snapshot()
        if snapshot.capture.status is not CaptureStatus.RUNNING:
            return
        self._frame_number = frame.number
        self.frame_changed.emit(frame, snapshot.analysis)

    def _poll_state(self) -> None:
        snapshot = self._kiosk.snapshot()
        self._snapshot = snapshot
        capture = snapshot.capture
        if capture.status is not CaptureStatus.RUNNING:
            self._frame_number = None
            self.picture_lost.emit()
        shown = (
            capture.status,
            capture.source,
            round(capture.fps),
            str(capture.problem),
            capture.frames_read > 0,
            self._kiosk.source,
        )
        if self._told_capture != shown:
            self._told_capture = shown
            self.capture_changed.emit(capture)
        rotation_s = None if snapshot.rotation_left_s is None else round(snapshot.rotation_left_s, 1)
        told = (snapshot.revision, snapshot.on_show, snapshot.mode, rotation_s, snapshot.settings, snapshot.problems)
        if told != self._told:
            self._told = told
            self.snapshot_changed.emit(snapshot)
