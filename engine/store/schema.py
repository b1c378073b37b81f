"""The store's tables, in the words of SQLAlchemy Core: the same on SQLite and PostgreSQL.

Whoever changes a table adds a migration (see `engine.store.migrations`) in the same commit. No column here can tell
who a shopper was: no picture, no embedding, no track.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from engine.exposures import Exposure
from engine.preference import TallySums
from engine.products.products import Product


class UtcTime(TypeDecorator[datetime]):
    """An instant. Kept as UTC without a zone, so that neither the server's zone nor daylight saving can move it;
    comes back aware. A time without a zone is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a stored time carries its zone, {value} does not")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String(50), primary_key=True),
    Column("value", Text, nullable=False),
)

products = Table(
    "products",
    metadata,
    Column("code", String(100), primary_key=True),
    Column("name", Text, nullable=False),
    Column("picture", Text),
    Column("position", Integer, nullable=False),
    Column("zone", JSON(none_as_null=True)),
    Column("retired", Boolean, nullable=False),
    Column("hours", JSON(none_as_null=True)),
)

# An exposure names its product by code and needs no row in `products`: what was seen is kept even if the list of
# products was lost with a damaged file, or the code never stood in it. Row numbers are never used twice, so that an
# open exposure can only ever be written to its own row.
exposures = Table(
    "exposures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("product_code", String(100), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("dwell_s", Float(53), nullable=False),
    Column("attention_s", Float(53), nullable=False),
    Column("probabilities", JSON, nullable=False),
    Column("dominant", String(50), nullable=False),
    Column("expression_index", Float(53), nullable=False),
    Column("model", Text, nullable=False),
    Column("source", String(20), nullable=False),
    Column("closed", Boolean, nullable=False),
    Index("exposures_by_time", "started_at"),
    sqlite_autoincrement=True,
)

# What is left of the exposures of one product, one kind of source and one of the shop's days once they are past
# retention: sums, so that means, preference and its interval over any number of days stay exact. `day_starts_at` is
# the instant at which the day began in the shop.
daily_totals = Table(
    "daily_totals",
    metadata,
    Column("day_starts_at", UtcTime, primary_key=True),
    Column("product_code", String(100), primary_key=True),
    Column("source", String(20), primary_key=True),
    Column("viewers", Integer, nullable=False),
    Column("dwell_s", Float(53), nullable=False),
    Column("attention_s", Float(53), nullable=False),
    Column("expression_index", Float(53), nullable=False),
    Column("expression_index_squared", Float(53), nullable=False),
    Column("emotions", JSON, nullable=False),
)

settings_history = Table(
    "settings_history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("set_at", UtcTime, nullable=False),
    Column("settings", JSON, nullable=False),
)


def values_of_product(product: Product) -> dict[str, Any]:
    """A product as a row of `products`."""
    return {
        "code": product.code,
        "name": product.name,
        "picture": product.picture,
        "position": product.order,
        "zone": None if product.zone is None else list(product.zone),
        "retired": product.retired,
        "hours": None if product.hours is None else list(product.hours),
    }


def product_of(row: Row[Any]) -> Product:
    """The product of a row of `products`."""
    return Product(
        code=row.code,
        name=row.name,
        picture=row.picture,
        order=row.position,
        zone=None if row.zone is None else (row.zone[0], row.zone[1], row.zone[2], row.zone[3]),
        retired=row.retired,
        hours=None if row.hours is None else (row.hours[0], row.hours[1]),
    )


def values_of_exposure(exposure: Exposure, closed: bool) -> dict[str, Any]:
    """An exposure as a row of `exposures`, without its number."""
    return {
        "product_code": exposure.product_code,
        "started_at": exposure.started_at,
        "dwell_s": exposure.dwell_s,
        "attention_s": exposure.attention_s,
        "probabilities": dict(exposure.probabilities),
        "dominant": exposure.dominant,
        "expression_index": exposure.index,
        "model": exposure.model,
        "source": exposure.source,
        "closed": closed,
    }


def exposure_of(row: Row[Any]) -> Exposure:
    """The exposure of a row of `exposures`."""
    return Exposure(
        product_code=row.product_code,
        started_at=row.started_at,
        dwell_s=row.dwell_s,
        attention_s=row.attention_s,
        probabilities=row.probabilities,
        dominant=row.dominant,
        index=row.expression_index,
        model=row.model,
        source=row.source,
    )


def values_of_sums(sums: TallySums) -> dict[str, Any]:
    """Sums as a row of `daily_totals`, without its day, product and source."""
    return {
        "viewers": sums.viewers,
        "dwell_s": sums.dwell_s,
        "attention_s": sums.attention_s,
        "expression_index": sums.index,
        "expression_index_squared": sums.index_squared,
        "emotions": dict(sums.emotions),
    }


def sums_of(row: Row[Any], emotions: Mapping[str, int]) -> TallySums:
    """The sums of a row with the columns of `daily_totals`, of whatever it sums up."""
    return TallySums(
        viewers=row.viewers,
        dwell_s=row.dwell_s,
        attention_s=row.attention_s,
        index=row.expression_index,
        index_squared=row.expression_index_squared,
        emotions=emotions,
    )
