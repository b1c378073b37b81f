"""Real clips through both detectors and the tracker: as many viewers as a person counts, for as long as they stay.

Attention and dwell are computed here from the tracks alone: this tests detection and tracking and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.faces.face_detector import FaceDetector, HaarDetector, YuNetDetector
from engine.faces.face_search import FaceSearch
from engine.faces.face_tracker import FaceTracker
from engine.settings import CountingSettings, DetectionSettings
from engine.types import Image, TrackedFace

DETECTION, COUNTING = DetectionSettings(), CountingSettings()


@dataclass
class Look:
    """One track: from its first to its last sighting, and how much of that was attention, in seconds."""

    first_s: float
    last_s: float
    attends: bool
    attention_s: float = 0.0

    def go_on(self, track: TrackedFace, time_s: float) -> None:
        attends = track.face.attends(COUNTING.attention_yaw_deg)
        self.attention_s += (attends + self.attends) / 2 * (time_s - self.last_s)
        self.last_s, self.attends = time_s, attends

    @property
    def dwell_s(self) -> float:
        return self.last_s - self.first_s


def frames(clip: Path, every: int) -> Iterator[tuple[Image, float]]:
    film = cv2.VideoCapture(str(clip))
    number = 0
    while film.grab():
        if number % every == 0:
            _, image = film.retrieve()
            yield np.asarray(image, dtype=np.uint8), film.get(cv2.CAP_PROP_POS_MSEC) / 1000
        number += 1
    film.release()


def viewers(clip: Path, detector: FaceDetector, every: int) -> list[Look]:
    search = FaceSearch(detector, FaceTracker(COUNTING.missed_detections_s))
    looks: dict[int, Look] = {}
    for image, time_s in frames(clip, every):
        for track in search.look(image, time_s):
            if track.track_id not in looks:
                looks[track.track_id] = Look(time_s, time_s, track.face.attends(COUNTING.attention_yaw_deg))
            elif track.seen:
                looks[track.track_id].go_on(track, time_s)
    return [look for look in looks.values() if look.attention_s >= COUNTING.min_attention_s]


@pytest.fixture(params=["haar", "yunet"])
def detector(request: pytest.FixtureRequest) -> FaceDetector:
    if request.param == "haar":
        return HaarDetector(DETECTION.min_face_share, DETECTION.working_width_px)
    yunet_file = request.getfixturevalue("yunet_file")
    return YuNetDetector(yunet_file, DETECTION.min_face_share, DETECTION.working_width_px)


@pytest.mark.parametrize(
    ("clip", "dwell_s", "every"),
    [("woman2.mp4", 15.4, 5), ("again.mkv", 2.5, 1), ("walk.mkv", 2.9, 2)],
)
def test_one_person_is_one_viewer_all_the_time(
    clips: Path, detector: FaceDetector, clip: str, dwell_s: float, every: int
) -> None:
    """In again.mkv there is also a skull on the shirt, and a hand that looks like a face for two frames."""
    (viewer,) = viewers(clips / clip, detector, every)
    assert viewer.dwell_s == pytest.approx(dwell_s, rel=0.1)
    assert viewer.attention_s <= viewer.dwell_s


def test_three_people_walk_up(clips: Path, detector: FaceDetector) -> None:
    found = viewers(clips / "face-demographics-walking-and-pause.gif", detector, 1)
    assert len(found) == 3 if detector.name == "yunet" else 2 <= len(found) <= 3
    for viewer in found:
        assert viewer.dwell_s == pytest.approx(3.3, rel=0.1)


def test_two_people_who_tilt_their_heads(clips: Path, yunet_file: Path) -> None:
    """Only YuNet copes with the tilt."""
    yunet = YuNetDetector(yunet_file, DETECTION.min_face_share, DETECTION.working_width_px)
    found = viewers(clips / "head-pose-face-detection-female-and-male.gif", yunet, 1)
    assert len(found) == 2
    for viewer in found:
        assert viewer.dwell_s == pytest.approx(4.6, rel=0.1)


@pytest.mark.parametrize("clip", ["store-aisle-detection.gif", "classroom.gif"])
def test_nobody_looks(clips: Path, detector: FaceDetector, clip: str) -> None:
    """Shoppers from behind and above; faces below the minimum size (the largest has 0.085 of the frame's height)."""
    assert viewers(clips / clip, detector, 2) == []
