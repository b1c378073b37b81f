"""The analysis against figures that others have published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

import pytest
from scipy import stats

from tests.training.taguchi_tables import L9, seed_table, table_of
from training.experiment.analysis import Analysis
from training.experiment.factor_analysis import analyze


class TestTheSeedsOwnExperiment:
    """Level means, ranges, ranks and prediction are in the seed's facts; the sums of squares follow by hand."""

    def test_level_means(self) -> None:
        means = {f.name: [round(level.mean, 4) for level in f.levels] for f in analyze(seed_table()).factors}
        assert means == {
            "optimizer": [0.9113, 0.9195, 0.9201],
            "epochs": [0.9101, 0.9145, 0.9264],
            "dropout": [0.9176, 0.9167, 0.9167],
            "batch size": [0.9115, 0.9149, 0.9246],
        }

    def test_ranges_and_ranks(self) -> None:
        ranked = [(factor.name, round(factor.range, 4)) for factor in analyze(seed_table()).ranked]
        assert ranked == [("epochs", 0.0163), ("batch size", 0.0131), ("optimizer", 0.0088), ("dropout", 0.0009)]

    def test_predicted_optimum(self) -> None:
        analysis = analyze(seed_table())
        assert round(analysis.grand_mean, 4) == 0.9170
        assert [level for _, level in analysis.optimum.levels] == ["Adadelta", "50", "0.4", "128"]
        assert round(analysis.optimum.predicted, 4) == 0.9376
        assert not analysis.optimum.was_run

    def test_the_weakest_factor_is_pooled_and_that_is_said(self) -> None:
        analysis = analyze(seed_table())
        assert [factor.name for factor in analysis.factors if factor.pooled] == ["dropout"]
        assert analysis.error.df == 2
        assert any("dropout" in str(warning) and "pooled" in str(warning) for warning in analysis.warnings)

    def test_without_pooling_there_is_no_error_estimate(self) -> None:
        analysis = analyze(seed_table(), pool="none")
        assert analysis.error.df == 0
        assert analysis.error.variance is None
        assert analysis.optimum.ci is None
        assert all(factor.f is None and factor.p is None for factor in analysis.factors)
        assert any("no error estimate" in str(warning) for warning in analysis.warnings)

    def test_interactions_cannot_be_separated(self) -> None:
        assert any("Interactions cannot be separated" in str(warning) for warning in analyze(seed_table()).warnings)


class TestDesignForSixSigmaExample1314:
    """K. Yang, B. El-Haik, Design for Six Sigma (McGraw-Hill 2003), example 13.14, pages 486 to 491: an L9 with
    three factors and one value a run; the ANOVA is MINITAB's."""

    @pytest.fixture
    def analysis(self) -> Analysis:
        yields = [8, 12, 9, 11, 12, 15, 21, 18, 20]
        columns = {name: [row[column] + 1 for row in L9] for name, column in (("A", 0), ("B", 1), ("C", 3))}
        return analyze(table_of({**columns, "yield": yields}))

    def test_sums_of_squares(self, analysis: Analysis) -> None:
        squares = {factor.name: round(factor.sum_of_squares or 0, 3) for factor in analysis.factors}
        assert squares == {"A": 158.0, "B": 2.667, "C": 18.667}
        assert (round(analysis.error.sum_of_squares, 3), analysis.error.df) == (0.667, 2)
        assert analysis.error.variance == pytest.approx(0.333, abs=5e-4)
        assert analysis.total_sum_of_squares == pytest.approx(180.0)

    def test_contributions(self, analysis: Analysis) -> None:
        assert [round(factor.contribution_pct or 0, 2) for factor in analysis.ranked] == [87.78, 10.37, 1.48]

    def test_prediction_with_the_two_strongest(self) -> None:
        """The book predicts by A and C alone: 19.67 + 16 - 14 = 21.67 at A3, C2."""
        yields = [8, 12, 9, 11, 12, 15, 21, 18, 20]
        columns = {name: [row[column] + 1 for row in L9] for name, column in (("A", 0), ("B", 1), ("C", 3))}
        optimum = analyze(table_of({**columns, "yield": yields}), pool=("B",)).optimum
        assert dict(optimum.levels)["A"] == "3" and dict(optimum.levels)["C"] == "2"
        assert optimum.cautious == pytest.approx(21.67, abs=5e-3)

    def test_nothing_was_pooled(self, analysis: Analysis) -> None:
        assert not any(factor.pooled for factor in analysis.factors)


