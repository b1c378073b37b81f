"""What the engine's tests share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from engine import preprocessing
from engine.paths import Paths

ModelMaker = Callable[..., Path]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An installation of its own, with nothing in it."""
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=tmp_path / "resources")


@pytest.fixture
def make_model(tmp_path: Path) -> ModelMaker:
    """Writes a model folder with a right manifest: `make_model(name, {file: content}, fields={...})`."""

    def make(
        name: str,
        files: Mapping[str, bytes],
        *,
        folder: Path | None = None,
        fields: Mapping[str, object] = MappingProxyType({}),
    ) -> Path:
        target = folder or tmp_path / name
        target.mkdir(parents=True)
        for file, content in files.items():
            (target / file).write_bytes(content)
        manifest = {
            "name": name,
            "classes": ["happy", "neutral"],
            "preprocessing_version": preprocessing.VERSION,
            "created": "2026-01-01T00:00:00+00:00",
            "files": {file: hashlib.sha256(content).hexdigest() for file, content in files.items()},
        }
        (target / "manifest.json").write_text(json.dumps({**manifest, **fields}), encoding="utf-8")
        return target

    return make


@pytest.fixture(scope="session")
def stand_in_model(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The development stand-in as a model folder in this program's format; do not change it in a test."""
    source = shared / "models" / "stand-in"
    folder = tmp_path_factory.mktemp("models") / "stand-in"
    folder.mkdir()
    (folder / "model.tflite").symlink_to(source / "model.tflite")
    content = (source / "model.tflite").read_bytes()
    manifest = {
        "name": "stand-in",
        "classes": json.loads((source / "manifest.json").read_text(encoding="utf-8"))["classes"],
        "preprocessing_version": preprocessing.VERSION,
        "created": "2026-01-01T00:00:00+00:00",
        "files": {"model.tflite": hashlib.sha256(content).hexdigest()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def yunet_file(shared: Path) -> Path:
    """The YuNet file that an administrator would bring."""
    return shared / "models" / "face_detection_yunet_2026may.onnx"
