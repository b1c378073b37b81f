"""Labelled faces in memory: folders by class, read, checked and brought to the network's size."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.emotions import canonical_name
from engine.errors import KnownError
from engine.preprocessing import resize_grey

SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".avif", ".jp2", ".tif", ".tiff"}
    | {".pgm", ".pbm", ".ppm", ".pnm"}
)
"""Of pictures that OpenCV reads on every system."""
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, eq=False)
class LabelledFaces:
    """`faces` (n, 48, 48) grey uint8, `labels` (n,) indices into `classes`, `names` (n,) file names.

    `ignored` counts the images of folders that are not among the classes asked for; `unreadable` names broken
    files.
    """

    faces: NDArray[np.uint8]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]
    names: tuple[str, ...]
    ignored: dict[str, int] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.faces)
        if self.faces.shape[1:] != (48, 48) or len(self.labels) != n or len(self.names) != n:
            raise ValueError(f"{self.faces.shape} faces, {len(self.labels)} labels, {len(self.names)} names")

    def __len__(self) -> int:
        return len(self.faces)

    def take(self, indices: NDArray[np.intp] | NDArray[np.bool_]) -> LabelledFaces:
        """Some of the faces: by index, or by a mask."""
        chosen = np.arange(len(self))[indices]
        names = tuple(self.names[i] for i in chosen)
        return LabelledFaces(self.faces[chosen], self.labels[chosen], self.classes, names)

    def counts(self) -> dict[str, int]:
        return {
            name: int(count)
            for name, count in zip(self.classes, np.bincount(self.labels, minlength=len(self.classes)), strict=True)
        }

    def digests(self) -> list[str]:
        """One checksum of the pixels a face: equal for equal pictures."""
        return [hashlib.sha256(face.tobytes()).hexdigest() for face in self.faces]


def entries(class_folder: Path) -> list[Path]:
    """What lies in a class's folder, by name: pictures, and what is none and so has to be reported. Hidden files and
    those that Windows leaves behind are nobody's."""
    return sorted(
        path
        for path in class_folder.iterdir()
        if not path.name.startswith(".") and path.name.lower() not in _OF_THE_SYSTEM
    )


def is_picture(path: Path) -> bool:
    """Whether it is a file with a picture's suffix."""
    return path.suffix.lower() in SUFFIXES and path.is_file()


def read_face(path: Path) -> NDArray[np.uint8] | None:
    """The picture as a (48, 48) grey square, or None where it is none or cannot be decoded.

    A picture that is not square loses the longer side's ends evenly. 16-bit, colour and CMYK pictures become
    8-bit grey; of an animation the first picture is taken.
    """
    if not is_picture(path):
        return None
    # Not cv2.imread: it cannot open names outside the system's code page on Windows.
    data = np.frombuffer(path.read_bytes(), dtype=np.uint8)
    grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
    if grey is None:
        return None
    height, width = grey.shape
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return resize_grey(np.asarray(grey[top : top + side, left : left + side], dtype=np.uint8))


def read_folder(folder: Path, classes: Sequence[str] | None = None) -> LabelledFaces:
    """All pictures under `folder`, one sub-folder a class; names are matched by meaning (angry = anger).

    With `classes`, other folders are counted in `ignored`. Without, all folders are classes, by name. Raises
    `KnownError` where there is no such folder, or no picture of any of the classes.
    """
    if not folder.is_dir():
        raise KnownError("There is no folder {folder}. Check the name.", folder=folder)
    folders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    found = sorted({canonical_name(path.name) for path in folders})
    wanted = tuple(classes) if classes is not None else tuple(found)
    faces: list[NDArray[np.uint8]] = []
    labels: list[int] = []
    names: list[str] = []
    ignored: dict[str, int] = {}
    unreadable: list[str] = []
    for sub in folders:
        name = canonical_name(sub.name)
        if name not in wanted:
            ignored[name] = ignored.get(name, 0) + sum(map(is_picture, entries(sub)))
            continue
        for path in entries(sub):
            face = read_face(path)
            if face is None:
                unreadable.append(f"{sub.name}/{path.name}")
                continue
            faces.append(face)
            labels.append(wanted.index(name))
            names.append(path.name)
    if not faces:
        raise KnownError(
            "There is no readable picture in {folder} for any of the classes {classes}. It takes one folder a class.",
            folder=folder,
            classes=", ".join(wanted) or "-",
        )
    return LabelledFaces(
        np.stack(faces), np.array(labels, dtype=np.int64), wanted, tuple(names), ignored, tuple(unreadable)
    )
