"""Signal-to-noise ratios, and the confirmation of a prediction."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyDOE3 import TaguchiObjective, compute_snr
from scipy import stats

from engine.errors import KnownError
from tests.training.taguchi_tables import L9, seed_table, table_of
from training.experiment.confirmation import confirm
from training.experiment.factor_analysis import analyze
from training.experiment.results_table import ResultsTable
from training.experiment.signal_to_noise import KINDS, Kind, ratio_db

OBJECTIVES: dict[Kind, TaguchiObjective] = {
    "larger": TaguchiObjective.LARGER_IS_BETTER,
    "smaller": TaguchiObjective.SMALLER_IS_BETTER,
    "nominal": TaguchiObjective.NOMINAL_IS_BEST,
}


def repeated_table() -> ResultsTable:
    rng = np.random.default_rng(8)
    columns = {name: [f"{name}{row[index]}" for row in L9 for _ in range(3)] for index, name in enumerate("abcd")}
    y = [round(0.8 + 0.05 * row[1] - 0.02 * row[3] + rng.normal(scale=0.01), 4) for row in L9 for _ in range(3)]
    return table_of({**columns, "y": y})


class TestRatio:
    @pytest.mark.parametrize(
        ("kind", "values", "db"),
        [
            ("larger", [10.0], 20.0),
            ("smaller", [0.1], 20.0),
            ("smaller", [1.0, 2.0, 3.0], -10 * math.log10(14 / 3)),
            ("larger", [1.0, 0.5], -10 * math.log10(2.5)),
            ("nominal", [9.0, 11.0], 10 * math.log10(100 / 2)),
        ],
    )
    def test_by_hand(self, kind: Kind, values: list[float], db: float) -> None:
        assert ratio_db(np.array(values), kind) == pytest.approx(db)

    @given(st.lists(st.floats(0.1, 1000), min_size=2, max_size=6).filter(lambda values: np.std(values) > 0.01))
    def test_agrees_with_pydoe3(self, values: list[float]) -> None:
        for kind in KINDS:
            assert ratio_db(np.array(values), kind) == pytest.approx(compute_snr(np.array(values), OBJECTIVES[kind]))

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("larger", [1.0, 0.0]),
            ("larger", [-1.0]),
            ("smaller", [0.0, 0.0]),
            ("nominal", [1.0]),
            ("nominal", [2.0, 2.0]),
        ],
    )
    def test_what_has_no_ratio(self, kind: Kind, values: list[float]) -> None:
        with pytest.raises(KnownError):
            ratio_db(np.array(values), kind)


class TestAnalysisOfRatios:
    def test_is_the_analysis_of_one_ratio_a_run(self) -> None:
        table = repeated_table()
        analysis = analyze(table, "larger")
        ratios = [ratio_db(table.values[3 * run : 3 * run + 3], "larger") for run in range(9)]
        assert analysis.grand_mean == pytest.approx(np.mean(ratios))
        by_level = [np.mean([ratios[run] for run in range(9) if L9[run][1] == level]) for level in range(3)]
        assert [level.mean for level in analysis.factors[1].levels] == pytest.approx(by_level)
        assert (analysis.observations, analysis.combinations, analysis.error.df) == (27, 9, 2)

    def test_tells_the_response_at_its_optimum(self) -> None:
        analysis = analyze(repeated_table(), "larger")
        assert analysis.plain is not None
        assert analysis.optimum.levels == analysis.plain.optimum.levels
        assert analysis.optimum.response == analysis.plain.optimum.predicted
        assert analysis.plain.error.pure_df == 18

    def test_smaller_is_better_looks_for_the_lowest(self) -> None:
        analysis = analyze(seed_table(), "smaller")
        assert dict(analysis.optimum.levels)["epochs"] == "30"
        assert analysis.optimum.response is not None and analysis.optimum.response < analysis.plain.grand_mean  # type: ignore[union-attr]

    def test_one_value_a_run_has_no_noise(self) -> None:
        assert any("holds no noise" in str(warning) for warning in analyze(seed_table(), "larger").warnings)
        with pytest.raises(KnownError, match="one value only"):
            analyze(seed_table(), "nominal")

    def test_ratios_have_no_blocks(self) -> None:
        with pytest.raises(KnownError, match="cannot be blocks"):
            analyze(repeated_table(), "larger", block=True)


class TestConfirmation:
    def test_interval_is_rosss(self) -> None:
        analysis = analyze(repeated_table())
        result = confirm(analysis, [0.9, 0.91, 0.92, 0.93])
        n_eff = 27 / 9
        assert analysis.error.variance is not None and result.interval is not None
        half = math.sqrt(stats.f.ppf(0.95, 1, 18) * analysis.error.variance * (1 / n_eff + 1 / 4))
        assert result.interval == pytest.approx((result.predicted - half, result.predicted + half))
        assert result.n == 4 and result.mean == pytest.approx(0.915)

    def test_verdicts(self) -> None:
        analysis = analyze(repeated_table())
        predicted = analysis.optimum.predicted
        assert confirm(analysis, [predicted + 0.001, predicted - 0.001]).confirmed is True
        assert confirm(analysis, [predicted - 0.2]).confirmed is False
        assert confirm(analysis, [predicted + 0.2]).confirmed is False
        assert confirm(analysis, [predicted + 0.2]).difference == pytest.approx(0.2)

    def test_no_verdict_without_an_error_estimate(self) -> None:
        result = confirm(analyze(seed_table(), pool="none"), [0.93])
        assert result.confirmed is None and result.interval is None

    @pytest.mark.parametrize("responses", [[], [float("nan")], [0.9, float("inf")]])
    def test_needs_values(self, responses: list[float]) -> None:
        with pytest.raises(KnownError, match="at least one run"):
            confirm(analyze(seed_table()), responses)

    def test_covers_the_truth_as_often_as_it_says(self) -> None:
        """95 % of confirmations of an additive truth fall inside; 250 experiments leave 3 points of doubt."""
        rng = np.random.default_rng(10)
        effects = np.array([[0.0, 1.0, 3.0], [0.0, 2.0, 6.0], [0.0, 0.5, 2.0], [0.0, 1.5, 4.0]])
        truth = [sum(effects[column][row[column]] for column in range(4)) for row in L9 for _ in range(2)]
        columns = {name: [f"{name}{row[index]}" for row in L9 for _ in range(2)] for index, name in enumerate("abcd")}
        inside = 0
        for _ in range(250):
            analysis = analyze(table_of({**columns, "y": (truth + rng.normal(scale=0.3, size=18)).round(6).tolist()}))
            at_best = sum(effects["abcd".index(name)][int(level[1])] for name, level in analysis.optimum.levels)
            inside += bool(confirm(analysis, (at_best + rng.normal(scale=0.3, size=3)).tolist()).confirmed)
        assert 0.91 <= inside / 250 <= 0.99
