"""A checkpoint that was damaged or cut off is passed over for the one before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.checkpoints import Checkpoint, load_checkpoint, save_checkpoint


def checkpoint(number: int) -> Checkpoint:
    return Checkpoint({"chunk": number}, {"model/0": np.full(100, number, np.float32)})


def test_none_where_there_is_none(tmp_path: Path) -> None:
    assert load_checkpoint(tmp_path) is None


def test_comes_back(tmp_path: Path) -> None:
    save_checkpoint(tmp_path, checkpoint(1))
    save_checkpoint(tmp_path, checkpoint(2))
    loaded = load_checkpoint(tmp_path)
    assert loaded is not None
    assert loaded.progress == {"chunk": 2}
    np.testing.assert_array_equal(loaded.arrays["model/0"], np.full(100, 2, np.float32))


@pytest.mark.parametrize("damage", ["bit", "cut"])
def test_a_damaged_one_gives_way_to_the_one_before(tmp_path: Path, damage: str) -> None:
    save_checkpoint(tmp_path, checkpoint(1))
    save_checkpoint(tmp_path, checkpoint(2))
    path = tmp_path / "checkpoint.npz"
    data = bytearray(path.read_bytes())
    if damage == "bit":
        data[len(data) // 2] ^= 1
    else:
        del data[len(data) // 2 :]
    path.write_bytes(data)
    loaded = load_checkpoint(tmp_path)
    assert loaded is not None
    assert loaded.progress == {"chunk": 1}
