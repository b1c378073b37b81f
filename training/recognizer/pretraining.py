"""A VGG16 backbone from scratch: progressive picture size, warm-up and cosine, averaged weights, resumable.

Backend-neutral Keras 3: `KERAS_BACKEND=jax` trains the same on a GPU. The run goes in chunks, parts of an epoch
whose random views are computed ahead; between chunks the learning rate is set, weights are averaged and checkpoints
written.

Sources: progressive size with stronger changes at larger sizes after Tan and Le, "EfficientNetV2" (2021); label
smoothing after Szegedy et al. (2016); cosine after Loshchilov and Hutter, "SGDR" (2017); averaging after Polyak and
Juditsky (1992); targets from label and teacher after Hinton, Vinyals and Dean (2015) and Reed et al., "Training deep
neural networks on noisy labels with bootstrapping" (2015), the teacher asked about the same views after Beyer et al.,
"Knowledge distillation: A good teacher is patient and consistent" (2022); mixtures of pictures after
Zhang et al., "mixup" (2018), left off towards the end, since what is judged is no mixture.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import keras
import numpy as np
from numpy.typing import NDArray

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_registry import MANIFEST, read_manifest
from engine.preprocessing import INPUT_SIZE_PX, to_input
from training.checkpoints import (
    Checkpoint,
    array_group,
    load_checkpoint,
    reseed_dropout,
    restore_training,
    save_checkpoint,
    training_arrays,
)
from training.datasets.images import LabelledFaces
from training.datasets.transforms import mixed
from training.evaluation.evaluation import predicted
from training.jobs.run_files import write_file, write_json
from training.recognizer import vgg16
from training.recognizer.batches import batches
from training.recognizer.carrying import CENTRE, carried_share, carrying, fit_carried
from training.recognizer.class_bias import times_shown, without_bias
from training.recognizer.features import backbone_with, extract
from training.recognizer.pretraining_config import PretrainConfig
from training.recognizer.teaching import Teacher, taught
from training.recognizer.unfolding import fitted_logits, unfold_into

log = logging.getLogger(__name__)

BACKBONE_FILE = "backbone_float16.npz"
LOGITS_FILE = "logits.npz"
CONFIG_FILE = "config.json"
HISTORY_FILE = "history.jsonl"
FITTING_FACES = 4096
"""Faces that find a finished model's last layer again."""
Event = dict[str, Any]


def epoch_order(labels: NDArray[np.int64], power: float, rng: np.random.Generator) -> NDArray[np.intp]:
    """One epoch's indices, shuffled: each picture once, and those of rare classes more often."""
    times = times_shown(np.bincount(labels), power)[labels]
    repeats = np.floor(times).astype(int) + (rng.random(len(labels)) < times % 1)
    return rng.permutation(np.repeat(np.arange(len(labels)), repeats))


def resized_inputs(faces: NDArray[np.uint8], size_px: int) -> NDArray[np.float32]:
    """The network's input at another size than 48 px: (n, size_px, size_px, 3)."""
    inputs = to_input(faces)
    if size_px == INPUT_SIZE_PX:
        return inputs
    small = [cv2.resize(x[..., 0], (size_px, size_px), interpolation=cv2.INTER_AREA) for x in inputs]
    return np.repeat(np.stack(small)[..., np.newaxis], 3, axis=-1)


