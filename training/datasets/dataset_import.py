"""Making a dataset of a source: every picture is decoded and checked, the splits are drawn, the folder appears
whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.faces.face_detector import FaceDetector
from engine.model_registry import file_sha256
from training.datasets.dataset import (
    FACES,
    INDEX,
    MANIFEST,
    SPLITS,
    DatasetManifest,
    Entry,
    Split,
    counts_of,
    index_line,
    open_dataset,
)
from training.datasets.dataset_sources import Picture, class_folders, count_pictures, opened_source, pictures
from training.datasets.near_duplicates import clusters, thumbnails
from training.datasets.splits import CK_SUBJECT, grouped_parts

BLANK_BELOW = 2.0
"""A picture whose grey values deviate less than this shows nothing."""
PROBLEMS = ("broken", "blank", "duplicate", "no_face")
EMPTY = "empty"
"""A class folder of which no picture is kept: reported with the others, by the class."""
_NAME = re.compile(r"[^\W_][\w .+-]{0,63}")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`shares` of train, val and test; None: the source's own splits where it has them, else 80/10/10. `keep`:
    problems whose pictures are kept all the same (broken ones cannot be). `find_faces`: look for a face in
    each picture."""

    shares: tuple[float, float, float] | None = None
    by_subject: bool = True
    keep: frozenset[str] = frozenset({"no_face"})
    find_faces: bool = True
    subject_pattern: re.Pattern[str] = CK_SUBJECT
    seed: int = 1


def import_dataset(
    source: Path,
    target: Path,
    options: ImportOptions,
    detector: FaceDetector | None = None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> DatasetManifest:
    """Makes the dataset folder `target`, whose name is the dataset's. Raises `KnownError`; then nothing is
    left behind."""
    if not _NAME.fullmatch(target.name):
        raise KnownError("A dataset cannot be called {name}. Use letters, digits, dots and dashes.", name=target.name)
    if target.exists():
        raise KnownError(
            "There is already a dataset {name}. Choose another name, or delete {folder}.",
            name=target.name,
            folder=target,
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=target.parent, ignore_cleanup_errors=True) as aside:
            folder = Path(aside) / "dataset"
            folder.mkdir()
            with opened_source(source) as opened:
                manifest = _fill(folder, target.name, source.name, opened, options, detector, on_progress)
            folder.replace(target)
    except OSError as error:
        raise KnownError(
            "The dataset {name} cannot be written ({reason}). Check the disk and the folder's permissions.",
            name=target.name,
            reason=error.strerror or error,
        ) from error
    return manifest


def delete_dataset(folder: Path) -> None:
    """Removes a dataset's folder; refuses what is none."""
    open_dataset(folder)
    shutil.rmtree(folder)


def _fill(
    folder: Path,
    name: str,
    source_name: str,
    source: Path,
    options: ImportOptions,
    detector: FaceDetector | None,
    on_progress: Callable[[int, int], None],
) -> DatasetManifest:
    reported: dict[str, list[str]] = {problem: [] for problem in PROBLEMS}
    kept: list[tuple[Picture, str]] = []
    small: list[NDArray[np.uint8]] = []
    seen: set[str] = set()
    total = count_pictures(source)
    with (folder / FACES).open("wb") as faces:
        for number, picture in enumerate(pictures(source, options.subject_pattern, detector), start=1):
            on_progress(number, max(total, number))
            problem, digest = _problem(picture, seen, detector if options.find_faces else None)
            if problem is not None:
                reported[problem].append(picture.name)
            if picture.face is None or (problem is not None and problem not in options.keep):
                continue
            seen.add(digest)
            faces.write(picture.face.tobytes())
            small.append(thumbnails(picture.face[np.newaxis])[0])
            # The face itself is on the disk now: memory holds only what is small.
            kept.append((Picture(picture.name, picture.label, None, picture.subject, picture.split), digest))
        faces.flush()
        os.fsync(faces.fileno())
    if not kept:
        if not total:
            raise KnownError(
                "The class folders of {source} are empty. Put each class's pictures into its folder.",
                source=source_name,
            )
        raise KnownError(
            "There is no usable picture in {source}: {n} were read, and all are broken, blank or duplicates.",
            source=source_name,
            n=total,
        )
    classes = tuple(sorted({picture.label for picture, _ in kept}))
    reported[EMPTY] = sorted(class_folders(source) - set(classes))
    splits, described = _splits([picture for picture, _ in kept], classes, np.stack(small), options)
    entries = [
        Entry(picture.name, picture.label, picture.subject, split, digest)
        for (picture, digest), split in zip(kept, splits, strict=True)
    ]
    _write(folder / INDEX, "".join(index_line(entry) for entry in entries))
    manifest = DatasetManifest(
        name=name,
        source=source_name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        classes=classes,
        n=len(entries),
        subjects=len({entry.subject for entry in entries} - {None}),
        seed=options.seed,
        split=described,
        counts=counts_of(entries, classes),
        reported={problem: names for problem, names in reported.items() if names},
        files={file: file_sha256(folder / file) for file in (INDEX, FACES)},
    )
    _write(folder / MANIFEST, json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False))
    return manifest


def _problem(picture: Picture, seen: set[str], detector: FaceDetector | None) -> tuple[str | None, str]:
    """What is wrong with a picture, if anything, and the checksum of its face."""
    if picture.face is None:
        return "broken", ""
    digest = hashlib.sha256(picture.face.tobytes()).hexdigest()
    if float(picture.face.std()) < BLANK_BELOW:
        return "blank", digest
    if digest in seen:
        return "duplicate", digest
    if detector is not None and not shows_face(picture.face, detector):
        return "no_face", digest
    return None, digest


def shows_face(face: NDArray[np.uint8], detector: FaceDetector) -> bool:
    """Whether the detector finds a face in a (48, 48) crop, which is enlarged and given a border for it."""
    large = cv2.resize(face, None, fx=3, fy=3, interpolation=cv2.INTER_LINEAR)
    framed = cv2.copyMakeBorder(large, 36, 36, 36, 36, cv2.BORDER_REPLICATE)
    return bool(detector.detect(np.asarray(cv2.cvtColor(framed, cv2.COLOR_GRAY2BGR), dtype=np.uint8)))


def _splits(
    kept: Sequence[Picture], classes: Sequence[str], small: NDArray[np.uint8], options: ImportOptions
) -> tuple[list[Split], str]:
    """Each picture's split, and in words how it was drawn."""
    if options.shares is None and any(picture.split for picture in kept):
        return [picture.split or "train" for picture in kept], "the source's own"
    shares = options.shares or (0.8, 0.1, 0.1)
    cluster_of = clusters(small)
    known = options.by_subject and any(picture.subject for picture in kept)
    groups = [
        picture.subject if known and picture.subject else f"#{cluster}"
        for picture, cluster in zip(kept, cluster_of, strict=True)
    ]
    labels = np.array([classes.index(picture.label) for picture in kept])
    parts = grouped_parts(labels, groups, shares, options.seed)
    words = "/".join(f"{share:g}" for share in shares)
    return [SPLITS[part] for part in parts], f"{words} by {'subject' if known else 'near duplicates'}"


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
