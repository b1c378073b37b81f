"""From exposures to what a product's tally says: counts, means, and the preference with its interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.exposures import Exposure


@dataclass(frozen=True, slots=True)
class Preference:
    """A product's mean expression index over its `n` viewers; `ci95` is None where n < 2."""

    mean: float
    n: int
    ci95: tuple[float, float] | None

    def is_telling(self, min_viewers: int) -> bool:
        """Whether there are enough viewers to say anything."""
        return self.ci95 is not None and self.n >= min_viewers


@dataclass(frozen=True, slots=True)
class ProductTally:
    """What is known of one product. Counts are of viewers; times are means over them, in seconds.

    `emotions` counts viewers by dominant expression, "uncertain" included; classes nobody showed may be absent.
    """

    viewers: int
    dwell_s: float
    attention_s: float
    emotions: Mapping[str, int]
    preference: Preference | None

    @property
    def attraction_ratio(self) -> float:
        """Attention over dwell, 0 to 1; 0 without viewers."""
        return self.attention_s / self.dwell_s if self.dwell_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class TallySums:
    """What a tally is computed from. Sums of disjoint sets of exposures add up exactly, whichever way they are kept
    (single exposures, daily totals, viewers still standing there)."""

    viewers: int = 0
    dwell_s: float = 0.0
    attention_s: float = 0.0
    index: float = 0.0
    index_squared: float = 0.0
    emotions: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, exposures: Iterable[Exposure]) -> TallySums:
        """The sums over some exposures."""
        known = list(exposures)
        return cls(
            viewers=len(known),
            dwell_s=math.fsum(e.dwell_s for e in known),
            attention_s=math.fsum(e.attention_s for e in known),
            index=math.fsum(e.index for e in known),
            index_squared=math.fsum(e.index**2 for e in known),
            emotions=dict(Counter(e.dominant for e in known)),
        )

    def __add__(self, other: TallySums) -> TallySums:
        return TallySums(
            viewers=self.viewers + other.viewers,
            dwell_s=self.dwell_s + other.dwell_s,
            attention_s=self.attention_s + other.attention_s,
            index=self.index + other.index,
            index_squared=self.index_squared + other.index_squared,
            emotions=dict(Counter(self.emotions) + Counter(other.emotions)),
        )

    def tally(self) -> ProductTally:
        """Means, counts and preference."""
        n = self.viewers
        return ProductTally(
            viewers=n,
            dwell_s=self.dwell_s / n if n else 0.0,
            attention_s=self.attention_s / n if n else 0.0,
            emotions=dict(self.emotions),
            preference=self.preference(),
        )

    def preference(self) -> Preference | None:
        """The mean index with Student's t interval at 95 %, kept within the index's range; None without viewers."""
        n = self.viewers
        if n == 0:
            return None
        mean = self.index / n
        if n == 1:
            return Preference(mean, n, None)
        # Not needed before a second viewer has been: the start does not wait for this import.
        from scipy.special import stdtrit

        variance = max(0.0, self.index_squared - n * mean**2) / (n - 1)
        half = float(stdtrit(n - 1, 0.975)) * math.sqrt(variance / n)
        return Preference(mean, n, (max(-100.0, mean - half), min(100.0, mean + half)))


def sums_by_product(exposures: Iterable[Exposure]) -> dict[str, TallySums]:
    """The sums of some exposures, product by product."""
    by_code: dict[str, list[Exposure]] = {}
    for exposure in exposures:
        by_code.setdefault(exposure.product_code, []).append(exposure)
    return {code: TallySums.of(group) for code, group in by_code.items()}


def tally(exposures: Iterable[Exposure]) -> ProductTally:
    """The tally of some exposures of one product."""
    return TallySums.of(exposures).tally()
