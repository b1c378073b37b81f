"""How this processor trains fastest: which numbers it computes in, and whose kernels TensorFlow takes."""

from __future__ import annotations

import os
from typing import Literal

from engine.machine import processor

Precision = Literal["auto", "float32", "mixed_bfloat16"]
PRECISIONS: tuple[Precision, ...] = ("auto", "float32", "mixed_bfloat16")


def keras_policy(precision: Precision) -> Literal["float32", "mixed_bfloat16"]:
    """Keras's name of the dtype policy; `auto` is what is fastest here. Weights are float32 in either, so that a run
    may go on on another machine.

    Measured on a step of the `compact` DCGAN: with AVX-512 bfloat16, that is twice as fast as float32; without it,
    TensorFlow imitates it, and takes 10 times as long as in float32. Other backends than TensorFlow are there for
    graphics cards, which have it.
    """
    if precision != "auto":
        return precision
    on_processor = os.environ.get("KERAS_BACKEND", "tensorflow") == "tensorflow"
    return "float32" if on_processor and not processor().has_bf16 else "mixed_bfloat16"


def use_onednn() -> None:
    """Has TensorFlow take oneDNN's kernels, unless the environment says otherwise; before TensorFlow is imported.

    By itself it does so only on processors with AVX-512 for neural networks, and never on Windows. Measured on one
    with AVX2: a step of the `compact` DCGAN takes 0.36 of the time.
    """
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
