"""A damaged database is set aside whole, and the kiosk counts on in a fresh one and says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from engine.errors import KnownError
from engine.products.products import Product
from engine.store.store import open_store
from tests.engine.samples import NOON, at_noon, exposure

PAGE = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with products and some hundred pages of exposures."""
    path = tmp_path / "mien.sqlite3"
    store, _ = open_store(path, now=at_noon)
    store.import_products(
        [Product("tea", "烏龍茶", "t.png", 1, (0.0, 0.0, 0.5, 1.0)), Product("old", "Old", retired=True)]
    )
    store.save_exposures([(None, exposure(started_at=NOON + timedelta(seconds=i))) for i in range(1500)], closed=True)
    store.close()
    return path


def _garbage(file: Path) -> None:
    file.write_bytes(b"this was once a database " * 4000)


def _cut(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size // 2)


def _cut_within_a_page(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size - PAGE // 2)


def _bad_page_of(table: str) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        with file.open("r+b") as stream:
            stream.seek((root - 1) * PAGE)
            stream.write(b"\xa5" * PAGE)

    return damage


def _bad_header(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.write(b"\x00" * 100)


@pytest.mark.parametrize(
    ("damage", "products_survive"),
    [
        (_garbage, False),
        (_cut, True),
        (_cut_within_a_page, True),
        (_bad_page_of("exposures"), True),
        (_bad_page_of("products"), False),
        (_bad_header, False),
    ],
    ids=["garbage", "cut", "cut-in-page", "bad-exposures", "bad-products", "bad-header"],
)
def test_a_damaged_database_is_set_aside(file: Path, damage: Callable[[Path], None], products_survive: bool) -> None:
    damage(file)
    bytes_before = file.read_bytes()
    store, notices = open_store(file, now=at_noon)
    with closing(store):
        (notice,) = notices
        aside = file.with_name("mien.sqlite3.damaged-20260302T120000Z")
        assert str(aside) in str(notice)
        assert aside.read_bytes() == bytes_before
        assert len(store.products(include_retired=True)) == (2 if products_survive else 0)
        assert ("Import the products again" in str(notice)) != products_survive
        assert store.tallies() == {}
        store.save_exposure(exposure())
    again, notices = open_store(file, now=at_noon)
    with closing(again):
        assert notices == ()
        assert again.tallies()["tea"].viewers == 1


def test_what_the_log_still_holds_goes_with_the_damaged_file(file: Path) -> None:
    writer, _ = open_store(file, now=at_noon)
    writer.save_exposure(exposure())
    log = file.with_name("mien.sqlite3-wal")
    held = log.read_bytes()
    assert held
    copy = file.with_name("copy.sqlite3")
    copy.write_bytes(b"garbage" * 1000)
    copy.with_name("copy.sqlite3-wal").write_bytes(held)
    store, _ = open_store(copy, now=at_noon)
    store.save_exposure(exposure())
    store.close()
    writer.close()
    assert copy.with_name("copy.sqlite3.damaged-20260302T120000Z").exists()
    assert not copy.with_name("copy.sqlite3-wal").exists()


def test_two_damages_in_one_second_do_not_overwrite_each_other(file: Path) -> None:
    for _ in range(3):
        _garbage(file)
        open_store(file, now=at_noon)[0].close()
    assert len(list(file.parent.glob("*.damaged-*"))) == 3


def test_an_emptied_file_is_said(file: Path) -> None:
    file.write_bytes(b"")
    store, notices = open_store(file, now=at_noon)
    store.close()
    assert [str(notice) for notice in notices] == [f"The database {file} was empty; counting began anew."]


def test_damage_while_it_runs_is_said_with_the_way_out(file: Path) -> None:
    store, _ = open_store(file, now=at_noon)
    with closing(store):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _bad_page_of("exposures")(file)
        with pytest.raises(KnownError, match=r"damaged .* Restart"):
            store.tallies()
