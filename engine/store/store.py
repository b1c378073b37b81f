"""The store: what outlives the program. Exposures, daily totals, products and the history of the settings.

A `Store` may be used from any number of threads: every call takes its own connection and is one transaction. On
SQLite, readers see the last commit and never wait; writers wait for each other, up to the busy timeout. Whatever a
method has returned is on the disk (see `engine.store.database`); a method that raises has changed nothing and may be
called again with the same values once the problem is mended.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from engine.errors import KnownError
from engine.exposures import Exposure, SourceKind
from engine.preference import ProductTally, TallySums
from engine.products.products import Product
from engine.settings import Settings
from engine.store import schema
from engine.store.damage import damage_of, readable_products, set_aside
from engine.store.database import connect_lazily, database_url, reading, sqlite_file, writing
from engine.store.migrations import bring_up_to_date
from engine.store.retention import first_day_kept, roll_up
from engine.store.timeline import Timeline, read_timeline

log = logging.getLogger(__name__)

_ROWS_AT_ONCE = 1000


def open_store(
    database: str | Path, *, now: Callable[[], datetime], busy_timeout_s: float = 5.0
) -> tuple[Store, tuple[KnownError, ...]]:
    """The store in `database` (a path, or an SQLAlchemy URL), made where there is none; and what its user must know.

    `now` gives the time with its zone. A damaged SQLite file is set aside under a name with the time and a fresh one
    begun; that is in the notices. Exposures that a kill left open are closed as they are. Raises `KnownError` for a
    folder that cannot be written, a full disk, a locked database, one of a newer version, one of another program.
    """
    url = database_url(database)
    file = sqlite_file(url)
    notices: tuple[KnownError, ...] = ()
    products: tuple[Product, ...] = ()
    if file is not None:
        _make_folder(file)
        if file.exists() and file.stat().st_size == 0:
            # Nothing to set aside; and another process that has just begun this file keeps it.
            notices = (KnownError("The database {database} was empty; counting began anew.", database=file),)
        elif (damage := damage_of(file, busy_timeout_s)) is not None:
            aside = set_aside(file, now())
            products = readable_products(aside)
            notices = (_notice(file, aside, damage, products),)
    store = Store(connect_lazily(url, busy_timeout_s), now)
    try:
        store.prepare()
        store.import_products(products)
    except BaseException:
        store.close()
        raise
    return store, notices


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "The database folder {folder} cannot be made ({reason}). Check the disk and the folder's permissions.",
            folder=file.parent,
            reason=error.strerror or error,
        ) from error


def _notice(file: Path, aside: Path, damage: str, products: Sequence[Product]) -> KnownError:
    log.error("database %s is damaged (%s), set aside as %s", file, damage, aside)
    if products:
        return KnownError(
            "The database was damaged ({reason}). It is kept as {aside}; counting began anew, with its {n} products.",
            reason=damage,
            aside=aside,
            n=len(products),
        )
    return KnownError(
        "The database was damaged ({reason}). It is kept as {aside}; counting began anew. Import the products again.",
        reason=damage,
        aside=aside,
    )


class Store:
    """Made by `open_store`. Every method may raise `KnownError`."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def prepare(self) -> None:
        """Brings the tables up to date and closes what a kill left open."""
        bring_up_to_date(self._engine, self._now())
        e = schema.exposures
        with reading(self._engine) as connection:
            left_open = connection.scalar(select(func.count()).where(~e.c.closed))
        if left_open:
            # A kiosk that is still running on the same database opens its own again at its next checkpoint.
            with writing(self._engine) as connection:
                connection.execute(update(e).where(~e.c.closed).values(closed=True))
            log.info("closed %d exposures that had been left open", left_open)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    # Exposures

    def save_exposure(self, exposure: Exposure, row: int | None = None) -> int:
        """Keeps an exposure that has ended; `row` is its number where it was saved while open. Returns its number."""
        return self.save_exposures([(row, exposure)], closed=True)[0]

    def save_exposures(self, exposures: Iterable[tuple[int | None, Exposure]], *, closed: bool = False) -> list[int]:
        """Keeps exposures, all or none: those that are still going on, or, with `closed`, have ended.

        Each comes with its number, None the first time. Returns their numbers, in the same order. One that is still
        going on counts in the tallies as it stands.
        """
        with writing(self._engine) as connection:
            return [_put(connection, row, exposure, closed) for row, exposure in exposures]

    def exposures(
        self, since: datetime | None = None, until: datetime | None = None, source: SourceKind | None = "live"
    ) -> Iterator[Exposure]:
        """The exposures that began in [since, until), in order of time, read as they are asked for.

        `source` as in `tallies`. Those past retention are no more.
        """
        e = schema.exposures.c
        wanted = and_(_within(e.started_at, since, until), _from(e.source, source))
        after: ColumnElement[bool] = true()
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(
                    select(schema.exposures).where(wanted, after).order_by(e.started_at, e.id).limit(_ROWS_AT_ONCE)
                ).all()
            yield from map(schema.exposure_of, rows)
            if len(rows) < _ROWS_AT_ONCE:
                return
            last = rows[-1]
            after = or_(e.started_at > last.started_at, and_(e.started_at == last.started_at, e.id > last.id))

    # Tallies

    def tallies(
        self,
        products: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        source: SourceKind | None = "live",
    ) -> Mapping[str, ProductTally]:
        """The tally of each product, from the exposures and daily totals that began in [since, until).

        `products` are codes, each of which is in the answer; None: all that have viewers. `source`: the kind of
        source that counts; None: all kinds together. Of days that are past retention only the whole is known: such
        a day is in where its start is in.
        """
        return {code: sums.tally() for code, sums in self.tally_sums(products, since, until, source).items()}

    def tally_sums(
        self,
        products: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        source: SourceKind | None = "live",
    ) -> Mapping[str, TallySums]:
        """What `tallies` is computed from, so that more can be added."""
        e, d = schema.exposures.c, schema.daily_totals.c
        found: defaultdict[str, TallySums] = defaultdict(TallySums)
        with reading(self._engine) as connection:
            for code, sums in _sums_of_exposures(
                connection,
                _of(e.product_code, products),
                _within(e.started_at, since, until),
                _from(e.source, source),
            ):
                found[code] += sums
            for code, sums in _sums_of_days(
                connection,
                _of(d.product_code, products),
                _within(d.day_starts_at, since, until),
                _from(d.source, source),
            ):
                found[code] += sums
        if products is not None:
            return {code: found[code] for code in products}
        return dict(found)

    def timeline(
        self, since: datetime | None = None, until: datetime | None = None, source: SourceKind | None = "live"
    ) -> Timeline:
        """What there is of [since, until), over time; `source` and days past retention as in `tallies`."""
        e, d = schema.exposures.c, schema.daily_totals.c
        with reading(self._engine) as connection:
            return read_timeline(
                connection,
                and_(_within(e.started_at, since, until), _from(e.source, source)),
                and_(_within(d.day_starts_at, since, until), _from(d.source, source)),
            )

    def retain(self, days: int, now: datetime | None = None, zone: tzinfo | None = None) -> int:
        """Turns exposures older than `days` into daily totals, whole days only; returns how many.

        A day is the shop's, in `zone` (None: this machine's). The tallies stay the same.
        """
        with writing(self._engine) as connection:
            count = roll_up(connection, first_day_kept(days, now or self._now(), zone), zone)
        if count:
            log.info("%d exposures became daily totals", count)
        return count

    # Products

    def products(self, include_retired: bool = False) -> tuple[Product, ...]:
        """The products in their order."""
        p = schema.products.c
        with reading(self._engine) as connection:
            rows = connection.execute(select(schema.products).order_by(p.position, p.code)).all()
        return tuple(schema.product_of(row) for row in rows if include_retired or not row.retired)

    def save_product(self, product: Product) -> None:
        """Adds a product, or replaces the one with its code."""
        self.import_products((product,))

    def import_products(self, products: Iterable[Product], *, retire_others: bool = False) -> None:
        """Adds products and replaces those with the same codes, all or none.

        The others stay; with `retire_others` they keep their exposures and take no new ones.
        """
        new = {product.code: schema.values_of_product(product) for product in products}
        table = schema.products
        if not new and not retire_others:
            return
        with writing(self._engine) as connection:
            known = set(connection.scalars(select(table.c.code)))
            for code, values in new.items():
                if code in known:
                    connection.execute(update(table).where(table.c.code == code).values(**values))
                else:
                    connection.execute(insert(table).values(**values))
            if retire_others:
                connection.execute(update(table).where(table.c.code.not_in(new)).values(retired=True))

    def restore_products(self, products: Iterable[Product], forgotten: Collection[str] = ()) -> None:
        """Puts products back as they were, and takes those with the codes `forgotten` out of the list, all or none.

        What was counted of a forgotten product stays, under its code.
        """
        with writing(self._engine) as connection:
            connection.execute(delete(schema.products).where(schema.products.c.code.in_(forgotten)))
            for product in products:
                values = schema.values_of_product(product)
                connection.execute(delete(schema.products).where(schema.products.c.code == product.code))
                connection.execute(insert(schema.products).values(**values))

    # Settings

    def record_settings(self, settings: Settings) -> None:
        """Adds the settings to their history, unless they are what was recorded last."""
        table = schema.settings_history
        values = settings.model_dump(mode="json")
        latest = select(table.c.settings).order_by(table.c.id.desc()).limit(1)
        with reading(self._engine) as connection:
            if connection.execute(latest).scalar() == values:
                return
        with writing(self._engine) as connection:
            connection.execute(insert(table).values(set_at=self._now(), settings=values))

    def settings_history(self) -> tuple[tuple[datetime, Mapping[str, Any]], ...]:
        """When which settings were recorded, the oldest first."""
        table = schema.settings_history
        with reading(self._engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.id)).all()
        return tuple((row.set_at, row.settings) for row in rows)


