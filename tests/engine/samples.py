"""Exposures for the store's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine.exposures import Exposure, SourceKind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at_noon() -> datetime:
    return NOON


def exposure(
    code: str = "tea",
    index: float = 0.0,
    dominant: str = "neutral",
    started_at: datetime = NOON - timedelta(hours=1),
    dwell_s: float = 6.0,
    attention_s: float = 4.0,
    source: SourceKind = "live",
) -> Exposure:
    return Exposure(
        product_code=code,
        started_at=started_at,
        dwell_s=dwell_s,
        attention_s=attention_s,
        probabilities={"happy": 0.25, "neutral": 0.75},
        dominant=dominant,
        index=index,
        model="default",
        source=source,
    )
