"""What is to be known about a table before its analysis is believed: gaps, balance, and what its design hides."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from math import prod

import numpy as np

from training.experiment.linear_model import is_orthogonal, model_columns
from training.experiment.orthogonal_arrays import OrthogonalArray, standard_arrays
from training.experiment.remarks import Remark
from training.experiment.results_table import Column, ResultsTable

_MOST_NAMED = 6
_MOST_COMBINATIONS = 20_000


def check_balance(table: ResultsTable) -> list[Remark]:
    """Runs that are missing or repeated unequally, and what the analysis does about it."""
    remarks = _missing_runs(table)
    counts = Counter(table.combinations)
    most = max(counts.values())
    short = [combination for combination, count in counts.items() if count < most]
    if short:
        remarks.append(
            Remark(
                "The runs are not repeated equally often: {short} of {all} combinations have fewer than {most} "
                "values ({names}).",
                short=len(short),
                all=len(counts),
                most=most,
                names=_names(table, short),
            )
        )
    if not is_orthogonal(table.factors):
        remarks.append(
            Remark(
                "The table is not balanced, so the effects were separated by least squares: the levels' means are "
                "adjusted for the other factors, and the sums of squares do not add up to the total."
            )
        )
    return remarks


def check_interactions(table: ResultsTable) -> list[Remark]:
    """Whether an interaction of two factors would show as an effect of a third."""
    if len(table.factors) < 3 or not any(_hides(a, b, c) for a, b, c in _triples(table.factors)):
        return []
    array = recognise(table)
    return [
        Remark(
            "Interactions cannot be separated in this table ({design}): where the best level of one factor depends "
            "on another factor, it shows as an effect of a third. Only a run of the predicted best can tell.",
            design=array.title if array else Remark("{count} combinations", count=len(set(table.combinations))),
        )
    ]


def recognise(table: ResultsTable) -> OrthogonalArray | None:
    """The standard array that the table's combinations could be, if any."""
    first_rows = {combination: row for row, combination in reversed(list(enumerate(table.combinations)))}
    distinct = table.keep(sorted(first_rows.values()))
    if not is_orthogonal(distinct.factors):
        return None
    return next((array for array in _holding(table) if len(array.rows) == len(first_rows)), None)


def _holding(table: ResultsTable) -> list[OrthogonalArray]:
    """The standard arrays with a column for every factor, from the smallest."""
    needed = Counter(len(factor.levels) for factor in table.factors)
    return [array for array in standard_arrays() if needed <= Counter(array.levels)]


def _missing_runs(table: ResultsTable) -> list[Remark]:
    """Gaps that show, because the table is a standard array but for them, or by the runs' numbers."""
    distinct = set(table.combinations)
    if not is_orthogonal(table.factors):
        for array in _holding(table):
            lacking = _lacking(table, distinct, array)
            if lacking:
                return [
                    Remark(
                        "The table looks like an {array} without {names}. Run what is missing for a full answer.",
                        array=array.title,
                        names=_names(table, lacking),
                    )
                ]
    if table.runs is not None and all(run.isdecimal() for run in table.runs):
        numbers = {int(run) for run in table.runs}
        gaps = sorted(set(range(1, max(numbers))) - numbers)
        if gaps and len(gaps) < len(numbers):
            return [Remark("The table has no run {numbers}.", numbers=", ".join(map(str, gaps)))]
    return []


def _lacking(table: ResultsTable, distinct: set[tuple[int, ...]], array: OrthogonalArray) -> list[tuple[int, ...]]:
    """The combinations that would complete the table to the array; empty where it is not clear which."""
    levels = [len(factor.levels) for factor in table.factors]
    missing = len(array.rows) - len(distinct)
    if not 0 < missing < len(array.rows) / 3 or prod(levels) > _MOST_COMBINATIONS:
        return []
    pairs = list(combinations(range(len(levels)), 2))
    seen = {pair: Counter((row[pair[0]], row[pair[1]]) for row in distinct) for pair in pairs}
    wanted = {pair: len(array.rows) // (levels[pair[0]] * levels[pair[1]]) for pair in pairs}
    found = [
        candidate
        for candidate in product(*map(range, levels))
        if candidate not in distinct
        and all(seen[pair][candidate[pair[0]], candidate[pair[1]]] < wanted[pair] for pair in pairs)
    ]
    return found if len(found) == missing else []


def _triples(factors: tuple[Column, ...]) -> list[tuple[Column, Column, Column]]:
    return [(a, b, c) for a, b in combinations(factors, 2) for c in factors if c.name not in (a.name, b.name)]


def _hides(a: Column, b: Column, c: Column) -> bool:
    """Whether the interaction of a and b, apart from their own effects, is correlated with c."""
    own = model_columns((a, b))
    first, second = model_columns((a,)), model_columns((b,))
    interaction = np.einsum("ni,nj->nij", first, second).reshape(len(first), -1)
    interaction = interaction - interaction.mean(axis=0)
    interaction -= own @ np.linalg.lstsq(own, interaction, rcond=None)[0]
    return bool(np.abs(model_columns((c,)).T @ interaction).max() > 1e-9 * len(first))


def _names(table: ResultsTable, found: list[tuple[int, ...]]) -> str:
    named = [table.describe(combination) for combination in found[:_MOST_NAMED]]
    return "; ".join(named) + ("; ..." if len(found) > _MOST_NAMED else "")
