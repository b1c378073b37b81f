"""Is it any good? A class's generated faces against its real ones, in figures that a known answer can check.

All distances have their yardstick beside them: what the same figure is between real faces. Two spaces are looked at:
the backbone's features (what a face shows), and the pixels, with light and contrast taken out and mirror images
counted (whether it is a copy).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.augmentation.distances import Features, distances, kid, mean_pairwise_distance

COLLAPSED_BELOW = 0.6
"""Share of the real faces' diversity under which a class has collapsed to too few faces."""
COPY_QUANTILE = 0.05
"""A sample nearer to a real face than this quantile of what real faces of different people are to their nearest is
nearly a copy."""
FAR_QUANTILE = 0.95
KID_SAMPLES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class FaceSet:
    """Faces seen in both spaces: `features` (n, d) and `pixels` (n, 2304), unit rows; `subjects` (n,) of real
    ones."""

    features: Features
    pixels: NDArray[np.float32]
    subjects: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.features)

    def take(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> FaceSet:
        indices = np.arange(len(self))[chosen]
        subjects = tuple(self.subjects[i] for i in indices) if self.subjects else ()
        return FaceSet(self.features[indices], self.pixels[indices], subjects)


def unit_pixels(faces: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Faces (n, 48, 48) as rows of mean 0 and length 1: the same face in other light is the same row."""
    rows = faces.reshape(len(faces), int(np.prod(faces.shape[1:]))).astype(np.float32)
    rows -= rows.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-6), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """What real faces of a class are to each other: `copy` and `far`, the 5th and 95th percentile of the distance to
    the nearest face of another subject, in pixels and in features; `diversity`, the mean distance of two faces."""

    copy_pixels: float
    copy_features: float
    far_features: float
    diversity: float


def yardstick(real: FaceSet) -> Yardstick:
    """Measured on the class's real training faces, of two subjects or more; where there is one subject only, every
    face counts as another's."""
    subjects = np.array(real.subjects if len(set(real.subjects)) > 1 else [str(i) for i in range(len(real))])
    same = subjects[:, None] == subjects[None]
    in_pixels = np.where(same, np.inf, pixel_distances(real.pixels, real.pixels)).min(axis=1)
    in_features = np.where(same, np.inf, distances(real.features, real.features)).min(axis=1)
    return Yardstick(
        copy_pixels=float(np.quantile(in_pixels, COPY_QUANTILE)),
        copy_features=float(np.quantile(in_features, COPY_QUANTILE)),
        far_features=float(np.quantile(in_features, FAR_QUANTILE)),
        diversity=mean_pairwise_distance(real.features),
    )


def pixel_distances(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float64]:
    """Distances (n, m) of unit rows of pixels, to the second face or its mirror image, whichever is nearer."""
    side = round(second.shape[1] ** 0.5)
    mirrored = second.reshape(-1, side, side)[:, :, ::-1].reshape(second.shape)
    return np.minimum(distances(first, second), distances(first, mirrored))


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """Each sample's nearest real training face: `index` in pixels, distances in both spaces."""

    index: NDArray[np.intp]
    pixels: NDArray[np.float64]
    features: NDArray[np.float64]

    def copies(self, measure: Yardstick) -> NDArray[np.bool_]:
        """Which samples are nearly copies."""
        return np.asarray((self.pixels < measure.copy_pixels) | (self.features < measure.copy_features))


def nearest(samples: FaceSet, real: FaceSet) -> Nearest:
    """Of each sample, among the real training faces of its class."""
    in_pixels = pixel_distances(samples.pixels, real.pixels)
    return Nearest(
        in_pixels.argmin(axis=1), in_pixels.min(axis=1), distances(samples.features, real.features).min(axis=1)
    )


@dataclass(frozen=True, slots=True)
class Quality:
    """One class's samples, `n` of them. KID in units of the kernel; `kid_real`: of the real training faces against
    the validation ones, the yardstick of `kid_validation`. `diversity`: mean distance of two samples over that of two
    real faces. `copies`: samples that are nearly copies. `taken`: share that the active model takes for the
    intended class, of all its classes, and `judged` the share by a classifier that learned from real training faces
    only; beside them the same of real validation faces. None: cannot be measured (no validation faces, or the model
    does not know the class)."""

    n: int
    kid_train: float
    kid_validation: float | None
    kid_real: float | None
    diversity: float
    copies: int
    nearest_pixels: float
    copy_pixels: float
    taken: float | None
    taken_real: float | None
    judged: float | None
    judged_real: float | None

    @property
    def collapsed(self) -> bool:
        """Whether the samples show too few different faces."""
        return self.diversity < COLLAPSED_BELOW

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "collapsed": self.collapsed}


def assess(
    samples: FaceSet,
    train: FaceSet,
    validation: FaceSet | None,
    *,
    taken: tuple[float | None, float | None] = (None, None),
    judged: tuple[float | None, float | None] = (None, None),
) -> Quality:
    """All figures of one class; `taken` and `judged`: the shares of samples and of real validation faces."""
    measure, near = yardstick(train), nearest(samples, train)
    judge = validation if validation is not None and len(validation) >= 2 else None
    return Quality(
        n=len(samples),
        kid_train=kid(samples.features, train.features),
        kid_validation=None if judge is None else kid(samples.features, judge.features),
        kid_real=None if judge is None else kid(train.features, judge.features),
        diversity=mean_pairwise_distance(samples.features) / max(measure.diversity, 1e-9),
        copies=int(near.copies(measure).sum()),
        nearest_pixels=float(near.pixels.min()),
        copy_pixels=measure.copy_pixels,
        taken=taken[0],
        taken_real=taken[1],
        judged=judged[0],
        judged_real=judged[1],
    )


def share_taken_for(probabilities: NDArray[np.floating[Any]], classes: Sequence[str], intended: str) -> float | None:
    """The share of rows (n, classes) whose likeliest class is the intended one; None where it is none of them."""
    if intended not in classes or not len(probabilities):
        return None
    return float(np.mean(probabilities.argmax(axis=1) == list(classes).index(intended)))
