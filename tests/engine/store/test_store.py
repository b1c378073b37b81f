"""What is saved is there, once, under its own product, and tallied as the vocabulary defines it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from engine.errors import KnownError
from engine.products.products import Product
from engine.settings import CountingSettings, Settings
from engine.store.database import connect_lazily, database_url, writing
from engine.store.store import Store, open_store
from tests.engine.samples import NOON, at_noon, exposure

SERVER = os.environ.get("MIEN_TEST_DATABASE")
"""The SQLAlchemy URL of an empty database on a server, on which these tests are to run as well."""


@pytest.fixture(params=["file", "memory", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    addresses: dict[str, str | Path | None] = {
        "file": tmp_path / "data" / "mien.sqlite3",
        "memory": "sqlite://",
        "server": SERVER,
    }
    address = addresses[request.param]
    if address is None:
        pytest.skip("MIEN_TEST_DATABASE names no database server")
    if request.param == "server":
        _empty(str(address))
    opened, notices = open_store(address, now=at_noon)
    assert notices == ()
    with closing(opened):
        yield opened


def _empty(address: str) -> None:
    from sqlalchemy import MetaData, create_engine

    engine, there = create_engine(address), MetaData()
    there.reflect(engine)
    there.drop_all(engine)
    engine.dispose()


def test_an_exposure_comes_back_as_it_was(store: Store) -> None:
    saved = exposure("茶 4711-0233", index=12.345678901234567, dominant="uncertain")
    store.save_exposure(saved)
    assert list(store.exposures()) == [saved]


def test_numbers_are_not_shared(store: Store) -> None:
    assert len({store.save_exposure(exposure()) for _ in range(5)}) == 5


def test_the_same_instant_in_another_zone_is_the_same_exposure(store: Store) -> None:
    taipei = datetime(2026, 3, 2, 19, 0, tzinfo=timezone(timedelta(hours=8)))
    store.save_exposure(exposure(started_at=taipei))
    (back,) = store.exposures(since=datetime(2026, 3, 2, 11, 0, tzinfo=UTC))
    assert back.started_at == taipei
    assert back.started_at.utcoffset() == timedelta(0)


def test_the_hour_that_comes_twice_keeps_its_order(store: Store) -> None:
    if "Europe/Berlin" not in available_timezones():
        pytest.skip("needs the system's time zone data")
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 50, tzinfo=berlin)  # summer time
    second = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)  # 20 minutes later, winter time
    for start in (second, first):
        store.save_exposure(exposure(started_at=start))
    assert [e.started_at for e in store.exposures()] == [first.astimezone(UTC), second.astimezone(UTC)]
    assert list(store.exposures(until=second)) == [exposure(started_at=first.astimezone(UTC))]


def test_exposures_come_in_order_of_time_however_many(store: Store) -> None:
    starts = [NOON + timedelta(seconds=i // 3) for i in range(2500)]  # three begin at each second
    store.save_exposures([(None, exposure(started_at=start)) for start in reversed(starts)], closed=True)
    assert [e.started_at for e in store.exposures()] == starts


def test_a_tally_with_known_answer(store: Store) -> None:
    # n = 3, mean 20, standard deviation 10, t(2; 0.975) = 4.302653: 20 +- 4.302653 x 10 / sqrt(3)
    for index, dominant in ((10.0, "neutral"), (20.0, "happy"), (30.0, "happy")):
        store.save_exposure(exposure("tea", index, dominant, dwell_s=index, attention_s=index / 2))
    store.save_exposure(exposure("juice", -50.0, "disgust"))
    tally = store.tallies()["tea"]
    assert (tally.viewers, tally.emotions) == (3, {"neutral": 1, "happy": 2})
    assert tally.dwell_s == pytest.approx(20.0)
    assert tally.attention_s == pytest.approx(10.0)
    assert tally.preference is not None
    assert tally.preference.ci95 == pytest.approx((20 - 24.841377, 20 + 24.841377))
    juice = store.tallies()["juice"].preference
    assert juice is not None
    assert (juice.mean, juice.n, juice.ci95) == (-50.0, 1, None)


def test_a_tally_counts_what_began_in_its_time(store: Store) -> None:
    for minutes in (0, 10, 20):
        store.save_exposure(exposure(started_at=NOON + timedelta(minutes=minutes)))
    tallies = store.tallies(since=NOON + timedelta(minutes=10), until=NOON + timedelta(minutes=20))
    assert tallies["tea"].viewers == 1


def test_every_product_asked_for_is_in_the_answer(store: Store) -> None:
    store.save_exposure(exposure("tea"))
    store.save_exposure(exposure("juice"))
    tallies = store.tallies(["juice", "water"])
    assert {code: tally.viewers for code, tally in tallies.items()} == {"juice": 1, "water": 0}
    assert tallies["water"].preference is None


def test_the_demo_never_mixes_with_the_shop(store: Store) -> None:
    store.save_exposure(exposure("tea"))
    store.save_exposure(exposure("tea", source="demo"))
    assert store.tallies()["tea"].viewers == 1
    assert store.tallies(source="demo")["tea"].viewers == 1
    assert store.tallies(source=None)["tea"].viewers == 2
    assert [e.source for e in store.exposures(source=None)] == ["live", "demo"]
    assert [e.source for e in store.exposures()] == ["live"]


def test_an_open_exposure_grows_in_its_own_row_and_counts_once(store: Store) -> None:
    tea, juice = exposure("tea", dwell_s=4.0), exposure("juice", dwell_s=4.0)
    numbers = store.save_exposures([(None, tea), (None, juice)])
    assert store.tallies()["tea"].viewers == 1
    longer = replace(tea, dwell_s=9.0)
    assert store.save_exposures([(numbers[0], longer)]) == [numbers[0]]
    assert store.save_exposure(replace(longer, dwell_s=11.0), numbers[0]) == numbers[0]
    assert store.tallies()["tea"].viewers == 1
    assert store.tallies()["tea"].dwell_s == 11.0
    assert store.tallies()["juice"].dwell_s == 4.0


def test_a_checkpoint_is_saved_whole_or_not_at_all(store: Store) -> None:
    broken = replace(exposure(), probabilities={"happy": object()})  # type: ignore[dict-item]
    with pytest.raises(Exception, match="JSON serializable"):
        store.save_exposures([(None, exposure()), (None, broken)])
    assert list(store.exposures()) == []
    store.save_exposure(exposure())
    assert len(list(store.exposures())) == 1


def test_products_come_in_their_order_and_retired_ones_only_when_asked_for(store: Store) -> None:
    tea = Product("t", "Tea", "t.png", order=2, zone=(0.0, 0.1, 0.5, 1.0))
    juice = Product("j", "Juice", order=1)
    old = Product("o", "Old", order=0, retired=True)
    store.import_products([tea, juice, old])
    assert store.products() == (juice, tea)
    assert store.products(include_retired=True) == (old, juice, tea)
    store.save_product(replace(tea, name="Green tea", zone=None))
    assert store.products() == (juice, replace(tea, name="Green tea", zone=None))


def test_an_import_may_retire_what_it_does_not_name(store: Store) -> None:
    store.import_products([Product("a", "A"), Product("b", "B")])
    store.save_exposure(exposure("b"))
    store.import_products([Product("a", "New A"), Product("c", "C")], retire_others=True)
    assert [p.name for p in store.products()] == ["New A", "C"]
    assert store.tallies()["b"].viewers == 1


def test_settings_are_recorded_when_they_change(store: Store) -> None:
    first = Settings()
    second = Settings(counting=CountingSettings(uncertain_below=0.5))
    for settings in (first, first, second, second, first):
        store.record_settings(settings)
    history = store.settings_history()
    assert [Settings.model_validate(values) for _, values in history] == [first, second, first]
    assert history[0][0] == NOON


def test_what_is_saved_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    first, _ = open_store(file, now=at_noon)
    first.import_products([Product("tea", "Tea")])
    first.save_exposure(exposure("tea"))
    first.close()
    second, notices = open_store(str(file), now=at_noon)
    with closing(second):
        assert notices == ()
        assert second.products() == (Product("tea", "Tea"),)
        assert second.tallies()["tea"].viewers == 1


def test_what_a_kill_left_open_is_closed_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    killed, _ = open_store(file, now=at_noon)
    killed.save_exposures([(None, exposure("tea", dwell_s=7.5))])
    killed.close()
    assert _closed_flags(file) == [0]
    store, _ = open_store(file, now=at_noon)
    with closing(store):
        assert store.tallies()["tea"].dwell_s == 7.5
    assert _closed_flags(file) == [1]


def test_another_program_on_the_same_database_does_not_cost_an_open_exposure(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    kiosk, _ = open_store(file, now=at_noon)
    (row,) = kiosk.save_exposures([(None, exposure())])
    other, _ = open_store(file, now=at_noon)  # takes it for one that a kill left, and closes it
    kiosk.save_exposures([(row, exposure(dwell_s=8.0))])
    assert _closed_flags(file) == [0]
    kiosk.save_exposure(exposure(dwell_s=9.0), row)
    assert [e.dwell_s for e in other.exposures()] == [9.0]
    other.close()
    kiosk.close()


def _closed_flags(file: Path) -> list[int]:
    with closing(sqlite3.connect(file)) as connection:
        return [closed for (closed,) in connection.execute("SELECT closed FROM exposures")]


def test_what_is_acknowledged_is_on_the_disk(tmp_path: Path) -> None:
    # https://www.sqlite.org/pragma.html#pragma_synchronous: in WAL mode only FULL (2) survives a loss of power.
    engine = connect_lazily(database_url(tmp_path / "mien.sqlite3"), busy_timeout_s=1.0)
    with writing(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_threads_write_and_read_at_once(store: Store) -> None:
    def work(_: int) -> None:
        for _ in range(25):
            row = store.save_exposures([(None, exposure())])[0]
            store.tallies()
            store.save_exposure(exposure(), row)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert store.tallies()["tea"].viewers == 100


@pytest.mark.parametrize(
    "address", ["nonsense://host/db", "sqlite+nodriver:///x", "://", "mysql+pymysql://u:secret@h/db"]
)
def test_an_address_that_is_none_is_refused_in_words(address: str) -> None:
    with pytest.raises(KnownError) as problem:
        open_store(address, now=at_noon)
    assert "secret" not in str(problem.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="needs the driver of a database server")
    with pytest.raises(KnownError, match=r"127\.0\.0\.1") as problem:
        open_store("postgresql+psycopg://u:secret@127.0.0.1:1/mien", now=at_noon)
    assert "secret" not in str(problem.value)
