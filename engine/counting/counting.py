"""One run of counting: frames in, exposures stored, tallies out. Belongs to one thread; knows no camera."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.classifier import Classifier, load_classifier
from engine.counting.attribution import Attribution
from engine.counting.live_tally import LiveTally
from engine.counting.pipeline import Pipeline, utc_now
from engine.counting.recorder import Recorder
from engine.errors import KnownError
from engine.exposures import Exposure, SourceKind
from engine.faces.face_detector import choose_detector
from engine.faces.face_search import FaceSearch
from engine.faces.face_tracker import FaceTracker
from engine.model_registry import active_model_folder
from engine.paths import Paths
from engine.preference import ProductTally
from engine.products.products import Product, on_show_at
from engine.settings import Settings
from engine.store.store import Store
from engine.types import Analysis, Frame

log = logging.getLogger(__name__)

TALLY_EVERY_S = 0.5
HOUSEKEEPING_EVERY_S = 60.0
NEVER = float("-inf")


@dataclass(slots=True, eq=False)
class Counting:
    """Detector, model, products and store put to work together.

    What goes wrong while it is put together does not stop it: it is in `problems`, and what can work does.
    """

    settings: Settings
    paths: Paths
    store: Store
    source: SourceKind = "live"
    now: Callable[[], datetime] = utc_now
    on_ended: Callable[[Exposure], None] | None = None
    """Told of each viewer's exposure as it ends."""
    analysis: Analysis | None = None
    frames_analysed: int = 0
    revision: int = 0
    """Changes with the tallies and products."""
    products: tuple[Product, ...] = ()
    tallies: Mapping[str, ProductTally] = field(default_factory=dict)
    _offered: tuple[Product, ...] = ()
    """All that are not retired; `products` are those of them that are within their hours."""
    pipeline: Pipeline = field(init=False)
    recorder: Recorder = field(init=False)
    _live: LiveTally = field(init=False)
    _classifier: Classifier | None = None
    _model_problem: KnownError | None = None
    _detector_problem: KnownError | None = None
    _store_problem: KnownError | None = None
    _tallied_s: float = NEVER
    _housekept_s: float = NEVER

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.store, self.settings.store.checkpoint_s)
        self._load_model()
        self._load_products()
        self._assemble(on_show=None)

    @property
    def problems(self) -> tuple[KnownError, ...]:
        """What is wrong now, each in one sentence."""
        found = (self._model_problem, self._detector_problem, self.recorder.problem, self._store_problem)
        return tuple(problem for problem in found if problem is not None)

    def process(self, frame: Frame, clock_s: float) -> Analysis:
        """Analyses a frame, stores what ended with it. `clock_s` is any steady clock."""
        self.analysis, ended = self.pipeline.process(frame)
        self.frames_analysed += 1
        self._take(ended, clock_s)
        return self.analysis

    def idle(self, clock_s: float, *, interrupted: bool) -> None:
        """Does what is due without a frame; where the source is `interrupted`, nobody is being watched any more."""
        ended: Mapping[int, Exposure] = {}
        if interrupted:
            ended = self.pipeline.book.end_all()
            if self.analysis is not None and self.analysis.faces:
                self.analysis = replace(self.analysis, faces=())
        self._take(ended, clock_s)

    def finish(self) -> None:
        """Ends and stores what is open."""
        ended = self.pipeline.book.end_all()
        self.recorder.flush(ended)
        self._tell(ended)

    def show(self, code: str) -> bool:
        """Puts a product on show; False when there is none of this code."""
        return self.pipeline.attribution.show(code)

    def step(self, count: int) -> None:
        """Puts the product on show that is `count` places further."""
        self.pipeline.attribution.step(count)

    def apply(self, settings: Settings) -> None:
        """Takes new settings over. Open exposures end only where the rules by which they are made have changed."""
        before, self.settings = self.settings, settings
        self.recorder.checkpoint_s = settings.store.checkpoint_s
        if (before.detection, before.counting, before.screen.tally_period) != (
            settings.detection,
            settings.counting,
            settings.screen.tally_period,
        ):
            self.finish()
            self._assemble(self.pipeline.attribution.on_show)
        elif before.attribution != settings.attribution:
            on_show = self.pipeline.attribution.on_show
            self.pipeline.attribution = Attribution(settings.attribution, self.products, on_show)

    def change_source(self, source: SourceKind) -> None:
        """Goes over to frames of another kind of source."""
        self.finish()
        self.source = source
        self.analysis = None
        self._assemble(self.pipeline.attribution.on_show)

    def reload_model(self) -> None:
        """Takes the active model."""
        self.finish()
        self._load_model()
        self._assemble(self.pipeline.attribution.on_show)

    def reload_products(self) -> None:
        """Reads the products from the store again."""
        self.finish()
        self._load_products()
        self._assemble(self.pipeline.attribution.on_show)

    def _load_model(self) -> None:
        self._classifier, self._model_problem = None, None
        try:
            self._classifier = load_classifier(active_model_folder(self.paths))
        except KnownError as problem:
            log.warning("%s", problem)
            self._model_problem = problem

    def _load_products(self) -> None:
        try:
            self._offered = self.store.products()
            self.products = on_show_at(self._offered, self.now())
        except KnownError as problem:
            self._note(problem)

    def _assemble(self, on_show: str | None) -> None:
        detector, self._detector_problem = choose_detector(self.settings.detection, self.paths)
        self.pipeline = Pipeline(
            search=FaceSearch(detector, FaceTracker(self.settings.counting.missed_detections_s)),
            classifier=self._classifier,
            attribution=Attribution(self.settings.attribution, self.products, on_show),
            counting=self.settings.counting,
            source=self.source,
            now=self.now,
        )
        self._live = LiveTally(self.source, self.settings.screen.tally_period)
        self._load_tallies()

    def _take(self, ended: Mapping[int, Exposure], clock_s: float) -> None:
        viewers = self.pipeline.book.viewers()
        self.recorder.record(ended, viewers, clock_s)
        self._tell(ended)
        if clock_s - self._tallied_s >= TALLY_EVERY_S:
            self._tallied_s = clock_s
            self._follow_hours()
            self._refresh_tallies()
        if clock_s - self._housekept_s >= HOUSEKEEPING_EVERY_S:
            self._housekept_s = clock_s
            self._keep_house()

    def _follow_hours(self) -> None:
        """Puts products on show and takes them away as their hours come and go; the others' exposures go on."""
        products = on_show_at(self._offered, self.now())
        if products != self.products:
            self.products = products
            attribution = self.pipeline.attribution
            self.pipeline.attribution = Attribution(self.settings.attribution, products, attribution.on_show)

    def _tell(self, ended: Mapping[int, Exposure]) -> None:
        if ended:
            self._live.add(ended.values())
            self._refresh_tallies()
        if self.on_ended is not None:
            for exposure in ended.values():
                self.on_ended(exposure)

    def _keep_house(self) -> None:
        """What can wait: retention, and past midnight the tallies of a new day."""
        self._store_problem = None
        try:
            self.store.retain(self.settings.store.retention_days, self.now())
        except KnownError as problem:
            self._note(problem)
        if self._live.is_stale(self.now()) and not self.recorder.has_interim_rows():
            self._load_tallies()

    def _load_tallies(self) -> None:
        try:
            self._live.load(self.store, self.recorder, self.now())
        except KnownError as problem:
            self._note(problem)
        self._refresh_tallies()

    def _note(self, problem: KnownError) -> None:
        log.warning("%s", problem)
        self._store_problem = problem

    def _refresh_tallies(self) -> None:
        self.tallies = self._live.tallies(self.products, self.pipeline.book.viewers().values())
        self.revision += 1
