"""Tallies and the preference's interval, against a printed t table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exposures import Exposure
from engine.preference import TallySums, sums_by_product, tally

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def exposure(index: float, dominant: str = "happy", dwell_s: float = 4.0, attention_s: float = 2.0) -> Exposure:
    return Exposure("tea", NOON, dwell_s, attention_s, {"happy": 1.0}, dominant, index, "model")


exposures = st.builds(
    exposure,
    index=st.floats(-100, 100),
    dominant=st.sampled_from(["happy", "anger", "uncertain"]),
    dwell_s=st.floats(2, 60),
)


def test_interval_is_students() -> None:
    # Mean 30, standard deviation 15.811; t(0.975, 4) = 2.776 in the printed tables: 2.776 x 15.811 / sqrt(5) = 19.63.
    preference = tally([exposure(index) for index in (10, 20, 30, 40, 50)]).preference
    assert preference is not None
    assert preference.mean == pytest.approx(30)
    assert preference.n == 5
    assert preference.ci95 == pytest.approx((30 - 19.63, 30 + 19.63), abs=0.01)


def test_nobody_one_and_few() -> None:
    assert tally([]).preference is None
    assert tally([]).viewers == 0
    one = tally([exposure(50)]).preference
    assert one is not None and one.ci95 is None and not one.is_telling(1)
    two = tally([exposure(50), exposure(40)]).preference
    assert two is not None and two.is_telling(2) and not two.is_telling(3)


def test_interval_stays_within_the_index() -> None:
    preference = tally([exposure(100), exposure(-100)]).preference
    assert preference is not None and preference.ci95 == (-100, 100)


def test_means_and_counts_are_of_viewers() -> None:
    found = tally([exposure(1, "happy", 4, 1), exposure(2, "happy", 8, 3), exposure(3, "uncertain", 6, 2)])
    assert (found.viewers, found.dwell_s, found.attention_s) == (3, 6, 2)
    assert found.emotions == {"happy": 2, "uncertain": 1}
    assert found.attraction_ratio == pytest.approx(1 / 3)


def test_by_product() -> None:
    other = Exposure("milk", NOON, 4, 2, {"happy": 1.0}, "happy", 7, "model")
    sums = sums_by_product([exposure(1), other, exposure(3)])
    assert {code: s.viewers for code, s in sums.items()} == {"tea": 2, "milk": 1}


@given(st.lists(exposures, max_size=30), st.integers(0, 30))
def test_sums_add_up_however_they_are_kept(known: list[Exposure], cut: int) -> None:
    whole = tally(known)
    parts = (TallySums.of(known[:cut]) + TallySums.of(known[cut:])).tally()
    assert parts.viewers == whole.viewers
    assert parts.emotions == whole.emotions
    assert parts.dwell_s == pytest.approx(whole.dwell_s)
    if whole.preference and parts.preference:
        assert parts.preference.mean == pytest.approx(whole.preference.mean, abs=1e-9)
        if whole.preference.ci95 and parts.preference.ci95:
            assert parts.preference.ci95 == pytest.approx(whole.preference.ci95, abs=1e-4)


@given(st.lists(exposures, min_size=2, max_size=50))
def test_interval_holds_the_mean(known: list[Exposure]) -> None:
    preference = tally(known).preference
    assert preference is not None and preference.ci95 is not None
    low, high = preference.ci95
    assert -100 <= low <= preference.mean + 1e-9
    assert preference.mean - 1e-9 <= high <= 100
