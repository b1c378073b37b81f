"""Groups stay whole, and classes are spread."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.datasets.splits import folds, grouped_parts, subject_of


def test_subject_of_a_ck_file_name() -> None:
    assert subject_of("S010_004_00000017.png") == "S010"
    assert subject_of("000123.png") is None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 15)), min_size=1, max_size=200), st.integers(0, 2**31))
def test_a_group_is_never_divided(pictures: list[tuple[int, int]], seed: int) -> None:
    labels = np.array([label for label, _ in pictures])
    groups = [f"S{group}" for _, group in pictures]
    parts = grouped_parts(labels, groups, [0.8, 0.1, 0.1], seed)
    assert len(parts) == len(labels)
    assert set(parts) <= {0, 1, 2}
    for group in set(groups):
        assert len({part for part, of in zip(parts, groups, strict=True) if of == group}) == 1
    np.testing.assert_array_equal(parts, grouped_parts(labels, groups, [0.8, 0.1, 0.1], seed))


def test_without_groups_the_split_is_stratified_to_the_picture() -> None:
    labels = np.repeat([0, 1, 2], [100, 50, 20])
    parts = grouped_parts(labels, [str(i) for i in range(170)], [0.8, 0.1, 0.1], seed=1)
    for label, count in ((0, 100), (1, 50), (2, 20)):
        shares = np.bincount(parts[labels == label], minlength=3) / count
        np.testing.assert_allclose(shares, [0.8, 0.1, 0.1], atol=0.011)


def test_folds_are_of_like_size() -> None:
    rng = np.random.default_rng(2)
    subjects = [f"S{i:03d}" for i in rng.integers(0, 90, 600)]
    labels = rng.integers(0, 5, 600)
    sizes = np.bincount(folds(labels, subjects, 10, seed=1), minlength=10)
    assert sizes.min() > 40
    assert sizes.max() < 80
