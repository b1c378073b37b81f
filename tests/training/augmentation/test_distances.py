"""KID and diversity, against values computed by hand and by the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augmentation.distances import distances, kid, mean_pairwise_distance


def by_definition(x: np.ndarray, y: np.ndarray) -> float:
    """Gretton et al. (2012), equation 3, term by term."""

    def k(a: np.ndarray, b: np.ndarray) -> float:
        return float((np.dot(a, b) / len(a) + 1) ** 3)

    n, m = len(x), len(y)
    xx = sum(k(x[i], x[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    yy = sum(k(y[i], y[j]) for i in range(m) for j in range(m) if i != j) / (m * (m - 1))
    xy = sum(k(x[i], y[j]) for i in range(n) for j in range(m)) / (n * m)
    return xx + yy - 2 * xy


def test_a_value_computed_by_hand() -> None:
    # In one dimension: k(1, 1) = 8, k(0, 0) = 1, k(1, 0) = 1. Unbiased: 8 + 1 - 2 = 7.
    assert kid(np.ones((2, 1)), np.zeros((3, 1))) == pytest.approx(7.0)
    # x = {0, 2}: k(0, 2) = 1; y = {1, 1}: k = 8; across k(0, 1) = 1, k(2, 1) = 27. 1 + 8 - 2 * 14 = -19.
    assert kid(np.array([[0.0], [2.0]]), np.array([[1.0], [1.0]])) == pytest.approx(-19.0)


@given(st.integers(0, 1000), st.integers(2, 7), st.integers(2, 7), st.integers(1, 5))
def test_it_is_the_unbiased_estimate(seed: int, n: int, m: int, d: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, d)), rng.normal(1.0, 2.0, size=(m, d))
    assert kid(x, y) == pytest.approx(by_definition(x, y), rel=1e-9, abs=1e-9)
    assert kid(x, y) == pytest.approx(kid(y, x))


def test_sets_of_one_kind_are_near_nothing_and_others_are_not() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.normal(size=(400, 16)), rng.normal(size=(400, 16))
    assert abs(kid(one, other)) < 0.02
    # Of a set with itself the unbiased estimate lies below 0, by what the diagonal adds to the mean across.
    assert -0.1 < kid(one, one) < 0
    assert kid(one, other + 1.0) > 1.0


def test_too_small_or_unlike_sets_are_refused() -> None:
    with pytest.raises(ValueError, match="2 rows or more"):
        kid(np.zeros((1, 3)), np.zeros((5, 3)))
    with pytest.raises(ValueError, match="expected two sets"):
        kid(np.zeros((4, 3)), np.zeros((5, 2)))
    with pytest.raises(ValueError, match="2 rows or more"):
        mean_pairwise_distance(np.zeros((1, 3)))


def test_distances() -> None:
    square = np.array([[0.0, 0.0], [0.0, 3.0], [4.0, 0.0]])
    np.testing.assert_allclose(distances(square, square), [[0, 3, 4], [3, 0, 5], [4, 5, 0]], atol=1e-9)
    assert mean_pairwise_distance(square) == pytest.approx(4.0)
    assert mean_pairwise_distance(np.ones((5, 7))) == pytest.approx(0.0, abs=1e-6)
