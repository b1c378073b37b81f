"""Past retention exposures become daily totals, and no tally changes by it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.exposures import Exposure
from engine.preference import ProductTally
from engine.store.retention import start_of_day
from engine.store.store import Store, open_store
from tests.engine.samples import NOON, at_noon, exposure

needs_zones = pytest.mark.skipif(not available_timezones(), reason="needs the system's time zone data")
TAIPEI = timezone(timedelta(hours=8))


def _store() -> Store:
    store, _ = open_store("sqlite://", now=at_noon)
    return store


def _assert_same(one: ProductTally, other: ProductTally) -> None:
    assert (one.viewers, one.emotions) == (other.viewers, other.emotions)
    assert one.dwell_s == pytest.approx(other.dwell_s)
    assert one.attention_s == pytest.approx(other.attention_s)
    assert one.preference is not None and other.preference is not None
    assert one.preference.mean == pytest.approx(other.preference.mean, abs=1e-9)
    if one.preference.ci95 is None:
        assert other.preference.ci95 is None
    else:
        # A difference of sums of squares: rounding is felt as its square root.
        assert one.preference.ci95 == pytest.approx(other.preference.ci95, abs=1e-4)


exposures = st.builds(
    lambda code, age_s, index, dominant, dwell_s, share, source: exposure(
        code, index, dominant, NOON - timedelta(seconds=age_s), dwell_s, dwell_s * share, source
    ),
    code=st.sampled_from(["tea", "juice", "水"]),
    age_s=st.integers(0, 20 * 86400),
    index=st.floats(-100, 100),
    dominant=st.sampled_from(["happy", "neutral", "uncertain"]),
    dwell_s=st.floats(0.5, 600),
    share=st.floats(0, 1),
    source=st.sampled_from(["live", "demo"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    saved=st.lists(exposures, max_size=40),
    first_days=st.integers(1, 25),
    second_days=st.integers(1, 25),
    zone=st.sampled_from([UTC, TAIPEI, timezone(timedelta(hours=-3, minutes=-30))]),
)
def test_tallies_are_the_same_before_and_after(
    saved: list[Exposure], first_days: int, second_days: int, zone: timezone
) -> None:
    with closing(_store()) as store:
        store.save_exposures([(None, e) for e in saved], closed=True)
        before = store.tallies(source=None)
        before_live = store.tallies()
        moved = store.retain(first_days, NOON, zone)
        assert moved + len(list(store.exposures(source=None))) == len(saved)
        store.retain(second_days, NOON, zone)
        for old, new in ((before, store.tallies(source=None)), (before_live, store.tallies())):
            assert old.keys() == new.keys()
            for code in old:
                _assert_same(old[code], new[code])


@settings(max_examples=40, deadline=None)
@given(saved=st.lists(exposures, max_size=30), since_day=st.integers(0, 20), days=st.integers(0, 20))
def test_so_are_the_tallies_of_any_span_of_whole_days(saved: list[Exposure], since_day: int, days: int) -> None:
    since = datetime(2026, 2, 10, tzinfo=TAIPEI) + timedelta(days=since_day)
    until = since + timedelta(days=days)
    with closing(_store()) as store:
        store.save_exposures([(None, e) for e in saved], closed=True)
        before = store.tallies(since=since, until=until)
        store.retain(3, NOON, TAIPEI)
        after = store.tallies(since=since, until=until)
        assert before.keys() == after.keys()
        for code in before:
            _assert_same(before[code], after[code])


def test_doing_it_again_changes_nothing() -> None:
    with closing(_store()) as store:
        store.save_exposure(exposure(started_at=NOON - timedelta(days=100)))
        assert [store.retain(90) for _ in range(3)] == [1, 0, 0]
        assert store.tallies()["tea"].viewers == 1


def test_an_exposure_that_arrives_late_joins_its_day() -> None:
    with closing(_store()) as store:
        for index in (10.0, 30.0):
            store.save_exposure(exposure(index=index, started_at=NOON - timedelta(days=100)))
            store.retain(90)
        tally = store.tallies()["tea"]
        assert tally.viewers == 2
        assert tally.preference is not None
        assert tally.preference.mean == pytest.approx(20.0)


def test_a_day_of_which_something_is_younger_stays_whole() -> None:
    # Ninety days before noon of 2 March in Taipei (20:00) is 20:00 of 2 December.
    ages = {
        "before": datetime(2025, 12, 1, 23, 59, 59, tzinfo=TAIPEI),
        "morning": datetime(2025, 12, 2, 0, 0, 0, tzinfo=TAIPEI),
        "evening": datetime(2025, 12, 2, 21, 0, 0, tzinfo=TAIPEI),
    }
    with closing(_store()) as store:
        for code, start in ages.items():
            store.save_exposure(exposure(code, started_at=start))
        assert store.retain(90, NOON, TAIPEI) == 1
        assert [e.product_code for e in store.exposures()] == ["morning", "evening"]


def test_nothing_of_an_expired_exposure_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    store, _ = open_store(file, now=at_noon)
    for days in range(95, 85, -1):
        old = exposure(started_at=NOON - timedelta(days=days))
        store.save_exposures([(None, replace(old, model=f"model of {days} days ago"))] * 50, closed=True)
    store.retain(90)
    store.close()
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"model of 95 days ago" not in content
    assert b"model of 89 days ago" in content


def test_an_open_exposure_is_left_alone() -> None:
    with closing(_store()) as store:
        (row,) = store.save_exposures([(None, exposure(started_at=NOON - timedelta(days=100)))])
        assert store.retain(90) == 0
        store.save_exposure(exposure(started_at=NOON - timedelta(days=100)), row)
        assert store.retain(90) == 1


@needs_zones
@pytest.mark.parametrize(
    ("instant", "zone", "expected"),
    [
        ("2026-03-02T12:00:00+00:00", "Asia/Taipei", "2026-03-01T16:00:00+00:00"),
        ("2026-03-29T12:00:00+00:00", "Europe/Berlin", "2026-03-28T23:00:00+00:00"),  # a day of 23 hours
        ("2026-10-25T22:30:00+00:00", "Europe/Berlin", "2026-10-24T22:00:00+00:00"),  # one of 25, its last hour
        ("2026-10-25T00:30:00+00:00", "Europe/Berlin", "2026-10-24T22:00:00+00:00"),
        ("2018-11-04T03:30:00+00:00", "America/Sao_Paulo", "2018-11-04T03:00:00+00:00"),  # began at one o'clock
        ("2018-11-04T02:30:00+00:00", "America/Sao_Paulo", "2018-11-03T03:00:00+00:00"),
    ],
)
def test_where_a_day_begins(instant: str, zone: str, expected: str) -> None:
    assert start_of_day(datetime.fromisoformat(instant), ZoneInfo(zone)) == datetime.fromisoformat(expected)


@needs_zones
@settings(max_examples=300)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)), st.data())
def test_a_day_begins_once_and_before_all_that_is_in_it(instant: datetime, data: st.DataObject) -> None:
    zone = data.draw(st.timezones())
    start = start_of_day(instant, zone)
    assert start <= instant < start + timedelta(hours=49)
    assert start_of_day(start, zone) == start
