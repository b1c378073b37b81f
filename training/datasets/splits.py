"""Splits and folds that keep what belongs together together: a subject, a near duplicate.

All are reproducible by seed, and stratified as far as whole groups allow: the largest groups are dealt first,
each to the part that it fills most evenly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError

CK_SUBJECT = re.compile(r"^(S\d{3})_\d{3}_\d{8}")
"""CK+ file names: subject, sequence, frame."""


def subject_pattern(text: str) -> re.Pattern[str]:
    """A pattern for `subject_of`, as somebody wrote it. Raises `KnownError` where it is none."""
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise KnownError("{pattern} is no regular expression ({reason}).", pattern=text, reason=error) from error
    if pattern.groups < 1:
        raise KnownError("{pattern} has no group in parentheses for the subject.", pattern=text)
    return pattern


def shares_of_parts(text: str) -> tuple[float, float, float]:
    """Of train, val and test, as somebody wrote them: 0.8,0.1,0.1 or in percent. Raises `KnownError`."""
    try:
        train, val, test = (float(part) for part in re.split("[,/，、]", text.replace("%", "")))
    except ValueError:
        train = val = test = math.nan
    for whole in (1, 100):
        if min(train, val, test) >= 0 and abs((train + val + test) / whole - 1) <= 0.001:
            return train / whole, val / whole, test / whole
    raise KnownError(
        "The parts are three shares that add up to 1, as 0.8,0.1,0.1, or percent that add up to 100, not {text}.",
        text=text,
    )


def subject_of(name: str, pattern: re.Pattern[str] = CK_SUBJECT) -> str | None:
    """The subject that a file name tells, by the pattern's first group; None where it tells none."""
    match = pattern.search(name)
    return match.group(1) if match else None


def grouped_parts(
    labels: NDArray[np.integer], groups: Sequence[str], shares: Sequence[float], seed: int
) -> NDArray[np.int64]:
    """The part (0 to len(shares) - 1) of each picture, (n,): whole groups, with each class divided by `shares`.

    `labels` (n,) are class indices, `groups` (n,) names of what must stay together.
    """
    if len(labels) != len(groups):
        raise ValueError(f"{len(labels)} labels, {len(groups)} groups")
    names, group_of = np.unique(np.asarray(groups), return_inverse=True)
    n_classes = int(labels.max()) + 1 if len(labels) else 0
    counts = np.zeros((len(names), n_classes))
    np.add.at(counts, (group_of, labels), 1)
    # Rare classes weigh as much as frequent ones, so that they too are spread over all parts.
    weights = 1 / np.maximum(counts.sum(axis=0), 1)
    targets = np.outer(np.asarray(shares) / np.sum(shares), counts.sum(axis=0))
    filled = np.zeros_like(targets)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(-counts[order].sum(axis=1), kind="stable")]
    part_of = np.empty(len(names), dtype=np.int64)
    for group in order:
        lacking = np.maximum(targets - filled, 0)
        after = np.maximum(targets - filled - counts[group], 0)
        over = np.maximum(filled + counts[group] - targets, 0)
        # What a part gains towards its target, less what it gets beyond it, relative to the part's size.
        gain = ((lacking - after - over) * weights).sum(axis=1) / np.maximum(np.asarray(shares), 1e-9)
        part_of[group] = int(np.argmax(gain))
        filled[part_of[group]] += counts[group]
    return part_of[group_of]


def folds(labels: NDArray[np.integer], groups: Sequence[str], k: int, seed: int) -> NDArray[np.int64]:
    """The fold (0 to k - 1) of each picture, (n,), for k-fold cross-validation by group."""
    return grouped_parts(labels, groups, [1 / k] * k, seed)
