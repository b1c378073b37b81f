"""Full disk, lock, rights: one sentence each, nothing acknowledged is lost, and it goes on once that is mended."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from engine.errors import KnownError
from engine.store.store import Store, open_store
from tests.engine.samples import at_noon, exposure


def _fill(store: Store) -> int:
    """Saves exposures until the store takes no more; returns how many it took."""
    for count in range(100_000):
        try:
            store.save_exposure(exposure())
        except KnownError as problem:
            assert "is full" in str(problem)
            return count
    raise AssertionError("the disk is never full")


def _check_full_then_room(file: Path, store: Store, make_room: Any) -> None:
    taken = _fill(store)
    assert taken > 10
    with pytest.raises(KnownError, match="full"):
        store.save_exposures([(None, exposure()) for _ in range(500)])
    assert store.tallies()["tea"].viewers == taken
    make_room()
    store.save_exposure(exposure())
    assert store.tallies()["tea"].viewers == taken + 1
    store.close()
    reopened, notices = open_store(file, now=at_noon)
    with closing(reopened):
        assert notices == ()
        assert reopened.tallies()["tea"].viewers == taken + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with 400 kB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs the right to mount a small file system")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_loses_nothing_and_is_used_again_once_there_is_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 150_000)
    file = small_disk / "mien.sqlite3"
    store, _ = open_store(file, now=at_noon)
    _check_full_then_room(file, store, ballast.unlink)


def test_a_start_on_a_full_disk_says_so(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 396_000)
    with pytest.raises(KnownError, match=r"mien\.sqlite3"):
        open_store(small_disk / "mien.sqlite3", now=at_noon)


def test_a_disk_that_can_only_be_read_is_said(small_disk: Path) -> None:
    file = small_disk / "mien.sqlite3"
    open_store(file, now=at_noon)[0].close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(KnownError, match="permissions"):
        open_store(file, now=at_noon)
    with pytest.raises(KnownError, match="permissions"):
        open_store(small_disk / "new" / "mien.sqlite3", now=at_noon)


def test_a_full_database_loses_nothing(tmp_path: Path) -> None:
    """The same where nothing can be mounted: SQLite's own limit gives the same error."""
    pages = 40

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def at_checkout(connection: sqlite3.Connection, record: object, _proxy: object) -> None:
        limit(connection, record)

    event.listen(Engine, "checkout", at_checkout)
    try:
        file = tmp_path / "mien.sqlite3"
        store, _ = open_store(file, now=at_noon)

        def make_room() -> None:
            nonlocal pages
            pages = 4000

        _check_full_then_room(file, store, make_room)
    finally:
        event.remove(Engine, "checkout", at_checkout)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(KnownError, match="taken"):
        open_store(tmp_path / "taken" / "mien.sqlite3", now=at_noon)


def test_a_folder_in_place_of_the_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "mien.sqlite3").mkdir()
    with pytest.raises(KnownError, match=r"mien\.sqlite3"):
        open_store(tmp_path / "mien.sqlite3", now=at_noon)


def test_a_locked_database_is_said_and_used_again(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    store, _ = open_store(file, now=at_noon, busy_timeout_s=0.1)
    with closing(store):
        store.save_exposure(exposure())
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(KnownError, match="locked"):
                store.save_exposure(exposure())
            assert store.tallies()["tea"].viewers == 1, "reading waits for no writer"
            other.execute("ROLLBACK")
        store.save_exposure(exposure())
        assert store.tallies()["tea"].viewers == 2


def test_a_database_locked_from_the_start_is_said_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mien.sqlite3"
    open_store(file, now=at_noon)[0].close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KnownError, match="locked"):
            open_store(file, now=at_noon, busy_timeout_s=0.1)
    assert [path.name for path in tmp_path.glob("*damaged*")] == []


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    import threading

    file = tmp_path / "mien.sqlite3"
    store, _ = open_store(file, now=at_noon)
    with closing(store), closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, other.execute, args=["COMMIT"])
        timer.start()
        store.save_exposure(exposure())
        timer.join()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM exposures").fetchone() == (1,)
