"""A dataset on disk: a folder with a manifest, one line a picture, and all faces in one file of raw pixels.

`manifest.json` says where it came from, its classes, counts and checksums; `index.jsonl` has a line a picture
(file, class, subject, split, checksum, whether and by which run it was generated); `faces.u8` holds the faces,
48 x 48 bytes each, in the same order. Raw pixels are read in place, so that a hundred thousand faces take no time to
open and no memory.

A dataset that has changed since its import has files of other names (`index-2.jsonl`): they are written beside the
old ones, and replacing the manifest, which names them, is the one step that makes the change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import KnownError
from engine.model_registry import file_sha256
from engine.preprocessing import INPUT_SIZE_PX
from training.datasets.images import LabelledFaces

MANIFEST, INDEX, FACES = "manifest.json", "index.jsonl", "faces.u8"
FACE_BYTES = INPUT_SIZE_PX * INPUT_SIZE_PX

Split = Literal["train", "val", "test"]
SPLITS: tuple[Split, ...] = ("train", "val", "test")


@dataclass(frozen=True, slots=True)
class Entry:
    """One picture. `subject` is None where it is not known; `sha256` is of the face's pixels. A generated picture
    names the `run` that made it and the `seed` that it was drawn from; it is always one to train on."""

    file: str
    label: str
    subject: str | None
    split: Split
    sha256: str
    generated: bool = False
    run: str | None = None
    seed: int | None = None


class DatasetManifest(BaseModel):
    """What a dataset says of itself. `counts`: pictures by split and class, generated ones too; `reported`: file
    names by what is wrong; `generated`: how many pictures of each class each run has added."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    source: str
    created: str
    classes: Annotated[tuple[str, ...], Field(min_length=1)]
    n: Annotated[int, Field(ge=0)]
    subjects: int
    seed: int
    split: str
    counts: Mapping[str, Mapping[str, int]]
    reported: Mapping[str, Sequence[str]] = Field(default_factory=dict)
    generated: Mapping[str, Mapping[str, int]] = Field(default_factory=dict)
    files: Mapping[str, Annotated[str, Field(pattern="^[0-9a-f]{64}$")]]

    @property
    def index_file(self) -> str:
        """The file with a line a picture, among `files`."""
        return self._file(INDEX)

    @property
    def faces_file(self) -> str:
        """The file with the pixels, among `files`."""
        return self._file(FACES)

    def _file(self, original: str) -> str:
        stem, suffix = original.split(".")
        fitting = [name for name in self.files if name == original or re.fullmatch(rf"{stem}-\w+\.{suffix}", name)]
        if len(fitting) != 1 or len(self.files) != 2:
            raise ValueError("its files are not those of a dataset")
        return fitting[0]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """An opened dataset. `pixels` (n, 48, 48) uint8 lie in the file and are read as they are used."""

    folder: Path
    manifest: DatasetManifest
    entries: tuple[Entry, ...]
    pixels: NDArray[np.uint8]

    def part(
        self, split: Split | None = None, classes: Sequence[str] | None = None, generated: bool | None = None
    ) -> LabelledFaces:
        """The faces of one split (or all) and some classes (or all), in memory. Raises `KnownError` where none
        is left.

        `generated`: with the generated ones? By default only where `split` is "train": whoever asks for all splits
        will divide them anew, and no generated picture may judge.
        """
        wanted = tuple(classes) if classes is not None else self.manifest.classes
        of_split = self._of(split, generated)
        chosen = [i for i in of_split if self.entries[i].label in wanted]
        if not chosen:
            raise KnownError(
                "The dataset {name} has no picture for {what}. Import it with another split, or take another.",
                name=self.manifest.name,
                what=f"{split or 'any split'} ({', '.join(wanted)})",
            )
        ignored: dict[str, int] = {}
        for i in of_split:
            if self.entries[i].label not in wanted:
                ignored[self.entries[i].label] = ignored.get(self.entries[i].label, 0) + 1
        labels = np.array([wanted.index(self.entries[i].label) for i in chosen], dtype=np.int64)
        names = tuple(self.entries[i].file for i in chosen)
        return LabelledFaces(np.array(self.pixels[chosen]), labels, wanted, names, ignored)

    def subjects(
        self, split: Split | None = None, classes: Sequence[str] | None = None, generated: bool | None = None
    ) -> tuple[str, ...]:
        """Who is on the faces of `part`, in its order; a picture of nobody known stands for itself."""
        wanted = classes if classes is not None else self.manifest.classes
        return tuple(
            self.entries[i].subject or f"#{i}" for i in self._of(split, generated) if self.entries[i].label in wanted
        )

    def real_counts(self, split: Split) -> dict[str, int]:
        """Pictures of each class that are not generated."""
        counts = dict.fromkeys(self.manifest.classes, 0)
        for i in self._of(split, generated=False):
            counts[self.entries[i].label] += 1
        return counts

    def _of(self, split: Split | None, generated: bool | None) -> list[int]:
        with_generated = split == "train" if generated is None else generated
        return [
            i
            for i, entry in enumerate(self.entries)
            if (split is None or entry.split == split) and (with_generated or not entry.generated)
        ]


