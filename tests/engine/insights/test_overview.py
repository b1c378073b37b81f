"""The overview of a range: adds up whichever way it is cut, and says what it cannot know."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats

from engine.errors import KnownError
from engine.insights.days import Days
from engine.insights.inference import Verdict
from engine.insights.overview import overview
from engine.insights.periods import compare_periods
from engine.preference import TallySums
from engine.products.products import Product
from engine.store.store import Store, open_store
from tests.engine.samples import exposure
from tests.shop import SHELF, Liking, fill

TAIPEI = ZoneInfo("Asia/Taipei")
KATHMANDU = ZoneInfo("Asia/Kathmandu")  # UTC+5:45
NOW = datetime(2026, 3, 30, 21, 30, tzinfo=TAIPEI)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened, _ = open_store(tmp_path / "shop.sqlite3", now=lambda: NOW.astimezone(UTC))
    yield opened
    opened.close()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=TAIPEI).astimezone(UTC)


def test_days_are_the_shops_days() -> None:
    march_2 = Days(date(2026, 3, 2), date(2026, 3, 2))
    assert march_2.bounds(TAIPEI) == (datetime(2026, 3, 1, 16, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC))
    assert Days.latest(7, NOW, TAIPEI) == Days(date(2026, 3, 24), date(2026, 3, 30))
    assert Days.latest(1, datetime(2026, 3, 30, 17, tzinfo=UTC), TAIPEI).first == date(2026, 3, 31)
    assert Days.latest(7, NOW, TAIPEI).before() == Days(date(2026, 3, 17), date(2026, 3, 23))
    spring = Days(date(2026, 3, 29), date(2026, 3, 29)).bounds(ZoneInfo("Europe/Berlin"))
    assert spring[1] - spring[0] == timedelta(hours=23)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(KnownError, match="before it begins"):
        Days(date(2026, 3, 2), date(2026, 3, 1))


def test_each_viewer_is_counted_where_and_when_it_was(store: Store) -> None:
    store.import_products([Product("tea", "Tea"), Product("old", "Old", retired=True), Product("new", "New")])
    seen = [
        exposure("tea", 50, "happy", at(2, 23, 59)),  # a Monday
        exposure("tea", 10, "neutral", at(3, 0, 1)),
        exposure("old", -30, "disgust", at(3, 18, 20), dwell_s=2.0, attention_s=1.0),
        exposure("tea", 90, "happy", at(4, 0, 0)),
        exposure("tea", 90, "happy", at(3, 12), source="demo"),
    ]
    for one in seen:
        store.save_exposure(one)
    found = overview(store, Days(date(2026, 3, 2), date(2026, 3, 3)), zone=TAIPEI)
    assert [(p.code, p.name, p.viewers) for p in found.products] == [("tea", "Tea", 2), ("old", "Old", 1)]
    assert {h: s.viewers for h, s in enumerate(found.hours) if s.viewers} == {23: 1, 0: 1, 18: 1}
    assert [s.viewers for s in found.weekdays] == [1, 2, 0, 0, 0, 0, 0]
    assert [(day.day, s.viewers) for day, s in found.dates] == [(2, 1), (3, 2)]
    assert found.products[0].preference is not None
    assert found.products[0].preference.mean == 30
    assert found.products[1].attraction_ratio == 0.5
    assert found.total.emotions == {"happy": 1, "neutral": 1, "disgust": 1}
    assert found.days_on(0) == 1 and found.days_on(6) == 0
    assert [d.verdict for d in found.differences] == [Verdict.TOO_FEW]
    demo = overview(store, Days(date(2026, 3, 2), date(2026, 3, 3)), source="demo", zone=TAIPEI)
    assert demo.total.viewers == 1


def test_hours_are_right_where_the_offset_is_no_whole_hour(store: Store) -> None:
    store.save_exposure(exposure(started_at=datetime(2026, 3, 2, 4, 14, 59, tzinfo=UTC)))  # 9:59:59 in Kathmandu
    store.save_exposure(exposure(started_at=datetime(2026, 3, 2, 4, 15, tzinfo=UTC)))  # 10:00
    found = overview(store, Days(date(2026, 3, 2), date(2026, 3, 2)), zone=KATHMANDU)
    assert (found.hours[9].viewers, found.hours[10].viewers) == (1, 1)


def test_everything_adds_up_whichever_way_it_is_cut(store: Store) -> None:
    fill(store, until=NOW, days=14)
    found = overview(store, Days.latest(14, NOW, TAIPEI), zone=TAIPEI)
    whole = store.tally_sums(since=found.days.bounds(TAIPEI)[0])
    assert {p.code: p.viewers for p in found.products} == {code: s.viewers for code, s in whole.items()}
    for cut in (found.hours, found.weekdays, [s for _, s in found.dates]):
        together = sum(cut, TallySums())
        assert together.viewers == found.total.viewers
        assert together.index == pytest.approx(found.total.index)
        assert together.dwell_s == pytest.approx(found.total.dwell_s)
    assert sum(found.total.emotions.values()) == found.total.viewers
    assert all(p.dwell and p.dwell.ci95 and p.dwell.ci95[0] < p.dwell.value < p.dwell.ci95[1] for p in found.products)


def test_differences_are_welchs_adjusted_for_their_number(store: Store) -> None:
    fill(store, until=NOW, days=20)
    found = overview(store, Days.latest(20, NOW, TAIPEI), zone=TAIPEI)
    indices: dict[str, list[float]] = {}
    for one in store.exposures():
        indices.setdefault(one.product_code, []).append(one.index)
    tested = [d for d in found.differences if d.test is not None]
    p_values = {}
    for d in tested:
        assert d.test is not None
        known = stats.ttest_ind(indices[d.first], indices[d.second], equal_var=False)
        p_values[d.first, d.second] = float(known.pvalue)
        assert d.test.p == pytest.approx(known.pvalue, rel=1e-6, abs=1e-12)
        assert d.test.difference >= 0  # the better one stands first
    assert len(tested) == 6
    best = min(tested, key=lambda d: p_values[d.first, d.second])
    assert best.adjusted_p == pytest.approx(min(1.0, 6 * p_values[best.first, best.second]), rel=1e-6)
    verdicts = {(d.first, d.second): d.verdict for d in found.differences}
    assert verdicts["4711-0233", "4711-0264"] is Verdict.REAL
    assert [d.verdict for d in found.differences].count(Verdict.TOO_FEW) == 4  # the fifth has a handful of viewers


def test_equal_products_are_seldom_called_different(tmp_path: Path) -> None:
    alike = [replace(SHELF[1], product=Product(f"p{i}", f"P{i}", order=i), viewers=12.0) for i in range(4)]
    false_alarms = 0
    for seed in range(10):
        store, _ = open_store("sqlite://", now=lambda: NOW.astimezone(UTC))
        fill(store, until=NOW, days=4, likings=alike, seed=seed)
        found = overview(store, Days.latest(4, NOW, TAIPEI), zone=TAIPEI)
        false_alarms += any(d.verdict is Verdict.REAL for d in found.differences)
        store.close()
    assert false_alarms <= 3  # expected 1 in 20; four of ten have a chance of 0.1 %


def test_past_retention_hours_and_spread_are_unknown_and_said_to_be(store: Store) -> None:
    fill(store, until=NOW, days=30)
    days = Days.latest(30, NOW, TAIPEI)
    before = overview(store, days, zone=TAIPEI)
    store.retain(10, NOW, TAIPEI)
    after = overview(store, days, zone=TAIPEI)
    assert after.beyond_retention > 0 == before.beyond_retention
    assert [(p.code, p.viewers) for p in after.products] == [(p.code, p.viewers) for p in before.products]
    for old, new in zip(before.products, after.products, strict=True):
        assert old.preference is not None and new.preference is not None
        assert new.preference.mean == pytest.approx(old.preference.mean)
        assert new.preference.ci95 == pytest.approx(old.preference.ci95)
        assert new.dwell is not None and old.dwell is not None
        assert new.dwell.value == pytest.approx(old.dwell.value)
        if new.viewers > 20:
            assert new.dwell.ci95 is None
    assert [s.viewers for _, s in after.dates] == [s.viewers for _, s in before.dates]
    assert [s.viewers for s in after.weekdays] == [s.viewers for s in before.weekdays]
    assert sum(s.viewers for s in after.hours) == after.total.viewers - after.beyond_retention
    assert [d.verdict for d in after.differences] == [d.verdict for d in before.differences]


def test_before_and_after_a_new_package(store: Store) -> None:
    tea, latte = SHELF[0], SHELF[1]
    changed: list[Liking] = [replace(tea, happy=0.7, viewers=30), replace(latte, viewers=30)]
    fill(store, until=NOW - timedelta(days=7), days=7, likings=[replace(tea, happy=0.2), latte], seed=1)
    fill(store, until=NOW, days=7, likings=changed, seed=2)
    after = Days.latest(7, NOW, TAIPEI)
    found = compare_periods(store, after.before(), after, zone=TAIPEI)
    by_code = {change.code: change for change in found.changes}
    better = by_code[tea.product.code]
    assert better.verdict is Verdict.REAL
    assert better.test is not None and better.test.difference > 10
    assert by_code[latte.product.code].verdict is Verdict.CHANCE
    assert not found.models_differ
    only = compare_periods(store, after.before(), after, codes=[latte.product.code], zone=TAIPEI)
    assert [c.code for c in only.changes] == [latte.product.code]
    assert only.changes[0].test is not None
    assert only.changes[0].adjusted_p == only.changes[0].test.p


def test_a_period_without_viewers_is_too_few(store: Store) -> None:
    fill(store, until=NOW, days=3)
    after = Days.latest(3, NOW, TAIPEI)
    found = compare_periods(store, after.before(), after, zone=TAIPEI)
    assert {c.verdict for c in found.changes} == {Verdict.TOO_FEW}
    assert all(c.before is None and c.after is not None for c in found.changes)


def test_another_model_in_one_period_is_said(store: Store) -> None:
    for minute in range(12):
        store.save_exposure(exposure(started_at=at(2, 12, minute)))
        store.save_exposure(replace(exposure(started_at=at(3, 12, minute)), model="better"))
    one, other = Days(date(2026, 3, 2), date(2026, 3, 2)), Days(date(2026, 3, 3), date(2026, 3, 3))
    assert compare_periods(store, one, other, zone=TAIPEI).models_differ
    assert overview(store, other, zone=TAIPEI).models == {"better": 12}


def test_periods_that_share_a_day_are_refused(store: Store) -> None:
    with pytest.raises(KnownError, match="share days"):
        compare_periods(store, Days(date(2026, 3, 1), date(2026, 3, 3)), Days(date(2026, 3, 3), date(2026, 3, 4)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(-100, 100), st.integers(0, 60 * 24 * 6)), min_size=0, max_size=40
    ),
    st.sampled_from([TAIPEI, KATHMANDU, UTC, ZoneInfo("America/New_York")]),
)
def test_no_viewer_is_lost_or_counted_twice(seen: list[tuple[str, int, int]], zone: ZoneInfo) -> None:
    start = datetime(2026, 3, 6, 0, 0, tzinfo=UTC)  # over New York's change to summer time
    store, _ = open_store("sqlite://", now=lambda: NOW.astimezone(UTC))
    store.save_exposures(
        [(None, exposure(code, index, "happy", start + timedelta(minutes=m))) for code, index, m in seen], closed=True
    )
    found = overview(store, Days(date(2026, 3, 5), date(2026, 3, 13)), zone=zone)
    assert found.total.viewers == len(seen)
    local = [(start + timedelta(minutes=m)).astimezone(zone) for _, _, m in seen]
    assert {h: s.viewers for h, s in enumerate(found.hours) if s.viewers} == dict(Counter(t.hour for t in local))
    assert {d: s.viewers for d, s in found.dates if s.viewers} == dict(Counter(t.date() for t in local))
    store.close()


@pytest.mark.slow
def test_a_hundred_thousand_exposures_take_a_second_at_most(store: Store) -> None:
    busy = [replace(liking, viewers=liking.viewers * 24) for liking in SHELF]
    assert fill(store, until=NOW, days=30, likings=busy) > 90_000
    began = time.perf_counter()
    overview(store, Days.latest(30, NOW, TAIPEI), zone=TAIPEI)
    assert time.perf_counter() - began < 1.5
