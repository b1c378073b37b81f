"""Known answers: a table's own shares, whatever the unit of the numbers."""

from __future__ import annotations

import numpy as np
import pytest

from training.recognizer.logistic_regression import logistic_regression

GROUP = np.repeat([[0.0], [1.0]], [40, 60], axis=0)
LABELS = np.repeat([0, 1, 2, 0, 1, 2], [10, 20, 10, 36, 12, 12])
"""Of the first group a quarter, a half and a quarter are of classes 0, 1 and 2; of the second 0.6, 0.2 and 0.2."""


def test_without_penalty_it_gives_a_tables_own_shares() -> None:
    learned = logistic_regression(GROUP, LABELS, 3, penalty=0.0)
    np.testing.assert_allclose(learned(np.array([[0.0], [1.0]])), [[0.25, 0.5, 0.25], [0.6, 0.2, 0.2]], atol=1e-3)


@pytest.mark.parametrize("unit", [1e-3, 1.0, 1e4])
def test_the_unit_changes_nothing(unit: float) -> None:
    here = np.array([[0.0], [0.5], [1.0]])
    there = logistic_regression((GROUP * unit + 7).astype(np.float32), LABELS, 3)(
        (here * unit + 7).astype(np.float32)
    )
    np.testing.assert_allclose(there, logistic_regression(GROUP, LABELS, 3)(here), atol=5e-3)


def test_a_heavy_penalty_leaves_the_classes_shares() -> None:
    learned = logistic_regression(GROUP, LABELS, 3, penalty=1e6)
    np.testing.assert_allclose(learned(np.array([[0.0], [1.0]])), [[0.46, 0.32, 0.22]] * 2, atol=1e-3)
