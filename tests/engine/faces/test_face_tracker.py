"""Tracks of people whose paths are known: how many, for how long, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faces.face_tracker import FaceTracker
from engine.types import Box, Face, TrackedFace

SIZE_PX = 80.0
MISSED_S = 1.0
RATES = [5.0, 15.0, 30.0]

Path = Callable[[float], tuple[float, float] | None]
"""Where a person's face is at a time; None while nobody is there."""


def face(x: float, y: float, size: float = SIZE_PX, score: float = 0.9) -> Face:
    return Face(Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2), score)


@dataclass
class Story:
    """What the tracker said: per person the ids that stood on them, and per id the times at which it was seen."""

    ids: list[list[int]]
    sightings: dict[int, list[float]] = field(default_factory=dict)

    def lasting(self, at_least_s: float = 0.5) -> list[int]:
        return [i for i, times in self.sightings.items() if times[-1] - times[0] >= at_least_s]


def follow(
    people: Sequence[Path],
    fps: float,
    seconds: float,
    *,
    noise: float = 0.0,
    miss: float = 0.0,
    seed: int = 0,
    hidden_when_nearer_than: float = 0.0,
) -> Story:
    """Lets a tracker watch `people`. `noise` in face sizes; `miss` is the chance of a missed detection,
    in gaps that the tracker promises to bridge: of a second at most.

    Where two faces are nearer than `hidden_when_nearer_than` (face sizes), only the first of them is detected.
    """
    random = np.random.default_rng(seed)
    tracker = FaceTracker(missed_s=MISSED_S)
    story = Story([[] for _ in people])
    last_s = [0.0] * len(people)
    for step in range(int(seconds * fps) + 1):
        time_s = step / fps
        detected: dict[int, Face] = {}
        for number, person in enumerate(people):
            place = person(time_s)
            missed = random.random() < miss and time_s + 1 / fps - last_s[number] <= MISSED_S
            if place is None or missed:
                continue
            last_s[number] = time_s
            hidden = any(
                abs(place[0] - other.box.centre[0]) < hidden_when_nearer_than * SIZE_PX for other in detected.values()
            )
            if not hidden:
                x, y = np.array(place) + random.normal(0, noise * SIZE_PX, 2)
                detected[number] = face(float(x), float(y), SIZE_PX * (1 + float(random.normal(0, noise))))
        tracked = tracker.update(list(detected.values()), time_s)
        _note(story, detected, tracked, time_s)
    return story


def _note(story: Story, detected: dict[int, Face], tracked: Sequence[TrackedFace], time_s: float) -> None:
    for track in tracked:
        if track.seen:
            story.sightings.setdefault(track.track_id, []).append(time_s)
            for number, seen in detected.items():
                if seen is track.face:
                    story.ids[number].append(track.track_id)


def walk(x0: float, speed: float, y: float = 200.0) -> Path:
    return lambda t: (x0 + speed * t, y)


@pytest.mark.parametrize("fps", RATES)
def test_one_person_who_walks_by_is_one_track(fps: float) -> None:
    story = follow([walk(50, 150)], fps, 4, noise=0.03)
    assert len(story.lasting()) == 1
    assert len(set(story.ids[0])) == 1


@pytest.mark.parametrize("fps", RATES)
@given(seed=st.integers(0, 2**32 - 1), speed=st.floats(0, 200))
@settings(max_examples=25, deadline=None)
def test_noise_and_missed_detections_do_not_split_a_person(fps: float, seed: int, speed: float) -> None:
    # The first second without misses: whether a track begins is another question than whether it lasts.
    certain = follow([walk(60, speed)], fps, 1, noise=0.03, seed=seed)
    assert len(set(certain.ids[0])) == 1
    story = follow([walk(60, speed)], fps, 6, noise=0.03, miss=0.2, seed=seed)
    assert len(story.lasting()) == 1


@pytest.mark.parametrize("fps", RATES)
@given(seed=st.integers(0, 2**32 - 1), speed=st.floats(80, 220), other=st.floats(80, 220))
@settings(max_examples=25, deadline=None)
def test_two_people_who_cross_stay_two(fps: float, seed: int, speed: float, other: float) -> None:
    story = follow(
        [walk(60, speed), walk(580, -other)],
        fps,
        500 / max(speed, other),
        noise=0.02,
        seed=seed,
        hidden_when_nearer_than=0.5,
    )
    # Where one hides the other, the one detection may count for either; before and after, each is who they were.
    first, second = story.ids
    assert first[0] == first[-1]
    assert second[0] == second[-1]
    assert first[0] != second[0]
    assert len(story.lasting()) == 2


