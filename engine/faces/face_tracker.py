"""The same face over successive frames, in capture time: the frame rate, and frames left out, change nothing."""

from __future__ import annotations

import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.faces.motion import Motion, face_size_px
from engine.types import Box, Face, TrackedFace

STRONG_SCORE = 0.5
"""A detection of at least this score may start a track; a weaker one only continues one (hysteresis)."""
CONFIRM_S = 0.3
CONFIRM_SIGHTINGS = 3
"""A track is confirmed when it was seen this often, over this time, in at least half of the frames. Until then it is
bridged for `CONFIRM_S` only, so flicker does not add up to a viewer; its sightings count from the first one on."""
GATE_SIGMAS = 4.0
GATE_SIZES = 1.5
"""A detection continues a track only within both limits of the predicted place."""
GATE_SIZE_RATIO = 2.0
SIZE_JITTER = 0.15
"""Standard deviation of the logarithm of a detection's size."""
SAME_FACE_OVERLAP = 0.5
"""Share of the smaller of two boxes, from which on they are one face detected twice."""

_IMPOSSIBLE = 1e6


@dataclass(slots=True)
class _Track:
    track_id: int
    face: Face
    motion: Motion
    first_s: float
    last_s: float
    sightings: int = 1
    frames: int = 1
    confirmed: bool = False

    def see(self, face: Face, time_s: float) -> None:
        self.face = face
        self.motion = self.motion.at(time_s).corrected(face.box)
        self.last_s = time_s
        self.sightings += 1
        self.confirmed = self.confirmed or (
            self.sightings >= CONFIRM_SIGHTINGS
            and time_s - self.first_s >= CONFIRM_S
            and 2 * self.sightings >= self.frames
        )


class FaceTracker:
    """Follows faces by predicted place and size; knows nothing of looks, so a person who comes back is a new track.

    A confirmed track goes on over `missed_s` seconds without a detection. Ids are random and mean nothing outside
    this tracker. Not thread-safe.
    """

    def __init__(self, missed_s: float = 1.0) -> None:
        self._missed_s = missed_s
        self._tracks: list[_Track] = []
        self._time_s = -math.inf

    def update(self, faces: Sequence[Face], time_s: float) -> tuple[TrackedFace, ...]:
        """Takes the faces of the frame captured at `time_s`; returns the tracks that are alive now.

        A track that is only bridged comes with `seen=False` and its last face. A track comes back from its first
        sighting on, also while it is unconfirmed.
        """
        # A film may carry a stamp that jumps back; the tracker's time never does.
        time_s = self._time_s = max(time_s, self._time_s)
        for track in self._tracks:
            track.frames += 1
        pairs = self._assign(faces, time_s)
        for track, face in pairs:
            track.see(face, time_s)
        self._tracks = [track for track in self._tracks if time_s - track.last_s <= self._patience_s(track)]
        seen = {track.track_id for track, _ in pairs}
        for face in sorted(faces, key=lambda face: -face.score):
            # A face that overlaps one that is seen in this frame already is that one, detected twice.
            if face.score >= STRONG_SCORE and not any(
                _overlap(face.box, track.face.box) >= SAME_FACE_OVERLAP
                for track in self._tracks
                if track.track_id in seen
            ):
                track = _Track(self._new_id(), face, Motion.start(face.box, time_s), time_s, time_s)
                self._tracks.append(track)
                seen.add(track.track_id)
        return tuple(TrackedFace(track.track_id, track.face, track.track_id in seen) for track in self._tracks)

    def _patience_s(self, track: _Track) -> float:
        return self._missed_s if track.confirmed else min(CONFIRM_S, self._missed_s)

    def _assign(self, faces: Sequence[Face], time_s: float) -> list[tuple[_Track, Face]]:
        """The likeliest pairing of tracks and detections: least sum of negative log-likelihoods."""
        if not faces or not self._tracks:
            return []
        predicted = [track.motion.at(time_s) for track in self._tracks]
        costs = np.array([[_cost(motion, face.box) for face in faces] for motion in predicted])
        rows, columns = _least_sum(costs)
        return [
            (self._tracks[r], faces[c])
            for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
            if costs[r, c] < _IMPOSSIBLE
        ]

    def _new_id(self) -> int:
        taken = {track.track_id for track in self._tracks}
        while (track_id := secrets.randbits(48)) in taken:
            pass
        return track_id


def _least_sum(costs: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The rows and columns of the assignment with the least sum."""
    if costs.size == 1:
        return np.zeros(1, dtype=np.intp), np.zeros(1, dtype=np.intp)
    # Importing it takes half a second, a fifth of the whole start: the first face need not wait for it.
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(costs)
    return rows, columns


def _cost(predicted: Motion, box: Box) -> float:
    """Twice the negative log-likelihood of this detection for this track, up to a constant."""
    variance = predicted.innovation_variance_px2(box)
    distance = math.dist(box.centre, predicted.centre)
    size = face_size_px(box)
    ratio = math.log(size / predicted.size_px)
    if (
        distance > GATE_SIGMAS * math.sqrt(variance)
        or distance > GATE_SIZES * max(size, predicted.size_px)
        or abs(ratio) > math.log(GATE_SIZE_RATIO)
    ):
        return _IMPOSSIBLE
    return distance**2 / variance + 2 * math.log(variance) + (ratio / SIZE_JITTER) ** 2


def _overlap(one: Box, other: Box) -> float:
    """The shared area over the smaller box's area, 0 to 1."""
    width = min(one.x2, other.x2) - max(one.x1, other.x1)
    height = min(one.y2, other.y2) - max(one.y1, other.y1)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min(one.area_px, other.area_px)
