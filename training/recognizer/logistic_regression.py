"""Multinomial logistic regression: what rows of numbers say of classes, where nothing deeper is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from training.evaluation.comparison import softmax
from training.evaluation.metrics import log_loss

Rows = NDArray[np.floating[Any]]
"""(n, width)."""
Probabilities = NDArray[np.float64]


def logistic_regression(
    rows: Rows, labels: NDArray[np.int64], n_classes: int, penalty: float = 1.0
) -> Callable[[Rows], Probabilities]:
    """Learned from `rows` (n, width) and `labels` (n,), by L-BFGS: other rows to their probabilities (m, n_classes).

    Each column is scaled to mean 0 and deviation 1 of the rows that are learned from; half of `penalty` times the
    squares of the weights, but for the intercepts', is added to the summed log loss. So few rows give answers near
    the classes' shares.
    """
    mean, deviation = rows.mean(axis=0, dtype=np.float64), rows.std(axis=0, dtype=np.float64) + 1e-6
    seen, n = (rows - mean) / deviation, len(rows)
    targets = np.eye(n_classes)[labels]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(-1, n_classes)
        probabilities = softmax(seen @ weights[:-1] + weights[-1])
        error = (probabilities - targets) / n
        gradient = np.vstack([seen.T @ error + penalty / n * weights[:-1], error.sum(axis=0)])
        value = log_loss(probabilities, labels) + penalty / (2 * n) * np.sum(weights[:-1] ** 2)
        return float(value), gradient.ravel()

    start = np.zeros((rows.shape[1] + 1) * n_classes)
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.reshape(-1, n_classes)
    return lambda rows: softmax(((rows - mean) / deviation) @ weights[:-1] + weights[-1])
