"""Taguchi's signal-to-noise ratios, in decibels: the larger, the better, whatever the response wants.

Source: G. Taguchi, S. Chowdhury, Y. Wu, Taguchi's Quality Engineering Handbook, Wiley 2005; the same formulas in
the NIST/SEMATECH e-Handbook, section 5.5.6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.experiment.results_table import ResultsTable

Kind = Literal["larger", "smaller", "nominal"]
KINDS: tuple[Kind, ...] = ("larger", "smaller", "nominal")


def ratio_db(values: NDArray[np.float64], kind: Kind) -> float:
    """The ratio of one run's repeats (n,).

    larger: -10 log10(mean(1 / y^2)), y > 0. smaller: -10 log10(mean(y^2)), not all 0. nominal:
    10 log10(mean^2 / s^2), from two repeats on that are not all alike and whose mean is not 0. Raises KnownError
    where the values do not allow it.
    """
    if kind == "larger":
        if values.min() <= 0:
            raise KnownError(
                "The ratio for larger-is-better needs responses above 0, and there is {value}. Use another ratio, "
                "or none.",
                value=values.min(),
            )
        return float(-10 * np.log10(np.mean(values**-2)))
    if kind == "smaller":
        if not values.any():
            raise KnownError("The ratio for smaller-is-better does not exist where every response of a run is 0.")
        return float(-10 * np.log10(np.mean(values**2)))
    if len(values) < 2:
        raise KnownError(
            "The ratio for nominal-is-best compares the repeats of a run, and a run has one value only. Repeat every "
            "run, or use another ratio."
        )
    spread, mean = values.std(ddof=1), values.mean()
    if spread <= 1e-12 * abs(mean) or mean == 0:
        raise KnownError(
            "The ratio for nominal-is-best does not exist for a run whose repeats are all alike, or whose mean is 0. "
            "Use another ratio, or none."
        )
    return float(20 * np.log10(abs(mean) / spread))


def as_ratios(table: ResultsTable, kind: Kind) -> ResultsTable:
    """The table with one row for each combination of levels, its response the ratio of that combination's rows."""
    rows_of: dict[tuple[int, ...], list[int]] = {}
    for row, combination in enumerate(table.combinations):
        rows_of.setdefault(combination, []).append(row)
    ratios = [ratio_db(table.values[rows], kind) for rows in rows_of.values()]
    first_rows = table.keep([rows[0] for rows in rows_of.values()])
    return replace(first_rows, values=np.array(ratios), repeats=None)
