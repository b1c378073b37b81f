"""The standard orthogonal arrays, and the smallest of them that holds a set of factors.

pyDOE3 carries NIST's listings (itl.nist.gov/div898/software/dataplot/designs.htm). Two things are put right here:

- its L18 is "6^1 3^6": the standard array's two-level and first three-level column written as one of six levels
  (level = 3 * (two - 1) + three). They are taken apart, which gives Taguchi's L18(2^1 3^7).
- its L27 is called "2^1 3^12", but all thirteen columns have three levels: it is the standard L27(3^13).

Its L64(2^31) is not orthogonal (one column is unbalanced), and no array is used unchecked: `standard_arrays`
counts every pair of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import prod

import pyDOE3

from engine.errors import KnownError
from training.experiment.remarks import Remark

_SOURCES = {
    "L4": "L4(2^3)",
    "L8": "L8(2^7)",
    "L9": "L9(3^4)",
    "L12": "L12(2^11)",
    "L16": "L16(2^15)",
    "L16b": "L16(4^5)",
    "L18": "L18(6^1 3^6)",
    "L27": "L27(2^1 3^12)",
}
ARRAY_NAMES = tuple(_SOURCES)
"""From the smallest to the largest."""


@dataclass(frozen=True, slots=True)
class OrthogonalArray:
    """`rows[run][column]` is a level, counted from 0. Any two columns hold each pair of levels equally often."""

    name: str
    rows: tuple[tuple[int, ...], ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """How many levels each column has."""
        return tuple(max(column) + 1 for column in zip(*self.rows, strict=True))

    @property
    def title(self) -> str:
        """Its usual name, such as L9(3^4)."""
        powers = " ".join(f"{levels}^{columns}" for levels, columns in sorted(Counter(self.levels).items()))
        return f"{self.name.rstrip('b')}({powers})"

    def is_orthogonal(self) -> bool:
        """Whether every pair of columns holds every pair of levels equally often."""
        columns, levels = list(zip(*self.rows, strict=True)), self.levels
        for a, b in combinations(range(len(columns)), 2):
            counts = Counter(zip(columns[a], columns[b], strict=True))
            if len(counts) != levels[a] * levels[b] or len(set(counts.values())) != 1:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Choice:
    """An array, the column (from 0) for each factor, and why in words."""

    array: OrthogonalArray
    columns: tuple[int, ...]
    reasons: tuple[Remark, ...]


@cache
def standard_arrays() -> tuple[OrthogonalArray, ...]:
    """L4, L8, L9, L12, L16 (two and four levels), L18 and L27; raises RuntimeError if pyDOE3 gives a broken one."""
    arrays = []
    for name, source in _SOURCES.items():
        rows = [[int(level) for level in row] for row in pyDOE3.get_orthogonal_array(source)]
        if name == "L18":
            rows = [[row[0] // 3, row[0] % 3, *row[1:]] for row in rows]
        array = OrthogonalArray(name, tuple(tuple(row) for row in rows))
        if not array.is_orthogonal():
            raise RuntimeError(f"pyDOE3's {source} is not orthogonal")
        arrays.append(array)
    return tuple(arrays)


def find_array(name: str) -> OrthogonalArray:
    """The array of this name (L9, or L9(3^4)); raises KnownError if there is none."""
    for array in standard_arrays():
        if name.casefold() in (array.name.casefold(), array.title.casefold()):
            return array
    raise KnownError("There is no array {name}. Choose one of {known}.", name=name, known=", ".join(ARRAY_NAMES))


def choose_array(levels: Sequence[int]) -> Choice:
    """The smallest array that holds factors with these numbers of levels.

    A factor goes to a column with as many levels, or with a multiple of them (each then stands there equally
    often). Only where no array can do that, a factor repeats its first level in a column with more of them
    (Taguchi's dummy level). Raises KnownError where nothing fits.
    """
    _refuse_too_few(levels)
    for dummy in (False, True):
        for array in standard_arrays():
            columns = _columns(array, levels, dummy=dummy)
            if columns is not None:
                return Choice(array, columns, _reasons(array, columns, levels, asked=False))
    raise KnownError(
        "No array up to {largest} holds {factors} factors with {levels} levels. Leave out factors or levels.",
        largest=ARRAY_NAMES[-1],
        factors=len(levels),
        levels=", ".join(map(str, levels)),
    )


def fit_array(array: OrthogonalArray, levels: Sequence[int], names: Sequence[str]) -> Choice:
    """This array for factors with these names and numbers of levels; raises KnownError where it does not fit."""
    _refuse_too_few(levels)
    columns = _columns(array, levels, dummy=False)
    if columns is None:
        offered = set(array.levels)
        for name, count in zip(names, levels, strict=True):
            if count not in offered:
                raise KnownError(
                    "The factor {factor} has {count} levels, where {array} needs {needed}. Change the levels, or let "
                    "the program choose the array.",
                    factor=name,
                    count=count,
                    array=array.title,
                    needed=" or ".join(str(level) for level in sorted(offered)),
                )
        raise KnownError(
            "{array} has too few columns for {factors} factors with {levels} levels. Let the program choose "
            "the array.",
            array=array.title,
            factors=len(levels),
            levels=", ".join(map(str, levels)),
        )
    return Choice(array, columns, _reasons(array, columns, levels, asked=True))


def _refuse_too_few(levels: Sequence[int]) -> None:
    if not levels:
        raise KnownError("An experiment needs at least one factor.")
    if min(levels) < 2:
        raise KnownError("A factor needs at least two levels: one level shows no effect.")


def _columns(array: OrthogonalArray, levels: Sequence[int], *, dummy: bool) -> tuple[int, ...] | None:
    """A column for each factor, those with most levels first.

    Of the columns that suit, the narrowest; of those, one that keeps a factor's own effect apart from the
    interactions of the others (in an L8, four factors come to the columns 1, 2, 4, 7); of those, the first.
    """
    widths = array.levels
    chosen: dict[int, int] = {}
    for factor in sorted(range(len(levels)), key=lambda index: -levels[index]):
        count, taken = levels[factor], tuple(chosen.values())
        fitting = [
            column
            for column, width in enumerate(widths)
            if column not in taken and (width % count == 0 or (dummy and width > count))
        ]
        if not fitting:
            return None
        ranked = [
            (widths[column] % count != 0, widths[column], _mixed(array, taken, column), column) for column in fitting
        ]
        chosen[factor] = min(ranked)[-1]
    return tuple(chosen[factor] for factor in range(len(levels)))


def _mixed(array: OrthogonalArray, taken: Sequence[int], column: int) -> int:
    """How many pairs of taken columns do not meet every level of this one in every combination of theirs."""
    return sum(not _all_meet(array, (a, b, column)) for a, b in combinations(taken, 2))


def _all_meet(array: OrthogonalArray, columns: Sequence[int]) -> bool:
    seen = {tuple(row[column] for column in columns) for row in array.rows}
    return len(seen) == prod(array.levels[column] for column in columns)


def _reasons(
    array: OrthogonalArray, columns: Sequence[int], levels: Sequence[int], *, asked: bool
) -> tuple[Remark, ...]:
    reasons = []
    runs, everything, df = len(array.rows), prod(levels), sum(level - 1 for level in levels)
    if not asked:
        reasons.append(
            Remark(
                "{array} is the smallest standard array with a column for each factor ({levels} levels).",
                array=array.title,
                levels=", ".join(map(str, levels)),
            )
        )
    if _all_meet(array, columns):
        reasons.append(Remark("Its {runs} runs hold every combination of the levels.", runs=runs))
    else:
        reasons.append(
            Remark("It takes {runs} runs where all combinations would take {all}.", runs=runs, all=everything)
        )
        if all(_all_meet(array, triple) for triple in combinations(columns, 3)):
            reasons.append(Remark("No factor's own effect is fully mixed with an interaction of two others."))
        else:
            reasons.append(
                Remark(
                    "In exchange it shows each factor's own effect only: an interaction of two factors hides in the "
                    "effects of others."
                )
            )
    if any(array.levels[column] % level for column, level in zip(columns, levels, strict=True)):
        reasons.append(
            Remark(
                "A factor with fewer levels than its column repeats its first level there, so that this level is "
                "run more often than the others."
            )
        )
    left = runs - 1 - df
    if left == 0:
        reasons.append(
            Remark(
                "The factors use all {df} degrees of freedom: with one value a run nothing is left to tell an effect "
                "from chance, so repeat every run with other seeds or folds.",
                df=df,
            )
        )
    else:
        reasons.append(
            Remark(
                "The factors use {df} of {total} degrees of freedom; the other {left} estimate the error.",
                df=df,
                total=runs - 1,
                left=left,
            )
        )
    return tuple(reasons)
