"""Pictures that shoppers gave: kept whole, found by their code alone, and gone without a trace when taken back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import KnownError
from engine.types import Box, Image
from training.datasets import consented
from training.datasets.consented import NAME, FacePicture, keep_picture, new_code, picture_of, withdraw
from training.datasets.dataset import open_dataset


def picture(seed: int) -> FacePicture:
    image: Image = np.random.default_rng(seed).integers(0, 255, (400, 600, 3), dtype=np.uint8)
    return picture_of(image, Box(200, 100, 360, 300))


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_face_is_cropped_small_and_grey() -> None:
    shown = picture(1)
    assert shown.face.shape == (48, 48) and shown.larger.ndim == 2
    assert max(shown.larger.shape) <= 256


def test_what_is_kept_is_a_dataset_to_train_on(tmp_path: Path) -> None:
    pictures = {label: picture(seed) for seed, label in enumerate(("happy", "anger", "surprise"))}
    codes = {label: keep_picture(tmp_path, shown, label) for label, shown in pictures.items()}
    dataset = open_dataset(tmp_path / NAME)
    assert dataset.manifest.classes == ("anger", "happy", "surprise") and dataset.manifest.subjects == 3
    for entry, pixels in zip(dataset.entries, dataset.pixels, strict=True):
        assert np.array_equal(pixels, pictures[entry.label].face)
        assert (tmp_path / NAME / "larger" / entry.file).is_file()
    written = everything(tmp_path)
    assert all(code.encode() not in written for code in codes.values()), "the code is kept nowhere"
    assert all(len(code) == 8 and code.isdigit() for code in codes.values())


def test_a_code_deletes_its_own_picture_and_nothing_else(tmp_path: Path) -> None:
    pictures = [picture(seed) for seed in range(3)]
    codes = [keep_picture(tmp_path, shown, "happy") for shown in pictures]
    assert not withdraw(tmp_path, "00000000" if codes[0] != "00000000" else "11111111")
    assert len(open_dataset(tmp_path / NAME).entries) == 3
    assert withdraw(tmp_path, f"{codes[1][:4]} {codes[1][4:]}")
    assert not withdraw(tmp_path, codes[1])
    written = everything(tmp_path)
    assert pictures[1].face[20].tobytes() not in written
    assert pictures[0].face[20].tobytes() in written and pictures[2].face[20].tobytes() in written
    assert len(list((tmp_path / NAME / "larger").iterdir())) == 2
    assert withdraw(tmp_path, codes[0]) and withdraw(tmp_path, codes[2])
    assert not (tmp_path / NAME).exists()
    assert not withdraw(tmp_path, codes[0])


def test_two_pictures_never_get_one_code(tmp_path: Path) -> None:
    codes = iter(["12345678", "12345678", "87654321"])
    assert keep_picture(tmp_path, picture(1), "happy", lambda: next(codes)) == "12345678"
    assert keep_picture(tmp_path, picture(2), "happy", lambda: next(codes)) == "87654321"
    assert new_code() != new_code()


def test_a_full_disk_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".png":
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr(consented, "write_atomically", full)
    shown = picture(1)
    with pytest.raises(KnownError, match="Nothing of it is left"):
        keep_picture(tmp_path, shown, "happy")
    assert shown.face[20].tobytes() not in everything(tmp_path)
