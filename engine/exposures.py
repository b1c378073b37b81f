"""Exposures: one viewer and one product, the unit that is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exposure:
    """One viewer's look at one product, finished or still going on.

    `started_at` is UTC. `probabilities` are the means over all its frames, by class. `dominant` is a class or
    "uncertain"; `index` is the expression index, -100 to 100. Nothing in it tells who it was.
    """

    product_code: str
    started_at: datetime
    dwell_s: float
    attention_s: float
    probabilities: Mapping[str, float]
    dominant: str
    index: float
    model: str

    def __post_init__(self) -> None:
        if self.started_at.tzinfo is None:
            raise ValueError("an exposure's start carries its time zone")
        if not 0 <= self.attention_s <= self.dwell_s:
            raise ValueError(f"0 <= attention <= dwell, not {self.attention_s} and {self.dwell_s}")
        if not -100 <= self.index <= 100:
            raise ValueError(f"an expression index lies in -100 to 100, not at {self.index}")
