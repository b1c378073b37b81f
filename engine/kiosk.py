"""The running kiosk: a capture thread, an analysis thread, and the snapshot that a screen renders."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.counting.counting import Counting
from engine.counting.pipeline import utc_now
from engine.errors import KnownError
from engine.machine import age_s
from engine.paths import Paths
from engine.preference import ProductTally
from engine.products.products import Product
from engine.settings import Settings
from engine.sources.by_name import source_kind
from engine.sources.capture import Capture, CaptureState, CaptureStatus
from engine.store.product_samples import ensure_sample_products
from engine.store.store import Store, open_store
from engine.types import Analysis, Frame

log = logging.getLogger(__name__)

POLL_S = 0.05
RATE_MEMORY_FRAMES = 30


@dataclass(frozen=True, slots=True)
class KioskSnapshot:
    """Everything a screen shows, as of one moment. `revision` changes with the tallies and products; `turned_s` is
    when the analysis last finished a turn, on the monotonic clock, None before its first."""

    capture: CaptureState
    settings: Settings
    analysis: Analysis | None = None
    products: tuple[Product, ...] = ()
    on_show: str | None = None
    rotation_left_s: float | None = None
    tallies: Mapping[str, ProductTally] = field(default_factory=dict)
    detector: str = ""
    model: str = ""
    classes: tuple[str, ...] = ()
    analysed_fps: float = 0.0
    frames_analysed: int = 0
    problems: tuple[KnownError, ...] = ()
    revision: int = 0
    turned_s: float | None = None

    @property
    def mode(self) -> str:
        """How faces are attributed to products."""
        return self.settings.attribution.mode

    @property
    def min_viewers(self) -> int:
        """Under this number of viewers a preference says nothing."""
        return self.settings.counting.min_viewers


@dataclass(slots=True, eq=False)
class Kiosk:
    """Camera to tallies, going on for weeks. Every method may be called from any thread and returns at once.

    `source` is SRC of the command line. What goes wrong does not stop it: it is in the snapshot's `problems`, as
    sentences, and what was counted stays. A bug does stop it, and is raised by the next call.
    """

    settings: Settings
    paths: Paths
    source: str
    problems: tuple[KnownError, ...] = ()
    show_first: str | None = None
    _capture: Capture = field(init=False)
    _commands: queue.SimpleQueue[Callable[[Counting], None]] = field(default_factory=queue.SimpleQueue)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _snapshot: KioskSnapshot = field(init=False)
    _bug: BaseException | None = None

    def __post_init__(self) -> None:
        self._capture = Capture(self.source, paced=True)
        self._snapshot = KioskSnapshot(self._capture.state(), self.settings, problems=self.problems)

    def start(self) -> None:
        """Opens the source and begins to count."""
        self._thread = threading.Thread(target=self._run, name="analysis", daemon=True)
        self._capture.start()
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Ends both threads; what is open is stored first."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout_s)
        self._capture.stop()
        self._raise_bug()

    def snapshot(self) -> KioskSnapshot:
        """The newest state."""
        self._raise_bug()
        return replace(self._snapshot, capture=self._capture.state())

    def newest_frame(self) -> Frame | None:
        """The newest picture, for painting; it may be newer than the newest analysis."""
        return self._capture.newest()

    def pause(self) -> None:
        """Closes the camera until `resume`; what is open ends."""
        self._capture.pause()

    def resume(self) -> None:
        """Opens the camera again."""
        self._capture.resume()

    def show_product(self, code: str) -> bool:
        """Puts a product on show; False when there is none of this code."""
        known = any(product.code == code for product in self._snapshot.products)
        if known:
            self._commands.put(lambda counting: _ignore(counting.show(code)))
        return known

    def show_next(self, step: int = 1) -> None:
        """Puts the next product on show, or with -1 the one before."""
        self._commands.put(lambda counting: counting.step(step))

    def change_source(self, source: str) -> None:
        """Goes over to another source."""

        def change(counting: Counting) -> None:
            self._capture.change_source(source)
            counting.change_source(source_kind(source))

        self.source = source
        self._commands.put(change)

    def apply(self, settings: Settings) -> None:
        """Takes new settings over, between two frames."""
        self._commands.put(lambda counting: counting.apply(settings))

    def reload_products(self) -> None:
        """Reads the products from the store again."""
        self._commands.put(lambda counting: counting.reload_products())

    def reload_model(self) -> None:
        """Takes the active model, between two frames."""
        self._commands.put(lambda counting: counting.reload_model())

    def _raise_bug(self) -> None:
        if self._bug is not None:
            raise self._bug

    def _run(self) -> None:
        try:
            store, notices = open_store_or_memory(self.settings, self.paths)
            try:
                self._count(store, (*self.problems, *notices))
            finally:
                store.close()
        except BaseException as bug:
            log.exception("the analysis died")
            self._bug = bug

    def _count(self, store: Store, notices: tuple[KnownError, ...]) -> None:
        try:
            ensure_sample_products(store, self.paths)
        except KnownError as problem:
            notices = (*notices, problem)
        counting = Counting(self.settings, self.paths, store, source_kind(self.source), utc_now)
        if self.show_first is not None:
            counting.show(self.show_first)
        number = -1
        recent_s: deque[float] = deque(maxlen=RATE_MEMORY_FRAMES)
        classified = False
        while not self._stopping.is_set():
            while not self._commands.empty():
                self._commands.get()(counting)
            frame = self._capture.wait_newer(number, POLL_S)
            clock_s = time.monotonic()
            if frame is None:
                counting.idle(clock_s, interrupted=self._capture.state().status is not CaptureStatus.RUNNING)
            else:
                number = frame.number
                if number % counting.settings.detection.every_nth_frame == 0:
                    counting.process(frame, clock_s)
                    recent_s.append(clock_s)
                    if not classified and counting.analysis is not None:
                        classified = any(face.confidence > 0 for face in counting.analysis.faces)
                        if classified:
                            log.info("the first frame was classified %.1f s after the program began", age_s())
            self._publish(counting, notices, _per_second(recent_s, clock_s))
        counting.finish()
        self._publish(counting, notices, 0.0)

    def _publish(self, counting: Counting, notices: tuple[KnownError, ...], fps: float) -> None:
        attribution, classifier = counting.pipeline.attribution, counting.pipeline.classifier
        analysis = counting.analysis
        self._snapshot = KioskSnapshot(
            capture=self._snapshot.capture,
            settings=counting.settings,
            analysis=analysis,
            products=counting.products,
            on_show=None if counting.settings.attribution.mode == "zones" else attribution.on_show,
            rotation_left_s=attribution.rotation_left_s(analysis.time_s) if analysis else None,
            tallies=counting.tallies,
            detector=counting.pipeline.search.detector.name,
            model=classifier.name if classifier else "",
            classes=tuple(classifier.classes) if classifier else (),
            analysed_fps=fps,
            frames_analysed=counting.frames_analysed,
            problems=(*counting.problems, *notices),
            revision=counting.revision,
            turned_s=time.monotonic(),
        )


def _per_second(recent_s: Sequence[float], now_s: float) -> float:
    """How many of the latest events there are a second, as of now."""
    return (len(recent_s) - 1) / max(1e-6, now_s - recent_s[0]) if len(recent_s) > 1 else 0.0


def open_store_or_memory(settings: Settings, paths: Paths) -> tuple[Store, tuple[KnownError, ...]]:
    """The store; where it cannot be opened, one in memory, so that the kiosk shows what it sees and says why."""
    try:
        return open_store(settings.store.database or paths.database, now=utc_now)
    except KnownError as problem:
        log.error("%s", problem)
        store, _ = open_store("sqlite://", now=utc_now)
        return store, (
            problem,
            KnownError("Until this is mended, what is counted is lost when the program ends."),
        )


def _ignore(_: object) -> None:
    """For commands whose answer nobody waits for."""
