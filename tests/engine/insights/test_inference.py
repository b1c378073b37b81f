"""Welch, Holm and Wilson: values from textbooks, and rules that hold for any numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from engine.insights.inference import Sample, Verdict, holm, mean_of, share_interval, verdict_of, welch

# The three examples of Wikipedia's article on Welch's t test (equal and unequal sizes and variances).
A1 = (27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4)
A2 = (27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4)
B1 = (17.2, 20.9, 22.6, 18.1, 21.7, 21.4, 23.5, 24.2, 14.7, 21.8)
B2 = (
    21.5, 22.8, 21.0, 23.0, 21.6, 23.6, 22.5, 20.7, 23.4, 21.8,
    20.7, 21.7, 21.5, 22.5, 23.6, 21.5, 22.5, 23.5, 21.5, 21.8,
)  # fmt: skip
C1 = (19.8, 20.4, 19.6, 17.8, 18.5, 18.9, 18.3, 18.9, 19.5, 22.0)
C2 = (
    28.2, 26.6, 20.1, 23.3, 25.2, 22.1, 17.7, 27.6, 20.6, 13.7,
    23.2, 17.5, 20.6, 18.0, 23.9, 21.6, 24.3, 20.4, 24.0, 13.2,
)  # fmt: skip

Values = st.lists(st.floats(-100, 100), min_size=2, max_size=30)
PValues = st.lists(st.floats(0, 1), max_size=20)


def sample(values: tuple[float, ...] | list[float]) -> Sample:
    return Sample(len(values), math.fsum(values), math.fsum(v * v for v in values))


@pytest.mark.parametrize(
    ("first", "second", "t", "df", "p"),
    [(A1, A2, -2.46, 25.0, 0.021), (B1, B2, -1.57, 9.9, 0.149), (C1, C2, -2.22, 24.5, 0.036)],
)
def test_welch_as_in_the_textbook(
    first: tuple[float, ...], second: tuple[float, ...], t: float, df: float, p: float
) -> None:
    test = welch(sample(first), sample(second))
    assert test.t == pytest.approx(t, abs=0.006)
    assert test.df == pytest.approx(df, abs=0.06)
    assert test.p == pytest.approx(p, abs=0.0006)
    assert test.difference == pytest.approx(sum(first) / len(first) - sum(second) / len(second))


@given(Values, Values)
def test_welch_is_scipys(first: list[float], second: list[float]) -> None:
    a, b = sample(first), sample(second)
    if min(a.variance, b.variance) < 1e-3:
        return  # sums of squares cannot resolve what is smaller
    test = welch(a, b)
    known = stats.ttest_ind(first, second, equal_var=False)
    low, high = known.confidence_interval(0.95)
    assert test.t == pytest.approx(known.statistic, rel=1e-4, abs=1e-5)
    assert test.p == pytest.approx(known.pvalue, rel=1e-3, abs=1e-5)
    assert test.ci95 == pytest.approx((low, high), rel=1e-3, abs=1e-4)


@given(Values, Values)
def test_turned_round_the_difference_changes_its_sign_and_nothing_else(
    first: list[float], second: list[float]
) -> None:
    one, other = welch(sample(first), sample(second)), welch(sample(second), sample(first))
    assert other.difference == pytest.approx(-one.difference)
    assert other.p == pytest.approx(one.p)
    assert 0 <= one.p <= 1


def test_samples_without_spread_differ_for_certain_or_not_at_all() -> None:
    three, four = sample([3.0] * 12), sample([4.0] * 12)
    assert welch(three, three).p == 1
    assert welch(three, four).p == 0


def test_one_value_is_no_sample() -> None:
    with pytest.raises(ValueError, match="two values"):
        welch(sample([1.0]), sample([1.0, 2.0]))


def test_holm_as_in_the_textbook() -> None:
    # H1 to H4 of Wikipedia's article on the Holm-Bonferroni method: H1 and H4 are rejected, H2 and H3 are not.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert [verdict_of(p) for p in holm([0.01, 0.04, 0.03, 0.005])] == [
        Verdict.REAL, Verdict.CHANCE, Verdict.CHANCE, Verdict.REAL,
    ]  # fmt: skip


@given(PValues)
def test_adjusting_makes_no_difference_more_certain_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert len(adjusted) == len(p_values)
    for before, after in zip(p_values, adjusted, strict=True):
        assert before <= after <= 1
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    assert [adjusted[i] for i in order] == sorted(adjusted)


def test_a_mean_with_students_interval() -> None:
    # n = 4, mean 2.5, s = 1.2910: 2.5 ± 3.1824 x 0.6455
    mean = mean_of(sample([1.0, 2.0, 3.0, 4.0]))
    assert mean is not None and mean.ci95 is not None
    assert mean.value == 2.5
    assert mean.ci95 == pytest.approx((0.4457, 4.5543), abs=1e-4)
    assert mean_of(Sample(0, 0.0, 0.0)) is None
    one = mean_of(sample([7.0]))
    assert one is not None and one.ci95 is None


def test_wilsons_interval_as_in_the_textbook() -> None:
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0 to 0.1611, 1 of 29 0.0061 to 0.1718
    assert share_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert share_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert share_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)
    assert share_interval(0, 0) is None
