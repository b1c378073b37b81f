"""A shop's plausible weeks, for tests and for looking at the panel: filled through the store's own methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np

from engine.exposures import Exposure, SourceKind, dominant_expression, expression_index
from engine.products.products import Product
from engine.settings import CountingSettings
from engine.store.store import Store

CLASSES = ("happy", "surprise", "neutral", "disgust", "fear", "anger")
OPENS_H, CLOSES_H = 10, 22


@dataclass(frozen=True)
class Liking:
    """How a product is taken: viewers a day, and which shares of them it pleases, surprises or displeases."""

    product: Product
    viewers: float
    happy: float
    surprise: float
    displeased: float
    dwell_s: float = 5.0


SHELF: tuple[Liking, ...] = (
    Liking(Product("4711-0233", "冷萃烏龍茶 500 ml", order=1), 42, 0.38, 0.12, 0.06, 6.4),
    Liking(Product("4711-0240", "抹茶拿鐵", order=2), 34, 0.33, 0.08, 0.07, 5.1),
    Liking(Product("4711-0257", "葡萄氣泡飲", order=3), 25, 0.24, 0.10, 0.13, 4.8),
    Liking(Product("4711-0264", "海鹽檸檬水", order=4), 18, 0.16, 0.05, 0.20, 3.9),
    Liking(Product("4711-0271", "辣味番茄汁", order=5), 0.2, 0.15, 0.10, 0.35, 2.5),
)


def exposures_of_a_day(
    midnight: datetime, likings: Sequence[Liking], rng: np.random.Generator, source: SourceKind = "live"
) -> Iterator[Exposure]:
    """One day's exposures; `midnight` carries its zone. Busier at noon and in the evening, and at weekends."""
    weights = CountingSettings()
    hours = np.arange(OPENS_H, CLOSES_H)
    busy = 0.6 + np.exp(-(((hours - 12.5) / 1.5) ** 2)) + 1.4 * np.exp(-(((hours - 18.5) / 1.8) ** 2))
    weekend = 1.5 if midnight.weekday() >= 5 else 1.0
    for liking in likings:
        for _ in range(rng.poisson(liking.viewers * weekend)):
            hour = int(rng.choice(hours, p=busy / busy.sum()))
            begins = midnight + timedelta(hours=hour, seconds=float(rng.uniform(0, 3600)))
            mood = rng.uniform()
            shares = np.full(len(CLASSES), 0.04)
            if mood < liking.happy:
                shares[0] += rng.uniform(0.5, 2.0)
            elif mood < liking.happy + liking.surprise:
                shares[1] += rng.uniform(0.4, 1.2)
            elif mood < liking.happy + liking.surprise + liking.displeased:
                shares[rng.choice([3, 3, 4, 5])] += rng.uniform(0.3, 1.0)
            shares[2] += rng.uniform(0.1, 0.6)
            shares /= shares.sum()
            probabilities = dict(zip(CLASSES, map(float, shares), strict=True))
            dwell_s = float(np.round(rng.gamma(2.2, liking.dwell_s / 2.2) + 0.6, 3))
            yield Exposure(
                product_code=liking.product.code,
                started_at=begins,
                dwell_s=dwell_s,
                attention_s=dwell_s * float(rng.beta(6, 2)),
                probabilities=probabilities,
                dominant=dominant_expression(probabilities, weights.uncertain_below),
                index=expression_index(probabilities, weights.index_weights),
                model="default",
                source=source,
            )


def fill(
    store: Store,
    *,
    until: datetime,
    days: int = 30,
    likings: Sequence[Liking] = SHELF,
    seed: int = 7,
    source: SourceKind = "live",
) -> int:
    """Puts products and `days` of exposures into a store, up to the moment `until` (with its zone); how many."""
    store.import_products([liking.product for liking in likings])
    rng = np.random.default_rng(seed)
    today = datetime.combine(until.date(), time(), until.tzinfo)
    found = [
        exposure
        for ago in range(days - 1, -1, -1)
        for exposure in exposures_of_a_day(today - timedelta(days=ago), likings, rng, source)
        if exposure.started_at <= until
    ]
    for first in range(0, len(found), 5000):
        store.save_exposures([(None, exposure) for exposure in found[first : first + 5000]], closed=True)
    return len(found)
