"""Timing of short calls on a machine that also does other things."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

FEWEST_CALLS = 5
BLOCK_S = 0.25


@dataclass(frozen=True, slots=True)
class Timing:
    """What one call takes: median, 95th percentile and mean, over `n` calls."""

    p50_ms: float
    p95_ms: float
    mean_ms: float
    n: int

    def document(self) -> dict[str, float | int]:
        figures = {"p50_ms": self.p50_ms, "p95_ms": self.p95_ms, "mean_ms": self.mean_ms}
        return {**{name: round(value, 3) for name, value in figures.items()}, "n": self.n}


def time_calls(calls: Mapping[str, Callable[[], object]], budget_s: float) -> dict[str, Timing]:
    """Times each of `calls` for about `budget_s`, in turns of a quarter of a second.

    The turns make their ratio fair when something else on the machine comes and goes; blocks, not single calls, since
    some runtimes keep their threads spinning for a moment after each. The first calls of all are not counted.
    """
    taken_s: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
        call()
    while any(sum(times) < budget_s or len(times) < FEWEST_CALLS for times in taken_s.values()):
        for name, call in calls.items():
            until_s = time.perf_counter() + BLOCK_S
            call()
            while True:
                began_s = time.perf_counter()
                call()
                ended_s = time.perf_counter()
                taken_s[name].append(ended_s - began_s)
                if ended_s >= until_s:
                    break
    return {name: _summary(times) for name, times in taken_s.items()}


def matrix_gflops(budget_s: float = 1.0, size: int = 1536) -> float:
    """The rate of float32 matrix products through numpy, in 10^9 operations a second: this machine's limit line."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((size, size), dtype=np.float32) for _ in range(2))
    out = np.empty_like(a)
    timing = time_calls({"product": lambda: np.matmul(a, b, out=out)}, budget_s)["product"]
    return 2 * size**3 / (timing.p50_ms * 1e6)


def _summary(times_s: list[float]) -> Timing:
    p50, p95 = np.percentile(1000 * np.asarray(times_s), [50, 95])
    return Timing(float(p50), float(p95), 1000 * float(np.mean(times_s)), len(times_s))
