"""The plan of a designed experiment: which factors at which levels, and the runs of an orthogonal array.

Method: G. Taguchi, S. Chowdhury, Y. Wu, Taguchi's Quality Engineering Handbook, Wiley 2005.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import KnownError
from training.experiment.orthogonal_arrays import OrthogonalArray, choose_array, find_array, fit_array
from training.experiment.remarks import Remark


@dataclass(frozen=True, slots=True)
class Factor:
    """What is varied, and the values that it takes, in the order of the levels. Raises KnownError on nonsense."""

    name: str
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise KnownError("A factor needs a name.")
        if len(self.levels) < 2:
            raise KnownError(
                "The factor {factor} has fewer than two levels, and one level shows no effect.", factor=self.name
            )
        if len(set(self.levels)) < len(self.levels) or not all(level.strip() for level in self.levels):
            raise KnownError(
                "The levels of {factor} are {levels}: each must be there once, and none empty.",
                factor=self.name,
                levels=", ".join(self.levels),
            )


SEED_FACTORS = (
    Factor("optimizer", ("adam", "adagrad", "adadelta")),
    Factor("epochs", ("30", "40", "50")),
    Factor("dropout", ("0.4", "0.5", "0.6")),
    Factor("batch_size", ("32", "64", "128")),
)
"""The seed's L9(3^4)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs of an experiment: `runs[i][j]` is the level of `factors[j]` in run i + 1."""

    array: OrthogonalArray
    factors: tuple[Factor, ...]
    runs: tuple[tuple[str, ...], ...]
    reasons: tuple[Remark, ...]


def make_plan(factors: Sequence[Factor] = SEED_FACTORS, array: str | None = None) -> Plan:
    """The runs for these factors by the array of this name, or by the smallest that fits.

    Raises KnownError where factors share a name, or no array, or not this one, fits.
    """
    names = [factor.name for factor in factors]
    for name in names:
        if names.count(name) > 1:
            raise KnownError("The factor {factor} is there twice. Leave one out.", factor=name)
    counts = [len(factor.levels) for factor in factors]
    choice = choose_array(counts) if array is None else fit_array(find_array(array), counts, names)
    runs = tuple(
        tuple(
            _level(factor, row[column], width)
            for factor, column, width in _assigned(choice.columns, factors, choice.array)
        )
        for row in choice.array.rows
    )
    return Plan(choice.array, tuple(factors), runs, choice.reasons)


def _assigned(
    columns: Sequence[int], factors: Sequence[Factor], array: OrthogonalArray
) -> list[tuple[Factor, int, int]]:
    return [(factor, column, array.levels[column]) for factor, column in zip(factors, columns, strict=True)]


def _level(factor: Factor, index: int, width: int) -> str:
    """Shares a column with a multiple of the levels out evenly; in another, the first level is repeated."""
    count = len(factor.levels)
    if width % count == 0:
        return factor.levels[index % count]
    return factor.levels[index if index < count else 0]
