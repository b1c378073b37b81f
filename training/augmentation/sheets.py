"""Contact sheets: a class's real and generated faces, to be looked at by a person before anyone trains on them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from engine.errors import KnownError
from engine.files import write_atomically
from training.augmentation.pictures import Faces, grid
from training.datasets.dataset import Dataset

COLUMNS = 12
REAL, GENERATED = 24, 48
_INK = "#1d242b"


def dataset_sheet(dataset: Dataset, classes: tuple[str, ...] | None = None, seed: int = 1) -> Figure:
    """Some of each class's training faces, real ones above generated ones. Raises `KnownError` for a class that the
    dataset does not have."""
    chosen = classes if classes is not None else dataset.manifest.classes
    unknown = [name for name in chosen if name not in dataset.manifest.classes]
    if unknown:
        raise KnownError(
            "The dataset {name} has no class {classes}. It has {known}.",
            name=dataset.manifest.name,
            classes=", ".join(unknown),
            known=", ".join(dataset.manifest.classes),
        )
    rows: dict[str, Faces] = {}
    for name in chosen:
        for generated, most in ((False, REAL), (True, GENERATED)):
            places = [
                i
                for i, entry in enumerate(dataset.entries)
                if entry.label == name and entry.split == "train" and entry.generated == generated
            ]
            some = sorted(np.random.default_rng(seed).permutation(len(places))[:most])
            if places:
                what = "generated" if generated else "real"
                shown = f"{len(some)} of {len(places)}"
                rows[f"{name}, {what} ({shown})"] = np.asarray(dataset.pixels[[places[i] for i in some]])
    return sheet(rows)


def sheet(rows: Mapping[str, Faces]) -> Figure:
    """Blocks of faces, each under its title. Raises `KnownError` where there is none."""
    if not rows:
        raise KnownError("There is no picture to show. Take another class or dataset.")
    heights = [-(-len(faces) // COLUMNS) for faces in rows.values()]
    figure = Figure(figsize=(9, 0.75 * sum(heights) + 0.35 * len(heights)), layout="constrained")
    axes = figure.subplots(len(rows), 1, squeeze=False, height_ratios=heights)[:, 0]
    for axis, (title, faces) in zip(axes, rows.items(), strict=True):
        axis.imshow(grid(faces, COLUMNS, 2), cmap="gray", vmin=0, vmax=255, aspect="equal")
        axis.set_title(title, loc="left", fontsize=9, color=_INK)
        axis.axis("off")
    return figure


def write_sheet(path: Path, figure: Figure) -> None:
    """Writes it as the file's name says (png, svg, pdf). Raises `KnownError`."""
    suffix = path.suffix.lower().lstrip(".") or "png"
    if suffix not in ("png", "svg", "pdf"):
        raise KnownError("A sheet is a png, svg or pdf file, not {name}.", name=path.name)
    data = io.BytesIO()
    figure.savefig(data, format=suffix, dpi=130)
    try:
        write_atomically(path, data.getvalue())
    except OSError as error:
        raise KnownError(
            "The picture {path} cannot be written ({reason}). Check the disk and the folder's permissions.",
            path=path,
            reason=error.strerror or error,
        ) from error
