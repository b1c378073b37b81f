"""The whole network trained on after its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.preprocessing import to_input
from training.datasets.transforms import mixed
from training.recognizer import vgg16
from training.recognizer.config import Event, RetrainConfig
from training.recognizer.retraining import Labels, train
from training.recognizer.teaching import Teach
from training.recognizer.unfolding import CALIBRATION_FACES, unfold_backbone


def fine_tune(
    backbone: vgg16.Weights,
    head: keras.Model | None,
    faces: NDArray[np.uint8],
    targets: NDArray[np.float32],
    validation: tuple[NDArray[np.uint8], Labels],
    config: RetrainConfig,
    folder: Path | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: Callable[[], bool] = lambda: False,
    on_part: Callable[[float], None] = lambda part: None,
    teach: Teach = lambda views, targets: targets,
) -> tuple[keras.Model, dict[str, Any]]:
    """Backbone and head trained together, on a fresh random view of each of the `faces` (n, 48, 48) an epoch, or on
    mixtures of two of them.

    `head`: one trained on the frozen backbone; a new one would tear the backbone apart in the first steps. `teach`
    makes of the targets of what is shown those that are taught. While it learns, each convolution has a batch
    normalisation behind it, which keeps what the next one sees in scale whatever the step (Ioffe and Szegedy, "Batch
    normalization", 2015): without, no rate is both high enough to learn what is new and low enough to forget
    nothing. It is folded away at the end: the model that is returned is plain VGG16 and computes in float32.
    """
    n_classes = targets.shape[1]
    config = replace(config, batch_size=even_batch_size(len(faces), config.batch_size))
    model = vgg16.tuning_model(n_classes, config.dropout, config.dtype, config.seed)
    some = np.random.default_rng(config.seed).permutation(len(faces))[:CALIBRATION_FACES]
    unfold_backbone(model, backbone, faces[some])
    if head is not None:
        vgg16.set_layer_weights(model, vgg16.layer_weights(head, vgg16.HEAD_LAYERS))
    vgg16.freeze_blocks(model, config.frozen_blocks)

    def shown(epoch: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = np.random.default_rng((config.seed, epoch, 1))
        views, wanted = config.transforms.apply(faces, rng), targets
        if config.mixup > 0:
            views, wanted = mixed(views, wanted, config.mixup, rng)
        return to_input(views), teach(views, wanted)

    seen = (to_input(validation[0]), validation[1])
    kept = train(model, shown, targets.argmax(axis=1), seen, config, folder, on_event, stop, on_part=on_part)
    trained = vgg16.classifier(n_classes)
    # What was frozen is taken as it came: folding would give it back but for rounding.
    frozen = {name: array for name, array in backbone.items() if vgg16.in_first_blocks(name, config.frozen_blocks)}
    vgg16.set_layer_weights(trained, vgg16.folded_weights(model) | frozen)
    vgg16.set_layer_weights(trained, vgg16.layer_weights(model, vgg16.HEAD_LAYERS))
    return trained, kept


def even_batch_size(n: int, most: int) -> int:
    """The largest batch size, `most` at most, with which the last batch of `n` rows is at least half full: one of a
    single face has no statistics to be normalised by."""
    return next(size for size in range(most, 0, -1) if not 0 < 2 * (n % size) < size)
