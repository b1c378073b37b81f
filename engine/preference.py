"""From exposures to what a product's tally says: counts, means, and the preference with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
