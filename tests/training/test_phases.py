"""How far a training is, over phases of different speed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.recognizer.phases import Phases


class Clock:
    """Seconds that pass when told to."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_the_speed_that_is_measured_gives_the_time_that_is_left() -> None:
    clock, events = Clock(), list[dict[str, Any]]()
    phases = Phases({"features": 10, "head": 30}, events.append, clock)
    phases.begin("features")
    assert events[-1] == {"stage": "features", "share": 0.0}
    clock.now_s = 10  # half of it, at half the speed that was expected
    phases.tell(0.5)
    assert events[-1] == {"stage": "features", "share": 0.2, "eta_s": 40.0}
    clock.now_s = 20
    phases.tell(1.0)
    phases.begin("head")  # is then expected to be slow as well, but the share never falls
    assert events[-1] == {"stage": "head", "share": 0.4, "eta_s": 60.0}
    clock.now_s = 35
    phases.tell(0.5, {"epoch": 1})
    assert events[-1] == {"epoch": 1, "stage": "head", "share": 0.7, "eta_s": 15.0}


def test_what_an_earlier_run_has_done_says_nothing_of_the_speed() -> None:
    clock, events = Clock(), list[dict[str, Any]]()
    phases = Phases({"head": 100}, events.append, clock)
    phases.begin("head", 0.9)
    clock.now_s = 20
    phases.tell(1 - 0.05)
    assert events[-1]["eta_s"] == pytest.approx(20)


@given(
    st.lists(st.floats(0.1, 1e4), min_size=1, max_size=4),
    st.lists(st.tuples(st.floats(0, 100), st.floats(-0.5, 1.5)), max_size=30),
)
def test_the_share_never_falls_and_the_rest_is_never_negative(
    expected: list[float], steps: list[tuple[float, float]]
) -> None:
    clock, events = Clock(), list[dict[str, Any]]()
    phases = Phases({str(i): seconds for i, seconds in enumerate(expected)}, events.append, clock)
    for i in range(len(expected)):
        phases.begin(str(i))
        for passed_s, part in steps:
            clock.now_s += passed_s
            phases.tell(part)
    shares = [event["share"] for event in events]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1
    assert all(event.get("eta_s", 0) >= 0 for event in events)
