"""Damaged databases: noticed when they are opened, and set aside under a name with the time."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from engine.errors import KnownError
from engine.products.products import Product
from engine.store import schema
from engine.store.database import is_corrupt, problems_in_words

log = logging.getLogger(__name__)

# What SQLite keeps beside the file, under the file's name with this behind it.
_COMPANIONS = ("-wal", "-shm", "-journal")


def damage_of(file: Path, busy_timeout_s: float) -> str | None:
    """What is wrong with an SQLite file, in SQLite's words; None when it is sound or not there.

    Reads every page once. Raises `KnownError` when the file cannot be reached or is locked.
    """
    if not file.exists():
        return None
    url = URL.create("sqlite", database=str(file))
    with problems_in_words(url), closing(sqlite3.connect(file, timeout=busy_timeout_s)) as connection:
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if not is_corrupt(error):
                raise
            return str(error)
    return None if verdict == "ok" else str(verdict).splitlines()[-1]


def set_aside(file: Path, now: datetime) -> Path:
    """Renames a damaged file, and what SQLite keeps beside it, to NAME.damaged-TIME; returns the new path.

    Raises `KnownError` when the folder does not allow it.
    """
    base = f"{file.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside, count = file.with_name(base), 1
    while aside.exists():
        count += 1
        aside = file.with_name(f"{base}-{count}")
    try:
        file.rename(aside)
        for companion in _COMPANIONS:
            beside = file.with_name(file.name + companion)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + companion))
    except OSError as error:
        raise KnownError(
            "The damaged database {database} cannot be set aside ({reason}). Rename or move it yourself.",
            database=file,
            reason=error.strerror or error,
        ) from error
    return aside


def readable_products(file: Path) -> tuple[Product, ...]:
    """The products in a damaged file, as far as SQLite still reads them: all of them, or none. Changes nothing."""
    engine = create_engine(URL.create("sqlite", database=file.as_uri(), query={"mode": "ro", "uri": "true"}))
    try:
        with engine.connect() as connection:
            # Else SQLite refuses a file that is shorter than it says, whatever its first pages hold.
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            rows = connection.execute(select(schema.products)).all()
        return tuple(schema.product_of(row) for row in rows)
    except (SQLAlchemyError, ValueError, TypeError) as error:
        log.info("no products could be read from %s: %s", file, error)
        return ()
    finally:
        engine.dispose()