def open_dataset(folder: Path) -> Dataset:
    """Opens and checks a dataset. Raises `KnownError` where it is missing, damaged or edited by hand."""
    while True:
        before = _manifest_version(folder)
        try:
            return _opened(folder)
        except KnownError:
            # Another process may have changed it between two of our looks; then its files have other names now.
            if _manifest_version(folder) == before:
                raise


def _manifest_version(folder: Path) -> tuple[int, int] | None:
    """Tells one manifest from another that replaced it, also from one of the same content: pictures that are added
    and taken out again leave the manifest that was, and files that went and came back."""
    try:
        about = (folder / MANIFEST).stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns


def _opened(folder: Path) -> Dataset:
    try:
        manifest = DatasetManifest.model_validate_json((folder / MANIFEST).read_text(encoding="utf-8"))
        for name, expected in manifest.files.items():
            if Path(name).name != name or file_sha256(folder / name) != expected:
                raise _damaged(folder, f"{name} does not have its checksum")
        lines = (folder / manifest.index_file).read_text(encoding="utf-8").splitlines()
        entries = tuple(_entry(json.loads(line), manifest) for line in lines)
        size = (folder / manifest.faces_file).stat().st_size
        if len(entries) != manifest.n or size != manifest.n * FACE_BYTES or not entries:
            raise _damaged(folder, "its parts differ in length")
        shape = (len(entries), INPUT_SIZE_PX, INPUT_SIZE_PX)
        pixels = np.memmap(folder / manifest.faces_file, dtype=np.uint8, mode="r", shape=shape)
    except FileNotFoundError as error:
        raise KnownError("There is no dataset in {folder}. See `main.py dataset list`.", folder=folder) from error
    except OSError as error:
        raise _damaged(folder, error.strerror or str(error)) from error
    except ValidationError as error:
        raise _damaged(folder, error.errors()[0]["msg"]) from error
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(folder, str(error)) from error
    return Dataset(folder, manifest, entries, pixels)


def index_line(entry: Entry) -> str:
    """An entry as a line of the index."""
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


def counts_of(entries: Sequence[Entry], classes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Pictures by split and class, with all classes in each."""
    counts: dict[str, dict[str, int]] = {split: dict.fromkeys(classes, 0) for split in SPLITS}
    for entry in entries:
        counts[entry.split][entry.label] += 1
    return counts


def _entry(values: Mapping[str, Any], manifest: DatasetManifest) -> Entry:
    entry = Entry(**values)
    if entry.label not in manifest.classes or entry.split not in SPLITS:
        raise ValueError(f"{entry.file} is of class {entry.label} and split {entry.split}")
    if entry.generated and entry.split != "train":
        raise ValueError(f"{entry.file} was generated and is in split {entry.split}")
    return entry


def _damaged(folder: Path, reason: str) -> KnownError:
    return KnownError("The dataset in {folder} is damaged ({reason}). Import it again.", folder=folder, reason=reason)
