"""The confirmation run: does the predicted optimum hold where it is tried?

Interval: P. J. Ross, Taguchi Techniques for Quality Engineering, 2nd ed., McGraw-Hill 1996: half of it is
sqrt(F(0.95; 1, df of error) x error variance x (1 / n_eff + 1 / r)) for the mean of r confirmation runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import KnownError
from training.experiment.analysis import Analysis
from training.experiment.factor_analysis import interval_half_width


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`confirmed`: whether the mean of the n confirmation runs lies in `interval` around what was predicted.

    None, as `interval`, where the experiment has no error estimate. Above the interval is not confirmed either: the
    prediction's model is then wrong, if to the user's gain.
    """

    n: int
    mean: float
    predicted: float
    interval: tuple[float, float] | None
    confirmed: bool | None

    @property
    def difference(self) -> float:
        return self.mean - self.predicted


def confirm(analysis: Analysis, responses: Sequence[float]) -> Confirmation:
    """Compares runs at the predicted optimum with the prediction, both in the analysis's own terms.

    For an analysis of signal-to-noise ratios, pass the ratio of the confirmation runs (or `analysis.plain` and the
    runs themselves). Raises KnownError for no runs, or for one without a value.
    """
    if not responses or not all(math.isfinite(value) for value in responses):
        raise KnownError("A confirmation needs at least one run, and each with a value.")
    mean, optimum, error = float(np.mean(responses)), analysis.optimum, analysis.error
    if error.variance is None:
        return Confirmation(len(responses), mean, optimum.predicted, None, None)
    half = interval_half_width(error.variance * (1 / optimum.effective_n + 1 / len(responses)), error.df)
    interval = (optimum.predicted - half, optimum.predicted + half)
    return Confirmation(len(responses), mean, optimum.predicted, interval, interval[0] <= mean <= interval[1])
