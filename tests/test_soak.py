"""The kiosk does not grow, and no kill takes what it has acknowledged: short versions of two long trials.

The long ones: `python -m benchmarks.soak --minutes 30 --window` and `python -m benchmarks.kill_test --kills 100`.
"""

from __future__ import annotations

import random
from pathlib import Path

import cv2
import pytest

from benchmarks.kill_test import Told, Trial
from benchmarks.scenes import demo_film
from benchmarks.soak import ALLOWED, Sample, growth, soak, too_much
from engine.kiosk import Kiosk
from engine.paths import Paths
from engine.settings import Settings

SOAK_S = 24.0
FPS = 30


def samples(resident_mb: list[float], threads: int = 9, handles: int = 12) -> list[Sample]:
    return [Sample(10.0 * i, mb, threads, handles, 30.0, 30.0) for i, mb in enumerate(resident_mb)]


def test_a_leak_is_found() -> None:
    """1 MB a sample: over the nine steps between the last ten samples that is 9 MB."""
    gained = growth(samples([200.0 + i for i in range(20)]))
    assert gained["resident_mb"] == pytest.approx(9.0)
    assert too_much(gained) == ["resident_mb"]


def test_a_warm_up_and_a_ripple_are_no_leak() -> None:
    warm_up = [100.0 + 20 * i for i in range(10)]
    steady = [300.0 + (-1) ** i for i in range(10)]
    assert too_much(growth(samples(warm_up + steady))) == []


def test_one_more_thread_every_minute_is_found() -> None:
    leaking = [Sample(10.0 * i, 200.0, 9 + i // 6, 12, 30.0, 30.0) for i in range(40)]
    assert too_much(growth(leaking)) == ["threads"]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The demo's first visitor, two seconds of it over and over, for longer than the soak.

    The demo itself is no short trial: it draws each expression when it is first needed, for half a minute.
    """
    path = tmp_path / "visitor.avi"
    draw = demo_film()
    pictures = [draw(number, 640, 480) for number in range(2 * FPS)]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (640, 480))
    for number in range(round(SOAK_S + 12) * FPS):
        writer.write(pictures[number % len(pictures)])
    writer.release()
    return path


def test_a_running_kiosk_does_not_grow(model_paths: Paths, film: Path) -> None:
    kiosk = Kiosk(Settings(), model_paths, str(film))
    kiosk.start()
    try:
        found = soak(kiosk, SOAK_S, every_s=1.0)
    finally:
        kiosk.stop()
    assert kiosk.snapshot().problems == ()
    assert sum(tally.viewers for tally in kiosk.snapshot().tallies.values()) >= 1
    gained = growth(found)
    assert gained.keys() == ALLOWED.keys()
    assert too_much(gained) == [], found


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    trial = Trial(tmp_path, random.Random(5))
    for after_s in (0.1, 1.3, 4.5):  # not all of them just as products take turns
        trial.kill_once(after_s)
    assert trial.wrong == []
    assert trial.kills == 3 and trial.checked_open >= 1
    # And the trial is not blind: what nobody has stored is missed.
    trial.acknowledged["tea", "2026-01-01T00:00:00+00:00"] = 3.0
    trial.look(Told(still_open={("tea", "2026-01-01T00:01:00+00:00"): 5.5}))
    assert len(trial.wrong) == 2
    trial.wrong.clear()
    trial.acknowledged.clear()
    trial.look(Told(still_open={("tea", "2026-01-01T00:01:00+00:00"): 4.5}))
    assert trial.wrong == []


def test_half_a_line_at_the_kill_is_not_heard() -> None:
    told = Told()
    told.hear('{"ended": [["tea", "2026-01-01T00:00:00+00:00", 2.5]]}\n')
    told.hear('{"ended": [["tea", "2026-01-01T00:0')
    assert told.ended == {("tea", "2026-01-01T00:00:00+00:00"): 2.5}
