"""What makes a viewer, and what is kept of one: known answers from the vocabulary's definitions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exposures import Exposure, ExposureBook, Sighting, dominant_expression, expression_index
from engine.settings import CountingSettings

CLASSES = ("anger", "disgust", "fear", "happy", "neutral", "surprise")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEIGHTS = CountingSettings().index_weights


def book(**counting: float) -> ExposureBook:
    return ExposureBook(CLASSES, "model", CountingSettings.model_validate(counting), now=lambda: NOON)


def sighting(track: int = 1, product: str | None = "tea", attends: bool = True, **p: float) -> Sighting:
    row = np.array([p.get(name, 0.0) for name in CLASSES], dtype=np.float32)
    return Sighting(track, product, attends, row if p else np.full(6, 1 / 6, dtype=np.float32))


def watch(counted: ExposureBook, until_s: float, fps: float, of: Sighting, from_s: float = 0.0) -> list[Exposure]:
    ended: list[Exposure] = []
    for k in range(round((until_s - from_s) * fps) + 1):
        ended += counted.record([of], {of.track_id}, from_s + k / fps).values()
    return ended


def test_index_of_the_default_weights() -> None:
    assert expression_index({"happy": 1.0}, WEIGHTS) == 100
    assert expression_index({"anger": 1.0}, WEIGHTS) == -100
    assert expression_index({"happy": 0.5, "neutral": 0.5}, WEIGHTS) == 50
    assert expression_index({"surprise": 0.4, "fear": 0.2, "disgust": 0.4}, WEIGHTS) == pytest.approx(-30)
    assert expression_index({"contempt": 1.0}, WEIGHTS) == 0


def test_dominant_or_uncertain() -> None:
    assert dominant_expression({"happy": 0.6, "neutral": 0.4}, 0.4) == "happy"
    assert dominant_expression({"happy": 0.4, "neutral": 0.3, "fear": 0.3}, 0.4) == "happy"
    assert dominant_expression({"happy": 0.39, "neutral": 0.31, "fear": 0.3}, 0.4) == "uncertain"


def test_one_person_one_exposure() -> None:
    counted = book()
    assert watch(counted, 4.0, 10, sighting(happy=0.9, neutral=0.1)) == []
    (exposure,) = counted.end_all().values()
    assert exposure.dwell_s == pytest.approx(4.0)
    assert exposure.attention_s == pytest.approx(4.0)
    assert exposure.dominant == "happy"
    assert exposure.index == pytest.approx(90, abs=1e-4)
    assert exposure.probabilities["happy"] == pytest.approx(0.9)
    assert counted.end_all() == {}


def test_all_frames_count_alike() -> None:
    counted = book()
    watch(counted, 1.9, 10, sighting(happy=1.0))
    watch(counted, 3.9, 10, sighting(neutral=1.0), from_s=2.0)
    (exposure,) = counted.end_all().values()
    assert exposure.probabilities["happy"] == pytest.approx(0.5)
    assert exposure.index == pytest.approx(50)


def test_passer_by_is_no_viewer() -> None:
    counted = book()
    watch(counted, 0.4, 10, sighting())
    assert counted.viewers() == {}
    assert counted.end_all() == {}


def test_turned_away_is_dwell_and_not_attention() -> None:
    counted = book()
    watch(counted, 2.0, 10, sighting())
    watch(counted, 5.0, 10, sighting(attends=False), from_s=2.1)
    (exposure,) = counted.end_all().values()
    assert exposure.dwell_s == pytest.approx(5.0)
    assert exposure.attention_s == pytest.approx(2.05)


def test_never_turned_to_the_camera_is_no_viewer() -> None:
    counted = book()
    watch(counted, 10.0, 10, sighting(attends=False))
    assert counted.end_all() == {}


def test_change_of_product_ends_one_and_begins_another() -> None:
    counted = book()
    watch(counted, 3.0, 10, sighting(product="tea", happy=1.0))
    ended = watch(counted, 5.0, 10, sighting(product="milk", neutral=1.0), from_s=3.1)
    assert [(e.product_code, round(e.dwell_s, 3), e.dominant) for e in ended] == [("tea", 3.1, "happy")]
    (second,) = counted.end_all().values()
    assert (second.product_code, round(second.dwell_s, 3), second.dominant) == ("milk", 1.9, "neutral")
    assert second.probabilities["happy"] == 0


def test_no_product_no_exposure() -> None:
    counted = book()
    watch(counted, 3.0, 10, sighting(product=None))
    assert counted.end_all() == {}


def test_ends_when_the_track_dies() -> None:
    counted = book()
    watch(counted, 3.0, 10, sighting(track=1))
    assert counted.record([], {1}, 3.5) == {}
    (exposure,) = counted.record([], set(), 4.1).values()
    assert exposure.dwell_s == pytest.approx(3.0)


def test_missed_detections_do_not_shorten_dwell() -> None:
    counted = book()
    for time_s in (0.0, 0.1, 0.2, 1.1, 1.2):
        counted.record([sighting()], {1}, time_s)
    (exposure,) = counted.end_all().values()
    assert exposure.dwell_s == pytest.approx(1.2)


def test_open_viewers_keep_their_key() -> None:
    counted = book()
    watch(counted, 1.0, 10, sighting())
    (key,) = counted.viewers()
    assert counted.is_viewer(1)
    watch(counted, 2.0, 10, sighting(), from_s=1.1)
    assert list(counted.viewers()) == [key]
    assert list(counted.end_all()) == [key]
    assert not counted.is_viewer(1)


@pytest.mark.parametrize("wrong", [{"attention_s": 5.0}, {"index": 101.0}, {"started_at": datetime(2026, 11, 23)}])
def test_impossible_exposures_are_refused(wrong: dict[str, object]) -> None:
    values: dict[str, object] = {
        "product_code": "tea",
        "started_at": NOON,
        "dwell_s": 4.0,
        "attention_s": 2.0,
        "probabilities": {"happy": 1.0},
        "dominant": "happy",
        "index": 100.0,
        "model": "m",
    }
    with pytest.raises(ValueError, match=r"attention|index|time zone"):
        Exposure(**(values | wrong))  # type: ignore[arg-type]


@given(st.floats(0.6, 20), st.floats(2.5, 60), st.floats(2.5, 60))
def test_seconds_do_not_depend_on_the_frame_rate(stay_s: float, slow_fps: float, fast_fps: float) -> None:
    found = []
    for fps in (slow_fps, fast_fps):
        counted = book(min_attention_s=0.0)
        k = 0
        while k / fps <= stay_s:
            counted.record([sighting(attends=k / fps <= stay_s / 2)], {1}, k / fps)
            k += 1
        (exposure,) = counted.end_all().values()
        assert 0 <= exposure.attention_s <= exposure.dwell_s
        assert exposure.dwell_s == pytest.approx(stay_s, abs=1 / fps + 1e-9)
        assert exposure.attention_s == pytest.approx(stay_s / 2, abs=1 / fps + 1e-9)
        found.append(exposure)
    assert found[0].dwell_s == pytest.approx(found[1].dwell_s, abs=1 / slow_fps + 1 / fast_fps)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["tea", "milk", None]), st.booleans()), max_size=60))
def test_every_viewer_ends_exactly_once(steps: list[tuple[int, str | None, bool]]) -> None:
    counted = book(min_attention_s=0.0)
    ended: list[int] = []
    began: set[int] = set()
    for k, (track, product, attends) in enumerate(steps):
        ended += counted.record([sighting(track, product, attends)], {1, 2, 3}, k * 0.1)
        began |= counted.viewers().keys()
    ended += counted.end_all()
    assert len(ended) == len(set(ended))
    assert began <= set(ended)


def test_start_is_the_wall_clocks() -> None:
    clock = iter([NOON, NOON + timedelta(hours=1)])
    counted = ExposureBook(CLASSES, "model", CountingSettings(), now=lambda: next(clock))
    watch(counted, 2.0, 10, sighting())
    (exposure,) = counted.end_all().values()
    assert exposure.started_at == NOON
