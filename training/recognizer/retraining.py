"""How a head or the whole network is trained on labelled pictures, and the head itself on a frozen backbone's
features.

A run goes epoch by epoch, each with random numbers of its own, so that one that was killed goes on to the same
result.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.checkpoints import (
    Checkpoint,
    load_checkpoint,
    reseed_dropout,
    restore_training,
    save_checkpoint,
    training_arrays,
)
from training.recognizer import vgg16
from training.recognizer.batches import batches
from training.recognizer.config import Event, OptimizerName, RetrainConfig
from training.recognizer.plateau import Plateau
from training.recognizer.schedules import half_cosine
from training.released import released

log = logging.getLogger(__name__)

CHECKPOINT_S = 20.0
"""A head's checkpoint has 300 MB with Adam's moments, so not every epoch's is worth its time."""

PULSE_S = 1.0
"""A long epoch tells how far it is about once a second."""

Labels = NDArray[np.int64]
Shown = Callable[[int], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""An epoch's number to its inputs (n, ...) and targets (n, classes), one-hot or soft."""


class DivergedError(KnownError):
    """The loss is no number any more."""


def make_optimizer(name: OptimizerName, rate: float) -> keras.optimizers.Optimizer:
    """One of the four, at a learning rate; SGD with Nesterov's momentum 0.9."""
    if name == "sgd":
        return keras.optimizers.SGD(rate, momentum=0.9, nesterov=True)
    if keras.backend.backend() != "tensorflow":
        return getattr(keras.optimizers, name.capitalize())(rate)
    from training.recognizer.fused_optimizers import FusedAdadelta, FusedAdagrad, FusedAdam

    kinds = {"adam": FusedAdam, "adagrad": FusedAdagrad, "adadelta": FusedAdadelta}
    return kinds[name](rate)


def balancing_weights(labels: Labels, n_classes: int) -> NDArray[np.float32]:
    """One weight a class, inverse to its count, with a mean of 1 over the pictures."""
    counts = np.bincount(labels, minlength=n_classes)
    weights = np.where(counts > 0, len(labels) / (np.maximum(counts, 1) * max(1, np.sum(counts > 0))), 0.0)
    return weights.astype(np.float32)


def train(
    model: keras.Model,
    shown: Shown,
    labels: Labels,
    validation: tuple[NDArray[np.float32], Labels],
    config: RetrainConfig,
    folder: Path | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: Callable[[], bool] = lambda: False,
    checkpoint_s: float = CHECKPOINT_S,
    on_part: Callable[[float], None] = lambda part: None,
) -> dict[str, Any]:
    """Trains `model` in place and leaves it with its best weights (`keep_best`) or the last ones.

    `shown` gives an epoch's inputs and targets, in the order of `labels` (n,), by which classes are weighed;
    `validation` is inputs and labels, of real pictures. With `folder`, checkpoints are kept there, at least
    `checkpoint_s` apart, and a run found there goes on. An event tells of an epoch's end; within long epochs
    `on_part` is told how much of the training is done (0 to 1). `stop` is heeded between epochs and never before the
    first: a model that was not trained at all is no result. Returns the figures of the epoch that was kept.
    """
    with released(keras.models.clone_model(model)) as learner:
        learner.set_weights(model.get_weights())
        optimizer = make_optimizer(config.optimizer, config.rate)
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=config.label_smoothing)
        accuracy = keras.metrics.CategoricalAccuracy(name="accuracy")
        jit = keras.backend.backend() != "tensorflow"
        learner.compile(optimizer, loss, metrics=[accuracy], jit_compile=jit)
        optimizer.build(learner.trainable_variables)
        n_classes = int(learner.output_shape[-1])
        weights = balancing_weights(labels, n_classes)[labels] if config.class_weights else None
        validation_targets = np.eye(n_classes, dtype=np.float32)[validation[1]]
        plateau = Plateau(config.rate, config.plateau_patience, config.plateau_factor, config.min_learning_rate)
        best: Event = {}
        best_weights: list[NDArray[Any]] = learner.get_weights()
        epoch, elapsed_s, saved_s = 0, 0.0, time.monotonic()
        saved = load_checkpoint(folder) if folder is not None else None
        if saved is not None:
            restore_training(learner, saved.arrays)
            best_weights = [saved.arrays[f"best/{i}"] for i in range(len(best_weights))]
            epoch, elapsed_s, best = (saved.progress[key] for key in ("epoch", "elapsed_s", "best"))
            plateau = Plateau.from_state(plateau, saved.progress["plateau"])
            log.info("going on from epoch %d", epoch)
        pulse = _Pulse(on_part, config.epochs)
        while epoch < config.epochs and (epoch == 0 or not stop()):
            started = time.monotonic()
            order = np.random.default_rng((config.seed, epoch)).permutation(len(labels))
            reseed_dropout(learner, config.seed, epoch)
            rate = plateau.rate * (half_cosine(epoch / config.epochs) if config.falling else 1)
            optimizer.learning_rate = rate
            inputs, targets = shown(epoch)
            arrays = [inputs[order], targets[order]] + ([] if weights is None else [weights[order]])
            history = learner.fit(
                batches(*arrays, batch_size=config.batch_size),
                shuffle=False,
                verbose=0,
                callbacks=[pulse.of_epoch(epoch, -(-len(labels) // config.batch_size))],
            ).history
            judged = learner.evaluate(
                batches(validation[0], validation_targets, batch_size=256), verbose=0, return_dict=True
            )
            epoch += 1
            elapsed_s += time.monotonic() - started
            event: Event = {
                "epoch": epoch,
                "epochs": config.epochs,
                "learning_rate": rate,
                "loss": history["loss"][-1],
                "accuracy": history["accuracy"][-1],
                "val_loss": judged["loss"],
                "val_accuracy": judged["accuracy"],
                "elapsed_s": round(elapsed_s, 2),
                "eta_s": round(elapsed_s / epoch * (config.epochs - epoch), 1),
            }
            if not np.isfinite(event["loss"]):
                raise DivergedError(
                    "The training diverged in epoch {epoch}: its loss is no number. Take a smaller learning rate.",
                    epoch=epoch,
                )
            plateau.after_epoch(event["val_loss"])
            if not best or not config.keep_best or event["val_loss"] < best["val_loss"]:
                best, best_weights = event, learner.get_weights()
            due = time.monotonic() - saved_s >= checkpoint_s or epoch == config.epochs
            if folder is not None and due:
                state = training_arrays(learner) | {f"best/{i}": w for i, w in enumerate(best_weights)}
                progress = {"epoch": epoch, "elapsed_s": elapsed_s, "best": best, "plateau": plateau.state()}
                save_checkpoint(folder, Checkpoint(progress, state))
                saved_s = time.monotonic()
            on_event(event)
    model.set_weights(best_weights)
    return best


class _Pulse(keras.callbacks.Callback):  # type: ignore[misc]
    """Tells within a long epoch how much of the training is done."""

    def __init__(self, on_part: Callable[[float], None], epochs: int) -> None:
        super().__init__()
        self._on_part, self._epochs = on_part, epochs
        self._epoch, self._steps, self._next_s = 0, 1, 0.0

    def of_epoch(self, epoch: int, steps: int) -> _Pulse:
        self._epoch, self._steps = epoch, max(1, steps)
        self._next_s = time.monotonic() + PULSE_S
        return self

    def on_train_batch_end(self, batch: int, logs: Mapping[str, Any] | None = None) -> None:
        if time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + PULSE_S
            self._on_part((self._epoch + (batch + 1) / self._steps) / self._epochs)


def train_head(
    views: NDArray[np.float32],
    targets: NDArray[np.float32],
    validation: tuple[NDArray[np.float32], Labels],
    config: RetrainConfig,
    folder: Path | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: Callable[[], bool] = lambda: False,
    head: keras.Model | None = None,
    on_part: Callable[[float], None] = lambda part: None,
) -> tuple[keras.Model, dict[str, Any]]:
    """The seed's head on kept features: `views` (1 + v, n, 512), one view of each picture drawn an epoch, and
    `targets` (n, classes).

    `head`: one to go on from, instead of a new one. Returns it, trained, and the figures of the epoch that was
    kept.
    """
    model = head or vgg16.head(targets.shape[1], config.dropout, config.seed)
    rows = np.arange(views.shape[1])

    def shown(epoch: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = np.random.default_rng((config.seed, epoch, 1))
        return views[rng.integers(0, len(views), len(rows)), rows], targets

    labels = targets.argmax(axis=1)
    return model, train(model, shown, labels, validation, config, folder, on_event, stop, on_part=on_part)
