"""What reaches the store, and when: with a real database file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.counting.recorder import Recorder
from engine.exposures import Exposure
from engine.store.store import Store, open_store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def exposure(dwell_s: float, code: str = "tea") -> Exposure:
    return Exposure(code, NOON, dwell_s, dwell_s, {"happy": 1.0}, "happy", 100.0, "model")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "mien.sqlite3"


def opened(database: Path) -> Store:
    store, notices = open_store(database, now=lambda: NOON)
    assert notices == ()
    return store


def stored(database: Path) -> list[float]:
    reader = opened(database)
    try:
        return sorted(e.dwell_s for e in reader.exposures())
    finally:
        reader.close()


def test_ended_exposures_are_stored_at_once(database: Path) -> None:
    store = opened(database)
    Recorder(store, checkpoint_s=5).record({1: exposure(3)}, {}, clock_s=0.0)
    assert stored(database) == [3]
    store.close()


def test_open_exposures_are_stored_at_checkpoints_and_once(database: Path) -> None:
    store = opened(database)
    recorder = Recorder(store, checkpoint_s=5)
    recorder.record({}, {1: exposure(1)}, clock_s=0.0)
    assert stored(database) == []
    recorder.record({}, {1: exposure(5.5)}, clock_s=5.0)
    assert stored(database) == [5.5]
    recorder.record({}, {1: exposure(7)}, clock_s=7.0)
    assert stored(database) == [5.5]
    recorder.record({1: exposure(8)}, {}, clock_s=8.0)
    assert stored(database) == [8]
    assert not recorder.has_interim_rows()
    store.close()


def test_what_the_store_refuses_waits_until_it_takes_it(database: Path) -> None:
    store, _ = open_store(database, now=lambda: NOON, busy_timeout_s=0.05)
    recorder = Recorder(store, checkpoint_s=1)
    recorder.record({1: exposure(1)}, {}, clock_s=0.0)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        recorder.record({2: exposure(2)}, {}, clock_s=0.1)
        assert "mien.sqlite3" in str(recorder.problem)
        recorder.record({3: exposure(3)}, {4: exposure(1)}, clock_s=1.5)
        assert [e.dwell_s for e in recorder.unknown_to_store()] == [2, 3]
        other.execute("ROLLBACK")
    recorder.record({}, {}, clock_s=3.0)
    assert recorder.problem is None
    assert recorder.unknown_to_store() == []
    assert stored(database) == [1, 2, 3]
    store.close()
