"""The tallies that a screen shows: what is stored, what has just ended, and the viewers who stand there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from engine.counting.recorder import Recorder
from engine.exposures import Exposure, SourceKind
from engine.preference import ProductTally, TallySums, sums_by_product
from engine.products.products import Product
from engine.store.store import Store

Period = Literal["today", "week", "all"]


def period_start(period: Period, now: datetime) -> datetime | None:
    """Where a period begins: local midnight of today or six days ago, as UTC; None for everything kept."""
    if period == "all":
        return None
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - timedelta(days=6 if period == "week" else 0)).astimezone(UTC)


@dataclass(slots=True)
class LiveTally:
    """Sums of all exposures of one kind of source that have ended within a period, by product."""

    source: SourceKind
    period: Period
    _since: datetime | None = None
    _ended: dict[str, TallySums] = field(default_factory=dict)

    def load(self, store: Store, recorder: Recorder, now: datetime) -> None:
        """Reads the period's sums from the store, and from the recorder what the store has not taken yet.

        To be called while the store holds no exposure of a viewer who is still there: that one would count twice.
        """
        self._since = period_start(self.period, now)
        self._ended = dict(store.tally_sums(since=self._since, source=self.source))
        self.add(recorder.unknown_to_store())

    def is_stale(self, now: datetime) -> bool:
        """Whether the period has moved on, past midnight."""
        return period_start(self.period, now) != self._since

    def add(self, ended: Iterable[Exposure]) -> None:
        """Takes in exposures that have ended since `load`."""
        for code, sums in self._sums(ended).items():
            self._ended[code] = self._ended.get(code, TallySums()) + sums

    def tallies(self, products: Iterable[Product], viewers: Iterable[Exposure]) -> Mapping[str, ProductTally]:
        """Each product's tally, the viewers of this moment included."""
        present = self._sums(viewers)
        empty = TallySums()
        return {p.code: (self._ended.get(p.code, empty) + present.get(p.code, empty)).tally() for p in products}

    def _sums(self, exposures: Iterable[Exposure]) -> dict[str, TallySums]:
        return sums_by_product(
            e for e in exposures if e.source == self.source and (self._since is None or e.started_at >= self._since)
        )
