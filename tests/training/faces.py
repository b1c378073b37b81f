"""A dataset of drawn faces, written straight to disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np

from engine.paths import Paths
from training.datasets.dataset import FACES, INDEX, MANIFEST, SPLITS, DatasetManifest, Entry, counts_of, index_line


def write_faces(
    paths: Paths, counts: Mapping[str, tuple[int, int, int]], name: str = "faces", each: int | None = None
) -> None:
    """`counts`: pictures of each class to train on, to choose by and to judge by; each class has its own grey.
    `each`: how many of them are of one person; None where nobody is known."""
    folder = paths.datasets / name
    folder.mkdir(parents=True)
    rng = np.random.default_rng(1)
    entries: list[Entry] = []
    faces: list[np.ndarray] = []
    for place, (label, parts) in enumerate(counts.items()):
        for split, n in zip(SPLITS, parts, strict=True):
            for number in range(n):
                face = np.clip(rng.normal(50 + 150 * place, 20, (48, 48)), 0, 255).astype(np.uint8)
                checksum = hashlib.sha256(face.tobytes()).hexdigest()
                who = None if each is None else f"{label}-{split}-{number // each}"
                entries.append(Entry(f"{label}-{split}-{number}.png", label, who, split, checksum))
                faces.append(face)
    (folder / FACES).write_bytes(np.stack(faces).tobytes())
    (folder / INDEX).write_text("".join(index_line(entry) for entry in entries), encoding="utf-8")
    files = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (FACES, INDEX)}
    manifest = DatasetManifest(
        name=name,
        source="drawn",
        created="2026-01-01T00:00:00+00:00",
        classes=tuple(counts),
        n=len(entries),
        subjects=0,
        seed=1,
        split="as drawn",
        counts=counts_of(entries, tuple(counts)),
        files=files,
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")