class _Run:
    """The state of one pretraining: model, optimizer, averaged weights, and where it stands."""

    def __init__(self, config: PretrainConfig, n_classes: int) -> None:
        self.config, self.n_classes = config, n_classes
        self.stage = -1
        self.chunk = self.first_chunk = 0
        self.elapsed_s = 0.0
        self.average: list[NDArray[np.float32]] = []
        self.model: keras.Model

    @property
    def size_px(self) -> int:
        return self.config.stages[self.stage][1]

    def enter_stage(self, stage: int) -> None:
        """The model at the stage's picture size, with the weights and momenta that it had before."""
        before = None if self.stage < 0 else self.state()
        self.stage = stage
        config = self.config
        self.model = self.network(config.dropout)
        vgg16.freeze_blocks(self.model, config.frozen_blocks)
        optimizer = _optimizer(config)
        optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias", CENTRE])
        loss = keras.losses.CategoricalCrossentropy(
            from_logits=True, label_smoothing=config.label_smoothing, dtype="float32"
        )
        # XLA has no fast convolutions for processors: TensorFlow's own kernels are far quicker there.
        jit = keras.backend.backend() != "tensorflow"
        self.model.compile(
            optimizer, loss, metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")], jit_compile=jit
        )
        optimizer.build(self.model.trainable_variables)
        if before is not None:
            self.restore(before)
        else:
            self.average = self.weights()

    def network(self, dropout: float) -> keras.Model:
        """At the stage's picture size, not yet trained."""
        config = self.config
        model = vgg16.training_model(self.size_px, self.n_classes, dropout, config.dtype, config.seed)
        return carrying(model, config.carry, config.frozen_blocks) if config.carry > 0 else model

    def weights(self) -> list[NDArray[np.float32]]:
        return [np.array(value, dtype=np.float32) for value in self.model.get_weights()]

    def state(self) -> Checkpoint:
        arrays = training_arrays(self.model) | {f"average/{i}": value for i, value in enumerate(self.average)}
        progress = {"stage": self.stage, "chunk": self.chunk, "elapsed_s": self.elapsed_s}
        progress |= {"first_chunk": self.first_chunk, **_trains(self.config)}
        return Checkpoint(progress, arrays)

    def restore(self, checkpoint: Checkpoint) -> None:
        before = {key: checkpoint.progress.get(key, value) for key, value in _trains(PretrainConfig()).items()}
        now = _trains(self.config)
        if now["carries"] != before["carries"] or (self.config.carry > 0 and now != before):
            raise KnownError(
                "One run carries through what the fourth block saw and the other does not, or not in the same way. "
                "Start from its model instead."
            )
        if now == before:
            restore_training(self.model, checkpoint.arrays)
        else:  # a warm restart that trains otherwise has no use for the momenta, and starts at the average
            self.model.set_weights(array_group(checkpoint.arrays, "average"))
        self.average = [np.array(value) for value in array_group(checkpoint.arrays, "average")]
        self.chunk = int(checkpoint.progress["chunk"])
        self.first_chunk = int(checkpoint.progress.get("first_chunk", 0))
        self.elapsed_s = float(checkpoint.progress["elapsed_s"])

    def update_average(self) -> None:
        # Early weights are soon worthless: the average starts short and lengthens to its full time constant.
        keep = min(
            math.exp(-1 / (self.config.average_epochs * self.config.chunks_per_epoch)), self.chunk / (self.chunk + 9)
        )
        for average, value in zip(self.average, self.model.get_weights(), strict=True):
            average *= keep
            average += (1 - keep) * np.asarray(value, dtype=np.float32)

    def averaged_model(self) -> keras.Model:
        """The training model with the averaged weights, at the present size."""
        model = self.network(dropout=0.0)
        model.set_weights(self.average)
        return model


def _trains(config: PretrainConfig) -> dict[str, Any]:
    """What must be the same for a checkpoint's momenta to go on, with the values of runs that did not note it."""
    return {"frozen_blocks": config.frozen_blocks, "optimizer": config.optimizer, "carries": config.carry > 0}


def _optimizer(config: PretrainConfig) -> keras.optimizers.Optimizer:
    rate, decay = config.peak_learning_rate, config.weight_decay
    if config.optimizer == "adamw":
        return keras.optimizers.AdamW(rate, weight_decay=decay)
    return keras.optimizers.SGD(rate, momentum=config.momentum, nesterov=True, weight_decay=decay)