def _put(connection: Connection, row: int | None, exposure: Exposure, closed: bool) -> int:
    table = schema.exposures
    values = schema.values_of_exposure(exposure, closed)
    if row is not None:
        done = connection.execute(update(table).where(table.c.id == row).values(**values))
        if done.rowcount:
            return row
    # New, or its row went to the daily totals under a clock that was set forward.
    return int(connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one())


def _within(column: ColumnElement[datetime], since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
    bounds: list[ColumnElement[bool]] = [true()]
    if since is not None:
        bounds.append(column >= since)
    if until is not None:
        bounds.append(column < until)
    return and_(*bounds)


def _of(column: ColumnElement[str], products: Collection[str] | None) -> ColumnElement[bool]:
    return true() if products is None else column.in_(products)


def _from(column: ColumnElement[str], source: SourceKind | None) -> ColumnElement[bool]:
    return true() if source is None else column == source


def _sums_of_exposures(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[tuple[str, TallySums]]:
    e = schema.exposures.c
    rows = connection.execute(
        select(
            e.product_code,
            e.dominant,
            func.count().label("viewers"),
            func.sum(e.dwell_s).label("dwell_s"),
            func.sum(e.attention_s).label("attention_s"),
            func.sum(e.expression_index).label("expression_index"),
            func.sum(e.expression_index * e.expression_index).label("expression_index_squared"),
        )
        .where(*wanted)
        .group_by(e.product_code, e.dominant)
    )
    for row in rows:
        yield row.product_code, schema.sums_of(row, {row.dominant: row.viewers})


def _sums_of_days(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[tuple[str, TallySums]]:
    for row in connection.execute(select(schema.daily_totals).where(*wanted)):
        yield row.product_code, schema.sums_of(row, row.emotions)
