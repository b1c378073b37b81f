"""A product's hours: when it is on show, in the list, in CSV files and while counting."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.counting.counting import Counting
from engine.errors import KnownError
from engine.paths import Paths
from engine.products.import_plan import plan_import
from engine.products.product_csv import export_csv, hours_text, import_csv
from engine.products.products import MINUTES_A_DAY, Product, on_show_at
from engine.settings import Settings
from engine.store.store import open_store

NINE_TO_FIVE = (9 * 60, 17 * 60)
NIGHT = (22 * 60, 6 * 60)


def local(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 4, hour, minute).astimezone()


@pytest.mark.parametrize(
    ("hours", "hour", "minute", "shown"),
    [
        (None, 3, 0, True),
        (NINE_TO_FIVE, 8, 59, False),
        (NINE_TO_FIVE, 9, 0, True),
        (NINE_TO_FIVE, 16, 59, True),
        (NINE_TO_FIVE, 17, 0, False),
        (NIGHT, 23, 0, True),
        (NIGHT, 5, 59, True),
        (NIGHT, 6, 0, False),
        (NIGHT, 12, 0, False),
    ],
)
def test_a_product_is_on_show_within_its_hours(
    hours: tuple[int, int] | None, hour: int, minute: int, shown: bool
) -> None:
    product = Product("a", "A", hours=hours)
    assert product.is_on_show(local(hour, minute)) is shown
    assert product.is_on_show(local(hour, minute).astimezone(UTC)) is shown


@given(st.integers(0, MINUTES_A_DAY - 1), st.integers(1, MINUTES_A_DAY), st.integers(0, MINUTES_A_DAY - 1))
def test_hours_and_the_hours_between_them_fill_the_day(start: int, end: int, minute: int) -> None:
    if start == end or (start == 0 and end == MINUTES_A_DAY):
        return
    now = local(*divmod(minute, 60))
    rest = (end % MINUTES_A_DAY, start or MINUTES_A_DAY)
    if rest[0] != rest[1]:
        assert Product("a", "A", hours=(start, end)).is_on_show(now) != Product("b", "B", hours=rest).is_on_show(now)


def test_csv_keeps_them(tmp_path: Path) -> None:
    products = [
        Product("a", "A", hours=NINE_TO_FIVE),
        Product("b", "B", order=1, hours=NIGHT),
        Product("c", "C", order=2),
    ]
    export_csv(tmp_path / "p.csv", products, tmp_path)
    assert import_csv(tmp_path / "p.csv", tmp_path)[0] == products
    assert hours_text(NINE_TO_FIVE) == "09:00-17:00"


@pytest.mark.parametrize("text", ["9-17", "9:00", "25:00-26:00", "9:00-9:00", "nine"])
def test_wrong_hours_are_refused_with_the_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.csv").write_text(f"code,name,hours\na,A,{text}\n")
    with pytest.raises(KnownError, match=r"in line 2 .* wrong"):
        import_csv(tmp_path / "p.csv", tmp_path)


def test_counting_follows_the_clock(model_paths: Paths) -> None:
    clock = [local(8, 59)]
    store, _ = open_store(model_paths.database, now=lambda: clock[0])
    with closing(store):
        store.import_products([Product("a", "A", order=0, hours=NINE_TO_FIVE), Product("b", "B", order=1)])
        counting = Counting(Settings(), model_paths, store, "live", lambda: clock[0])
        assert [p.code for p in counting.products] == ["b"]
        before = counting.revision
        clock[0] = local(9)
        counting.idle(10.0, interrupted=False)
        assert [p.code for p in counting.products] == ["a", "b"]
        assert counting.pipeline.attribution.on_show == "b"
        assert counting.revision > before
        clock[0] = local(18)
        counting.idle(20.0, interrupted=False)
        assert on_show_at(store.products(), clock[0]) == counting.products
        counting.finish()


def test_a_plan_changes_nothing_and_says_what_would(tmp_path: Path) -> None:
    known = [Product("a", "A"), Product("b", "B", order=1), Product("c", "C", order=2)]
    (tmp_path / "p.csv").write_text("code,name,picture\na,A,\nb,Better,\nd,D,nowhere.png\n")
    plan = plan_import(tmp_path / "p.csv", tmp_path / "staged", known)
    assert [p.code for p in plan.new] == ["d"]
    assert [p.name for p in plan.changed] == ["Better"]
    assert [p.code for p in plan.same] == ["a"]
    assert [p.code for p in plan.missing] == ["c"]
    assert len(plan.warnings) == 1 and "nowhere.png" in str(plan.warnings[0])
    assert {p.code for p in plan.products} == {"b", "d"}


def test_products_are_restored_as_they_were(tmp_path: Path) -> None:
    store, _ = open_store(tmp_path / "s.sqlite3", now=lambda: local(12))
    with closing(store):
        store.import_products([Product("a", "A"), Product("b", "B", order=1)])
        before = store.products(include_retired=True)
        store.import_products([Product("a", "Changed"), Product("n", "New")], retire_others=True)
        store.restore_products(before, ["n"])
        assert store.products(include_retired=True) == before
