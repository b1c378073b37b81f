"""How often all of a frame is searched, and that nobody is lost by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faces.face_detector import HaarDetector
from engine.faces.face_search import EVERYWHERE_EVERY_S, FaceSearch
from engine.faces.face_tracker import FaceTracker
from engine.types import Box, Face, Image

PICTURE: Image = np.zeros((480, 640, 3), dtype=np.uint8)


@dataclass
class Scene:
    """A detector of faces that are told; it finds those in `blind` only where it looks everywhere."""

    faces: tuple[Face, ...] = ()
    blind: bool = False
    looks_near: bool = True
    everywhere: int = 0
    near: int = 0
    name: str = field(default="scene", init=False)

    def detect(self, image: Image, near: Sequence[Box] | None = None) -> tuple[Face, ...]:
        if near is None:
            self.everywhere += 1
            return self.faces
        self.near += 1
        if self.blind:
            return ()
        return tuple(face for face in self.faces if any(face.box.iou(box) > 0 for box in near))


def face(x: float, y: float = 200.0) -> Face:
    return Face(box=Box(x, y, x + 80, y + 80), score=0.9)


def test_where_nobody_is_little_is_searched() -> None:
    scene = Scene()
    search = FaceSearch(scene, FaceTracker())
    for number in range(300):
        assert search.look(PICTURE, number / 30) == ()
    assert scene.everywhere == 60 and scene.near == 0, "ten seconds of 30 frames, every fifth"


def test_a_slow_camera_is_searched_whole_every_time() -> None:
    scene = Scene()
    search = FaceSearch(scene, FaceTracker())
    for number in range(20):
        search.look(PICTURE, number / 5)
    assert scene.everywhere == 20


def test_who_stands_there_is_seen_in_every_frame_and_who_comes_soon() -> None:
    scene = Scene((face(100),))
    search = FaceSearch(scene, FaceTracker())
    for number in range(30):
        (track,) = search.look(PICTURE, number / 30)
        assert track.seen
    assert scene.everywhere == 6 and scene.near == 24
    scene.faces = (face(100), face(400))
    seen_s = next(s for s in (1 + number / 30 for number in range(10)) if len(search.look(PICTURE, s)) == 2)
    assert seen_s - 1 <= EVERYWHERE_EVERY_S


def test_who_is_not_found_in_place_is_looked_for_everywhere_at_once() -> None:
    scene = Scene((face(100),))
    search = FaceSearch(scene, FaceTracker())
    search.look(PICTURE, 0.0)
    scene.blind = True
    (track,) = search.look(PICTURE, 0.03)
    assert track.seen and (scene.near, scene.everywhere) == (1, 2)


def test_a_detector_of_whole_pictures_looks_once_a_frame() -> None:
    scene = Scene((face(100),), looks_near=False)
    search = FaceSearch(scene, FaceTracker())
    for number in range(10):
        search.look(PICTURE, number / 30)
    scene.faces = ()
    for number in range(10, 20):
        search.look(PICTURE, number / 30)
    assert (scene.near, scene.everywhere) == (0, 20)


def test_a_stamp_that_jumps_back_stops_nothing() -> None:
    scene = Scene()
    search = FaceSearch(scene, FaceTracker())
    search.look(PICTURE, 100.0)
    scene.faces = (face(100),)
    assert len(search.look(PICTURE, 3.0)) == 1


@given(
    st.lists(st.floats(0.001, 0.5), min_size=1, max_size=60),
    st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_nobody_waits_longer_than_told(steps_s: list[float], there: list[bool]) -> None:
    """A face that has been there for `EVERYWHERE_EVERY_S` is seen in the frame that comes then."""
    scene = Scene()
    search = FaceSearch(scene, FaceTracker())
    time_s, since_s = 0.0, None
    for step_s, is_there in zip(steps_s, there, strict=False):
        time_s += step_s
        scene.faces = (face(100),) if is_there else ()
        since_s = (time_s if since_s is None else since_s) if is_there else None
        seen = any(track.seen for track in search.look(PICTURE, time_s))
        if since_s is not None and time_s - since_s >= EVERYWHERE_EVERY_S:
            assert seen
        if not is_there:
            assert not seen


def test_haar_finds_in_place_what_it_finds_everywhere(clips: Path) -> None:
    film = cv2.VideoCapture(str(clips / "woman2.mp4"))
    haar = HaarDetector(0.12, 480)
    before: tuple[Face, ...] = ()
    same = judged = 0
    for _ in range(40):
        image = np.asarray(film.read()[1], dtype=np.uint8)
        whole = haar.detect(image)
        if len(before) == len(whole) == 1:
            judged += 1
            near = haar.detect(image, near=[before[0].box])
            same += len(near) == 1 and near[0].box.iou(whole[0].box) > 0.8
        before = whole
    film.release()
    assert judged >= 20 and same >= 0.9 * judged


@pytest.mark.parametrize("box", [Box(-50, -50, -5, -5), Box(630, 470, 700, 560), Box(0, 0, 3, 3)])
def test_a_place_at_or_beyond_the_edge_is_no_trouble(box: Box) -> None:
    assert HaarDetector(0.12, 480).detect(PICTURE, near=[box]) == ()
