"""What a dataset can be made of: folders by class, FER2013's CSV, CK+ as it was published, or a zip of these.

Each reader gives `Picture`s one after the other, so that memory does not grow with their number.
"""

from __future__ import annotations

import csv
import re
import shutil
import stat
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.emotions import canonical_name
from engine.errors import KnownError
from engine.faces.face_detector import FaceDetector
from engine.preprocessing import INPUT_SIZE_PX, crop_face
from training.datasets.dataset import Split
from training.datasets.images import entries, read_face
from training.datasets.splits import CK_SUBJECT, subject_of

FER_CLASSES = ("anger", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""By the number in FER2013's CSV."""
CK_CLASSES = ("neutral", "anger", "contempt", "disgust", "fear", "happy", "sad", "surprise")
"""By the number in CK+'s Emotion files."""
_CK_IMAGES = "cohn-kanade-images"
CK_FRAMES = 3
"""Of a labelled CK+ sequence the last three frames are taken, as its 48-pixel edition does."""
MOST_ZIP_BYTES = 20_000_000_000

_SPLIT_NAMES: dict[str, Split] = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "publictest": "val",
    "test": "test",
    "testing": "test",
    "privatetest": "test",
}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One labelled picture of a source. `face` is (48, 48) grey, or None where it is broken; `split` where the
    source has one of its own."""

    name: str
    label: str
    face: NDArray[np.uint8] | None
    subject: str | None = None
    split: Split | None = None


@contextmanager
def opened_source(source: Path) -> Iterator[Path]:
    """The source as a folder of classes, of CK+, or a CSV file: a zip is unpacked to a temporary folder, and what is
    packed in a folder of its own is looked for there. Raises `KnownError`."""
    if not source.exists():
        raise KnownError("There is no file or folder {path}. Check the name.", path=source)
    if source.suffix.lower() != ".zip":
        yield _within(source)
        return
    with TemporaryDirectory() as folder:
        _unpack(source, Path(folder))
        yield _within(Path(folder))


def _within(source: Path) -> Path:
    """What a folder holds and nothing else: a CSV file with what was written about it, or the folder of classes.
    FER2013 comes as the first in the second."""
    if not source.is_dir() or (source / _CK_IMAGES).is_dir():
        return source
    folders = _folders_in(source)
    tables = [path for path in entries(source) if path.suffix.lower() == ".csv"]
    if len(tables) == 1 and not folders:
        return tables[0]
    if len(folders) == 1 and not _has_a_meaning(folders[0]):
        below = _within(folders[0])
        return below if below.is_file() or _folders_in(below) else source
    return source


def _has_a_meaning(folder: Path) -> bool:
    known = {*FER_CLASSES, *CK_CLASSES}
    return folder.name.lower() in _SPLIT_NAMES or canonical_name(folder.name) in known


def _folders_in(folder: Path) -> list[Path]:
    return [path for path in entries(folder) if path.is_dir()]


def class_folders(source: Path) -> frozenset[str]:
    """The classes that an `opened_source` has folders for, whether there are pictures in them or not."""
    if source.is_file() or (source / _CK_IMAGES).is_dir():
        return frozenset()
    return frozenset(canonical_name(folder.name) for _, part in _parts(source) for folder in _folders_in(part))


def pictures(
    source: Path, subject_pattern: re.Pattern[str] = CK_SUBJECT, detector: FaceDetector | None = None
) -> Iterator[Picture]:
    """All pictures of an `opened_source`, whatever its form. `detector` crops the faces of CK+'s original
    pictures."""
    if source.is_file():
        yield from _fer_csv(source)
    elif (source / _CK_IMAGES).is_dir():
        if detector is None:
            raise ValueError("CK+'s original pictures take a face detector")
        yield from _ck_plus(source, detector)
    else:
        yield from _folders(source, subject_pattern)


def count_pictures(source: Path) -> int:
    """How many pictures there are to read, for the progress; counting decodes none."""
    if source.is_file():
        with source.open("rb") as file:
            return max(0, sum(1 for _ in file) - 1)
    if (source / _CK_IMAGES).is_dir():
        return CK_FRAMES * sum(1 for _ in (source / "Emotion").rglob("*_emotion.txt"))
    return sum(len(entries(folder)) for _, part in _parts(source) for folder in _folders_in(part))


def _folders(source: Path, pattern: re.Pattern[str]) -> Iterator[Picture]:
    for split, part in _parts(source):
        for folder in _folders_in(part):
            label = canonical_name(folder.name)
            for path in entries(folder):
                name = path.relative_to(source).as_posix()
                yield Picture(name, label, read_face(path), subject_of(path.name, pattern), split)


def _parts(source: Path) -> list[tuple[Split | None, Path]]:
    """The folders that hold one folder a class: one for each split of the source's own, or the source itself."""
    folders = _folders_in(source)
    if not folders:
        raise KnownError("There are no class folders in {path}. It takes one folder a class.", path=source)
    if all(path.name.lower() in _SPLIT_NAMES for path in folders):
        return [(_SPLIT_NAMES[path.name.lower()], path) for path in folders]
    return [(None, source)]


