"""The statistics behind "real" and "could be chance", from sums alone.

Welch's t test does not assume that two products' viewers vary equally (B. L. Welch, The generalization of "Student's"
problem when several different population variances are involved, Biometrika 34, 1947). Where several differences are
tested at once, Holm's step-down method keeps the chance of even one false "real" at 5 % (S. Holm, A simple
sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

LEVEL = 0.05
"""Of being wrong when a difference is called real, over all differences tested together."""


class Verdict(Enum):
    """What can be said of a difference. `CHANCE` does not say that there is none: only that it is not shown."""

    REAL = "real"
    CHANCE = "chance"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as its size, sum and sum of squares."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def variance(self) -> float:
        """The unbiased one, of n - 1; from n = 2 on."""
        return max(0.0, self.squares - self.n * self.mean**2) / (self.n - 1)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its 95 % interval (Student's t); None where n < 2 or the squares are not known any more."""

    value: float
    n: int
    ci95: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class WelchTest:
    """`difference` is the first mean minus the second; `ci95` its own interval, not adjusted; `p` is two-sided."""

    difference: float
    ci95: tuple[float, float]
    t: float
    df: float
    p: float


def mean_of(sample: Sample) -> Mean | None:
    """The mean and its interval; None without a sample."""
    if sample.n == 0:
        return None
    if sample.n == 1:
        return Mean(sample.mean, 1, None)
    half = _quantile(sample.n - 1) * math.sqrt(sample.variance / sample.n)
    return Mean(sample.mean, sample.n, (sample.mean - half, sample.mean + half))


def welch(first: Sample, second: Sample) -> WelchTest:
    """Compares two means; both samples have at least two values.

    t = (m1 - m2) / sqrt(s1²/n1 + s2²/n2), with the degrees of freedom of Welch and Satterthwaite,
    (s1²/n1 + s2²/n2)² / ((s1²/n1)²/(n1 - 1) + (s2²/n2)²/(n2 - 1)). Two samples without any spread differ for certain,
    or not at all.
    """
    if first.n < 2 or second.n < 2:
        raise ValueError(f"Welch's test takes two values a sample at least, not {first.n} and {second.n}")
    from scipy.special import stdtr

    difference = first.mean - second.mean
    a, b = first.variance / first.n, second.variance / second.n
    if a + b <= 0.0:
        differs = difference != 0
        t = math.copysign(math.inf, difference) if differs else 0.0
        return WelchTest(difference, (difference, difference), t, first.n + second.n - 2.0, 0.0 if differs else 1.0)
    error = math.sqrt(a + b)
    # Scaled to sum 1, so that no tiny variance is squared to nothing.
    u, v = a / (a + b), b / (a + b)
    df = 1.0 / (u**2 / (first.n - 1) + v**2 / (second.n - 1))
    t = difference / error
    half = _quantile(df) * error
    return WelchTest(
        difference, (difference - half, difference + half), t, df, min(1.0, 2.0 * float(stdtr(df, -abs(t))))
    )


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p values adjusted for being one of many, in the same order: the k-th smallest of m, times m - k + 1, never
    smaller than the one before it, at most 1."""
    m = len(p_values)
    adjusted = [0.0] * m
    largest = 0.0
    for rank, place in enumerate(sorted(range(m), key=lambda i: p_values[i])):
        largest = max(largest, min(1.0, (m - rank) * p_values[place]))
        adjusted[place] = largest
    return tuple(adjusted)


def verdict_of(adjusted_p: float) -> Verdict:
    """What an adjusted p value says."""
    return Verdict.REAL if adjusted_p < LEVEL else Verdict.CHANCE


def share_interval(count: float, n: float) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share (E. B. Wilson, Probable inference, the law of succession, and statistical
    inference, Journal of the American Statistical Association 22, 1927), of effective sizes too; None of nobody."""
    if n == 0:
        return None
    z = 1.959963984540054
    share, z2 = count / n, z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n**2))
    return (max(0.0, middle - half), min(1.0, middle + half))


def _quantile(df: float) -> float:
    """Student's t at 97.5 %."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.975))
