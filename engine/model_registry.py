"""Models on disk: a folder with a manifest and files whose checksums it names.

Reading one never runs code: the manifest is JSON, the weights are LiteRT flatbuffers and plain arrays.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from engine import preprocessing
from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths

MANIFEST = "manifest.json"
LITERT_FILE = "model.tflite"
BACKBONE_FILE = "backbone_float16.npz"
KERAS_FILE = "model.weights.h5"
_CHECKSUM = "manifest_sha256"
"""Key of the manifest's own checksum. One that has none is taken as it is: it was written before there was one."""


class ModelManifest(BaseModel):
    """What a model says of itself. `files` maps each file's name to its SHA-256 in hex.

    `temperature` divides the logits (calibration); `metrics` and `training_data` are for readers, and of
    the `hyperparameters` only what was added to the logits is read again (training/recognizer/class_bias.py).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    classes: Annotated[tuple[str, ...], Field(min_length=2)]
    preprocessing_version: int
    created: str
    """ISO 8601, UTC."""
    temperature: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    parent: str | None = None
    training_data: Mapping[str, Any] = Field(default_factory=dict)
    hyperparameters: Mapping[str, Any] = Field(default_factory=dict)
    metrics: Mapping[str, Any] = Field(default_factory=dict)
    files: Mapping[str, Annotated[str, Field(pattern="^[0-9a-f]{64}$")]]

    @field_validator("classes")
    @classmethod
    def _distinct(cls, classes: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(classes)) < len(classes) or not all(classes):
            raise ValueError("the classes need distinct names")
        return classes


def manifest_text(manifest: ModelManifest) -> str:
    """The manifest as it is written: JSON with a checksum of its own content, so that a slip of the hand in it cannot
    exchange two classes in a shop's numbers."""
    content = manifest.model_dump(mode="json")
    return json.dumps({**content, _CHECKSUM: _checksum(content)}, indent=1, ensure_ascii=False) + "\n"


def _checksum(content: Mapping[str, Any]) -> str:
    # Of what the JSON says, not of its bytes: line ends and indentation change on the way through other systems.
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> ModelManifest:
    """The manifest of the model in `folder`; raises `KnownError` when it is missing or not one."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(
            "There is no readable model in {folder} ({reason}). Import or activate another model.",
            folder=folder,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    try:
        content = json.loads(text)
        stated = content.pop(_CHECKSUM, None) if isinstance(content, dict) else None
        manifest = ModelManifest.model_validate(content)
    except (ValueError, RecursionError) as error:
        raise KnownError(
            "The manifest of the model in {folder} is damaged ({reason}). Import the model again.",
            folder=folder,
            reason=error.errors()[0]["msg"] if isinstance(error, ValidationError) else error,
        ) from error
    if stated is not None and stated != _checksum(content):
        raise KnownError(
            "The manifest of the model in {folder} is not as it was written. Undo the change, or import the model "
            "again.",
            folder=folder,
        )
    if manifest.preprocessing_version != preprocessing.VERSION:
        raise KnownError(
            "The model {name} was made for another version of this program. Train or import one for this version.",
            name=manifest.name,
        )
    return manifest


def verify(folder: Path) -> ModelManifest:
    """Checks every file of the model in `folder` against its checksum.

    Raises `KnownError` when a file is missing, changed or named outside the folder. Returns the manifest.
    """
    manifest = read_manifest(folder)
    for name, expected in manifest.files.items():
        path = folder / name
        if Path(name).name != name:
            raise KnownError(
                "The manifest of the model in {folder} is damaged ({reason}). Import the model again.",
                folder=folder,
                reason=name,
            )
        try:
            actual = file_sha256(path)
        except OSError as error:
            raise KnownError(
                "The model {name} lacks its file {file}. Import the model again.",
                name=manifest.name,
                file=name,
            ) from error
        if actual != expected:
            raise KnownError(
                "The file {file} of the model {name} is damaged: its checksum is wrong. Import the model again.",
                file=name,
                name=manifest.name,
            )
    return manifest


# Which model the kiosk uses

BUNDLED = "default"
"""The name under which the model that comes with the program is known."""
_ACTIVE_FILE = "active.json"


class _Activation(BaseModel):
    """The active model's name and those that were active before it, the latest last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    active: str = BUNDLED
    before: tuple[str, ...] = ()


