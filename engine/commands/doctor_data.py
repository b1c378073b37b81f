"""What `main.py doctor` looks at where the program stores: the data folder and the database."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from engine.commands.doctor_check import Check
from engine.errors import Sentence
from engine.paths import Paths
from engine.settings import Settings
from engine.store import schema
from engine.store.damage import damage_of
from engine.store.database import connect_lazily, database_url, display_name, reading, sqlite_file
from engine.store.migrations import MIGRATIONS, stored_version

LITTLE_DISK_MB = 1000
NO_DISK_MB = 50
DATABASE_WAIT_S = 2.0


def data_folder(paths: Paths) -> Iterator[Check]:
    """Whether it can be written, and how much room there is."""
    reason = _why_not_writable(paths.data)
    if reason is not None:
        yield Check(
            "Data folder",
            "problem",
            Sentence("{folder} cannot be written ({reason}).", folder=paths.data, reason=reason),
            Sentence("Check the disk and the folder's permissions."),
        )
        return
    free_mb = shutil.disk_usage(_existing(paths.data)).free / 1e6
    found = Sentence("{folder}, {free:.1f} GB free.", folder=paths.data, free=free_mb / 1000)
    if free_mb < NO_DISK_MB:
        yield Check("Data folder", "problem", found, Sentence("The disk is full: free some space."))
    elif free_mb < LITTLE_DISK_MB:
        yield Check("Data folder", "warn", found, Sentence("Enough to count; training needs some GB."))
    else:
        yield Check("Data folder", "ok", found)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _why_not_writable(folder: Path) -> str | None:
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)):
            return None
    except OSError as error:
        return error.strerror or str(error)


def database(settings: Settings, paths: Paths) -> Iterator[Check]:
    """Whether what is counted can be stored, and what is stored is sound."""
    url = database_url(settings.store.database or paths.database)
    file = sqlite_file(url)
    if file is not None:
        reason = _why_not_writable(file.parent)
        if reason is not None:
            yield Check(
                "Database",
                "problem",
                Sentence("{folder} cannot be written ({reason}).", folder=file.parent, reason=reason),
                Sentence("Check the disk and the folder's permissions; what is counted would be lost."),
            )
            return
        if not file.exists() or file.stat().st_size == 0:
            yield Check("Database", "ok", Sentence("none yet; it will be made as {file}", file=file))
            return
        damage = damage_of(file, DATABASE_WAIT_S)
        if damage is not None:
            yield Check(
                "Database",
                "warn",
                Sentence("{file} is damaged ({damage}).", file=file, damage=damage),
                Sentence("The next start sets it aside under a name with the time, and counts anew."),
            )
            return
    engine = connect_lazily(url, DATABASE_WAIT_S)
    try:
        with reading(engine) as connection:
            version = stored_version(connection)
            newest = len(MIGRATIONS) + 1
            if version is not None and version > newest:
                yield Check(
                    "Database",
                    "problem",
                    Sentence("{database} was made by a newer version of this program.", database=display_name(url)),
                    Sentence("Install that version."),
                )
                return
            if version is None or version < newest:
                yield Check(
                    "Database",
                    "ok",
                    Sentence("{database} is brought up to date at the next start", database=display_name(url)),
                )
                return
            count, last = connection.execute(
                select(func.count(), func.max(schema.exposures.c.started_at)).select_from(schema.exposures)
            ).one()
    finally:
        engine.dispose()
    yield Check(
        "Database",
        "ok",
        Sentence("{database} is sound; exposures in it: {n}", database=display_name(url), n=count),
    )
    if last is not None and last > datetime.now(UTC) + timedelta(days=1):
        yield Check(
            "Clock",
            "warn",
            Sentence("the newest exposure is of {day}, in the future.", day=f"{last:%Y-%m-%d}"),
            Sentence("Set the clock right: reports go by it."),
        )