class TestDesignForSixSigmaExample1313:
    """The same book, example 13.13, pages 483 to 485: an L8 with seven columns in use, each run twice."""

    PUBLISHED: ClassVar = {
        "A": (855.56, 28.82, 0.001, 49.44),
        "B": (27.56, 0.93, 0.363, 1.59),
        "AB": (115.56, 3.89, 0.084, 6.68),
        "D": (68.06, 2.29, 0.168, 3.93),
        "E": (33.06, 1.11, 0.322, 1.91),
        "BD": (217.56, 7.33, 0.027, 12.57),
        "G": (175.56, 5.91, 0.041, 10.15),
    }

    @pytest.fixture
    def analysis(self) -> Analysis:
        l8 = ["1111111", "1112222", "1221122", "1222211", "2121212", "2122121", "2211221", "2212112"]
        porosity = [(26, 38), (16, 6), (3, 17), (18, 16), (0, 5), (0, 1), (4, 5), (5, 3)]
        columns = {name: [row[index] for row in l8 for _ in range(2)] for index, name in enumerate(self.PUBLISHED)}
        return analyze(table_of({**columns, "porosity": [value for pair in porosity for value in pair]}))

    def test_anova(self, analysis: Analysis) -> None:
        for factor in analysis.factors:
            squares, f, p, share = self.PUBLISHED[factor.name]
            assert factor.sum_of_squares == pytest.approx(squares, abs=5.1e-3)
            assert factor.f == pytest.approx(f, abs=5.1e-3)
            assert factor.p == pytest.approx(p, abs=5.1e-4)
            assert factor.contribution_pct == pytest.approx(share, abs=5.1e-3)
            assert factor.df == 1

    def test_error_is_of_the_repeats(self, analysis: Analysis) -> None:
        assert analysis.error.sum_of_squares == pytest.approx(237.50)
        assert (analysis.error.df, analysis.error.pure_df, analysis.error.pooled) == (8, 8, ())
        assert analysis.error.variance == pytest.approx(29.69, abs=5e-3)
        assert analysis.error.contribution_pct == pytest.approx(13.72, abs=5e-3)
        assert analysis.total_sum_of_squares == pytest.approx(1730.44, abs=5e-3)


class TestPoolingByHand:
    """Nine ratios in dB whose sums of squares are whole numbers, so that each figure can be worked out by hand; the
    two weakest of four factors are pooled."""

    @pytest.fixture
    def analysis(self) -> Analysis:
        eta = [-20, -10, -30, -25, -45, -65, -45, -65, -70]
        columns = {name: [row[index] + 1 for row in L9] for index, name in enumerate("ABCD")}
        return analyze(table_of({**columns, "eta": eta}), pool=("C", "D"))

    def test_anova(self, analysis: Analysis) -> None:
        assert [factor.sum_of_squares for factor in analysis.factors] == pytest.approx([2450, 950, 350, 50])
        assert [factor.f for factor in analysis.factors[:2]] == pytest.approx([12.25, 4.75])
        assert analysis.error.df == 4 and analysis.error.variance == pytest.approx(100)
        assert analysis.total_sum_of_squares == pytest.approx(3800)

    def test_prediction_by_the_kept_factors(self, analysis: Analysis) -> None:
        """-8.33 dB, from 1/n0 = 5/9."""
        optimum = analysis.optimum
        assert optimum.cautious == pytest.approx(-8.33, abs=5e-3)
        half = stats.t.ppf(0.975, 4) * (100 * 5 / 9) ** 0.5
        assert optimum.cautious_ci == pytest.approx((-25 / 3 - half, -25 / 3 + half))


class TestMontgomerysBatteryLife:
    """D. C. Montgomery, Design and Analysis of Experiments, example 5.1: three materials, three temperatures, four
    repeats; data and table as in public copies (R's package ACSWR has the data). The
    interaction is what the factors' own effects leave: the lack of fit."""

    def test_interaction_and_pure_error(self) -> None:
        life = {
            (1, 15): (130, 155, 74, 180),
            (1, 70): (34, 40, 80, 75),
            (1, 125): (20, 70, 82, 58),
            (2, 15): (150, 188, 159, 126),
            (2, 70): (136, 122, 106, 115),
            (2, 125): (25, 70, 58, 45),
            (3, 15): (138, 110, 168, 160),
            (3, 70): (174, 120, 150, 139),
            (3, 125): (96, 104, 82, 60),
        }
        material, temperature, hours = zip(
            *((*setting, value) for setting, values in life.items() for value in values), strict=True
        )
        analysis = analyze(table_of({"material": material, "temperature": temperature, "life": hours}))
        squares = {factor.name: factor.sum_of_squares for factor in analysis.factors}
        assert squares == pytest.approx({"material": 10683.72, "temperature": 39118.72}, abs=5.1e-3)
        lack, error = analysis.error.lack_of_fit, analysis.error
        assert lack is not None
        assert lack.df == 4 and lack.sum_of_squares == pytest.approx(9613.78, abs=5.1e-3)
        assert lack.f == pytest.approx(3.56, abs=5.1e-3) and lack.p == pytest.approx(0.0186, abs=5.1e-5)
        assert error.pure_df == 27 and error.pure_sum_of_squares == pytest.approx(18230.75, abs=5.1e-3)
        assert any("factors interact" in str(warning) for warning in analysis.warnings)


