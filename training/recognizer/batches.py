"""Arrays in batches, for `fit` and `evaluate`."""

from __future__ import annotations

from typing import Any

import keras
from numpy.typing import NDArray


def batches(*arrays: NDArray[Any], batch_size: int) -> Any:
    """The rows of `arrays` (inputs, targets and, where wanted, weights) in their order, `batch_size` at a time.

    Given the arrays themselves, or a `PyDataset`, Keras builds a tf.data pipeline with autotuning, whose thread
    sleeps ever longer, up to a minute, and is waited for when the pipeline ends (TensorFlow 2.21): after each `fit`
    the process may stand still for nearly as long as the `fit` took. docs/results/pretraining.md has the figures.
    """
    if keras.backend.backend() != "tensorflow":
        return _Rows(*arrays, batch_size=batch_size)
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    return tf.data.Dataset.from_tensor_slices(arrays).batch(batch_size).with_options(options)


class _Rows(keras.utils.PyDataset):  # type: ignore[misc]  # keras has no types
    def __init__(self, *arrays: NDArray[Any], batch_size: int) -> None:
        super().__init__()
        self._arrays, self._batch_size = arrays, batch_size

    def __len__(self) -> int:
        return -(-len(self._arrays[0]) // self._batch_size)

    def __getitem__(self, index: int) -> tuple[NDArray[Any], ...]:
        rows = slice(index * self._batch_size, (index + 1) * self._batch_size)
        return tuple(array[rows] for array in self._arrays)
