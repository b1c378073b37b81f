"""Counting goes on through changes of settings, and through a store that refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from engine.counting.counting import Counting
from engine.exposures import Exposure
from engine.paths import Paths
from engine.settings import Settings
from engine.sources.by_name import open_source
from engine.store.product_samples import ensure_sample_products
from engine.store.store import Store, open_store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def store(model_paths: Paths) -> Iterator[Store]:
    opened, _ = open_store(model_paths.database, now=lambda: NOON, busy_timeout_s=0.05)
    ensure_sample_products(opened, model_paths)
    with closing(opened):
        yield opened


def watch(counting: Counting, seconds: float, from_s: float = 0.0) -> None:
    """Lets the demo play, five frames a second."""
    with closing(open_source("demo", paced=False)) as demo:
        while (frame := demo.read()) is not None and frame.time_s < from_s + seconds:
            if frame.time_s >= from_s and frame.number % 6 == 0:
                counting.process(frame, frame.time_s)


def viewers(counting: Counting) -> int:
    return sum(tally.viewers for tally in counting.tallies.values())


def test_goes_on_after_new_settings(model_paths: Paths, store: Store) -> None:
    counting = Counting(Settings(), model_paths, store, "demo", now=lambda: NOON)
    watch(counting, 4)
    assert viewers(counting) >= 1
    before = viewers(counting)
    counting.apply(Settings.model_validate({"counting": {"uncertain_below": 1.0}, "store": {"checkpoint_s": 0.5}}))
    assert viewers(counting) == before
    watch(counting, 3, from_s=4)
    assert viewers(counting) > before
    stored = sum(tally.viewers for tally in store.tallies(source="demo").values())
    assert stored == viewers(counting), "open viewers are stored at checkpoints after new settings too"
    counting.finish()
    assert "uncertain" in {exposure.dominant for exposure in store.exposures(source="demo")}


def test_a_change_of_looks_ends_nobodys_exposure(model_paths: Paths, store: Store) -> None:
    counting = Counting(Settings(), model_paths, store, "demo", now=lambda: NOON)
    watch(counting, 4)
    open_before = list(counting.pipeline.book.viewers())
    assert open_before
    counting.apply(Settings.model_validate({"screen": {"mirror": False}, "attribution": {"mode": "rotation"}}))
    assert list(counting.pipeline.book.viewers()) == open_before
    assert counting.pipeline.attribution.settings.mode == "rotation"


def test_told_of_every_exposure_once(model_paths: Paths, store: Store) -> None:
    told: list[Exposure] = []
    counting = Counting(Settings(), model_paths, store, "demo", now=lambda: NOON, on_ended=told.append)
    watch(counting, 4)
    counting.finish()
    counting.finish()
    assert len(told) == len(list(store.exposures(source="demo"))) >= 1


def test_a_store_that_refuses_loses_nothing_and_stops_nothing(model_paths: Paths, store: Store) -> None:
    counting = Counting(Settings(), model_paths, store, "demo", now=lambda: NOON)
    with closing(sqlite3.connect(model_paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        watch(counting, 4)
        counting.reload_products()
        assert counting.problems
        assert viewers(counting) >= 1
        other.execute("ROLLBACK")
    watch(counting, 4, from_s=4)
    counting.idle(1e6, interrupted=True)
    assert counting.problems == ()
    assert sum(t.viewers for t in store.tallies(source="demo").values()) == viewers(counting) >= 2


def test_midnight_begins_a_new_day(model_paths: Paths, store: Store) -> None:
    clock = [NOON]
    settings = Settings.model_validate({"screen": {"tally_period": "today"}})
    counting = Counting(settings, model_paths, store, "demo", now=lambda: clock[0])
    watch(counting, 4)
    counting.idle(100.0, interrupted=True)
    assert viewers(counting) >= 1
    clock[0] = NOON + timedelta(days=1)
    counting.idle(200.0, interrupted=True)
    assert viewers(counting) == 0
