"""Reaching the database: its address, its connections, and what can go wrong with it, in words.

SQLite runs with a write-ahead log and `synchronous=FULL`: what a commit has acknowledged survives a kill and a power
cut. A writing transaction takes the write lock when it begins, so that two writers queue (for `busy_timeout_s`)
instead of failing halfway.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError

from engine.errors import KnownError

_WRITES = "mien_writes"

# Primary result codes, https://www.sqlite.org/rescode.html
_CORRUPT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ACCESS = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_IOERR}
)


def database_url(database: str | Path) -> URL:
    """The address of a database given as a path of an SQLite file or as an SQLAlchemy URL.

    Raises `KnownError` for an address that is none.
    """
    if isinstance(database, Path) or "://" not in database:
        return URL.create("sqlite", database=str(Path(database).expanduser().absolute()))
    try:
        url = make_url(database)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise KnownError(
            "The database address {database} cannot be used ({reason}). Correct it in the settings.",
            database=without_password(database),
            reason=error,
        ) from error
    return url


def without_password(database: str) -> str:
    """An address as it may be shown."""
    head, at, tail = database.rpartition("@")
    return f"{head.split('://', 1)[0]}://***@{tail}" if at else database


def display_name(url: URL) -> str:
    """What messages call the database: its file, or its address without the password."""
    return str(sqlite_file(url) or url.render_as_string(hide_password=True))


def sqlite_file(url: URL) -> Path | None:
    """The file of an SQLite database; None for a server's or one in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def connect_lazily(url: URL, busy_timeout_s: float) -> Engine:
    """An engine for `url`. Nothing is opened yet; it may be used by any number of threads at once."""
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True)
        if sqlite_file(url) is not None:
            engine = create_engine(url, connect_args={"timeout": busy_timeout_s})
        else:
            # A database in memory is its connection: there is one, and the threads take turns.
            shared = {"check_same_thread": False}
            engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=shared)
    except ModuleNotFoundError as error:
        raise KnownError(
            "The database address {database} needs the Python package {package}, which is not installed.",
            database=display_name(url),
            package=error.name,
        ) from error

    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#enabling-non-legacy-sqlite-transactional-modes
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # What retention deletes is overwritten, not only given free.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database and never holds up a writer. Raises `KnownError`."""
    with problems_in_words(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is committed, to the disk, when the block ends, or has never been. Raises `KnownError`."""
    with problems_in_words(engine.url), engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def problems_in_words(url: URL) -> Iterator[None]:
    """Turns what a user can mend (full disk, lock, rights, damage, lost server) into `KnownError`."""
    try:
        yield
    except DBAPIError as error:
        known = _in_words(error, url)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = _sqlite_in_words(error, display_name(url))
        if known is None:
            raise
        raise known from error


def _in_words(error: DBAPIError, url: URL) -> KnownError | None:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_in_words(error.orig, display_name(url))
    if isinstance(error, (OperationalError, InterfaceError)) or error.connection_invalidated:
        return KnownError(
            "The database {database} does not take this ({reason}). Check the server and the network.",
            database=display_name(url),
            reason=str(error.orig).strip().splitlines()[0],
        )
    return None


def _sqlite_in_words(error: sqlite3.Error, database: str) -> KnownError | None:
    code = sqlite_code(error)
    if code == sqlite3.SQLITE_FULL:
        return KnownError(
            "The disk with the database {database} is full; what is counted stays. Free some space.",
            database=database,
        )
    if code in _BUSY:
        return KnownError(
            "The database {database} is locked by another program. Close that program.", database=database
        )
    if code in _CORRUPT:
        return KnownError(
            "The database {database} is damaged ({reason}). Restart the program: it will set the file aside.",
            database=database,
            reason=error,
        )
    if code in _NO_ACCESS:
        return KnownError(
            "The database {database} cannot be written ({reason}). Check the disk and the folder's permissions.",
            database=database,
            reason=error,
        )
    return None


def sqlite_code(error: sqlite3.Error) -> int:
    """The primary result code of an SQLite error; 0 where it carries none."""
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def is_corrupt(error: sqlite3.Error) -> bool:
    """Whether an SQLite error says that the file is damaged or no database at all."""
    return sqlite_code(error) in _CORRUPT
