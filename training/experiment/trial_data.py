"""What every trial of an experiment is trained and judged on: kept features, and who is on which side.

Computed once, kept in one file in the run's folder, and told apart from every other by a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.model_registry import file_sha256
from training.datasets.dataset import Dataset
from training.datasets.images import LabelledFaces
from training.datasets.splits import folds, grouped_parts
from training.datasets.transforms import Transforms
from training.experiment.config import ExperimentConfig

log = logging.getLogger(__name__)

FILE, ABOUT = "data.npz", "data.json"
WATCHING = 1 / 8
"""Share of what a fold does not judge that watches its training."""


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """For each repeat, (repeats, n) masks over the pictures: trained on, watching the training (the learning rate
    follows their loss), and judging. `final_train`, `final_watch` (n,): the dataset's own parts, for the model that
    comes of it all."""

    train: NDArray[np.bool_]
    watch: NDArray[np.bool_]
    judge: NDArray[np.bool_]
    final_train: NDArray[np.bool_]
    final_watch: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class TrialData:
    """`features` by `transforms_key`, each (1 + views, n, 512) float16; `labels` (n,) indices into `classes`."""

    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    features: dict[str, NDArray[np.float16]]
    sides: Sides
    fingerprint: str


def transforms_key(transforms: Transforms) -> str:
    """Equal for equal random views."""
    return hashlib.sha256(repr(sorted(asdict(transforms).items())).encode()).hexdigest()[:16]


def gathered(dataset: Dataset, config: ExperimentConfig) -> tuple[LabelledFaces, Sides]:
    """The pictures of an experiment and their sides. The dataset's test pictures are not among them.

    By folds, generated pictures are left out: the generator has seen real ones of every fold. Raises `KnownError`
    where the dataset cannot be divided so.
    """
    classes = config.classes or dataset.manifest.classes
    unknown = [name for name in classes if name not in dataset.manifest.classes]
    if unknown:
        raise KnownError(
            "The dataset {name} has no class {classes}. It has {known}.",
            name=dataset.manifest.name,
            classes=", ".join(unknown),
            known=", ".join(dataset.manifest.classes),
        )
    by_folds = config.repeat_by == "folds"
    train = dataset.part("train", classes, generated=not by_folds)
    watch = dataset.part("val", classes) if sum(dataset.manifest.counts["val"][name] for name in classes) else None
    if watch is None and not by_folds:
        raise KnownError(
            "The dataset {name} has no validation pictures to judge the trials by. Import it with a split such as "
            "0.8,0.1,0.1, or repeat by folds.",
            name=dataset.manifest.name,
        )
    parts = [train] if watch is None else [train, watch]
    faces = LabelledFaces(
        np.concatenate([part.faces for part in parts]),
        np.concatenate([part.labels for part in parts]),
        classes,
        tuple(name for part in parts for name in part.names),
    )
    final_train = np.arange(len(faces)) < len(train)
    final_watch = ~final_train if watch is not None else np.zeros(len(faces), dtype=np.bool_)
    if not by_folds:
        every = np.ones((config.repeats, 1), dtype=np.bool_)
        sides = Sides(every & final_train, every & final_watch, every & final_watch, final_train, final_watch)
    else:
        subjects = dataset.subjects("train", classes, generated=False)
        subjects += dataset.subjects("val", classes) if watch is not None else ()
        sides = _by_folds(faces, subjects, config, final_train, final_watch)
    _check(dataset.manifest.name, faces, sides)
    return faces, sides


def dataset_fingerprint(dataset: Dataset, config: ExperimentConfig) -> str:
    """Changes with the pictures, their classes and their parts, and with how the experiment divides them."""
    words = [
        sorted(dataset.manifest.files.items()),
        config.classes or dataset.manifest.classes,
        config.repeat_by,
        config.repeats,
        config.base.seed,
    ]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def save(folder: Path, data: TrialData, about: dict[str, Any]) -> None:
    """Writes the data aside, syncs and replaces; then what is known `about` it. Raises `KnownError`."""
    path, aside = folder / FILE, folder / f"{FILE}.tmp"
    arrays: dict[str, NDArray[Any]] = {
        "classes": np.array(data.classes),
        "labels": data.labels,
        "fingerprint": np.array(data.fingerprint),
        **{f"features-{key}": array for key, array in data.features.items()},
        **{f"sides-{name}": getattr(data.sides, name) for name in Sides.__slots__},
    }
    try:
        with aside.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        text = json.dumps({**about, "fingerprint": data.fingerprint, "sha256": file_sha256(path)}, ensure_ascii=False)
        (folder / ABOUT).write_text(text, encoding="utf-8")
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise KnownError(
            "The features cannot be kept in {folder} ({reason}). Free some disk space and go on with --resume.",
            folder=folder,
            reason=error.strerror or error,
        ) from error


def about(folder: Path) -> dict[str, Any] | None:
    """What is known about the kept data; None where there is none, or it is damaged."""
    try:
        found = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if isinstance(found, dict) and file_sha256(folder / FILE) == found["sha256"]:
            return found
        log.warning("the features in %s are damaged and computed again", folder)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError) as error:
        log.warning("the features in %s cannot be read and are computed again: %s", folder, error)
    return None


@lru_cache(maxsize=1)
def load(path: Path) -> TrialData:
    """The data of `save`; read once a process."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return TrialData(
        tuple(str(name) for name in arrays["classes"]),
        arrays["labels"],
        {name.removeprefix("features-"): array for name, array in arrays.items() if name.startswith("features-")},
        Sides(**{name: arrays[f"sides-{name}"] for name in Sides.__slots__}),
        str(arrays["fingerprint"]),
    )


def _by_folds(
    faces: LabelledFaces,
    subjects: tuple[str, ...],
    config: ExperimentConfig,
    final_train: NDArray[np.bool_],
    final_watch: NDArray[np.bool_],
) -> Sides:
    count = config.repeats
    if len(set(subjects)) < count + 1:
        raise KnownError(
            "There are {subjects} subjects, too few for {folds} folds. Repeat less often, or by seeds.",
            subjects=len(set(subjects)),
            folds=count,
        )
    fold_of = folds(faces.labels, subjects, count, config.base.seed)
    judge = np.stack([fold_of == repeat for repeat in range(count)])
    watch = np.zeros_like(judge)
    for repeat in range(count):
        rest = np.flatnonzero(~judge[repeat])
        of_rest = [subjects[index] for index in rest]
        part = grouped_parts(faces.labels[rest], of_rest, [1 - WATCHING, WATCHING], config.base.seed)
        watch[repeat, rest[part == 1]] = True
    return Sides(~judge & ~watch, watch, judge, final_train, final_watch)


def _check(name: str, faces: LabelledFaces, sides: Sides) -> None:
    for mask in (*sides.train, sides.final_train):
        counts = np.bincount(faces.labels[mask], minlength=len(faces.classes))
        missing = [label for label, count in zip(faces.classes, counts, strict=True) if not count]
        if missing:
            raise KnownError(
                "The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.",
                name=name,
                classes=", ".join(missing),
            )
    if not sides.judge.any(axis=1).all() or not sides.watch.any(axis=1).all():
        raise KnownError(
            "The dataset {name} has too few pictures or subjects for {folds} folds. Repeat less often, or by seeds.",
            name=name,
            folds=len(sides.judge),
        )
