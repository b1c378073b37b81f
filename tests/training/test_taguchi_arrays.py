"""Orthogonal arrays and plans."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import KnownError
from tests.training.taguchi_tables import L9
from training.experiment.orthogonal_arrays import (
    ARRAY_NAMES,
    OrthogonalArray,
    choose_array,
    find_array,
    standard_arrays,
)
from training.experiment.taguchi import SEED_FACTORS, Factor, make_plan

L18 = """11111111 11222222 11333333 12112233 12223311 12331122 13121323 13232131 13313212
21133221 21211332 21322113 22123132 22231213 22312321 23132312 23213123 23321231"""
"""Taguchi's L18(2^1 3^7), as in K. Yang, B. El-Haik, Design for Six Sigma, page 475, and in Sloane's library."""


def factor(name: str, levels: int) -> Factor:
    return Factor(name, tuple(f"{name}{level}" for level in range(levels)))


class TestStandardArrays:
    @pytest.mark.parametrize(
        ("name", "title", "runs"),
        [
            ("L4", "L4(2^3)", 4),
            ("L8", "L8(2^7)", 8),
            ("L9", "L9(3^4)", 9),
            ("L12", "L12(2^11)", 12),
            ("L16", "L16(2^15)", 16),
            ("L16b", "L16(4^5)", 16),
            ("L18", "L18(2^1 3^7)", 18),
            ("L27", "L27(3^13)", 27),
        ],
    )
    def test_are_the_ones_of_the_textbooks(self, name: str, title: str, runs: int) -> None:
        array = find_array(name)
        assert (array.title, len(array.rows)) == (title, runs)
        assert find_array(title) == array

    @pytest.mark.parametrize("name", ARRAY_NAMES)
    def test_any_two_columns_hold_each_pair_equally_often(self, name: str) -> None:
        array = find_array(name)
        for a, b in combinations(range(len(array.levels)), 2):
            counts = Counter((row[a], row[b]) for row in array.rows)
            assert set(counts.values()) == {len(array.rows) // (array.levels[a] * array.levels[b])}

    def test_l9_row_by_row(self) -> None:
        assert find_array("L9").rows == L9

    def test_l18_row_by_row(self) -> None:
        assert find_array("L18").rows == tuple(tuple(int(cell) - 1 for cell in row) for row in L18.split())

    def test_an_unbalanced_array_is_seen(self) -> None:
        first, *rest = L9
        assert not OrthogonalArray("L9", (rest[0], *rest)).is_orthogonal()
        assert OrthogonalArray("L9", (first, *rest)).is_orthogonal()

    def test_unknown_name(self) -> None:
        with pytest.raises(KnownError, match="no array L10"):
            find_array("L10")


class TestChoice:
    @pytest.mark.parametrize(
        ("levels", "title"),
        [
            ([2, 2, 2], "L4(2^3)"),
            ([2] * 4, "L8(2^7)"),
            ([2] * 7, "L8(2^7)"),
            ([2] * 8, "L12(2^11)"),
            ([2] * 12, "L16(2^15)"),
            ([3] * 2, "L9(3^4)"),
            ([3] * 4, "L9(3^4)"),
            ([3] * 5, "L18(2^1 3^7)"),
            ([2, 3, 3, 3], "L18(2^1 3^7)"),
            ([3] * 8, "L27(3^13)"),
            ([4, 4, 2], "L16(4^5)"),
        ],
    )
    def test_is_the_smallest_that_fits(self, levels: list[int], title: str) -> None:
        assert choose_array(levels).array.title == title

    def test_four_factors_in_an_l8_keep_clear_of_two_factor_interactions(self) -> None:
        """Columns 1, 2, 4 and 7: the resolution IV half of Taguchi's linear graphs."""
        choice = choose_array([2, 2, 2, 2])
        assert choice.columns == (0, 1, 3, 6)
        assert any("No factor's own effect" in str(reason) for reason in choice.reasons)

    def test_the_seeds_l9_is_explained(self) -> None:
        said = " ".join(str(reason) for reason in choose_array([3, 3, 3, 3]).reasons)
        assert "smallest" in said and "9 runs" in said and "81" in said and "interaction" in said
        assert "all 8 degrees of freedom" in said

    @given(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    def test_every_level_of_every_factor_is_run(self, counts: list[int]) -> None:
        factors = [factor(f"f{index}", count) for index, count in enumerate(counts)]
        plan = make_plan(factors)
        assert len(plan.runs) == len(plan.array.rows)
        for index, one in enumerate(factors):
            assert {run[index] for run in plan.runs} == set(one.levels)

    @pytest.mark.parametrize(("levels", "match"), [([5], "No array"), ([2] * 16, "No array"), ([3] * 14, "No array")])
    def test_nothing_fits(self, levels: list[int], match: str) -> None:
        with pytest.raises(KnownError, match=match):
            choose_array(levels)


class TestPlan:
    def test_the_default_is_the_seeds_experiment(self) -> None:
        plan = make_plan()
        assert plan.array.title == "L9(3^4)"
        assert plan.runs[2] == ("adam", "50", "0.6", "128")
        assert plan.runs[5] == ("adagrad", "50", "0.4", "64")
        assert plan.runs[8] == ("adadelta", "50", "0.5", "32")

    def test_two_levels_where_three_are_needed(self) -> None:
        with pytest.raises(KnownError, match=r"optimizer has 2 levels, where L9\(3\^4\) needs 3"):
            make_plan((Factor("optimizer", ("adam", "sgd")), *SEED_FACTORS[1:]), "L9")

    def test_too_many_factors_for_the_array_asked_for(self) -> None:
        with pytest.raises(KnownError, match="too few columns"):
            make_plan([factor(name, 3) for name in "abcde"], "L9")

    def test_two_two_level_and_two_three_level_factors_repeat_a_level(self) -> None:
        plan = make_plan([factor("a", 2), factor("b", 2), factor("c", 3), factor("d", 3)])
        assert plan.array.title == "L9(3^4)"
        assert Counter(run[0] for run in plan.runs) == {"a0": 6, "a1": 3}
        assert any("repeats its first level" in str(reason) for reason in plan.reasons)

    @pytest.mark.parametrize(
        ("name", "levels"), [("epochs", ("30",)), ("epochs", ("30", "30", "50")), ("", ("1", "2")), ("a", ("1", " "))]
    )
    def test_nonsense_is_refused(self, name: str, levels: tuple[str, ...]) -> None:
        with pytest.raises(KnownError):
            Factor(name, levels)

    def test_a_factor_twice(self) -> None:
        with pytest.raises(KnownError, match="there twice"):
            make_plan((SEED_FACTORS[0], SEED_FACTORS[0]))

    def test_no_factors(self) -> None:
        with pytest.raises(KnownError, match="at least one factor"):
            make_plan(())


def test_arrays_are_read_once() -> None:
    assert standard_arrays() is standard_arrays()
