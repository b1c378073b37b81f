"""The whole network trained on after its head: once, or several times from the same head and averaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.preprocessing import to_input
from training.checkpoints import discard_checkpoints
from training.datasets.transforms import mixed
from training.evaluation import metrics
from training.recognizer import vgg16
from training.recognizer.config import Event, RetrainConfig
from training.recognizer.repair import Moments, mean_moments, moments, repaired
from training.recognizer.retraining import Labels, train
from training.recognizer.teaching import Teach
from training.recognizer.unfolding import CALIBRATION_FACES, unfold_backbone

Tell = Callable[[Event], None]
TellPart = Callable[[float], None]
Tuned = tuple[keras.Model, dict[str, Any]]

SEED_STRIDE = 10_000
"""Between the seeds of fine-tunings that are averaged: runs whose seeds follow on each other share none."""


def fine_tune(
    backbone: vgg16.Weights,
    head: keras.Model | None,
    faces: NDArray[np.uint8],
    targets: NDArray[np.float32],
    validation: tuple[NDArray[np.uint8], Labels],
    config: RetrainConfig,
    folder: Path | None = None,
    on_event: Tell = lambda event: None,
    stop: Callable[[], bool] = lambda: False,
    on_part: TellPart = lambda part: None,
    teach: Teach = lambda views, targets: targets,
) -> tuple[keras.Model, dict[str, Any]]:
    """Backbone and head trained together, on a fresh random view of each of the `faces` (n, 48, 48) an epoch, or on
    mixtures of two of them.

    `head`: one trained on the frozen backbone; a new one would tear the backbone apart in the first steps. `teach`
    makes of the targets of what is shown those that are taught. With `config.averaged` it is done so many times from
    the same head, each with an order, views and dropout of its own, and the mean of the weights is the result: on few
    faces two fine-tunings differ by more than most settings do, and as they lie in one valley of the loss their mean
    (`repair.py`) is better than most of them (Wortsman et al., "Model soups", 2022). Events count the epochs of all;
    a stop leaves out the one that it cuts short, but for the first.

    Returns plain VGG16 that computes in float32, and the figures of the epoch that was kept, or of the mean with
    `averaged`, the number that it is of.
    """
    n_classes = targets.shape[1]

    def once(config: RetrainConfig, folder: Path | None, on_event: Tell, on_part: TellPart) -> Tuned:
        return _tuned_once(backbone, head, faces, targets, validation, config, folder, on_event, stop, on_part, teach)

    if config.averaged == 1:
        return once(config, folder, on_event, on_part)
    some = faces[np.random.default_rng(config.seed).permutation(len(faces))[:CALIBRATION_FACES]]
    sums: dict[str, NDArray[np.float64]] = {}
    seen: list[Moments] = []
    done = epochs = 0
    while done < config.averaged and not (done and stop()):
        weights, trained = _one_of_several(done, once, config, folder, on_event, on_part)
        if done and trained < config.epochs:
            break
        sums = {name: array.astype(np.float64) + sums.get(name, 0.0) for name, array in weights.items()}
        seen.append(moments(weights, some))
        done, epochs = done + 1, epochs + trained
    bare = {name: (array / done).astype(np.float32) for name, array in sums.items()}
    mean = vgg16.classifier(n_classes)
    vgg16.set_layer_weights(
        mean, repaired(bare, mean_moments(seen), some, config.frozen_blocks) if done > 1 else bare
    )
    probabilities = np.asarray(mean.predict(to_input(validation[0]), verbose=0), dtype=np.float64)
    judged = {
        "val_loss": metrics.log_loss(probabilities, validation[1]),
        "val_accuracy": float(np.mean(probabilities.argmax(axis=1) == validation[1])),
    }
    return mean, {
        "epoch": epochs,
        "epochs": config.averaged * config.epochs,
        "averaged": done,
        **judged,
    }


def _one_of_several(
    index: int,
    once: Callable[[RetrainConfig, Path | None, Tell, TellPart], Tuned],
    config: RetrainConfig,
    folder: Path | None,
    on_event: Tell,
    on_part: TellPart,
) -> tuple[vgg16.Weights, int]:
    """The weights of one of the fine-tunings that are averaged, kept in `folder` once it is done, and the epochs that
    it went: fewer than `config.epochs` where a stop has cut it short."""
    kept = None if folder is None else folder / f"{index + 1}.npz"
    if kept is not None and kept.is_file():
        return vgg16.load_weights(kept), config.epochs
    epoch = config.epochs

    def tell(event: Event) -> None:
        nonlocal epoch
        epoch = event["epoch"]
        on_event({**event, "epoch": index * config.epochs + epoch, "epochs": config.averaged * config.epochs})

    own_folder = None if folder is None else folder / str(index + 1)
    own_config = replace(config, seed=config.seed + index * SEED_STRIDE)
    model, _ = once(own_config, own_folder, tell, lambda part: on_part((index + part) / config.averaged))
    weights = vgg16.layer_weights(model, (*vgg16.conv_names(), *vgg16.HEAD_LAYERS))
    if kept is not None and own_folder is not None and epoch == config.epochs:
        vgg16.save_weights(kept, weights, np.float32)
        discard_checkpoints(own_folder)
    return weights, epoch


def _tuned_once(
    backbone: vgg16.Weights,
    head: keras.Model | None,
    faces: NDArray[np.uint8],
    targets: NDArray[np.float32],
    validation: tuple[NDArray[np.uint8], Labels],
    config: RetrainConfig,
    folder: Path | None,
    on_event: Tell,
    stop: Callable[[], bool],
    on_part: TellPart,
    teach: Teach,
) -> Tuned:
    """While it learns, each convolution has a batch normalisation behind it, which keeps what the next one sees in
    scale whatever the step (Ioffe and Szegedy, "Batch normalization", 2015): without, no rate is both high enough to
    learn what is new and low enough to forget nothing. It is folded away at the end."""
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
