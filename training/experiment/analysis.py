"""What an analysis of a designed experiment says, as values."""

from __future__ import annotations

from dataclasses import dataclass

from training.experiment.remarks import Remark
from training.experiment.signal_to_noise import Kind

CONFIDENCE = 0.95
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Level:
    """`mean` is adjusted for the other factors in an unbalanced table. `half_width` of its 95 % interval, or None."""

    name: str
    mean: float
    rows: int
    half_width: float | None


@dataclass(frozen=True, slots=True)
class FactorEffect:
    """What one factor does.

    `contribution_pct` is its share of the total sum of squares; `rho_pct` is Taguchi's, with the error's part taken
    off: 100 (SS - df x error variance) / total, which can fall below 0 for a factor that does nothing.
    `sum_of_squares` is None where a missing run left no way to tell it from the others'. `chance_p`, after
    automatic pooling: how often noise alone would give some factor so small a `p`. `lsd`: the smallest difference
    from the best level that the error does not explain (95 %), the largest over the levels.
    """

    name: str
    levels: tuple[Level, ...]
    range: float
    rank: int
    sum_of_squares: float | None
    df: int
    f: float | None
    p: float | None
    contribution_pct: float | None
    rho_pct: float | None
    pooled: bool
    chance_p: float | None
    lsd: float | None

    @property
    def best(self) -> int:
        """The level with the highest mean."""
        return max(range(len(self.levels)), key=lambda index: self.levels[index].mean)

    @property
    def matters(self) -> bool:
        """Whether it stands out from the error, after what pooling made of it."""
        p = self.p if self.chance_p is None else self.chance_p
        return p is not None and p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class LackOfFit:
    """Repeats against what the factors' own effects leave between the runs: small `p` means interactions."""

    sum_of_squares: float
    df: int
    f: float
    p: float


@dataclass(frozen=True, slots=True)
class ErrorTerm:
    """What effects are compared with. `variance` None: the table has no estimate of it.

    `pure_df` of its degrees of freedom come from repeats of the same combination, `pooled` names factors taken for
    noise, whose sums of squares are in here.
    """

    sum_of_squares: float
    df: int
    variance: float | None
    pure_sum_of_squares: float
    pure_df: int
    pooled: tuple[str, ...]
    contribution_pct: float
    rho_pct: float | None
    lack_of_fit: LackOfFit | None


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best level of each factor and the mean response expected there, with its 95 % interval or None.

    `effective_n`: how many plain repeats the prediction is worth. `left_out`: factors that the prediction could not
    take in. `was_run`: whether the table holds this very combination. `cautious`: the prediction without the pooled
    factors, as Taguchi advises. `response` and `response_ci`: the same levels' prediction of the response itself,
    where the analysis is of signal-to-noise ratios.
    """

    levels: tuple[tuple[str, str], ...]
    predicted: float
    ci: tuple[float, float] | None
    effective_n: float
    left_out: tuple[str, ...]
    was_run: bool
    cautious: float | None = None
    cautious_ci: tuple[float, float] | None = None
    response: float | None = None
    response_ci: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The repeats taken as blocks (such as folds): what they differ by is in no effect and not in the error."""

    sum_of_squares: float
    df: int
    f: float | None
    p: float | None
    contribution_pct: float
    rho_pct: float | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a table says. `sn`: the analysis is of signal-to-noise ratios in dB; `plain` is that of the response."""

    response: str
    sn: Kind | None
    observations: int
    combinations: int
    grand_mean: float
    total_sum_of_squares: float
    factors: tuple[FactorEffect, ...]
    error: ErrorTerm
    block: Block | None
    optimum: Optimum
    balanced: bool
    warnings: tuple[Remark, ...]
    plain: Analysis | None = None

    @property
    def total_df(self) -> int:
        """Of the trials, or of the ratios."""
        return (self.observations if self.sn is None else self.combinations) - 1

    @property
    def ranked(self) -> tuple[FactorEffect, ...]:
        """The factors, the one with the largest range first."""
        return tuple(sorted(self.factors, key=lambda factor: factor.rank))