class TestNistCertifiedAnova:
    """NIST's Statistical Reference Datasets for one-way analysis of variance (itl.nist.gov/div898/strd/anova)."""

    def test_sirstv(self) -> None:
        resistance = {
            1: (196.3052, 196.1240, 196.1890, 196.2569, 196.3403),
            2: (196.3042, 196.3825, 196.1669, 196.3257, 196.0422),
            3: (196.1303, 196.2005, 196.2889, 196.0343, 196.1811),
            4: (196.2795, 196.1748, 196.1494, 196.1485, 195.9885),
            5: (196.2119, 196.1051, 196.1850, 196.0052, 196.2090),
        }
        analysis = self._one_way(resistance)
        factor = analysis.factors[0]
        assert factor.sum_of_squares == pytest.approx(5.11462616000000e-02, rel=1e-10)
        assert analysis.error.sum_of_squares == pytest.approx(2.16636560000000e-01, rel=1e-10)
        assert (factor.df, analysis.error.df) == (4, 20)
        assert factor.f == pytest.approx(1.18046237440255, rel=1e-10)
        assert factor.contribution_pct == pytest.approx(19.0999039051129, rel=1e-10)
        assert (analysis.error.variance or 0) ** 0.5 == pytest.approx(1.04076068334656e-01, rel=1e-10)

    def test_atomic_weight_of_silver(self) -> None:
        """Seven constant leading digits: a careless sum of squares loses them all."""
        last_digits = {
            1: "1568 1465 1572 1785 1446 1903 1526 1494 1616 1587 1519 1486 1419 1569 1508 1672 1385 1518 1662 1424 "
            "1360 1333 1610 1477",
            2: "1079 1344 1513 1197 1604 1385 1642 1365 1151 1082 1517 1448 1198 1482 1334 1609 1101 1512 1469 1360 "
            "1254 1261 1450 1368",
        }
        analysis = self._one_way(
            {key: [f"107.868{digits}" for digits in text.split()] for key, text in last_digits.items()}
        )
        factor = analysis.factors[0]
        assert factor.sum_of_squares == pytest.approx(3.63834187500000e-09, rel=1e-6)
        assert analysis.error.sum_of_squares == pytest.approx(1.04951729166667e-08, rel=1e-6)
        assert factor.f == pytest.approx(1.59467335677930e01, rel=1e-6)

    @staticmethod
    def _one_way(groups: Mapping[int, Sequence[object]]) -> Analysis:
        rows = [(group, value) for group, values in groups.items() for value in values]
        return analyze(table_of({"instrument": [row[0] for row in rows], "y": [row[1] for row in rows]}))


def test_two_factors_without_repeats() -> None:
    """WaveMetrics' Igor Pro documentation, StatsANOVA2NRTest: six rows by four columns, one value in each."""
    values = [
        (4.04, 5.08, 2.83, 3.06),
        (4.91, 4.68, 3.17, 2.71),
        (2.94, 1.90, 1.61, 2.02),
        (5.95, 5.26, 4.85, 4.45),
        (3.90, 4.85, 2.69, 2.93),
        (5.72, 5.14, 4.39, 3.29),
    ]
    cells = [(f"r{row}", f"c{column}", value) for row, line in enumerate(values) for column, value in enumerate(line)]
    rows, columns, responses = zip(*cells, strict=True)
    analysis = analyze(table_of({"row": rows, "column": columns, "y": responses}))
    by_name = {factor.name: factor for factor in analysis.factors}
    assert by_name["row"].sum_of_squares == pytest.approx(21.3036, abs=5.1e-5)
    assert by_name["row"].f == pytest.approx(16.3364, abs=5.1e-5)
    assert by_name["column"].sum_of_squares == pytest.approx(11.2881, abs=5.1e-5)
    assert by_name["column"].f == pytest.approx(14.427, abs=5.1e-4)
    assert analysis.error.sum_of_squares == pytest.approx(3.91216, abs=5.1e-6)
    assert analysis.total_sum_of_squares == pytest.approx(36.5039, abs=5.1e-5)
