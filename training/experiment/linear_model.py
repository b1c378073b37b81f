"""Least squares on factors' main effects: the analysis of variance of any table, balanced or not.

Effects are coded so that each factor's sum to 0 over the rows of the table. The grand mean is then the plain mean
of the responses in every design; in a balanced one the levels' means are the plain means, and the sums of squares
those of the textbooks. In an unbalanced one a level's mean is adjusted for the other factors, and a factor's sum
of squares is what the fit loses without it (adjusted, "type II").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from training.experiment.results_table import Column

Array = NDArray[np.float64]
_ROUNDING = 8 * np.finfo(np.float64).eps
"""A deviation below this share of the largest response is rounding."""


@dataclass(frozen=True)
class MainEffects:
    """The fit of `values` (n,) by the factors; every variance here is in units of the error's."""

    factors: tuple[Column, ...]
    values: Array

    @property
    def mean(self) -> float:
        return float(self.values.mean())

    @property
    def df_model(self) -> int:
        """What the factors would use if they could all be told apart."""
        return sum(len(factor.levels) - 1 for factor in self.factors)

    @cached_property
    def rank(self) -> int:
        return int(np.linalg.matrix_rank(self._design)) if self.df_model else 0

    @property
    def is_estimable(self) -> bool:
        """Whether the rows suffice to tell the factors apart."""
        return self.rank == self.df_model

    @property
    def df_error(self) -> int:
        return len(self.values) - 1 - self.rank

    @cached_property
    def total(self) -> float:
        return float(self._centred @ self._centred)

    @cached_property
    def residual(self) -> float:
        """The residual sum of squares."""
        left = self._centred - self._fitted(self.factors)
        return self._cleaned(left)

    def sum_of_squares(self, factor: Column) -> float:
        """What the fit loses without this factor."""
        others = tuple(other for other in self.factors if other.name != factor.name)
        return self._cleaned(self._fitted(self.factors) - self._fitted(others))

    def level_means(self, factor: Column) -> Array:
        """(levels,)"""
        return self.mean + _coding(factor) @ self._coefficients[self._place(factor)]

    def level_variances(self, factor: Column) -> Array:
        """(levels,): 1 / (rows at the level) in a balanced table."""
        coding = _coding(factor)
        block = self._covariance[self._place(factor), self._place(factor)]
        return np.asarray(1 / len(self.values) + np.einsum("ij,jk,ik->i", coding, block, coding))

    def difference_variance(self, factor: Column, first: int, second: int) -> float:
        """Of the difference of two levels' means."""
        coding = _coding(factor)
        step = coding[first] - coding[second]
        return float(step @ self._covariance[self._place(factor), self._place(factor)] @ step)

    def predict(self, levels: Mapping[str, int]) -> tuple[float, float]:
        """The mean response at these factors' levels, averaged over the factors not named, and its variance.

        In a balanced table the variance is Taguchi's (1 + degrees of freedom of the factors) / N.
        """
        row = np.zeros(self.df_model)
        for factor in self.factors:
            if factor.name in levels:
                row[self._place(factor)] = _coding(factor)[levels[factor.name]]
        return self.mean + float(row @ self._coefficients), 1 / len(self.values) + float(row @ self._covariance @ row)

    @cached_property
    def _centred(self) -> Array:
        return np.asarray(self.values - self.values.mean())

    @cached_property
    def _design(self) -> Array:
        return model_columns(self.factors, len(self.values))

    @cached_property
    def _coefficients(self) -> Array:
        return np.asarray(np.linalg.lstsq(self._design, self._centred, rcond=None)[0], dtype=np.float64)

    @cached_property
    def _covariance(self) -> Array:
        return np.asarray(np.linalg.pinv(self._design.T @ self._design), dtype=np.float64)

    def _place(self, factor: Column) -> slice:
        start = 0
        for other in self.factors:
            width = len(other.levels) - 1
            if other.name == factor.name:
                return slice(start, start + width)
            start += width
        raise ValueError(f"{factor.name} is not in this model")

    def _fitted(self, factors: tuple[Column, ...]) -> Array:
        design = model_columns(factors, len(self.values))
        return np.asarray(design @ np.linalg.lstsq(design, self._centred, rcond=None)[0], dtype=np.float64)

    def _cleaned(self, deviations: Array) -> float:
        largest = np.abs(self.values).max()
        return float(deviations @ deviations) if np.abs(deviations).max() > _ROUNDING * largest else 0.0


def is_orthogonal(factors: Sequence[Column]) -> bool:
    """Whether the levels of any two factors meet in proportion, so that their sums of squares add up."""
    for a, b in combinations(factors, 2):
        counts = np.zeros((len(a.levels), len(b.levels)), dtype=np.int64)
        np.add.at(counts, (np.array(a.codes), np.array(b.codes)), 1)
        if not np.array_equal(counts * counts.sum(), np.outer(counts.sum(axis=1), counts.sum(axis=0))):
            return False
    return True


def model_columns(factors: Sequence[Column], rows: int | None = None) -> Array:
    """(rows, sum of levels - 1): the factors' effects in numbers; every column's sum is 0."""
    count = len(factors[0].codes) if rows is None else rows
    return np.hstack([np.zeros((count, 0)), *(_coding(factor)[list(factor.codes)] for factor in factors)])


def _coding(factor: Column) -> Array:
    """(levels, levels - 1): effects whose sum over the rows is 0."""
    counts = np.bincount(factor.codes, minlength=len(factor.levels)).astype(np.float64)
    return np.vstack([np.eye(len(counts) - 1), -counts[:-1] / counts[-1]])
