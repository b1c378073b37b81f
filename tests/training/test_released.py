"""What was trained leaves nothing in the memory: an experiment trains dozens of heads in one process."""

from __future__ import annotations

import contextlib
import gc
from multiprocessing import get_context
from multiprocessing.connection import Connection

import numpy as np
import psutil

from training.released import released

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
    # What is kept is kept of each; once in a while the allocator takes a piece of its own.
    assert np.median(np.diff(found)) < HEAD_MB / 4, f"each training leaves a part of what it took: {found}"


def test_a_model_is_empty_after_its_block_whether_it_was_trained_or_broke_off() -> None:
    import keras

    for train in (True, False):
        model = keras.Sequential([keras.Input((2,)), keras.layers.Dropout(0.5), keras.layers.Dense(2)])
        with contextlib.suppress(RuntimeError), released(model):
            if not train:
                raise RuntimeError
            model.compile("adam", "mse")
            model.fit(np.ones((4, 2)), np.ones((4, 2)), verbose=0)
        kept = [*model.variables, *(model.optimizer.variables if train else ())]
        assert len(kept) > 2 and all(np.size(keras.ops.convert_to_numpy(one)) == 0 for one in kept)
