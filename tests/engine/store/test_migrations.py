"""A database of any earlier version opens with everything in it; a newer one, or another program's, is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from engine.errors import KnownError
from engine.products.products import Product
from engine.store.database import connect_lazily, database_url, reading
from engine.store.migrations import MIGRATIONS, bring_up_to_date, stored_version
from engine.store.store import open_store
from tests.engine.samples import NOON, at_noon

VERSION_1 = Path(__file__).with_name("store_version_1.sql")


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A database as the first version wrote it."""
    file = tmp_path / "mien.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    return file


def _columns(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"PRAGMA table_info({table})").fetchall() for table in tables}


def test_a_database_of_the_first_version_opens_with_all_it_holds(version_1: Path) -> None:
    store, notices = open_store(version_1, now=at_noon)
    with closing(store):
        assert notices == ()
        assert store.products() == (
            Product("4711-0233", "冷萃烏龍茶 500 ml", "oolong.png", 1, (0.0, 0.0, 0.5, 1.0)),
            Product("4711-0240", "抹茶拿鐵", None, 2),
        )
        tallies = store.tallies()
        assert {code: tally.viewers for code, tally in tallies.items()} == {"4711-0233": 4, "4711-0240": 1}
        tea = tallies["4711-0233"]
        assert tea.emotions == {"happy": 3, "neutral": 1}
        assert tea.preference is not None
        assert tea.preference.mean == pytest.approx((30.0 + 50.0 + 12.5 + 7.5) / 4)
        assert len(list(store.exposures(source=None))) == 4
        assert len(store.settings_history()) == 1


def test_it_then_has_the_tables_of_a_new_one(version_1: Path, tmp_path: Path) -> None:
    open_store(version_1, now=at_noon)[0].close()
    open_store(tmp_path / "new.sqlite3", now=at_noon)[0].close()
    assert _columns(version_1) == _columns(tmp_path / "new.sqlite3")


def _add_shop(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE exposures ADD COLUMN shop TEXT"))


def _name_shop(connection: Connection) -> None:
    connection.execute(text("UPDATE exposures SET shop = 'first'"))


def _fail_halfway(connection: Connection) -> None:
    connection.execute(text("DELETE FROM exposures"))
    raise RuntimeError("a bug in a migration")


def _shops(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [shop for (shop,) in connection.execute("SELECT DISTINCT shop FROM exposures")]


def test_migrations_run_in_order_after_a_copy(version_1: Path) -> None:
    engine = connect_lazily(database_url(version_1), 1.0)
    bring_up_to_date(engine, NOON, [_add_shop, _name_shop])
    bring_up_to_date(engine, NOON, [_add_shop, _name_shop])
    with reading(engine) as connection:
        assert stored_version(connection) == 3
    engine.dispose()
    assert _shops(version_1) == ["first"]
    (copy,) = version_1.parent.glob("*.before-*")
    assert copy.name == "mien.sqlite3.before-v3-20260302T120000Z"
    old, _ = open_store(copy, now=at_noon)
    assert old.tallies()["4711-0233"].viewers == 4
    old.close()


def test_a_migration_that_fails_leaves_the_version_before(version_1: Path) -> None:
    engine = connect_lazily(database_url(version_1), 1.0)
    with pytest.raises(RuntimeError):
        bring_up_to_date(engine, NOON, [_add_shop, _fail_halfway])
    with reading(engine) as connection:
        assert stored_version(connection) == 2
        assert connection.scalar(text("SELECT count(*) FROM exposures")) == 4
    bring_up_to_date(engine, NOON, [_add_shop, _name_shop])
    engine.dispose()
    assert _shops(version_1) == ["first"]


def test_no_change_is_made_where_there_is_no_room_for_the_copy(version_1: Path) -> None:
    engine = connect_lazily(database_url(version_1), 1.0)
    copy = version_1.with_name("mien.sqlite3.before-v2-20260302T120000Z")
    copy.mkdir()  # where nothing can be copied to
    with pytest.raises(KnownError, match="permissions"):
        bring_up_to_date(engine, NOON, [_add_shop])
    with reading(engine) as connection:
        assert stored_version(connection) == 1
    engine.dispose()


def test_a_newer_database_is_refused_and_left_alone(version_1: Path) -> None:
    engine = create_engine(f"sqlite:///{version_1}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE meta SET value = :version"), {"version": str(len(MIGRATIONS) + 2)})
    engine.dispose()
    before = version_1.read_bytes()
    with pytest.raises(KnownError, match="newer version"):
        open_store(version_1, now=at_noon)
    assert _columns(version_1).keys() >= {"exposures", "meta"}
    with closing(sqlite3.connect(version_1)) as connection:
        assert connection.execute("SELECT count(*) FROM exposures").fetchone() == (4,)
    assert [path.name for path in version_1.parent.iterdir()] == ["mien.sqlite3"]
    assert len(version_1.read_bytes()) == len(before)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "till.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE sales (price REAL); INSERT INTO sales VALUES (1.5);")
    with pytest.raises(KnownError, match="another program"):
        open_store(file, now=at_noon)
    assert list(_columns(file)) == ["sales"]