def model_folder(paths: Paths, name: str) -> Path:
    """The folder of an installed model, or of the bundled one. Raises `KnownError` when there is none."""
    folder = paths.bundled_model if name == BUNDLED else paths.models / name
    if Path(name).name != name or not (folder / MANIFEST).is_file():
        raise KnownError("There is no model {name}. See `main.py models list`.", name=name)
    return folder


def installed_models(paths: Paths) -> tuple[str, ...]:
    """Names of the bundled model and of those in the user's folder."""
    own = sorted(path.parent.name for path in paths.models.glob(f"[!.]*/{MANIFEST}"))
    bundled = [BUNDLED] if (paths.bundled_model / MANIFEST).is_file() else []
    return (*bundled, *own)


def active_model(paths: Paths) -> str:
    """The name of the model that the kiosk uses; the bundled one until another is activated."""
    return _activation(paths).active


def active_model_folder(paths: Paths) -> Path:
    """The folder of the model that the kiosk uses."""
    return model_folder(paths, active_model(paths))


def activate(paths: Paths, name: str) -> ModelManifest:
    """Makes a model the one that the kiosk uses, in one atomic replace; it is verified first.

    A damaged note of the active model is replaced: its error tells the user to activate a model again.
    """
    manifest = verify(model_folder(paths, name))
    try:
        now = _activation(paths)
    except KnownError:
        now = _Activation(active="")
    if name != now.active:
        before = (*now.before, now.active) if now.active else ()
        _write_activation(paths, _Activation(active=name, before=before[-20:]))
    return manifest


def rollback(paths: Paths) -> str:
    """Goes back to the model that was active before; returns its name."""
    now = _activation(paths)
    if not now.before:
        raise KnownError("There is no earlier model to go back to.")
    earlier = now.before[-1]
    verify(model_folder(paths, earlier))
    _write_activation(paths, _Activation(active=earlier, before=now.before[:-1]))
    return earlier


def previous_model(paths: Paths) -> str | None:
    """The model to which `rollback` goes; None where there is none. Raises `KnownError` as `active_model` does."""
    before = _activation(paths).before
    return before[-1] if before else None


def delete_model(paths: Paths, name: str) -> None:
    """Removes an installed model from the disk, and from those to which one can roll back.

    Raises `KnownError` for the bundled model, for the one at work, and where the disk does not allow it.
    """
    folder = model_folder(paths, name)
    now = _activation(paths)
    if name in (BUNDLED, now.active):
        raise KnownError("The model {name} cannot be deleted: the kiosk needs it. Activate another first.", name=name)
    if name in now.before:
        _write_activation(paths, _Activation(active=now.active, before=tuple(n for n in now.before if n != name)))
    # Out of the list by one rename: a deletion that is killed leaves no half of a model.
    aside = folder.with_name(f".deleted-{folder.name}")
    try:
        if aside.exists():
            shutil.rmtree(aside)
        folder.rename(aside)
        shutil.rmtree(aside)
    except OSError as error:
        raise KnownError(
            "The model {name} cannot be deleted ({reason}). Check the folder's permissions.",
            name=name,
            reason=error.strerror or error,
        ) from error


def lineage(paths: Paths, name: str) -> tuple[str, ...]:
    """The model's ancestors, the nearest first, as far as they are installed; the last may be one that is not."""
    found: list[str] = []
    while name not in found[:-1]:
        try:
            parent = read_manifest(model_folder(paths, name)).parent
        except KnownError:
            break
        if parent is None or parent in found:
            break
        found.append(parent)
        name = parent
    return tuple(found)


def _activation(paths: Paths) -> _Activation:
    file = paths.models / _ACTIVE_FILE
    try:
        return _Activation.model_validate_json(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return _Activation()
    except (OSError, ValueError) as error:
        raise KnownError(
            "The file {file} that names the active model is damaged. Activate a model again, or delete the file.",
            file=file,
        ) from error


def _write_activation(paths: Paths, activation: _Activation) -> None:
    file = paths.models / _ACTIVE_FILE
    try:
        write_atomically(file, activation.model_dump_json(indent=1).encode())
    except OSError as error:
        raise KnownError(
            "The model cannot be activated: {file} cannot be written ({reason}). Check the disk.",
            file=file,
            reason=error.strerror or error,
        ) from error
