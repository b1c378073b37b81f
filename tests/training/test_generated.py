"""Generated faces go to the training part only, are marked, and come out again; a kill or a full disk halves
nothing."""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import KnownError
from engine.files import write_atomically
from engine.model_registry import file_sha256
from tests.training.small_datasets import make_dataset
from training.datasets import dataset as dataset_module
from training.datasets import generated
from training.datasets.dataset import MANIFEST, index_line, open_dataset
from training.datasets.generated import GeneratedFaces, add_generated, real_digest, remove_generated


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "faces", {"happy": 30, "anger": 15})


def some(label: str = "anger", n: int = 5, seed: int = 7) -> GeneratedFaces:
    faces = np.random.default_rng(seed).integers(0, 256, (n, 48, 48), dtype=np.uint8)
    return GeneratedFaces(label, faces, range(10, 10 + n), seed)


def test_they_are_added_marked_and_only_trained_on(folder: Path) -> None:
    before = open_dataset(folder)
    real = before.manifest.counts
    manifest = add_generated(folder, "run-1", [some()], real_digest(before))
    after = open_dataset(folder)
    assert after.manifest == manifest
    assert manifest.generated == {"run-1": {"anger": 5}}
    assert manifest.counts["train"]["anger"] == real["train"]["anger"] + 5
    assert manifest.counts["val"] == real["val"] and manifest.counts["test"] == real["test"]
    added = [entry for entry in after.entries if entry.generated]
    assert {(entry.run, entry.label, entry.seed, entry.split) for entry in added} == {("run-1", "anger", 7, "train")}
    assert added[0].file == "generated/run-1/anger/000010.png"
    np.testing.assert_array_equal(after.part("train", ("anger",)).faces[-5:], some().faces)
    assert real_digest(after) == real_digest(before)
    # What judges is real: a part for folds has no generated picture, and its subjects match it.
    for split in (None, "val", "test"):
        np.testing.assert_array_equal(after.part(split).faces, before.part(split).faces)
        assert after.subjects(split) == before.subjects(split)
    assert len(after.subjects("train")) == len(after.part("train"))
    assert after.real_counts("train") == real["train"]


def test_removing_them_gives_the_dataset_that_was(folder: Path) -> None:
    before = open_dataset(folder)
    entries, pixels = before.entries, np.array(before.pixels)
    digest = real_digest(before)
    add_generated(folder, "one", [some()], digest)
    add_generated(folder, "two", [some("happy", 3)], digest)
    assert remove_generated(folder, "one") == 5
    assert open_dataset(folder).manifest.generated == {"two": {"happy": 3}}
    assert remove_generated(folder) == 3
    assert remove_generated(folder) == 0
    after = open_dataset(folder)
    assert after.entries == entries
    np.testing.assert_array_equal(after.pixels, pixels)
    assert after.manifest.counts == before.manifest.counts
    assert len(list(folder.iterdir())) == 3


def test_adding_again_for_the_same_run_replaces_what_it_added(folder: Path) -> None:
    digest = real_digest(open_dataset(folder))
    add_generated(folder, "run", [some(n=5)], digest)
    add_generated(folder, "run", [some(n=4, seed=8)], digest)
    assert open_dataset(folder).manifest.generated == {"run": {"anger": 4}}


def test_a_dataset_that_has_changed_is_left_alone(folder: Path) -> None:
    kept = open_dataset(folder).manifest
    with pytest.raises(KnownError, match="has changed since the run late began"):
        add_generated(folder, "late", [some()], "0" * 64)
    assert open_dataset(folder).manifest == kept


def test_a_full_disk_leaves_the_dataset_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_dataset(folder).manifest
    digest = real_digest(open_dataset(folder))

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".u8":
            path.write_bytes(content[: len(content) // 2])
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(generated, "_write", full)
    with pytest.raises(KnownError, match=r"cannot be changed \(No space left on device\); it is as it was"):
        add_generated(folder, "run", [some()], digest)
    assert open_dataset(folder).manifest == before
    assert {path.name for path in folder.iterdir()} == {MANIFEST, *before.files}


def test_a_generated_picture_outside_the_training_part_is_no_dataset(folder: Path) -> None:
    add_generated(folder, "run", [some()], real_digest(open_dataset(folder)))
    opened = open_dataset(folder)
    entries = [dataclasses.replace(entry, split="test") if entry.generated else entry for entry in opened.entries]
    index = "".join(index_line(entry) for entry in entries).encode()
    (folder / opened.manifest.index_file).write_bytes(index)
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][opened.manifest.index_file] = file_sha256(folder / opened.manifest.index_file)
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(KnownError, match="was generated and is in split test"):
        open_dataset(folder)


def _add_and_remove_for_ever(folder: str) -> None:
    while True:
        add_generated(Path(folder), "run", [some(n=40)], real_digest(open_dataset(Path(folder))))
        remove_generated(Path(folder))


@pytest.mark.parametrize("gone", ["file_sha256", "memmap"])
def test_it_is_opened_while_pictures_come_and_go(folder: Path, monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    """Its files vanish between two looks, and are back with a manifest of the same content at the next."""
    held = (folder / MANIFEST).read_bytes()
    owner = dataset_module if gone == "file_sha256" else np
    real, calls = getattr(owner, gone), 0

    def looked(path: Path, *rest: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 1:
            write_atomically(folder / MANIFEST, held)
            raise FileNotFoundError(path)
        return real(path, *rest, **more)

    monkeypatch.setattr(owner, gone, looked)
    assert open_dataset(folder).manifest.n == 45
    assert calls > 1


def test_what_a_kill_left_beside_the_manifest_goes_with_the_next_change(folder: Path) -> None:
    """A manifest that was being written aside when the process died, as well as new files that it never named."""
    for left in (".manifest.json.x7k2", "index-0123456789ab.jsonl", "faces-0123456789ab.u8"):
        (folder / left).write_bytes(b"half")
    add_generated(folder, "run", [some()], real_digest(open_dataset(folder)))
    assert sorted(path.name for path in folder.iterdir()) == sorted([MANIFEST, *open_dataset(folder).manifest.files])


def test_a_kill_at_any_moment_leaves_a_whole_dataset(folder: Path) -> None:
    real = open_dataset(folder).real_counts("train")
    rng = np.random.default_rng(1)
    for _ in range(6):
        child = multiprocessing.get_context("spawn").Process(target=_add_and_remove_for_ever, args=(str(folder),))
        child.start()
        try:
            deadline = time.monotonic() + 20
            while not open_dataset(folder).manifest.generated and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(float(rng.uniform(0, 0.03)))
        finally:  # whatever was found: a child that goes on for ever would keep the tests from ending
            child.kill()
            child.join()
        opened = open_dataset(folder)
        assert opened.real_counts("train") == real
        assert opened.manifest.generated in ({}, {"run": {"anger": 40}})
    remove_generated(folder)
    add_generated(folder, "run", [some()], real_digest(open_dataset(folder)))
    assert len(list(folder.iterdir())) == 3
