"""A model travels as one file, and whatever else such a file may hold stays outside."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from engine import model_archive
from engine.errors import KnownError
from engine.model_archive import check_model, export_model, import_model
from engine.model_registry import installed_models, verify
from engine.paths import Paths
from tests.engine.conftest import ModelMaker
from tests.engine.tiny_network import CLASSES, tiny_network

FIELDS = {"classes": list(CLASSES)}


def arrays(**named: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **{name: np.asarray(value) for name, value in named.items()})  # type: ignore[arg-type]
    return file.getvalue()


WEIGHTS = arrays(**{"block1_conv1/kernel": np.zeros((3, 3), np.float16), "block1_conv1/bias": np.ones(3, np.float16)})


@pytest.fixture
def model(make_model: ModelMaker) -> Path:
    return make_model("tea", {"model.tflite": tiny_network(), "backbone_float16.npz": WEIGHTS}, fields=FIELDS)


def archive_of(path: Path, entries: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def content_of(model: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in model.iterdir()}


def manifest_of(files: Mapping[str, bytes], **fields: object) -> bytes:
    manifest = {
        "name": "tea",
        "classes": list(CLASSES),
        "preprocessing_version": 1,
        "created": "2026-01-01T00:00:00+00:00",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return json.dumps({**manifest, **fields}).encode()


def nothing_is_left(paths: Paths) -> bool:
    return installed_models(paths) == () and list(paths.models.iterdir()) == []


def test_what_goes_out_comes_in_the_same(model: Path, paths: Paths, tmp_path: Path) -> None:
    archive = tmp_path / "out" / "tea.zip"
    export_model(model, archive)
    assert import_model(archive, paths).name == "tea"
    assert installed_models(paths) == ("tea",)
    assert content_of(paths.models / "tea") == content_of(model)
    assert [path.name for path in paths.models.iterdir()] == ["tea"]
    assert [path.name for path in archive.parent.iterdir()] == ["tea.zip"]


def test_the_same_model_gives_the_same_archive(model: Path, tmp_path: Path) -> None:
    export_model(model, tmp_path / "1.zip")
    export_model(model, tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_a_folder_comes_in_without_what_else_lies_in_it(model: Path, paths: Paths) -> None:
    (model / "notes.txt").write_text("of somebody")
    import_model(model, paths)
    assert sorted(content_of(paths.models / "tea")) == ["backbone_float16.npz", "manifest.json", "model.tflite"]


def test_another_name(model: Path, paths: Paths) -> None:
    assert import_model(model, paths, name="茶 2").name == "茶 2"
    assert verify(paths.models / "茶 2").name == "茶 2"


def test_importing_again_changes_nothing_and_another_model_is_not_overwritten(
    model: Path, paths: Paths, make_model: ModelMaker, tmp_path: Path
) -> None:
    import_model(model, paths)
    import_model(model, paths)
    before = content_of(paths.models / "tea")
    other = tiny_network(np.ones((6, 3), np.float32))
    second = make_model("tea", {"model.tflite": other}, folder=tmp_path / "second", fields=FIELDS)
    with pytest.raises(KnownError, match="already another model tea"):
        import_model(second, paths)
    assert content_of(paths.models / "tea") == before


def test_what_a_killed_import_left_goes_with_the_next(model: Path, paths: Paths) -> None:
    old, running = paths.models / ".import-old", paths.models / ".import-running"
    for folder in (old, running):
        folder.mkdir(parents=True)
        (folder / "half").write_bytes(b"half")
    os.utime(old, (0, 0))
    import_model(model, paths)
    assert sorted(path.name for path in paths.models.iterdir()) == [".import-running", "tea"]


@pytest.mark.parametrize("name", ["default", "..", "a/b", "a\\b", ".hidden", "con", "NUL.txt", "ends.", "", "x" * 65])
def test_names_that_are_no_folder_of_their_own_are_refused(model: Path, paths: Paths, name: str) -> None:
    with pytest.raises(KnownError, match="another name"):
        import_model(model, paths, name=name)
    assert nothing_is_left(paths)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "/etc/outside.txt",
        "..\\outside.txt",
        "C:\\outside.txt",
        "sub/model.tflite",
        "sub/",
        "run.py",
        "model.keras",
        "weights.pkl",
        "MODEL.TFLITE",
    ],
)
def test_an_archive_with_anything_foreign_is_refused_whole(
    model: Path, paths: Paths, tmp_path: Path, name: str
) -> None:
    archive = archive_of(tmp_path / "bad.zip", {**content_of(model), name: b"foreign"})
    with pytest.raises(KnownError, match="no part of a model"):
        import_model(archive, paths)
    assert nothing_is_left(paths)
    assert not list(tmp_path.rglob("outside.txt"))


def test_a_link_in_an_archive_is_refused(model: Path, paths: Paths, tmp_path: Path) -> None:
    content = content_of(model)
    del content["backbone_float16.npz"]
    archive = archive_of(tmp_path / "link.zip", content)
    with zipfile.ZipFile(archive, "a") as opened:
        entry = zipfile.ZipInfo("backbone_float16.npz")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(entry, "/etc/hostname")
    with pytest.raises(KnownError, match="no part of a model"):
        import_model(archive, paths)
    assert nothing_is_left(paths)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_a_name_twice_is_refused(model: Path, paths: Paths, tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "twice.zip", content_of(model))
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("model.tflite", b"another")
    with pytest.raises(KnownError, match="list of files"):
        import_model(archive, paths)
    assert nothing_is_left(paths)


def test_too_much_is_refused_before_it_is_unpacked(
    model: Path, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_archive, "MOST_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in content_of(model).items():
            archive.writestr(name, content)
        archive.writestr("head_float16.npz", bytes(999))
    with pytest.raises(KnownError, match="more than"):
        import_model(tmp_path / "bomb.zip", paths)
    assert nothing_is_left(paths)


def test_a_changed_file_is_refused(model: Path, paths: Paths, tmp_path: Path) -> None:
    content = content_of(model)
    changed = bytearray(content["model.tflite"])
    changed[len(changed) // 2] ^= 1
    with pytest.raises(KnownError, match="checksum is wrong"):
        import_model(archive_of(tmp_path / "bad.zip", {**content, "model.tflite": bytes(changed)}), paths)
    assert nothing_is_left(paths)


@pytest.mark.parametrize("cut", [0, 10, 200, -30, -1])
def test_a_cut_archive_is_refused(model: Path, paths: Paths, tmp_path: Path, cut: int) -> None:
    whole = archive_of(tmp_path / "whole.zip", content_of(model)).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:cut])
    # Cut at some places, what is left ends with an array file, which is an archive too.
    with pytest.raises(KnownError, match=r"no whole model archive|no part of a model"):
        import_model(tmp_path / "cut.zip", paths)
    assert nothing_is_left(paths)


def test_every_flipped_bit_is_refused_or_harmless(model: Path, paths: Paths, tmp_path: Path) -> None:
    export_model(model, tmp_path / "whole.zip")
    whole = (tmp_path / "whole.zip").read_bytes()
    right = content_of(model)
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x10
        (tmp_path / "flip.zip").write_bytes(damaged)
        try:
            manifest = import_model(tmp_path / "flip.zip", paths, name="flip")
        except KnownError:
            assert nothing_is_left(paths)
            continue
        found = content_of(paths.models / manifest.name)
        assert {n: c for n, c in found.items() if n != "manifest.json"} == {
            n: c for n, c in right.items() if n != "manifest.json"
        }
        for path in (paths.models / manifest.name).iterdir():
            path.unlink()
        (paths.models / manifest.name).rmdir()


class Evil:
    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (Path("ran"),)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(arrays(a=np.array([Evil()], dtype=object)), id="objects"),
        pytest.param(pickle.dumps({"a": 1}), id="pickle"),
        pytest.param(b"PK\x03\x04 damaged", id="damaged"),
        pytest.param(b"", id="empty"),
    ],
)
def test_arrays_that_are_not_plain_numbers_are_refused(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"model.tflite": tiny_network(), "backbone_float16.npz": content}
    archive = archive_of(tmp_path / "a.zip", {**files, "manifest.json": manifest_of(files)})
    with pytest.raises(KnownError, match="something else than numbers"):
        import_model(archive, paths)
    assert nothing_is_left(paths)
    assert not (tmp_path / "ran").exists()


def test_an_array_that_claims_to_be_huge_takes_no_memory(paths: Paths, tmp_path: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f2", "fortran_order": False, "shape": (10**9, 10**9)})
    archive_of(tmp_path / "w.npz", {"a.npy": header.getvalue()})
    files = {"model.tflite": tiny_network(), "head_float16.npz": (tmp_path / "w.npz").read_bytes()}
    archive = archive_of(tmp_path / "a.zip", {**files, "manifest.json": manifest_of(files)})
    with pytest.raises(KnownError, match="something else than numbers"):
        import_model(archive, paths)


@pytest.mark.parametrize(
    ("network", "fields", "words"),
    [
        (tiny_network(), {"preprocessing_version": 99}, "another version"),
        (tiny_network(), {"classes": ["happy", "neutral"]}, "does not fit its manifest"),
        (b"no network", {}, "cannot be loaded"),
        (tiny_network(np.full((6, 3), np.nan, np.float32)), {}, "does not work"),
    ],
    ids=["version", "classes", "no network", "not a number"],
)
def test_a_model_that_would_not_work_is_refused(
    paths: Paths, tmp_path: Path, network: bytes, fields: dict[str, object], words: str
) -> None:
    files = {"model.tflite": network}
    archive = archive_of(tmp_path / "a.zip", {**files, "manifest.json": manifest_of(files, **fields)})
    with pytest.raises(KnownError, match=words):
        import_model(archive, paths)
    assert nothing_is_left(paths)


def test_a_manifest_that_names_code_is_refused(paths: Paths, make_model: ModelMaker) -> None:
    """A Keras file may hold Lambda layers."""
    folder = make_model("keras", {"model.tflite": tiny_network(), "model.keras": b"PK"}, fields=FIELDS)
    with pytest.raises(KnownError, match="does not load"):
        import_model(folder, paths)
    with pytest.raises(KnownError, match="does not load"):
        check_model(folder)


def test_export_never_overwrites_and_leaves_no_half(model: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.zip"
    precious.write_bytes(b"precious")
    with pytest.raises(KnownError, match="already a file"):
        export_model(model, precious)
    assert precious.read_bytes() == b"precious"
    (model / "model.tflite").write_bytes(b"damaged")
    with pytest.raises(KnownError, match="checksum"):
        export_model(model, tmp_path / "new.zip")
    assert not (tmp_path / "new.zip").exists()


def test_a_file_that_is_not_there(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be imported"):
        import_model(tmp_path / "none.zip", paths)
