"""How far generated pictures are from real ones, and how varied they are: plain arithmetic on features.

KID: the squared maximum mean discrepancy between two sets of features with the kernel (x.y / d + 1)^3, by its
unbiased estimate (Binkowski, Sutherland, Arbel and Gretton, "Demystifying MMD GANs", ICLR 2018; Gretton et al., "A
kernel two-sample test", 2012, equation 3). It may come out slightly below 0 where the sets are alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.floating[Any]]
"""(n, d)."""


def kid(first: Features, second: Features) -> float:
    """The unbiased estimate of the squared discrepancy between two sets, of at least two rows each."""
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[1] or min(len(first), len(second)) < 2:
        raise ValueError(f"expected two sets of features, of 2 rows or more, not {first.shape} and {second.shape}")
    x, y = first.astype(np.float64), second.astype(np.float64)
    within = [(k.sum() - np.trace(k)) / (len(k) * (len(k) - 1)) for k in (_kernel(x, x), _kernel(y, y))]
    return float(within[0] + within[1] - 2 * _kernel(x, y).mean())


def _kernel(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((x @ y.T / x.shape[1] + 1) ** 3)


def distances(first: Features, second: Features) -> NDArray[np.float64]:
    """Euclidean distances (n, m) between the rows of two sets."""
    x, y = first.astype(np.float64), second.astype(np.float64)
    squared = (x**2).sum(axis=1)[:, None] + (y**2).sum(axis=1)[None] - 2 * x @ y.T
    return np.asarray(np.sqrt(np.maximum(squared, 0)))


def mean_pairwise_distance(features: Features) -> float:
    """Mean Euclidean distance between two different rows; 0 where all are equal."""
    if len(features) < 2:
        raise ValueError(f"expected 2 rows or more, not {len(features)}")
    return float(distances(features, features).sum() / (len(features) * (len(features) - 1)))
