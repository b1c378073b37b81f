"""What the store knows of a range of time, read in one transaction so that its parts agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, cast, extract, func, select

from engine.preference import TallySums
from engine.store import schema

QUARTER_S = 900
"""Every zone's offset from UTC is a multiple of a quarter of an hour, so quarters fit into any zone's hours."""


@dataclass(frozen=True, slots=True)
class TimedSums:
    """The sums of one product over a stretch of time that begins at `starts_at` (UTC)."""

    starts_at: datetime
    product_code: str
    sums: TallySums


@dataclass(frozen=True, slots=True)
class Squares:
    """Sums of squares over one product's single exposures, of which there are `n`; daily totals have none."""

    n: int = 0
    dwell: float = 0.0
    attention: float = 0.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """`quarters` are of single exposures, by the quarter of an hour in which they began, without expressions; `days`
    are daily totals past retention, of which neither hour nor model is known. `by_product` is all of it together,
    `models` how many viewers each model judged."""

    quarters: tuple[TimedSums, ...] = ()
    days: tuple[TimedSums, ...] = ()
    by_product: Mapping[str, TallySums] = field(default_factory=dict)
    squares: Mapping[str, Squares] = field(default_factory=dict)
    models: Mapping[str, int] = field(default_factory=dict)


def read_timeline(
    connection: Connection, exposures_wanted: ColumnElement[bool], days_wanted: ColumnElement[bool]
) -> Timeline:
    """Reads it, the summing done by the database."""
    totals: defaultdict[str, TallySums] = defaultdict(TallySums)
    days = []
    for row in connection.execute(select(schema.daily_totals).where(days_wanted)):
        days.append(TimedSums(row.day_starts_at, row.product_code, schema.sums_of(row, row.emotions)))
        totals[row.product_code] += days[-1].sums
    squares: defaultdict[str, Squares] = defaultdict(Squares)
    for row in _by_expression(connection, exposures_wanted):
        totals[row.product_code] += schema.sums_of(row, {row.dominant: row.viewers})
        old = squares[row.product_code]
        squares[row.product_code] = Squares(
            old.n + row.viewers, old.dwell + row.dwell_squared, old.attention + row.attention_squared
        )
    e = schema.exposures.c
    models = connection.execute(select(e.model, func.count()).where(exposures_wanted).group_by(e.model)).all()
    return Timeline(
        quarters=tuple(_quarters(connection, exposures_wanted)),
        days=tuple(days),
        by_product=dict(totals),
        squares=dict(squares),
        models={model: int(count) for model, count in models},
    )


def _sums() -> list[ColumnElement[Any]]:
    e = schema.exposures.c
    return [
        func.count().label("viewers"),
        func.sum(e.dwell_s).label("dwell_s"),
        func.sum(e.attention_s).label("attention_s"),
        func.sum(e.expression_index).label("expression_index"),
        func.sum(e.expression_index * e.expression_index).label("expression_index_squared"),
    ]


def _by_expression(connection: Connection, wanted: ColumnElement[bool]) -> list[Any]:
    e = schema.exposures.c
    squares = [
        func.sum(e.dwell_s * e.dwell_s).label("dwell_squared"),
        func.sum(e.attention_s * e.attention_s).label("attention_squared"),
    ]
    chosen = select(e.product_code, e.dominant, *_sums(), *squares)
    return list(connection.execute(chosen.where(wanted).group_by(e.product_code, e.dominant)))


def _quarters(connection: Connection, wanted: ColumnElement[bool]) -> list[TimedSums]:
    e = schema.exposures.c
    # Seconds since 1970; `started_at` is kept as UTC without a zone.
    seconds: ColumnElement[Any]
    if connection.dialect.name == "sqlite":
        seconds = cast(func.strftime("%s", e.started_at), Integer)
    else:
        seconds = cast(func.floor(extract("epoch", e.started_at)), Integer)
    quarter = (seconds // QUARTER_S).label("q")
    chosen = select(quarter, e.product_code, *_sums()).where(wanted).group_by(quarter, e.product_code)
    return [
        TimedSums(datetime.fromtimestamp(int(row.q) * QUARTER_S, UTC), row.product_code, schema.sums_of(row, {}))
        for row in connection.execute(chosen)
    ]
