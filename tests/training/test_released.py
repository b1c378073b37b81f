"""What was trained leaves nothing in the memory: an experiment trains dozens of heads in one process."""

from __future__ import annotations

import gc
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np
import psutil
import pytest

from training.released import release

HEAD_MB = 76
"""19 million weights; with Adam's two moments three times that."""


def memory_mb() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


def train_heads(results: Connection) -> None:
    """The memory after each of five trainings, in a process of its own."""
    from training.recognizer.config import RetrainConfig
    from training.recognizer.retraining import train_head

    rng = np.random.default_rng(1)
    views = rng.normal(size=(1, 32, 512)).astype(np.float32)
    labels = np.arange(32) % 2
    found = []
    for _ in range(5):
        train_head(views, np.eye(2, dtype=np.float32)[labels], (views[0], labels), RetrainConfig(epochs=1))
        gc.collect()
        found.append(memory_mb())
    results.send(found)


def test_heads_that_were_trained_and_dropped_take_no_memory() -> None:
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=train_heads, args=(there,))
    process.start()
    assert here.poll(120), "the trainings did not end"
    found = here.recv()
    process.join(30)
    assert process.exitcode == 0
    assert found[-1] - found[1] < HEAD_MB, f"three more trainings took what one's weights take or more: {found}"


@pytest.mark.parametrize("dtype", ["float32", "float16", "int64"])
def test_variables_of_any_kind_are_emptied(dtype: str) -> None:
    import keras

    variable = keras.Variable(np.ones((1000, 1000)), dtype=dtype, trainable=False)
    release([variable])
    assert np.size(keras.ops.convert_to_numpy(variable)) == 0
