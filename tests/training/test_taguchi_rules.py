"""What holds for every table: sums add up, and what does not matter changes nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.training.taguchi_tables import L9, table_of
from training.experiment.analysis import Analysis
from training.experiment.factor_analysis import analyze
from training.experiment.pooling import chance_of_noise, weakest

NAMES = ("a", "b", "c", "d")
responses = st.floats(-100, 100).map(lambda value: round(value, 3))


def l9_columns(repeats: int, factors: int = 4) -> dict[str, list[Any]]:
    return {
        name: [f"{name}{row[index]}" for row in L9 for _ in range(repeats)]
        for index, name in enumerate(NAMES[:factors])
    }


def l9(values: Sequence[float], repeats: int, factors: int = 4) -> Analysis:
    return analyze(table_of({**l9_columns(repeats, factors), "y": list(values)}))


repeated = st.lists(responses, min_size=27, max_size=27).filter(lambda values: np.std(values) > 0.1)


def enough_error(values: Sequence[float]) -> bool:
    return float(np.mean(np.var(np.reshape(values, (9, 3)), axis=1))) > 1e-3


@given(repeated)
@settings(max_examples=40)
def test_sums_of_squares_and_contributions_add_up(values: list[float]) -> None:
    assume(enough_error(values))
    analysis = l9(values, 3)
    parts = sum(factor.sum_of_squares or 0 for factor in analysis.factors) + analysis.error.sum_of_squares
    assert parts == pytest.approx(analysis.total_sum_of_squares)
    assert sum(
        factor.contribution_pct or 0 for factor in analysis.factors
    ) + analysis.error.contribution_pct == pytest.approx(100)
    assert sum(factor.rho_pct or 0 for factor in analysis.factors) + (analysis.error.rho_pct or 0) == pytest.approx(
        100
    )


@given(repeated, st.floats(-1000, 1000), st.floats(0.01, 100))
@settings(max_examples=40)
def test_shift_and_scale(values: list[float], shift: float, scale: float) -> None:
    """A shift changes the means only; a scale the sums of squares by its square; F, p, ranks and shares neither."""
    assume(enough_error(values))
    before, after = l9(values, 3), l9([scale * value + shift for value in values], 3)
    assert after.grand_mean == pytest.approx(scale * before.grand_mean + shift, abs=1e-6)
    assert after.optimum.predicted == pytest.approx(scale * before.optimum.predicted + shift, abs=1e-6)
    for one, other in zip(before.factors, after.factors, strict=True):
        assert other.sum_of_squares == pytest.approx(scale**2 * (one.sum_of_squares or 0), rel=1e-6, abs=1e-9)
        assert other.p == pytest.approx(one.p, abs=1e-6)
        assert other.contribution_pct == pytest.approx(one.contribution_pct, abs=1e-6)


@given(repeated, st.randoms())
@settings(max_examples=40)
def test_order_of_rows_and_names_of_levels_do_not_matter(values: list[float], chance: random.Random) -> None:
    assume(enough_error(values))
    columns = {**l9_columns(3), "y": values}
    order = list(range(27))
    chance.shuffle(order)
    renamed = {
        name: [f"level {cell[::-1]}" if isinstance(cell, str) else cell for cell in (column[row] for row in order)]
        for name, column in columns.items()
    }
    before, after = analyze(table_of(columns)), analyze(table_of(renamed))
    for one, other in zip(before.factors, after.factors, strict=True):
        assert other.sum_of_squares == pytest.approx(one.sum_of_squares, abs=1e-9)
        assert other.p == pytest.approx(one.p, abs=1e-9)
        assert sorted(level.mean for level in other.levels) == pytest.approx(
            sorted(level.mean for level in one.levels)
        )
    assert after.optimum.predicted == pytest.approx(before.optimum.predicted)
    assert after.optimum.ci == pytest.approx(before.optimum.ci)


@given(st.lists(st.lists(responses, min_size=2, max_size=6), min_size=2, max_size=5))
@settings(max_examples=60)
def test_one_factor_agrees_with_scipy_even_unbalanced(groups: list[list[float]]) -> None:
    assume(sum(np.var(group) for group in groups) > 1e-3 and np.std(np.concatenate(groups)) > 0.01)
    rows = [(f"g{index}", value) for index, group in enumerate(groups) for value in group]
    assume(len(set(rows)) == len(rows))  # equal rows in an unbalanced table are refused as copies
    factor = analyze(table_of({"group": [row[0] for row in rows], "y": [row[1] for row in rows]})).factors[0]
    expected = stats.f_oneway(*groups)
    assume(not np.isnan(expected.pvalue))  # scipy's, where all means are equal
    assert factor.f == pytest.approx(expected.statistic, rel=1e-6, abs=1e-9)
    assert factor.p == pytest.approx(expected.pvalue, rel=1e-6, abs=1e-9)


@given(st.lists(responses, min_size=24, max_size=24), st.randoms())
@settings(max_examples=40)
def test_unbalanced_tables_agree_with_least_squares_on_dummies(values: list[float], chance: random.Random) -> None:
    """Sums of squares and prediction by numpy, coded in another way: a column for each level but the first."""
    assume(np.std(values) > 1)
    levels = {"a": 2, "b": 3, "c": 4}
    columns = {name: [str(chance.randrange(count)) for _ in values] for name, count in levels.items()}
    assume(all(len(set(columns[name])) == count for name, count in levels.items()))
    rows = list(zip(*columns.values(), values, strict=True))
    assume(len(set(rows)) == len(rows))

    def design(names: Sequence[str]) -> Any:
        blocks = [
            [float(cell == str(level)) for cell in columns[name]]
            for name in names
            for level in range(1, levels[name])
        ]
        return np.array([[1.0] * len(values), *blocks]).T

    def residual(names: Sequence[str]) -> float:
        matrix = design(names)
        left = np.array(values) - matrix @ np.linalg.lstsq(matrix, np.array(values), rcond=None)[0]
        return float(left @ left)

    full = design(("a", "b", "c"))
    assume(np.linalg.matrix_rank(full) == 7 and np.linalg.cond(full) < 1e3)
    analysis = analyze(table_of({**columns, "y": values}))
    everything = residual(("a", "b", "c"))
    assert analysis.error.sum_of_squares == pytest.approx(everything, rel=1e-6, abs=1e-6)
    assert analysis.error.df == 17
    for name in levels:
        squares = residual([other for other in levels if other != name]) - everything
        found = next(factor for factor in analysis.factors if factor.name == name)
        assert found.sum_of_squares == pytest.approx(squares, rel=1e-6, abs=1e-6)
    best = dict(analysis.optimum.levels)
    row = [1.0, *(float(best[name] == str(level)) for name in levels for level in range(1, levels[name]))]
    coefficients = np.linalg.lstsq(full, np.array(values), rcond=None)[0]
    assert analysis.optimum.predicted == pytest.approx(float(np.array(row) @ coefficients), abs=1e-6)
    leverage = float(np.array(row) @ np.linalg.inv(full.T @ full) @ np.array(row))
    assert 1 / analysis.optimum.effective_n == pytest.approx(leverage, rel=1e-6)


@pytest.mark.parametrize(("factors", "repeats"), [(4, 2), (3, 1), (2, 3)])
def test_effective_number_of_repeats_is_taguchis(factors: int, repeats: int) -> None:
    """N / (1 + the factors' degrees of freedom), and the interval sqrt(F(0.95; 1, df) x variance / n_e)."""
    values = np.random.default_rng(1).normal(size=9 * repeats).round(3)
    analysis = l9(values.tolist(), repeats, factors)
    assert analysis.optimum.effective_n == pytest.approx(9 * repeats / (1 + 2 * factors))
    assert analysis.error.variance is not None and analysis.optimum.ci is not None
    t = stats.t.ppf(0.975, analysis.error.df)
    half = t * (analysis.error.variance / analysis.optimum.effective_n) ** 0.5
    assert analysis.optimum.ci == pytest.approx(
        (analysis.optimum.predicted - half, analysis.optimum.predicted + half)
    )


def test_interval_of_a_level_of_a_balanced_table() -> None:
    values = np.random.default_rng(2).normal(size=27).round(3)
    analysis = l9(values.tolist(), 3)
    assert analysis.error.variance is not None
    half = stats.t.ppf(0.975, 18) * (analysis.error.variance / 9) ** 0.5
    assert [level.half_width for factor in analysis.factors for level in factor.levels] == pytest.approx([half] * 12)


class TestPooling:
    def test_the_smallest_mean_square_only(self) -> None:
        assert weakest([5.0, 0.1, 0.2, 3.0]) == (1,)

    def test_more_only_while_there_is_no_error_at_all(self) -> None:
        assert weakest([5.0, 0.0, 0.2, 3.0]) == (1, 2)

    def test_one_factor_always_stays(self) -> None:
        assert weakest([0.0]) == ()
        assert weakest([0.0, 0.0]) == ()

    def test_repeats_make_pooling_needless(self) -> None:
        values = np.random.default_rng(3).normal(size=18).round(3).tolist()
        assert l9(values, 2).error.pooled == ()

    def test_allowing_for_the_choice_keeps_the_false_alarms_at_five_percent(self) -> None:
        """On pure noise: the plain p cries wolf, the p after the choice does not."""
        rng = np.random.default_rng(4)
        plain, allowed = [], []
        for _ in range(200):
            analysis = l9(rng.normal(size=9).round(6).tolist(), 1)
            plain.append(min(factor.p for factor in analysis.factors if factor.p is not None))
            allowed.append(min(factor.chance_p for factor in analysis.factors if factor.chance_p is not None))
        assert np.mean(np.array(plain) < 0.05) > 0.2
        assert np.mean(np.array(allowed) < 0.05) < 0.09

    def test_with_one_pooled_of_two_equals_the_exact_chance(self) -> None:
        """Two factors of 2 df: F exceeds r with probability 2 / (1 + r) whichever is pooled, and p = 1 / (1 + r)."""
        assert chance_of_noise([0.05], [2, 2], 1)[0] == pytest.approx(0.10, abs=0.01)

    def test_named_factors_are_pooled_and_said(self) -> None:
        values = np.random.default_rng(5).normal(size=9).round(3).tolist()
        analysis = analyze(table_of({**l9_columns(1), "y": values}), pool=("a", "c"))
        assert analysis.error.pooled == ("a", "c")
        assert analysis.error.df == 4
        assert [factor.pooled for factor in analysis.factors] == [True, False, True, False]
        assert any("as asked: a, c" in str(warning) for warning in analysis.warnings)


class TestBlocks:
    def test_repeats_as_blocks_take_their_differences_out_of_the_error(self) -> None:
        """As a randomised block design: error = total - factors - blocks, by hand."""
        rng = np.random.default_rng(6)
        y = rng.normal(size=(9, 3)) + np.array([0, 5, -5])
        columns = {**l9_columns(3), "repeat": [1, 2, 3] * 9, "y": y.ravel().round(4).tolist()}
        table = table_of(columns)
        plain, blocked = analyze(table), analyze(table, block=True)
        between = 9 * float(np.sum((table.values.reshape(9, 3).mean(axis=0) - table.values.mean()) ** 2))
        assert blocked.block is not None
        assert blocked.block.sum_of_squares == pytest.approx(between)
        assert blocked.error.sum_of_squares == pytest.approx(plain.error.sum_of_squares - between)
        assert (plain.error.df, blocked.error.df) == (18, 16)
        assert sum(factor.rho_pct or 0 for factor in blocked.factors) + (blocked.block.rho_pct or 0) + (
            blocked.error.rho_pct or 0
        ) == pytest.approx(100)
        assert any("--block" in str(warning) for warning in plain.warnings)
        assert not any("--block" in str(warning) for warning in blocked.warnings)
        assert blocked.optimum.predicted == pytest.approx(plain.optimum.predicted)


def test_lack_of_fit_shows_an_interaction() -> None:
    """Two factors, every combination three times, and an effect of both together only."""
    rng = np.random.default_rng(7)
    cells = [(a, b) for a in range(3) for b in range(3) for _ in range(3)]
    y = [3.0 * (a == b) + rng.normal(scale=0.1) for a, b in cells]
    analysis = analyze(table_of({"a": [f"a{a}" for a, _ in cells], "b": [f"b{b}" for _, b in cells], "y": y}))
    lack = analysis.error.lack_of_fit
    assert lack is not None and lack.df == 4 and lack.p < 1e-6
    assert any("interact" in str(warning) for warning in analysis.warnings)
    assert analysis.error.pure_df == 18
    assert analysis.error.df == 22
