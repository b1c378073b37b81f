"""The models that are installed, read for the page of models."""

from __future__ import annotations

from dataclasses import dataclass

from engine import model_registry
from engine.errors import KnownError
from engine.faces.yunet import find_yunet
from engine.model_registry import ModelManifest, active_model, installed_models, model_folder
from engine.paths import Paths


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One installed model; `problem` where its manifest cannot be read."""

    name: str
    manifest: ModelManifest | None
    problem: KnownError | None
    ancestors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All of them, which one works, which one worked before, and whether YuNet is there."""

    rows: tuple[ModelRow, ...]
    active: str
    previous: str | None
    has_yunet: bool


def read_registry(paths: Paths) -> Registry:
    """Manifests only, which takes milliseconds; checksums are `check_model`'s part."""
    rows: list[ModelRow] = []
    for name in installed_models(paths):
        try:
            manifest = model_registry.read_manifest(model_folder(paths, name))
        except KnownError as problem:
            rows.append(ModelRow(name, None, problem, ()))
        else:
            rows.append(ModelRow(name, manifest, None, model_registry.lineage(paths, name)))
    rows.sort(key=lambda row: row.manifest.created if row.manifest else "", reverse=True)
    return Registry(
        tuple(rows), active_model(paths), model_registry.previous_model(paths), find_yunet(paths) is not None
    )
