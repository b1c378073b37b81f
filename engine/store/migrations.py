"""From any earlier version of the store's tables to today's.

`MIGRATIONS[i]` takes a database of version i + 1 to version i + 2; there is one for every version since the first,
never edited afterwards: it is written in the SQL of its day, not with today's `engine.store.schema`. Each runs in one
transaction together with the new version number, so that a kill leaves the version before or the one after.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select, text, update

from engine.errors import KnownError
from engine.store import schema
from engine.store.database import display_name, problems_in_words, reading, sqlite_file, writing

log = logging.getLogger(__name__)

Migration = Callable[[Connection], None]


def _add_hours(connection: Connection) -> None:
    """Version 2: the hours in which a product is on show."""
    connection.execute(text("ALTER TABLE products ADD COLUMN hours JSON"))


MIGRATIONS: Sequence[Migration] = (_add_hours,)

_VERSION_KEY = "schema_version"


def bring_up_to_date(engine: Engine, now: datetime, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Makes the tables in an empty database, or brings those of an earlier version to this one.

    An SQLite file is copied aside before its first change, as NAME.before-v2-TIME. Raises `KnownError` for a database
    of a newer program or of another one, and for a disk that does not take the change.
    """
    newest = len(migrations) + 1
    with reading(engine) as connection:
        version = stored_version(connection)
    if version is None:
        with writing(engine) as connection:
            _create(connection, newest)
            version = stored_version(connection)
    if version is None or version > newest:
        raise KnownError(
            "The database {database} was made by a newer version of this program. Install that version.",
            database=display_name(engine.url),
        )
    if version == newest:
        return
    file = sqlite_file(engine.url)
    if file is not None:
        with problems_in_words(engine.url):
            _copy(file, file.with_name(f"{file.name}.before-v{newest}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    for number, migrate in enumerate(migrations[version - 1 :], start=version):
        with writing(engine) as connection:
            if stored_version(connection) != number:  # another process was quicker
                continue
            migrate(connection)
            connection.execute(
                update(schema.meta).where(schema.meta.c.key == _VERSION_KEY).values(value=str(number + 1))
            )
        log.info("database %s is now of version %d", display_name(engine.url), number + 1)


def stored_version(connection: Connection) -> int | None:
    """The version of the tables; None for an empty database. Raises `KnownError` for another program's."""
    tables = inspect(connection).get_table_names()
    if schema.meta.name in tables:
        value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == _VERSION_KEY)).scalar()
        if value is not None and value.isdecimal():
            return int(value)
    elif not tables:
        return None
    raise KnownError(
        "The database {database} belongs to another program. Choose another file or address in the settings.",
        database=display_name(connection.engine.url),
    )


def _create(connection: Connection, version: int) -> None:
    if stored_version(connection) is None:  # else another process has just made them
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.meta).values(key=_VERSION_KEY, value=str(version)))


def _copy(source: Path, target: Path) -> None:
    """Copies a database that may be in use, with what its log still holds; leaves no half of a copy."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error:
        if target.is_file():
            target.unlink()
        raise