def _fer_csv(path: Path) -> Iterator[Picture]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"emotion", "pixels"} <= set(rows.fieldnames or ()):
                raise KnownError(
                    "{path} is no file of FER2013: its columns are {columns}, not emotion, pixels, Usage.",
                    path=path,
                    columns=", ".join(rows.fieldnames or ()) or "-",
                )
            for number, row in enumerate(rows, start=2):
                yield _fer_row(path, number, row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnownError(
            "{path} is no readable CSV file ({reason}). Save it as UTF-8.", path=path, reason=error
        ) from error


def _fer_row(path: Path, number: int, row: dict[str, str | None]) -> Picture:
    emotion = (row["emotion"] or "").strip()
    label = FER_CLASSES[int(emotion)] if emotion.isdecimal() and int(emotion) < len(FER_CLASSES) else None
    if label is None:
        raise KnownError(
            "Line {number} of {path} has the emotion {emotion}, which is none of 0 to {last}. Correct or delete it.",
            number=number,
            path=path,
            emotion=emotion or "-",
            last=len(FER_CLASSES) - 1,
        )
    values = (row["pixels"] or "").split()
    face: NDArray[np.uint8] | None = None
    # A short row is a broken picture, which is reported; its neighbours are fine.
    if len(values) == INPUT_SIZE_PX**2 and all(value.isdecimal() and len(value) <= 3 for value in values):
        numbers = np.array(values, dtype=np.int64)
        if numbers.max() <= 255:
            face = numbers.astype(np.uint8).reshape(INPUT_SIZE_PX, INPUT_SIZE_PX)
    return Picture(f"line {number}", label, face, split=_SPLIT_NAMES.get((row.get("Usage") or "").strip().lower()))


def _ck_plus(source: Path, detector: FaceDetector) -> Iterator[Picture]:
    labels = sorted((source / "Emotion").rglob("*_emotion.txt"))
    if not labels:
        raise KnownError("There are no labels in {path}. Unpack CK+'s Emotion folder there.", path=source / "Emotion")
    for file in labels:
        number = int(float(file.read_text(encoding="utf-8", errors="replace").strip() or "0"))
        if not 0 < number < len(CK_CLASSES):
            raise KnownError("The label in {path} is none of 1 to {last}.", path=file, last=len(CK_CLASSES) - 1)
        subject, sequence = file.parent.parent.name, file.parent.name
        frames = sorted((source / _CK_IMAGES / subject / sequence).glob("*.png"))
        for path in frames[-CK_FRAMES:]:
            face = _largest_face(path, detector)
            yield Picture(path.name, CK_CLASSES[number], face, subject)


def _largest_face(path: Path, detector: FaceDetector) -> NDArray[np.uint8] | None:
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), dtype=np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        return None
    colour: NDArray[np.uint8] = np.asarray(image, dtype=np.uint8)
    found = detector.detect(colour)
    return crop_face(colour, max(found, key=lambda face: face.box.area_px).box) if found else None


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_ZIP_BYTES:
                raise KnownError("{path} is too large to unpack. Unpack it, and import the folder.", path=source)
            for entry in entries:
                inside = PurePosixPath(entry.filename.replace("\\", "/"))
                if inside.is_absolute() or ".." in inside.parts or ":" in entry.filename:
                    raise KnownError(
                        "{path} was made to write outside its folder ({name}) and is refused.",
                        path=source,
                        name=entry.filename,
                    )
                if stat.S_ISLNK(entry.external_attr >> 16):
                    raise KnownError("{path} holds a link ({name}) and is refused.", path=source, name=entry.filename)
                target = folder.joinpath(*inside.parts)
                if entry.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise KnownError(
            "{path} is no whole zip file ({reason}). Get it again.", path=source, reason=error
        ) from error