@pytest.mark.parametrize("fps", RATES)
def test_two_people_side_by_side_stay_two(fps: float) -> None:
    story = follow([walk(200, 0), walk(290, 0)], fps, 4, noise=0.04, miss=0.1, seed=3)
    assert len(story.lasting()) == 2
    assert len(set(story.ids[0])) == len(set(story.ids[1])) == 1


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(("gap_s", "tracks"), [(0.5, 1), (0.9, 1), (1.3, 2)])
def test_a_person_missed_for_up_to_a_second_comes_back_as_the_same(fps: float, gap_s: float, tracks: int) -> None:
    def person(time_s: float) -> tuple[float, float] | None:
        return None if 1.0 < time_s < 1.0 + gap_s else (300.0 + 20 * time_s, 200.0)

    story = follow([person], fps, 4, noise=0.02)
    assert len(set(story.ids[0])) == tracks


def test_a_bridged_track_says_that_it_is_not_seen_and_then_ends() -> None:
    tracker = FaceTracker(missed_s=1.0)
    for step in range(10):
        tracker.update([face(300, 200)], step * 0.1)
    (bridged,) = tracker.update([], 1.5)
    assert not bridged.seen
    assert bridged.face.box == face(300, 200).box
    assert tracker.update([], 2.0) == ()


@pytest.mark.parametrize("fps", RATES)
def test_dwell_is_the_same_at_any_frame_rate(fps: float) -> None:
    def person(time_s: float) -> tuple[float, float] | None:
        return (300.0, 200.0) if 1.0 <= time_s <= 4.0 else None

    story = follow([person], fps, 6)
    (times,) = story.sightings.values()
    assert times[0] == 1.0, "the first sighting counts, though the track was confirmed later"
    assert times[-1] == 4.0


@pytest.mark.parametrize("fps", RATES)
def test_a_face_detected_twice_is_one_track(fps: float) -> None:
    tracker = FaceTracker()
    ids = set()
    for step in range(int(3 * fps)):
        doubles = [face(300, 200), face(310, 215, SIZE_PX * 0.6, score=0.8), face(296, 196, SIZE_PX * 1.3, score=0.7)]
        ids |= {track.track_id for track in tracker.update(doubles, step / fps)}
    assert len(ids) == 1


def test_flicker_never_lasts_long_enough_to_be_a_viewer() -> None:
    tracker = FaceTracker(missed_s=1.0)
    seen: dict[int, list[float]] = {}
    for step in range(30 * 10):
        time_s = step / 30
        faces = [face(300, 200)] if step % 15 in (0, 1) else []
        for track in tracker.update(faces, time_s):
            seen.setdefault(track.track_id, []).append(time_s)
    assert seen
    assert max(times[-1] - times[0] for times in seen.values()) < 0.5


def test_a_weak_detection_continues_a_track_and_starts_none() -> None:
    tracker = FaceTracker()
    for step in range(30):
        assert tracker.update([face(300, 200, score=0.3)], step / 30) == ()
    (started,) = tracker.update([face(300, 200, score=0.6)], 1.0)
    for step in range(31, 90):
        (track,) = tracker.update([face(300, 200, score=0.3)], step / 30)
        assert track.seen
        assert track.track_id == started.track_id


def test_a_face_far_away_or_of_another_size_is_another_person() -> None:
    tracker = FaceTracker()
    for step in range(30):
        tracker.update([face(100, 200)], step / 30)
    after = tracker.update([face(500, 200)], 1.0)
    assert len(after) == 2
    after = tracker.update([face(100, 200, size=3 * SIZE_PX)], 1.1)
    assert len(after) == 3


def test_ids_mean_nothing_outside_the_run() -> None:
    ids = [FaceTracker().update([face(300, 200)], 0.0)[0].track_id for _ in range(20)]
    assert len(set(ids)) == 20
    assert all(0 <= track_id < 2**53 for track_id in ids), "JSON readers keep these exactly"
    assert sorted(ids) != ids


@given(
    frames=st.lists(
        st.tuples(
            st.floats(-1, 2),
            st.lists(
                st.tuples(st.floats(-50, 700), st.floats(-50, 500), st.floats(1, 400), st.floats(0, 1)), max_size=6
            ),
        ),
        max_size=20,
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_comes_each_detection_serves_one_track_and_none_is_invented(
    frames: list[tuple[float, list[tuple[float, float, float, float]]]],
) -> None:
    tracker = FaceTracker()
    time_s = 0.0
    for step_s, found in frames:  # also steps back and no time at all
        time_s += step_s
        faces = [face(*values) for values in found]
        tracked = tracker.update(faces, time_s)
        assert len({track.track_id for track in tracked}) == len(tracked)
        used = [id(track.face) for track in tracked if track.seen]
        assert len(set(used)) == len(used)
        assert set(used) <= {id(one) for one in faces}
