"""Which samples are kept, and why the others are not: written down with the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.augmentation.quality import FaceSet, Yardstick, nearest, pixel_distances

REASONS = ("other_class", "copy", "far", "twin")
"""Taken for another class by a classifier that knows this dataset; nearly a copy of a real face; farther from every
real face than real faces are; nearly the same as a sample that is kept already."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """`kept`: indices of the drawings that are kept, in their order, at most as many as were wanted; `dropped`: how
    many went for which reason (the first that applied); `surplus`: good ones that were not needed."""

    kept: tuple[int, ...]
    dropped: dict[str, int]
    surplus: int
    yardstick: Yardstick

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": "taken for its class by a classifier that learned from the real training faces; no copy of a "
            "real face or of another one that is kept; as near to real faces as these are to each other",
            "kept": len(self.kept),
            "dropped": dict(self.dropped),
            "surplus": self.surplus,
            "yardstick": asdict(self.yardstick),
        }


def keep_best(
    samples: FaceSet,
    train: FaceSet,
    measure: Yardstick,
    wanted: int,
    probabilities: NDArray[np.floating[Any]] | None = None,
    classes: Sequence[str] = (),
    intended: str = "",
) -> Filtered:
    """Goes through the drawings in order and keeps the good ones until there are enough.

    The order of drawing decides among good ones, not how sure the model is: the surest are the most alike.
    `probabilities` (n, len(classes)) are those of a classifier that learned from the real training faces; without
    them, or where it does not know the class, nothing is dropped for its class.
    """
    near = nearest(samples, train)
    copies, far = near.copies(measure), near.features > measure.far_features
    other = np.zeros(len(samples), dtype=bool)
    if probabilities is not None and intended in classes:
        other = probabilities.argmax(axis=1) != list(classes).index(intended)
    between = pixel_distances(samples.pixels, samples.pixels)
    kept: list[int] = []
    dropped = dict.fromkeys(REASONS, 0)
    surplus = 0
    for i in range(len(samples)):
        if other[i]:
            dropped["other_class"] += 1
        elif copies[i]:
            dropped["copy"] += 1
        elif far[i]:
            dropped["far"] += 1
        elif kept and between[i, kept].min() < measure.copy_pixels:
            dropped["twin"] += 1
        elif len(kept) >= wanted:
            surplus += 1
        else:
            kept.append(i)
    return Filtered(tuple(kept), dropped, surplus, measure)
