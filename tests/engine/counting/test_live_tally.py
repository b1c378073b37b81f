"""What the screen's tallies cover."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.counting.live_tally import LiveTally, period_start
from engine.counting.recorder import Recorder
from engine.products.products import Product
from engine.store.store import open_store
from tests.engine.samples import exposure

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEA = Product("tea", "Tea")


def test_periods_begin_at_local_midnight() -> None:
    midnight = NOW.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    assert period_start("today", NOW) == midnight
    assert period_start("week", NOW) == midnight - timedelta(days=6)
    assert period_start("all", NOW) is None


def test_stored_ended_and_present_add_up_and_kinds_stay_apart(tmp_path: Path) -> None:
    store, _ = open_store(tmp_path / "db", now=lambda: NOW)
    with closing(store):
        store.save_exposure(exposure(started_at=NOW - timedelta(days=30)))
        store.save_exposure(exposure(started_at=NOW - timedelta(minutes=5)))
        store.save_exposure(exposure(started_at=NOW - timedelta(minutes=5), source="demo"))
        recorder = Recorder(store, 5)
        for period, stored in (("all", 2), ("today", 1)):
            tally = LiveTally("live", period)  # type: ignore[arg-type]
            tally.load(store, recorder, NOW)
            tally.add([exposure(started_at=NOW), exposure(started_at=NOW, source="demo")])
            found = tally.tallies([TEA, Product("milk", "Milk")], [exposure(started_at=NOW)])
            assert found["tea"].viewers == stored + 2
            assert found["milk"].viewers == 0


def test_midnight_makes_it_stale(tmp_path: Path) -> None:
    store, _ = open_store(tmp_path / "db", now=lambda: NOW)
    with closing(store):
        tally = LiveTally("live", "today")
        tally.load(store, Recorder(store, 5), NOW)
        assert not tally.is_stale(NOW)
        assert tally.is_stale(NOW + timedelta(days=1))
