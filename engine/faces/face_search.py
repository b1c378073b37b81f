"""Faces over successive frames: looked for everywhere now and then, and in between where they were."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from engine.faces.face_detector import FaceDetector
from engine.faces.face_tracker import FaceTracker
from engine.types import Box, Face, Image, TrackedFace

EVERYWHERE_EVERY_S = 0.15
"""Somebody who comes is seen this much later at most, half of it on average: little against the half second of
attention that makes a viewer. A film of 30 frames a second is searched whole in every fifth frame."""


@dataclass(slots=True)
class FaceSearch:
    """A detector and a tracker at work together; not thread-safe.

    Searching all of a frame with the Haar cascade takes up to a whole processor core at 30 frames a second, and most
    of the day there is nobody to be found. Faces that are there are looked at in every frame, and one that is not
    found in its place is looked for everywhere.
    """

    detector: FaceDetector
    tracker: FaceTracker
    _everywhere_s: float = -math.inf
    _known: tuple[Box, ...] = field(default=())

    def look(self, image: Image, time_s: float) -> tuple[TrackedFace, ...]:
        """The tracks that are alive in the frame captured at `time_s`, as `FaceTracker.update` gives them."""
        if 0 <= time_s - self._everywhere_s < EVERYWHERE_EVERY_S:
            faces = self._look_where_they_were(image, time_s)
        else:
            faces = self._look_everywhere(image, time_s)
        tracked = self.tracker.update(faces, time_s)
        self._known = tuple(track.face.box for track in tracked)
        return tracked

    def _look_where_they_were(self, image: Image, time_s: float) -> tuple[Face, ...]:
        if not self._known:
            return ()
        if self.detector.looks_near:
            faces = self.detector.detect(image, near=self._known)
            if all(any(face.box.iou(box) > 0 for face in faces) for box in self._known):
                return faces
        return self._look_everywhere(image, time_s)

    def _look_everywhere(self, image: Image, time_s: float) -> tuple[Face, ...]:
        self._everywhere_s = time_s
        return self.detector.detect(image)
