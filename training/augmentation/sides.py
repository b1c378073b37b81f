"""Who is on which side of a comparison: real training pictures, generated ones, real validation and real test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.augmentation.config import ArmName, CompareConfig
from training.augmentation.pictures import Faces
from training.datasets.dataset import Dataset, Split
from training.datasets.images import LabelledFaces
from training.datasets.splits import folds

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One split. Generated pictures are to train on; `validation` is empty in folds. `test_at`: where the test
    pictures stand among all that are judged, `subjects` who is on the training ones."""

    classes: tuple[str, ...]
    faces: Faces
    labels: Labels
    subjects: tuple[str, ...]
    generated: Faces
    generated_labels: Labels
    validation: Faces
    validation_labels: Labels
    test: Faces
    test_labels: Labels
    test_at: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """All real pictures that judge the arms, over all folds."""

    classes: tuple[str, ...]
    labels: Labels
    subjects: tuple[str, ...]


def own_split(dataset: Dataset, config: CompareConfig) -> tuple[list[Side], Judged]:
    """The dataset's own split. Raises `KnownError` where it has nothing to test on, or no generated pictures."""
    classes = _classes(dataset, config)
    train = dataset.part("train", classes, generated=False)
    missing = [name for name, count in train.counts().items() if count == 0]
    if missing:
        raise KnownError(
            "The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.",
            name=config.dataset,
            classes=", ".join(missing),
        )
    entries = [i for i, entry in enumerate(dataset.entries) if entry.generated and entry.label in classes]
    if any("dcgan" in arm for arm in config.arms) and not entries:
        raise KnownError(
            "The dataset {name} has no generated pictures. Make some with `main.py augment --dataset {name}`.",
            name=config.dataset,
        )
    generated = np.asarray(dataset.pixels[entries]) if entries else np.empty((0, 48, 48), np.uint8)
    labels = np.array([classes.index(dataset.entries[i].label) for i in entries], dtype=np.int64)
    parts: dict[Split, LabelledFaces] = {}
    for split in ("val", "test"):
        if any(dataset.manifest.counts[split][name] for name in classes):
            parts[split] = dataset.part(split, classes)
    if "test" not in parts:
        raise KnownError(
            "The dataset {name} has no test pictures to compare on. Import it with a split such as 0.6,0.1,0.3, or "
            "compare with --folds.",
            name=config.dataset,
        )
    test, validation = parts["test"], parts.get("val")
    side = Side(
        classes,
        train.faces,
        train.labels,
        dataset.subjects("train", classes, generated=False),
        generated,
        labels,
        validation.faces if validation else np.empty((0, 48, 48), np.uint8),
        validation.labels if validation else np.empty(0, np.int64),
        test.faces,
        test.labels,
        np.arange(len(test)),
    )
    return [_with_share(side, config)], Judged(classes, test.labels, dataset.subjects("test", classes))


def by_folds(dataset: Dataset, config: CompareConfig) -> tuple[list[Side], Judged]:
    """All real pictures divided by subject; nothing is generated yet. Raises `KnownError`."""
    assert config.folds is not None
    classes = _classes(dataset, config)
    faces, subjects = dataset.part(None, classes), dataset.subjects(None, classes)
    if config.folds > len(set(subjects)):
        raise KnownError(
            "{folds} folds take at least as many subjects; {name} has {subjects}.",
            folds=config.folds,
            name=config.dataset,
            subjects=len(set(subjects)),
        )
    fold_of = folds(faces.labels, subjects, config.folds, config.seed)
    none = np.empty((0, 48, 48), np.uint8)
    sides = []
    for fold in range(config.folds):
        train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        if len(np.unique(faces.labels[train])) < len(classes):
            raise KnownError("A class has too few subjects for {folds} folds. Take fewer.", folds=config.folds)
        sides.append(
            Side(
                classes,
                faces.faces[train],
                faces.labels[train],
                tuple(subjects[i] for i in train),
                none,
                np.empty(0, np.int64),
                none,
                np.empty(0, np.int64),
                faces.faces[test],
                faces.labels[test],
                test,
            )
        )
    return sides, Judged(classes, faces.labels, subjects)


def training_indices(side: Side, arm: ArmName, seed: int) -> NDArray[np.intp]:
    """The pictures that an arm trains on: indices into real ones followed by generated ones.

    `copies` adds as many repeated real pictures of each class as there are generated ones of it; where there are
    none at all, as many as balance asks for.
    """
    chosen = [np.arange(len(side.faces))]
    parts = arm.split("+")
    if "dcgan" in parts:
        chosen.append(len(side.faces) + np.arange(len(side.generated)))
    if "copies" in parts:
        rng = np.random.default_rng((seed, 5))
        own_counts = np.bincount(side.labels, minlength=len(side.classes))
        generated = np.bincount(side.generated_labels, minlength=len(side.classes))
        more = generated if generated.any() else own_counts.max() - own_counts
        for label, count in enumerate(more):
            own = np.flatnonzero(side.labels == label)
            rounds = [rng.permutation(own) for _ in range(-(-int(count) // len(own)))]
            if rounds:
                chosen.append(np.concatenate(rounds)[:count])
    return np.concatenate(chosen)


def rare_classes(labels: Sequence[int] | Labels, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Those with at most half as many real training pictures as the largest; the smallest where there is none."""
    counts = np.bincount(labels, minlength=len(classes))
    rare = [name for name, count in zip(classes, counts, strict=True) if count <= counts.max() / 2]
    return tuple(rare) or (classes[int(counts.argmin())],)


def _with_share(side: Side, config: CompareConfig) -> Side:
    if config.share == 1:
        return side
    kept = []
    for label in range(len(side.classes)):
        own = np.flatnonzero(side.generated_labels == label)
        kept.append(own[: round(len(own) * config.share)])
    chosen = np.sort(np.concatenate(kept))
    return replace(side, generated=side.generated[chosen], generated_labels=side.generated_labels[chosen])


def _classes(dataset: Dataset, config: CompareConfig) -> tuple[str, ...]:
    classes = config.classes or dataset.manifest.classes
    unknown = [name for name in classes if name not in dataset.manifest.classes]
    if unknown:
        raise KnownError(
            "The dataset {name} has no class {classes}. It has {known}.",
            name=config.dataset,
            classes=", ".join(unknown),
            known=", ".join(dataset.manifest.classes),
        )
    return classes
