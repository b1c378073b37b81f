"""Bringing models in and taking them out: one zip file with a manifest and the files that it names.

What comes in is not trusted. Only files of the kinds that this program reads are taken, each holds plain numbers or a
LiteRT network and nothing that runs, and a model appears among the installed ones whole and checked or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.files import write_atomically
from engine.model_registry import (
    BACKBONE_FILE,
    BUNDLED,
    LITERT_FILE,
    MANIFEST,
    ModelManifest,
    manifest_text,
    read_manifest,
    verify,
)
from engine.paths import Paths
from engine.preprocessing import INPUT_SIZE_PX

HEAD_FILE = "head_float16.npz"
"""The dense layers, from which training goes on."""
ARRAY_FILES = frozenset({BACKBONE_FILE, HEAD_FILE})
KNOWN_FILES = frozenset({LITERT_FILE, *ARRAY_FILES})
"""What a model may consist of. Formats that can carry code (pickles, Keras's own files) are not among them."""
MOST_BYTES = 500_000_000
"""Upper limit of an unpacked model; the largest that the program makes has 110 MB."""
_MOST_MANIFEST_BYTES = 1_000_000
_CHUNK_BYTES = 1 << 20
_ASIDE = ".import-"
_INTERRUPTED_S = 3600.0
_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same model gives the same archive
_NAME = re.compile(r"[^\W_](?:[\w .+-]{0,62}[\w+-])?")
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def check_model(folder: Path) -> ModelManifest:
    """Checks a model beyond its checksums: each file is what it claims, holds no code, and the network runs.

    Raises `KnownError` with the first thing that is wrong; returns the manifest.
    """
    manifest = verify(folder)
    for name in manifest.files:
        if name not in KNOWN_FILES:
            raise _foreign(manifest.name, name)
        if name in ARRAY_FILES:
            _check_arrays(folder / name, manifest.name)
    classifier = load_classifier(folder)
    grey = np.full((1, INPUT_SIZE_PX, INPUT_SIZE_PX), 128, dtype=np.uint8)
    try:
        classifier.classify(grey)
    except RuntimeError as error:
        raise KnownError(
            "The model {name} does not work: it gives no probabilities. Train it again, or take another one.",
            name=manifest.name,
        ) from error
    return manifest


def export_model(folder: Path, file: Path) -> ModelManifest:
    """Writes the model in `folder` as the archive `file`, whole or not at all. Raises `KnownError`."""
    manifest = check_model(folder)
    if file.exists():
        raise KnownError("There is already a file {file}. Choose another name, or delete it first.", file=file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as output:
                with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
                    for name in (MANIFEST, *sorted(manifest.files)):
                        with (folder / name).open("rb") as source, archive.open(_entry(name), "w") as target:
                            shutil.copyfileobj(source, target, _CHUNK_BYTES)
                output.flush()
                os.fsync(output.fileno())
            Path(aside).replace(file)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KnownError(
            "The model cannot be written to {file} ({reason}). Check the disk and the folder's permissions.",
            file=file,
            reason=error.strerror or error,
        ) from error
    return manifest


def import_model(source: Path, paths: Paths, name: str | None = None) -> ModelManifest:
    """Installs the model in `source`, an archive or a folder, under `name` (its own by default).

    Raises `KnownError` for an archive that is damaged, too large, holds anything foreign or would leave its folder,
    for a model that fails `check_model`, and for a name that is taken by another model.
    """
    try:
        paths.models.mkdir(parents=True, exist_ok=True)
        _clear_interrupted_imports(paths)
        with tempfile.TemporaryDirectory(dir=paths.models, prefix=_ASIDE) as aside:
            folder = Path(aside) / "model"
            folder.mkdir()
            if source.is_dir():
                _copy_folder(source, folder)
            else:
                _unpack(source, folder)
            manifest = check_model(folder)
            if name is not None:
                manifest = manifest.model_copy(update={"name": name})
                write_atomically(folder / MANIFEST, manifest_text(manifest).encode())
            _install(folder, paths, manifest)
    except OSError as error:
        raise KnownError(
            "The model cannot be imported from {source} ({reason}). Check the file, the disk and the permissions.",
            source=source,
            reason=error.strerror or error,
        ) from error
    return manifest


def _clear_interrupted_imports(paths: Paths) -> None:
    """Removes what imports that were killed have left; one that may still be running keeps its folder."""
    for aside in paths.models.glob(f"{_ASIDE}*"):
        if time.time() - aside.stat().st_mtime > _INTERRUPTED_S:
            shutil.rmtree(aside)


def _install(folder: Path, paths: Paths, manifest: ModelManifest) -> None:
    """Puts a checked folder among the models, by one rename."""
    name = manifest.name
    if name == BUNDLED or not _NAME.fullmatch(name) or _WINDOWS_DEVICES.fullmatch(name):
        raise KnownError(
            "A model cannot be called {name} here. Import it under another name with --name: letters, digits, dots "
            "and dashes.",
            name=name,
        )
    target = paths.models / name
    if target.exists():
        if (target / MANIFEST).is_file() and read_manifest(target).files == manifest.files:
            verify(target)
            return
        raise KnownError(
            "There is already another model {name}. Import this one under another name with --name.", name=name
        )
    # Rights as for any folder, not the private ones of a temporary one: the kiosk may run as another user.
    folder.chmod(0o755)
    _sync(folder)
    folder.rename(target)


def _copy_folder(source: Path, folder: Path) -> None:
    """The manifest and the files that it names; whatever else lies there stays there."""
    manifest = read_manifest(source)
    for name in manifest.files:
        if name not in KNOWN_FILES:
            raise _foreign(manifest.name, name)
        if not (source / name).is_file():
            raise KnownError(
                "The model {name} lacks its file {file}. Import the model again.", name=manifest.name, file=name
            )
    names = (MANIFEST, *manifest.files)
    if sum((source / name).stat().st_size for name in names) > MOST_BYTES:
        raise _too_large(source)
    for name in names:
        shutil.copyfile(source / name, folder / name)


def _unpack(source: Path, folder: Path) -> None:
    """Every entry of the archive into `folder`, after all of them were found harmless."""
    with _opened(source) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        foreign = next((entry for entry in entries if not _is_harmless(entry)), None)
        if foreign is not None:
            raise KnownError(
                "{source} is refused: it holds {entry}, which is no part of a model. Take an archive that "
                "`main.py models export` has made.",
                source=source,
                entry=ascii(foreign.filename[:100]),
            )
        if len(set(names)) != len(names) or MANIFEST not in names:
            raise _no_archive(source, "its list of files is wrong")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise _too_large(source)
        for entry in entries:
            with archive.open(entry) as packed, (folder / entry.filename).open("wb") as file:
                shutil.copyfileobj(packed, file, _CHUNK_BYTES)


def _is_harmless(entry: zipfile.ZipInfo) -> bool:
    """A plain file, of a known name, without a folder, a link or a password, and not too large."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    limit = _MOST_MANIFEST_BYTES if entry.filename == MANIFEST else MOST_BYTES
    return (
        entry.filename in KNOWN_FILES | {MANIFEST}
        and kind in (0, stat.S_IFREG)
        and not entry.flag_bits & 0x1
        and entry.file_size <= limit
    )


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; what its reading may raise for a damaged file becomes `KnownError`."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _no_archive(source, str(error)) from error


def _check_arrays(path: Path, model: str) -> None:
    """That an .npz file holds plain numbers of the sizes it claims, by the arrays' headers alone."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ValueError("it is too large")
            for entry in archive.infolist():
                with archive.open(entry) as file:
                    if np.lib.format.read_magic(file) != (1, 0):
                        raise ValueError("an unknown version")
                    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
                    size = int(np.prod(shape, dtype=object)) * dtype.itemsize
                    if dtype.kind != "f" or size != entry.file_size - file.tell():
                        raise ValueError(f"{entry.filename} is no plain array of numbers")
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise KnownError(
            "The file {file} of the model {name} holds something else than numbers ({reason}); it is refused.",
            file=path.name,
            name=model,
            reason=error,
        ) from error


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _sync(folder: Path) -> None:
    """Brings the files to the disk, so that a power cut after the rename finds them whole."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _foreign(model: str, file: str) -> KnownError:
    return KnownError(
        "The model {name} has a file {file} of a kind that this program does not load; it is refused.",
        name=model,
        file=file,
    )


def _too_large(source: Path) -> KnownError:
    return KnownError(
        "{source} is refused: unpacked it has more than {most} MB. No model of this program is so large.",
        source=source,
        most=MOST_BYTES // 1_000_000,
    )


def _no_archive(source: Path, reason: str) -> KnownError:
    return KnownError(
        "{source} is no whole model archive ({reason}). Export or copy it again.", source=source, reason=reason
    )