def pretrain(
    train: LabelledFaces,
    validation: LabelledFaces,
    config: PretrainConfig,
    folder: Path,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: Callable[[], bool] = lambda: False,
    start_from: Path | None = None,
    teacher: Teacher | None = None,
) -> dict[str, Any]:
    """Trains, writing to `folder`: checkpoints, history, the folded float16 backbone and the last dense layer.

    Goes on from the folder's checkpoint where there is one: to the same result as without the break, where the
    schedule goes by epochs. `stop` ends early, after the part of an epoch that is at work, and keeps the average so
    far. A new run may
    `start_from` the weights and momenta of another run's folder, or a finished model's: a warm restart, with a
    schedule of its own. What a `teacher` answers becomes part of the targets, since many labels are wrong or could
    well be another.
    Returns the last event with validation figures. Raises `KnownError` where the disk is full: what the
    folder held is still there.
    """
    write_json(folder / CONFIG_FILE, asdict(config))
    run = _Run(config, len(train.classes))
    targets = np.eye(len(train.classes), dtype=np.float32)[train.labels]
    at_each_view = teacher if config.teacher_sees_views else None
    if teacher is not None and at_each_view is None:
        targets = taught(targets, teacher(train.faces, np.random.default_rng(config.seed)), config.teacher_share)
    saved = load_checkpoint(folder)
    if saved is None:
        if start_from is not None and (start_from / MANIFEST).is_file():
            _start_from_model(run, start_from, train)
        elif config.carry > 0:
            raise KnownError("What a block saw is carried through from a finished model on. Start from a model.")
        elif start_from is not None:
            saved = _warm_start(start_from)
    if saved is not None:
        run.enter_stage(int(saved.progress["stage"]))
        run.restore(saved)
        log.info("going on from chunk %d, %.0f s", run.chunk, run.elapsed_s)
    order: NDArray[np.intp] = np.empty(0, np.intp)
    order_epoch = -1
    last = _last_judged(folder)
    saved_share = evaluated_share = _share(run, config)
    stopped = False
    while (share := _share(run, config)) < 1 and not stopped:
        started = time.monotonic()
        if (stage := config.stage(share)) != run.stage:
            run.enter_stage(stage)
        epoch, part = divmod(run.chunk, config.chunks_per_epoch)
        if epoch != order_epoch:
            order = epoch_order(train.labels, config.rare_class_power, np.random.default_rng((config.seed, epoch)))
            order_epoch = epoch
        indices = np.array_split(order, config.chunks_per_epoch)[part]
        # Full batches only: a small last one would have its own statistics and its own compiled graph.
        indices = indices[: max(1, len(indices) // config.batch_size) * config.batch_size]
        rng = np.random.default_rng((config.seed, epoch, part + 1))
        strength = config.stages[run.stage][2]
        views = config.transforms.scaled(strength).apply(train.faces[indices], rng)
        wanted = targets[indices]
        if config.mixup > 0 and share < config.mixup_until:
            views, wanted = mixed(views, wanted, config.mixup, rng)
        if at_each_view is not None:
            wanted = taught(wanted, at_each_view(views, rng), config.teacher_share)
        rate = config.learning_rate(share)
        run.model.optimizer.learning_rate = rate
        reseed_dropout(run.model, config.seed, run.chunk)
        history = run.model.fit(
            batches(resized_inputs(views, run.size_px), wanted, batch_size=config.batch_size),
            shuffle=False,
            verbose=0,
        ).history
        run.chunk += 1
        run.update_average()
        run.elapsed_s += time.monotonic() - started
        share = _share(run, config)
        event: Event = {
            "share": round(share, 4),
            "epoch": run.chunk / config.chunks_per_epoch,
            "size_px": run.size_px,
            "learning_rate": round(rate, 5),
            "loss": round(history["loss"][-1], 4),
            "accuracy": round(history["accuracy"][-1], 4),
            "images_per_s": round(len(indices) / (time.monotonic() - started), 1),
            "elapsed_s": round(run.elapsed_s, 1),
            "eta_s": round(run.elapsed_s * (1 - share) / share) if share > 0 else None,
        }
        stopped = stop()
        over = stopped or share >= 1
        if over or share - evaluated_share >= config.evaluate_share:
            started = time.monotonic()
            evaluated_share = share
            model = run.averaged_model()
            event |= _validate(model, validation, run.size_px)
            if config.carry > 0:
                event["carried"] = round(carried_share(model, resized_inputs(validation.faces, run.size_px)), 4)
            last = event
            vgg16.save_weights(folder / BACKBONE_FILE, vgg16.folded_weights(model))
            vgg16.save_weights(folder / LOGITS_FILE, vgg16.folded_logits(model), np.float32)
            run.elapsed_s += time.monotonic() - started
        _record(folder, event)
        on_event(event)
        if over or share - saved_share >= config.checkpoint_share:
            started = time.monotonic()
            saved_share = share
            save_checkpoint(folder, run.state())
            run.elapsed_s += time.monotonic() - started
    return last


def _start_from_model(run: _Run, folder: Path, train: LabelledFaces) -> None:
    """The training form of a finished model, which gives the outputs that the model gives, but for what was added to
    its logits at the end: that comes anew."""
    classifier = load_classifier(folder)
    if classifier.classes != train.classes:
        raise KnownError(
            "The model in {folder} tells {known} apart, not {wanted}. Start from another one.",
            folder=folder,
            known=", ".join(classifier.classes),
            wanted=", ".join(train.classes),
        )
    run.enter_stage(0)
    if run.size_px != INPUT_SIZE_PX:
        raise KnownError("A finished model goes on at {px} px only: add --size {px}.", px=INPUT_SIZE_PX)
    backbone = vgg16.load_backbone(folder / BACKBONE_FILE)
    some = train.faces[np.random.default_rng(run.config.seed).permutation(len(train))[:FITTING_FACES]]
    features = extract(backbone_with(backbone), some)
    answers = without_bias(predicted(classifier, some), read_manifest(folder))
    unfold_into(run.model, backbone, fitted_logits(features, answers), some)
    if run.config.carry > 0:
        fit_carried(run.model, to_input(some))
    run.average = run.weights()


def _warm_start(folder: Path) -> Checkpoint:
    """The last checkpoint of another run, set to the beginning of a schedule."""
    other = load_checkpoint(folder)
    if other is None:
        raise KnownError("There is no checkpoint of a pretraining in {folder} to start from.", folder=folder)
    chunk = other.progress["chunk"]
    restarted = {"stage": 0, "chunk": chunk, "first_chunk": chunk, "elapsed_s": 0.0}
    return Checkpoint({**other.progress, **restarted}, other.arrays)


def _share(run: _Run, config: PretrainConfig) -> float:
    if config.minutes is not None:
        return run.elapsed_s / (60 * config.minutes)
    return (run.chunk - run.first_chunk) / round(config.epochs * config.chunks_per_epoch)


def _validate(model: keras.Model, faces: LabelledFaces, size_px: int) -> dict[str, float]:
    """Accuracy and cross entropy of the averaged weights on real, unchanged pictures."""
    logits = np.concatenate(
        [
            keras.ops.convert_to_numpy(model(resized_inputs(part, size_px), training=False))
            for part in np.array_split(faces.faces, max(1, len(faces) // 256))
        ]
    )
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probability = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return {
        "val_accuracy": round(float(np.mean(logits.argmax(axis=1) == faces.labels)), 4),
        "val_loss": round(float(-log_probability[np.arange(len(faces)), faces.labels].mean()), 4),
    }


def _last_judged(folder: Path) -> Event:
    """The newest event with validation figures that an earlier start has told, or an empty one."""
    path = folder / HISTORY_FILE
    if not path.is_file():
        return {}
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return next((event for event in reversed(events) if "val_accuracy" in event), {})


def _record(folder: Path, event: Event) -> None:
    path = folder / HISTORY_FILE
    before = path.read_bytes() if path.is_file() else b""
    write_file(path, before + json.dumps(event).encode() + b"\n")  # appended to, a full disk would leave half a line
