"""Retention: exposures past their time become daily totals, and nothing else of them stays."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta, tzinfo

from sqlalchemy import Connection, and_, delete, insert, select, text, update

from engine.preference import TallySums
from engine.store import schema

_Key = tuple[datetime, str, str]
"""Start of the day, product's code, kind of source."""


def start_of_day(instant: datetime, zone: tzinfo | None = None) -> datetime:
    """The instant, in UTC, at which the day of `instant` began in `zone` (None: this machine's zone)."""
    local = instant.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if zone is None:
        # `astimezone()` gave the offset of `instant`; at midnight another one may have held.
        midnight = midnight.replace(tzinfo=None)
    return midnight.astimezone(UTC)


def first_day_kept(days: int, now: datetime, zone: tzinfo | None = None) -> datetime:
    """The start of the oldest day of which anything is younger than `days`: it stays whole."""
    return start_of_day(now - timedelta(days=days), zone)


def roll_up(connection: Connection, before: datetime, zone: tzinfo | None = None) -> int:
    """Turns the closed exposures that began before the instant `before` into daily totals; returns how many.

    All in the transaction of `connection`; doing it again changes nothing. Totals that are there already grow.
    """
    if connection.dialect.name == "postgresql":
        # Two kiosks of a chain may do this at the same moment; on SQLite, beginning to write has locked already.
        connection.execute(text("LOCK TABLE daily_totals IN EXCLUSIVE MODE"))
    e = schema.exposures.c
    expired = connection.execute(
        delete(schema.exposures)
        .where(e.closed, e.started_at < before)
        .returning(e.started_at, e.product_code, e.source, e.dwell_s, e.attention_s, e.expression_index, e.dominant)
    ).all()
    sums: defaultdict[_Key, TallySums] = defaultdict(TallySums)
    for row in expired:
        sums[start_of_day(row.started_at, zone), row.product_code, row.source] += TallySums(
            viewers=1,
            dwell_s=row.dwell_s,
            attention_s=row.attention_s,
            index=row.expression_index,
            index_squared=row.expression_index**2,
            emotions={row.dominant: 1},
        )
    for key, total in sums.items():
        _add(connection, key, total)
    return len(expired)


def _add(connection: Connection, key: _Key, total: TallySums) -> None:
    table = schema.daily_totals
    day, code, source = key
    here = and_(table.c.day_starts_at == day, table.c.product_code == code, table.c.source == source)
    row = connection.execute(select(table).where(here)).one_or_none()
    if row is None:
        values = schema.values_of_sums(total)
        connection.execute(insert(table).values(day_starts_at=day, product_code=code, source=source, **values))
    else:
        values = schema.values_of_sums(schema.sums_of(row, row.emotions) + total)
        connection.execute(update(table).where(here).values(**values))
