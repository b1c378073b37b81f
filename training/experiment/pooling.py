"""Pooling: taking factors for noise, so that an experiment without repeats has an error to compare with.

Rule for `auto`: only where the table leaves no degree of freedom for error, the factor with the smallest mean
square is pooled; further ones, in ascending order, only while the pooled sum of squares is 0. This is the first
step of Taguchi's pooling (G. Taguchi et al., Taguchi's Quality Engineering Handbook, Wiley 2005, and P. J. Ross,
Taguchi Techniques for Quality Engineering, 2nd ed., McGraw-Hill 1996).

An error that was chosen for being small makes the others look large. `chance_of_noise` says how large: it
simulates the same rule on noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import stats

SIMULATIONS = 20_000


def weakest(mean_squares: Sequence[float]) -> tuple[int, ...]:
    """The factors to pool, weakest first; at least one factor stays."""
    order = sorted(range(len(mean_squares)), key=lambda index: mean_squares[index])
    pooled = []
    for index in order[:-1]:
        pooled.append(index)
        if mean_squares[index] > 0:
            return tuple(pooled)
    return ()


def chance_of_noise(p_values: Sequence[float], dfs: Sequence[int], pooled: int) -> list[float]:
    """For each p-value: how often noise alone, pooled alike, gives at least one factor so small a p-value.

    `dfs`: of all factors, pooled ones included; `pooled`: how many of them. Simulated, always with the same
    numbers: right to about 0.005.
    """
    smallest = _smallest_p_of_noise(tuple(dfs), pooled)
    return [float(np.searchsorted(smallest, p, side="right") / SIMULATIONS) for p in p_values]


@lru_cache(maxsize=16)
def _smallest_p_of_noise(dfs: tuple[int, ...], pooled: int) -> NDArray[np.float64]:
    """(simulations,), ascending"""
    rng = np.random.default_rng(9)
    widths = np.array(dfs)
    squares = rng.chisquare(widths, size=(SIMULATIONS, len(widths)))
    order = np.argsort(squares / widths, axis=1)
    squares, degrees = np.take_along_axis(squares, order, axis=1), widths[order]
    error_df = degrees[:, :pooled].sum(axis=1, keepdims=True)
    error = squares[:, :pooled].sum(axis=1, keepdims=True) / error_df
    kept_df = degrees[:, pooled:]
    p_of_noise = np.asarray(stats.f.sf(squares[:, pooled:] / kept_df / error, kept_df, error_df))
    return np.sort(p_of_noise.min(axis=1))
