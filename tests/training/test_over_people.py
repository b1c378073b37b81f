"""Intervals know people, not pictures."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom

from training.evaluation.over_people import (
    NOT_JUDGED,
    Matrices,
    confusions,
    interval,
    resampled,
    share_interval,
    sign_flip_p,
)

LABELS = np.arange(60) % 2


def accuracy(matrices: Matrices) -> tuple[float]:
    matrix = matrices.sum(axis=0)
    return (float(np.trace(matrix) / matrix.sum()),)


def guesses(wrong: np.ndarray) -> np.ndarray:
    said = LABELS.copy()
    said[wrong] = 1 - said[wrong]
    return said[None]


def test_one_picture_of_each_person_gives_the_binomial_interval() -> None:
    """0.8 of 60: a standard error of 0.052, so 0.70 to 0.90 by the normal approximation."""
    people = [f"S{i}" for i in range(60)]
    table = confusions(guesses(np.arange(0, 60, 5)), LABELS, people, 2)
    low, high = interval(resampled({"one": table}, accuracy)["one"][:, 0])
    assert low == pytest.approx(0.70, abs=0.02) and high == pytest.approx(0.90, abs=0.02)


def test_the_same_pictures_of_five_people_say_less() -> None:
    """All twelve of one person are wrong: of five people drawn, none to all five may be that one."""
    people = [f"S{i // 12}" for i in range(60)]
    table = confusions(guesses(np.arange(12)), LABELS, people, 2)
    low, high = interval(resampled({"one": table}, accuracy)["one"][:, 0])
    assert low == pytest.approx(0.4) and high == 1.0


def test_what_is_compared_is_drawn_alike() -> None:
    people = [f"S{i // 3}" for i in range(60)]
    table = confusions(guesses(np.arange(9)), LABELS, people, 2)
    drawn = resampled({"one": table, "other": table.copy()}, accuracy)
    assert np.array_equal(drawn["one"], drawn["other"])


def test_pictures_that_were_not_judged_count_for_nothing() -> None:
    said = np.stack([LABELS, np.full(60, NOT_JUDGED)])
    said[0, :10] = NOT_JUDGED
    table = confusions(said, LABELS, ["S"] * 60, 2)
    assert table.shape == (2, 1, 2, 2)
    assert table[0, 0].tolist() == [[25, 0], [0, 25]] and table[1].sum() == 0


def test_a_share_of_single_pictures_has_wilsons_interval() -> None:
    """Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662."""
    right = np.arange(263) < 81
    assert share_interval(right, [str(i) for i in range(263)]) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_three_alike_pictures_of_each_person_say_as_much_as_one() -> None:
    one = share_interval(np.arange(20) < 15, [str(i) for i in range(20)])
    alike = share_interval(np.repeat(np.arange(20) < 15, 3), [str(i // 3) for i in range(60)])
    assert alike == pytest.approx(one, abs=1e-9)


def test_where_all_are_right_a_person_is_worth_one_picture() -> None:
    """Wilson's lower end of 20 of 20 is 20 / (20 + 1.96^2)."""
    low, high = share_interval(np.ones(60, bool), [str(i // 3) for i in range(60)])
    assert low == pytest.approx(20 / (20 + 1.959964**2), abs=1e-6) and high == 1
    low, high = share_interval(np.ones(3, bool), ["S"] * 3)
    assert low == pytest.approx(1 / (1 + 1.959964**2), abs=1e-6)


def test_pictures_of_one_person_never_say_more_than_one() -> None:
    for right in ([True, False, False], [True, False]):
        low, high = share_interval(np.array(right), ["S"] * len(right))
        assert low < 0.1 and high > 0.8


def test_the_test_over_people_is_mcnemars_where_each_has_one_picture() -> None:
    """Twelve discordant pairs, ten to two."""
    gains = np.array([1.0] * 10 + [-1.0] * 2 + [0.0] * 30)
    assert sign_flip_p(gains) == pytest.approx(2 * binom.cdf(2, 12, 0.5))
    assert sign_flip_p(np.zeros(5)) == 1


def test_signs_are_flipped_person_by_person() -> None:
    """Against every one of the 16 ways."""
    gains = np.array([3.0, 2.0, 1.0, -1.0])
    all_sums = [sum(s * g for s, g in zip(signs, gains, strict=True)) for signs in product((-1, 1), repeat=4)]
    assert sign_flip_p(gains) == pytest.approx(np.mean(np.abs(all_sums) >= 5))
    assert sign_flip_p(np.array([12.0, 12.0])) == pytest.approx(0.5)
