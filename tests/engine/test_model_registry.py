"""A model is used only when every file is what its manifest says, and changing models is one step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import model_registry
from engine.errors import KnownError
from engine.paths import Paths, default_paths
from tests.engine.conftest import ModelMaker

FILES = {"model.tflite": b"network", "backbone_float16.npz": b"weights"}


def install(make_model: ModelMaker, paths: Paths, name: str) -> Path:
    folder = paths.bundled_model if name == model_registry.BUNDLED else paths.models / name
    return make_model(name, FILES, folder=folder)


def test_a_sound_model_verifies(make_model: ModelMaker) -> None:
    manifest = model_registry.verify(
        make_model("good", FILES, fields={"classes": ["happy", "fear", "neutral"], "temperature": 1.5})
    )
    assert manifest.name == "good"
    assert manifest.classes == ("happy", "fear", "neutral")
    assert manifest.temperature == 1.5
    # printf network | sha256sum
    assert manifest.files["model.tflite"] == "3009be769fb8f956e8413ee9f3e0836e34968bc40457d0a10c549d2edcf00cc1"


@pytest.mark.parametrize("file", sorted(FILES))
def test_any_changed_bit_is_found(make_model: ModelMaker, file: str) -> None:
    folder = make_model("changed", FILES)
    content = bytearray(FILES[file])
    content[3] ^= 1
    (folder / file).write_bytes(content)
    with pytest.raises(KnownError, match=f"{file}.*checksum is wrong"):
        model_registry.verify(folder)


def test_a_missing_file_is_named(make_model: ModelMaker) -> None:
    folder = make_model("short", FILES)
    (folder / "model.tflite").unlink()
    with pytest.raises(KnownError, match=r"lacks its file model\.tflite"):
        model_registry.verify(folder)


@pytest.mark.parametrize("name", ["../outside", "sub/file", "/etc/hostname", ".."])
def test_files_outside_the_folder_are_refused(make_model: ModelMaker, name: str) -> None:
    folder = make_model("outside", {}, fields={"files": {name: "0" * 64}})
    with pytest.raises(KnownError):
        model_registry.verify(folder)


@pytest.mark.parametrize(
    "fields",
    [
        {"classes": ["happy"]},
        {"temperature": 0},
        {"temperature": -1},
        {"temperature": float("inf")},
        {"temperature": float("nan")},
        {"files": {"model.tflite": "not a checksum"}},
        {"name": ""},
        {"surprise": "a field that no version has"},
        {"preprocessing_version": 999},
        {"classes": ["happy", "happy"]},
    ],
    ids=str,
)
def test_a_manifest_with_nonsense_is_refused(make_model: ModelMaker, fields: dict[str, object]) -> None:
    with pytest.raises(KnownError):
        model_registry.read_manifest(make_model("nonsense", FILES, fields=fields))


def written(folder: Path) -> Path:
    """The folder, its manifest as the program writes it."""
    manifest = model_registry.read_manifest(folder)
    (folder / "manifest.json").write_text(model_registry.manifest_text(manifest), encoding="utf-8")
    assert model_registry.read_manifest(folder) == manifest
    return folder


@pytest.mark.parametrize(
    ("was", "now"),
    [('"happy",\n  "neutral"', '"neutral",\n  "happy"'), ('"happy"', '"joyful"'), ("2026", "2027"), ("null", '"m"')],
)
def test_a_manifest_that_was_edited_by_hand_is_refused(make_model: ModelMaker, was: str, now: str) -> None:
    folder = written(make_model("edited", FILES))
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    assert was in text
    (folder / "manifest.json").write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(KnownError, match="not as it was written"):
        model_registry.verify(folder)


def test_a_manifest_may_be_laid_out_otherwise(make_model: ModelMaker) -> None:
    """Line ends and indentation change on the way through other systems; what it says does not."""
    folder = written(make_model("moved", FILES, fields={"metrics": {"accuracy": 0.1 + 0.2, "n": 3}, "parent": "茶"}))
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for indent, ascii_only in ((None, True), (4, False)):
        text = json.dumps(content, indent=indent, ensure_ascii=ascii_only).replace("\n", "\r\n")
        (folder / "manifest.json").write_bytes(text.encode())
        assert model_registry.verify(folder).parent == "茶"


def test_the_bundled_models_manifest_names_its_own_checksum() -> None:
    manifest = default_paths().bundled_model / "manifest.json"
    assert len(json.loads(manifest.read_text(encoding="utf-8"))["manifest_sha256"]) == 64
    model_registry.read_manifest(manifest.parent)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b"[" * 100_000])
def test_a_damaged_manifest_is_one_clear_sentence(make_model: ModelMaker, content: bytes) -> None:
    folder = make_model("damaged", FILES)
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(KnownError) as refused:
        model_registry.read_manifest(folder)
    assert "\n" not in str(refused.value)


def test_no_model_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no readable model"):
        model_registry.read_manifest(tmp_path / "nowhere")


def test_the_bundled_model_is_active_until_another_is_activated(make_model: ModelMaker, paths: Paths) -> None:
    install(make_model, paths, "default")
    better = install(make_model, paths, "better")
    assert model_registry.installed_models(paths) == ("default", "better")
    assert model_registry.active_model_folder(paths) == paths.bundled_model
    model_registry.activate(paths, "better")
    assert model_registry.active_model_folder(paths) == better
    assert model_registry.rollback(paths) == "default"
    assert model_registry.active_model_folder(paths) == paths.bundled_model


def test_rollback_goes_back_step_by_step_and_then_says_so(make_model: ModelMaker, paths: Paths) -> None:
    for name in ("default", "a", "b"):
        install(make_model, paths, name)
    model_registry.activate(paths, "a")
    model_registry.activate(paths, "b")
    model_registry.activate(paths, "b")
    assert model_registry.rollback(paths) == "a"
    assert model_registry.rollback(paths) == "default"
    with pytest.raises(KnownError, match="no earlier model"):
        model_registry.rollback(paths)


def test_a_damaged_model_is_not_activated(make_model: ModelMaker, paths: Paths) -> None:
    install(make_model, paths, "default")
    (install(make_model, paths, "broken") / "model.tflite").write_bytes(b"other")
    with pytest.raises(KnownError, match="checksum"):
        model_registry.activate(paths, "broken")
    assert model_registry.active_model(paths) == "default"


@pytest.mark.parametrize("name", ["nowhere", "../default", "", ".", ".."])
def test_a_name_that_is_no_model_is_refused(make_model: ModelMaker, paths: Paths, name: str) -> None:
    install(make_model, paths, "default")
    with pytest.raises(KnownError, match="no model"):
        model_registry.activate(paths, name)


def test_activating_mends_a_damaged_note_of_the_active_model(make_model: ModelMaker, paths: Paths) -> None:
    install(make_model, paths, "default")
    paths.models.mkdir(parents=True)
    (paths.models / "active.json").write_bytes(b"{")
    with pytest.raises(KnownError, match="Activate a model again"):
        model_registry.active_model(paths)
    model_registry.activate(paths, "default")
    assert json.loads((paths.models / "active.json").read_text())["active"] == "default"
    assert model_registry.active_model(paths) == "default"
