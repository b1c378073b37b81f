"""A checkpoint that was damaged or cut off is passed over for the one before."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from engine.errors import KnownError
from training.checkpoints import Checkpoint, load_checkpoint, restore_training, save_checkpoint, training_arrays


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


def compiled(*units: int) -> keras.Model:
    model = keras.Sequential([keras.Input((4,)), *(keras.layers.Dense(n) for n in units)])
    model.compile(keras.optimizers.Adam(), "mse")
    model.optimizer.build(model.trainable_variables)
    return model


def test_what_another_network_has_learned_is_refused_before_anything_is_put_in() -> None:
    for other in (compiled(3, 2), compiled(3), compiled(3, 2, 2)):
        model = compiled(2, 2)
        before = model.get_weights()
        with pytest.raises(KnownError, match="another version"):
            restore_training(model, training_arrays(other))
        for expected, actual in zip(before, model.get_weights(), strict=True):
            np.testing.assert_array_equal(actual, expected)
