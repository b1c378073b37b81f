"""Pictures that shoppers gave: the dataset "consented", from which each can be taken back by its code.

The code is shown once and kept nowhere: the dataset holds a checksum of it, which finds the picture and tells nothing
of whose it is. Beside the face that models learn from lies a larger grey one, `larger/ID.png`.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from engine.errors import KnownError
from engine.files import write_atomically
from engine.preprocessing import crop_face
from engine.types import Box, Image
from training.datasets.dataset import (
    FACES,
    INDEX,
    MANIFEST,
    Dataset,
    DatasetManifest,
    Entry,
    Split,
    counts_of,
    index_line,
    open_dataset,
)
from training.datasets.generated import replace_contents

NAME = "consented"
LARGER = "larger"
CODE_DIGITS = 8
LARGER_MARGIN = 1.5
LARGER_SIDE_PX = 256


@dataclass(frozen=True, slots=True, eq=False)
class FacePicture:
    """One face as it would be kept: `face` (48, 48) and `larger` (up to 256 x 256), both grey."""

    face: Image
    larger: Image


def picture_of(image: Image, box: Box) -> FacePicture:
    """The face in a frame (H, W, 3), cropped from it. Nothing is written."""
    height, width = image.shape[:2]
    side = max(box.width_px, box.height_px) * LARGER_MARGIN
    cx, cy = box.centre
    x1, y1 = max(0, round(cx - side / 2)), max(0, round(cy - side / 2))
    part = image[y1 : min(height, round(cy + side / 2)), x1 : min(width, round(cx + side / 2))]
    grey = np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    scale = LARGER_SIDE_PX / max(grey.shape)
    if scale < 1:
        size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return FacePicture(crop_face(image, box), grey)


def new_code() -> str:
    """Eight random digits."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def keep_picture(datasets: Path, picture: FacePicture, label: str, make_code: Callable[[], str] = new_code) -> str:
    """Keeps a picture whose person has agreed; returns the code that takes it back. Raises `KnownError`; then
    nothing was kept."""
    folder = datasets / NAME
    dataset = open_dataset(folder) if (folder / MANIFEST).exists() else None
    known = {entry.subject for entry in dataset.entries} if dataset is not None else set()
    code = make_code()
    while _id(code) in known:
        code = make_code()
    entry = Entry(
        file=f"{_id(code)}.png",
        label=label,
        subject=_id(code),
        split=_split(_id(code)),
        sha256=hashlib.sha256(picture.face.tobytes()).hexdigest(),
    )
    _, larger = cv2.imencode(".png", picture.larger)
    file = folder / LARGER / entry.file
    try:
        if dataset is None:
            _create(folder, entry, picture.face, larger.tobytes())
        else:
            write_atomically(file, larger.tobytes())
            _change(dataset, [*dataset.entries, entry], np.concatenate([dataset.pixels, picture.face[np.newaxis]]))
    except (OSError, KnownError) as error:
        file.unlink(missing_ok=True)
        if isinstance(error, KnownError):
            raise
        raise KnownError(
            "The picture cannot be kept ({reason}). Nothing of it is left.", reason=error.strerror or error
        ) from error
    return code


def withdraw(datasets: Path, code: str) -> bool:
    """Deletes the picture with this code; False where there is none. Raises `KnownError`.

    Models that have learned from it before keep what they have learned.
    """
    folder = datasets / NAME
    if not (folder / MANIFEST).exists():
        return False
    dataset = open_dataset(folder)
    wanted = _id("".join(sign for sign in code if sign.isdigit()))
    kept = [i for i, entry in enumerate(dataset.entries) if entry.subject != wanted]
    if len(kept) == len(dataset.entries):
        return False
    try:
        (folder / LARGER / f"{wanted}.png").unlink(missing_ok=True)
        if kept:
            _change(dataset, [dataset.entries[i] for i in kept], np.asarray(dataset.pixels[kept]))
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise KnownError(
            "The picture cannot be deleted ({reason}). Ask the staff; they can delete the dataset.",
            reason=error.strerror or error,
        ) from error
    return True


def _change(dataset: Dataset, entries: list[Entry], pixels: Image) -> None:
    classes = tuple(sorted({entry.label for entry in entries}))
    manifest = dataset.manifest.model_copy(update={"classes": classes, "subjects": len(entries)})
    replace_contents(replace(dataset, manifest=manifest), entries, pixels)


def _create(folder: Path, entry: Entry, face: Image, larger: bytes) -> None:
    """A dataset of one picture; it appears whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    index, faces = index_line(entry).encode(), face.tobytes()
    manifest = DatasetManifest(
        name=NAME,
        source="shoppers who agreed on the kiosk's screen",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        classes=(entry.label,),
        n=1,
        subjects=1,
        seed=0,
        split="80/10/10 by subject",
        counts=counts_of([entry], (entry.label,)),
        files={INDEX: hashlib.sha256(index).hexdigest(), FACES: hashlib.sha256(faces).hexdigest()},
    )
    with tempfile.TemporaryDirectory(prefix=".consented-", dir=folder.parent, ignore_cleanup_errors=True) as aside:
        made = Path(aside) / NAME
        write_atomically(made / INDEX, index)
        write_atomically(made / FACES, faces)
        write_atomically(made / LARGER / entry.file, larger)
        text = json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False)
        write_atomically(made / MANIFEST, text.encode())
        made.rename(folder)


def _id(code: str) -> str:
    return hashlib.sha256(f"mien consented {code}".encode()).hexdigest()[:20]


def _split(identity: str) -> Split:
    """Eight in ten to train on, one each to choose by and to test with; always the same for the same person."""
    place = int(identity, 16) % 10
    return "val" if place == 8 else "test" if place == 9 else "train"
