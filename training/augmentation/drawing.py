"""Drawing from a trained generator: the same seed gives the same faces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from training.augmentation.config import GanConfig
from training.augmentation.gan import noise, one_hot
from training.augmentation.networks import generator
from training.augmentation.pictures import Faces, to_faces

BATCH = 64
SETTLING = 16
"""Batches that normalisation's statistics are measured on."""


class Drawer:
    """A generator with given weights (those of `generator(config)`, in order), of one class or of several.

    Averaged weights are nobody's own: the statistics that normalisation gathered while training are not theirs. They
    are measured anew before the first picture (Izmailov et al., "Averaging weights leads to wider optima and
    better generalization", 2018, section 3.2).
    """

    def __init__(self, config: GanConfig, weights: Sequence[NDArray[Any]], classes: int = 1) -> None:
        self._config, self._classes = config, classes
        self._model = generator(config, config.seed, "drawer", classes)
        self._model.set_weights(weights)
        rng = np.random.default_rng((config.seed, 77))
        layers = [layer for layer in self._model.layers if isinstance(layer, keras.layers.BatchNormalization)]
        for batch in range(SETTLING):
            for layer in layers:
                layer.momentum = batch / (batch + 1)  # a mean over the batches
            # All classes in turn: that is what a batch held while it was trained.
            self._model(self._inputs(noise(BATCH, config, rng), np.arange(BATCH) % classes), training=True)

    def _inputs(self, drawn: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.concatenate([drawn, one_hot(labels, self._classes)], axis=1)

    def faces(
        self,
        n: int,
        seed: Sequence[int],
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        label: int = 0,
    ) -> Faces:
        """`n` grey faces (n, 48, 48) of that seed, of the class with that index."""
        drawn = self._inputs(noise(n, self._config, np.random.default_rng(tuple(seed))), np.full(n, label))
        parts = []
        for start in range(0, n, BATCH):
            # One batch size only: each other one would be compiled anew.
            padded = np.zeros((BATCH, drawn.shape[1]), np.float32)
            padded[: len(drawn[start : start + BATCH])] = drawn[start : start + BATCH]
            pictures = np.asarray(self._model.predict_on_batch(padded), dtype=np.float32)
            parts.append(to_faces(pictures[: len(drawn[start : start + BATCH])]))
            on_progress(min(start + BATCH, n), n)
        return np.concatenate(parts) if parts else np.empty((0, 48, 48), np.uint8)
