"""What training is fed with: every row once, in its order, and nothing to wait for at the end."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from training.recognizer.batches import batches

INPUTS = np.arange(14, dtype=np.float32).reshape(7, 2)
TARGETS = np.arange(7, dtype=np.float32)[:, None]
WEIGHTS = np.linspace(0, 1, 7, dtype=np.float32)


@pytest.mark.parametrize("backend", ["tensorflow", "jax"])
def test_rows_come_in_their_order_and_the_last_batch_is_the_rest(
    backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keras.backend, "backend", lambda: backend)
    fed: Any = batches(INPUTS, TARGETS, WEIGHTS, batch_size=3)
    assert len(fed) == 3
    # A `PyDataset` has no end of its own: Keras asks for as many batches as it says.
    parts = [tuple(np.asarray(array) for array in part) for part, _ in zip(fed, range(len(fed)), strict=False)]
    assert [len(part[0]) for part in parts] == [3, 3, 1]
    for place, whole in enumerate((INPUTS, TARGETS, WEIGHTS)):
        np.testing.assert_array_equal(np.concatenate([part[place] for part in parts]), whole)


def test_the_pipeline_has_no_thread_that_tunes_it() -> None:
    """It sleeps up to a minute, and whoever ends the pipeline waits for it."""
    fed = batches(INPUTS, TARGETS, batch_size=3)
    assert fed.options().autotune.enabled is False
