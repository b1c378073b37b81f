"""Memory that TensorFlow would keep for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keras


@contextmanager
def released(model: keras.Model) -> Iterator[keras.Model]:
    """Gives `model` to be trained, and empties it and its optimizer at the end of the block: nobody can read them
    then.

    With TensorFlow what a compiled function was traced with outlives the function, the model and `clear_session`
    (github.com/keras-team/tf-keras/issues/286): 230 MB a head and 400 MB a fine-tuning with Adam, and an experiment
    trains dozens in a process.
    """
    try:
        yield model
    finally:
        if keras.backend.backend() == "tensorflow":
            _empty(model)


def _empty(model: keras.Model) -> None:
    import tensorflow as tf

    # A model that was never compiled has no optimizer.
    optimizer = getattr(model, "optimizer", None)
    for variable in (*model.variables, *([] if optimizer is None else optimizer.variables)):
        empty = tf.zeros([0], variable.value.dtype)
        tf.raw_ops.AssignVariableOp(resource=variable.value.handle, value=empty, validate_shape=False)
