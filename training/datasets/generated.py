"""Generated faces in a dataset: added to its training part, and taken out again, each in one step that a kill cannot
halve."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.files import write_atomically
from training.datasets.dataset import (
    FACES,
    INDEX,
    MANIFEST,
    Dataset,
    DatasetManifest,
    Entry,
    counts_of,
    index_line,
    open_dataset,
)


@dataclass(frozen=True, slots=True, eq=False)
class GeneratedFaces:
    """Faces (n, 48, 48) of one class; `numbers` (n,): which of the drawings of `seed` they are."""

    label: str
    faces: NDArray[np.uint8]
    numbers: Sequence[int]
    seed: int


def real_digest(dataset: Dataset) -> str:
    """A checksum of the real pictures, their classes and splits: what a run on the dataset depends on."""
    digest = hashlib.sha256()
    for entry in dataset.entries:
        if not entry.generated:
            digest.update(index_line(entry).encode())
    return digest.hexdigest()


def add_generated(folder: Path, run: str, parts: Sequence[GeneratedFaces], expected: str) -> DatasetManifest:
    """Adds faces to the training part, marked with run, class and seed; those that this run added before go.

    `expected`: the `real_digest` that the faces were made from. Raises `KnownError` where the dataset's real pictures
    are others now, or the disk does not take them; then the dataset is as it was.
    """
    dataset = open_dataset(folder)
    if real_digest(dataset) != expected:
        raise KnownError(
            "The dataset {name} has changed since the run {run} began; its pictures were not added. Start a new run.",
            name=dataset.manifest.name,
            run=run,
        )
    kept = [i for i, entry in enumerate(dataset.entries) if entry.run != run or not entry.generated]
    entries = [dataset.entries[i] for i in kept]
    faces = [np.asarray(dataset.pixels[kept])]
    for part in parts:
        if part.label not in dataset.manifest.classes:
            raise ValueError(f"{part.label} is no class of {dataset.manifest.name}")
        faces.append(part.faces)
        entries += [
            Entry(
                file=f"generated/{run}/{part.label}/{number:06}.png",
                label=part.label,
                subject=None,
                split="train",
                sha256=hashlib.sha256(face.tobytes()).hexdigest(),
                generated=True,
                run=run,
                seed=part.seed,
            )
            for face, number in zip(part.faces, part.numbers, strict=True)
        ]
    return replace_contents(dataset, entries, np.concatenate(faces))


def remove_generated(folder: Path, run: str | None = None) -> int:
    """Takes out all generated faces, or those of one run; returns how many they were. Raises `KnownError`."""
    dataset = open_dataset(folder)
    kept = [
        i for i, entry in enumerate(dataset.entries) if not entry.generated or (run is not None and entry.run != run)
    ]
    removed = len(dataset.entries) - len(kept)
    if removed:
        replace_contents(dataset, [dataset.entries[i] for i in kept], np.asarray(dataset.pixels[kept]))
    return removed


def generated_counts(entries: Sequence[Entry]) -> Mapping[str, Mapping[str, int]]:
    """Generated pictures by run and class."""
    counts: dict[str, dict[str, int]] = {}
    for entry in entries:
        if entry.generated:
            of_run = counts.setdefault(entry.run or "-", {})
            of_run[entry.label] = of_run.get(entry.label, 0) + 1
    return counts


def replace_contents(dataset: Dataset, entries: Sequence[Entry], pixels: NDArray[np.uint8]) -> DatasetManifest:
    """Writes new files beside the old ones, then the manifest that names them; the old ones go last.

    What else the manifest says (classes, subjects) is taken from `dataset`. Raises `KnownError`.
    """
    index = "".join(index_line(entry) for entry in entries).encode()
    faces = np.ascontiguousarray(pixels).tobytes()
    files: dict[str, str] = {}
    written: list[Path] = []
    folder = dataset.folder
    before = (folder / MANIFEST).read_bytes()
    try:
        for original, content in ((INDEX, index), (FACES, faces)):
            digest = hashlib.sha256(content).hexdigest()
            stem, suffix = original.split(".")
            name = f"{stem}-{digest[:12]}.{suffix}"
            if name not in dataset.manifest.files:
                written.append(folder / name)
                _write(folder / name, content)
            files[name] = digest
        manifest = dataset.manifest.model_copy(
            update={
                "n": len(entries),
                "counts": counts_of(entries, dataset.manifest.classes),
                "generated": generated_counts(entries),
                "files": files,
            }
        )
        text = json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False)
        if (folder / MANIFEST).read_bytes() != before:
            raise KnownError(
                "The dataset {name} is being changed by someone else. Try again when they are done.",
                name=manifest.name,
            )
        write_atomically(folder / MANIFEST, text.encode())
    except (OSError, KnownError) as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, KnownError):
            raise
        raise KnownError(
            "The dataset {name} cannot be changed ({reason}); it is as it was. Check the disk and the folder's "
            "permissions.",
            name=dataset.manifest.name,
            reason=error.strerror or error,
        ) from error
    _remove_old(folder, files)
    return manifest


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove_old(folder: Path, named: Mapping[str, str]) -> None:
    """Files of earlier states, also those that a kill has left. One that is still open elsewhere may stay on Windows;
    the next change takes it."""
    for pattern in ("index*.jsonl", "faces*.u8", f".{MANIFEST}.*"):
        for path in folder.glob(pattern):
            if path.name not in named:
                try:
                    path.unlink()
                except PermissionError:
                    continue
