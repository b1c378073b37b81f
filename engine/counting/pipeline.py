"""One frame in, its analysis out: detector, tracker, classifier, attribution, exposures."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from engine.classifier import Classifier
from engine.counting.attribution import Attribution
from engine.emotions import UNCERTAIN
from engine.exposures import Exposure, ExposureBook, Sighting, SourceKind
from engine.faces.face_search import FaceSearch
from engine.preprocessing import crop_face
from engine.settings import CountingSettings
from engine.types import Analysis, FaceView, Frame, TrackedFace

SMOOTHING_S = 0.5
"""Time constant of the expression that the screen shows; exposures average all their frames alike."""
FLICKER_S = 0.3
"""A box stays on the screen over missed detections of this long; its exposure goes on for longer."""


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Shown:
    """A track's smoothed probabilities, as of `time_s`."""

    probabilities: NDArray[np.float32]
    time_s: float

    def follow(self, probabilities: NDArray[np.float32], time_s: float) -> None:
        weight = 1.0 - math.exp(-max(0.0, time_s - self.time_s) / SMOOTHING_S)
        self.probabilities = self.probabilities + np.float32(weight) * (probabilities - self.probabilities)
        self.time_s = time_s


@dataclass(slots=True)
class Pipeline:
    """Everything between a frame and the exposures; not thread-safe: it belongs to one thread.

    Without a classifier faces are found and shown, and nothing is counted: a viewer without an expression would
    distort every mean.
    """

    search: FaceSearch
    classifier: Classifier | None
    attribution: Attribution
    counting: CountingSettings
    source: SourceKind = "live"
    now: Callable[[], datetime] = utc_now
    book: ExposureBook = field(init=False)
    _shown: dict[int, _Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book = ExposureBook(
            classes=self.classifier.classes if self.classifier else (),
            model=self.classifier.name if self.classifier else "",
            counting=self.counting,
            now=self.now,
            source=self.source,
        )

    def process(self, frame: Frame) -> tuple[Analysis, dict[int, Exposure]]:
        """The frame's analysis, and the viewers' exposures that it ended, by their keys.

        All faces of a frame go through the classifier in one batch.
        """
        began_s = time.perf_counter()
        self.attribution.tick(frame.time_s)
        tracked = self.search.look(frame.image, frame.time_s)
        alive = {face.track_id for face in tracked}
        self.attribution.forget(alive)
        self._shown = {track_id: shown for track_id, shown in self._shown.items() if track_id in alive}
        size_px = (frame.width_px, frame.height_px)
        products = {f.track_id: self.attribution.product_for(f.track_id, f.face.box, size_px) for f in tracked}
        seen = [face for face in tracked if face.seen]
        ended: dict[int, Exposure] = {}
        if self.classifier is not None:
            probabilities = self._classify(self.classifier, frame, seen)
            sightings = [
                Sighting(f.track_id, products[f.track_id], f.face.attends(self.counting.attention_yaw_deg), row)
                for f, row in zip(seen, probabilities, strict=True)
            ]
            ended = self.book.record(sightings, alive, frame.time_s)
            for sighting in sightings:
                self._show(sighting, frame.time_s)
        views = tuple(self._view(f, products[f.track_id]) for f in tracked if self._is_in_sight(f, frame.time_s))
        latency_s = time.perf_counter() - began_s
        return Analysis(frame.number, frame.time_s, size_px, views, latency_s), ended

    def _classify(self, classifier: Classifier, frame: Frame, seen: Sequence[TrackedFace]) -> NDArray[np.float32]:
        if not seen:
            return np.empty((0, len(classifier.classes)), dtype=np.float32)
        return classifier.classify(np.stack([crop_face(frame.image, face.face.box) for face in seen]))

    def _show(self, sighting: Sighting, time_s: float) -> None:
        shown = self._shown.get(sighting.track_id)
        if shown is None:
            self._shown[sighting.track_id] = _Shown(sighting.probabilities, time_s)
        else:
            shown.follow(sighting.probabilities, time_s)

    def _is_in_sight(self, face: TrackedFace, time_s: float) -> bool:
        shown = self._shown.get(face.track_id)
        return face.seen or (shown is not None and time_s - shown.time_s <= FLICKER_S)

    def _view(self, face: TrackedFace, product_code: str | None) -> FaceView:
        label, confidence = UNCERTAIN, 0.0
        shown = self._shown.get(face.track_id)
        if shown is not None and self.classifier is not None:
            best = int(np.argmax(shown.probabilities))
            confidence = float(shown.probabilities[best])
            label = self.classifier.classes[best] if confidence >= self.counting.uncertain_below else UNCERTAIN
        return FaceView(
            face.track_id, face.face.box, label, confidence, self.book.is_viewer(face.track_id), product_code
        )
