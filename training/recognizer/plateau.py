"""Keras's `ReduceLROnPlateau` as a value that can be saved: a resumed run goes on as if never interrupted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

MIN_DELTA = 1e-4
"""Keras's default: a smaller gain is none."""


@dataclass(slots=True)
class Plateau:
    """Multiplies `rate` by `factor` when the loss has not fallen for `patience` epochs, down to `min_rate`."""

    rate: float
    patience: int = 20
    factor: float = 0.5
    min_rate: float = 1e-10
    best: float | None = None
    waited: int = 0

    def after_epoch(self, loss: float) -> None:
        if self.best is None or loss < self.best - MIN_DELTA:
            self.best, self.waited = loss, 0
            return
        self.waited += 1
        if self.waited >= self.patience:
            self.rate, self.waited = max(self.rate * self.factor, self.min_rate), 0

    def state(self) -> dict[str, Any]:
        return {"rate": self.rate, "best": self.best, "waited": self.waited}

    @staticmethod
    def from_state(fresh: Plateau, state: Mapping[str, Any]) -> Plateau:
        return replace(fresh, **state)
