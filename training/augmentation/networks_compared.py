"""The backbones that a comparison trains heads on, or trains from scratch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE
from engine.paths import Paths
from engine.preprocessing import INPUT_SIZE_PX, to_input
from training.augmentation.config import ArmName, CompareConfig, backbone_parts
from training.augmentation.pictures import Faces
from training.augmentation.sides import Side, training_indices
from training.jobs.events import Stop
from training.recognizer import vgg16
from training.recognizer.batches import batches
from training.recognizer.features import BATCH, backbone_with
from training.recognizer.retraining import train
from training.released import released

Probabilities = NDArray[np.float32]
SCRATCH_RATE = 1e-3
SCRATCH_BATCH = 64

_KERAS: dict[str, tuple[str, str | None]] = {
    "vgg16": ("VGG16", "vgg16"),
    "resnet50": ("ResNet50", "resnet"),
    "densenet121": ("DenseNet121", "densenet"),
    "mobilenetv2": ("MobileNetV2", "mobilenet_v2"),
    "mobilenetv3small": ("MobileNetV3Small", "mobilenet_v3"),
    "efficientnetb0": ("EfficientNetB0", "efficientnet"),
}
"""Keras's name of the network, and of the module whose `preprocess_input` it expects."""


class FrozenFeatures:
    """A frozen backbone's features of a side's pictures: computed once, kept in the run's folder."""

    def __init__(self, backbone: str, paths: Paths, folder: Path, config: CompareConfig) -> None:
        self._backbone, self._paths, self._folder, self._config = backbone, paths, folder, config
        self._network: tuple[keras.Model, Callable[[NDArray[np.float32]], Any]] | None = None

    def views(self, faces: Faces, views: int, seed: int) -> NDArray[np.float32]:
        """Features (1 + views, n, d): of the faces as they are, and of random views of each."""
        digest = hashlib.sha256(np.ascontiguousarray(faces).tobytes())
        digest.update(repr((self._backbone, views, self._config.head.transforms, seed)).encode())
        path = self._folder / f"features-{digest.hexdigest()[:16]}.npy"
        if path.is_file():
            return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)
        parts = []
        for view in range(1 + views):
            rng = np.random.default_rng((seed, view))
            parts.append(self._extract(faces if view == 0 else self._config.head.transforms.apply(faces, rng)))
        features = np.stack(parts)
        aside = path.with_suffix(".tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                np.save(file, features.astype(np.float16))
            aside.replace(path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise KnownError(
                "The features of the pictures cannot be kept in {folder} ({reason}). Free some disk space.",
                folder=self._folder,
                reason=error.strerror or error,
            ) from error
        return features.astype(np.float16).astype(np.float32)

    def _extract(self, faces: Faces) -> NDArray[np.float32]:
        if self._network is None:
            self._network = _frozen(self._backbone, self._paths, self._config.seed)
        model, prepare = self._network
        parts = []
        for start in range(0, len(faces), BATCH):
            inputs = prepare(to_input(faces[start : start + BATCH]))
            padded = np.zeros((BATCH, *inputs.shape[1:]), dtype=np.float32)
            padded[: len(inputs)] = inputs
            parts.append(np.asarray(model.predict_on_batch(padded)).reshape(BATCH, -1)[: len(inputs)])
        return np.concatenate(parts) if parts else np.empty((0, int(np.prod(model.output_shape[1:]))), np.float32)


def judged_by_head(
    side: Side, arm: ArmName, features: FrozenFeatures, config: CompareConfig, seed: int, stop: Stop
) -> Probabilities:
    """Trains the seed's head on an arm's features, and returns its probabilities for the test pictures.

    Where there are validation pictures, the epoch with the smallest loss on them is taken, else the last one.
    """
    keras.utils.clear_session()
    chosen = training_indices(side, arm, seed)
    views = config.head.views if "classic" in arm.split("+") else 0
    seen = features.views(side.faces, config.head.views, config.seed)[: 1 + views]
    if "dcgan" in arm.split("+"):
        more = features.views(side.generated, config.head.views, config.seed + 1)[: 1 + views]
        seen = np.concatenate([seen, more], axis=1)
    seen = seen[:, chosen]
    labels = np.concatenate([side.labels, side.generated_labels])[chosen]
    targets = np.eye(len(side.classes), dtype=np.float32)[labels]
    epochs = _epochs_for(config.head.epochs, len(side.faces), len(chosen))
    tuned = replace(config.head, epochs=epochs, seed=seed, keep_best=len(side.validation) > 0)
    head = vgg16.head(len(side.classes), tuned.dropout, seed, seen.shape[2])
    rows = np.arange(len(chosen))

    def shown(epoch: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = np.random.default_rng((seed, epoch, 1))
        return seen[rng.integers(0, len(seen), len(rows)), rows], targets

    watched = (
        (features.views(side.validation, 0, config.seed)[0], side.validation_labels)
        if len(side.validation)
        else (seen[0, :1], labels[:1])
    )
    train(head, shown, labels, watched, tuned, stop=stop)
    return np.asarray(head.predict(features.views(side.test, 0, config.seed)[0], verbose=0), dtype=np.float32)


def judged_from_scratch(
    side: Side, arm: ArmName, backbone: str, config: CompareConfig, seed: int, stop: Stop
) -> Probabilities:
    """Trains a whole network, from random weights, on an arm's pictures alone: the seed's situation without anybody
    else's faces. Returns its probabilities for the test pictures.

    VGG16 has batch normalisation here, as where it is pretrained: without it, it does not learn from a few hundred
    pictures.
    """
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    chosen = training_indices(side, arm, seed)
    faces = np.concatenate([side.faces, side.generated])[chosen]
    labels = np.concatenate([side.labels, side.generated_labels])[chosen]
    model = _from_scratch(backbone_parts(backbone)[0], len(side.classes), seed)
    epochs = _epochs_for(config.scratch_epochs, len(side.faces), len(chosen))
    steps = epochs * max(1, len(chosen) // SCRATCH_BATCH)
    rate = keras.optimizers.schedules.CosineDecay(
        SCRATCH_RATE / 10, steps, warmup_target=SCRATCH_RATE, warmup_steps=max(1, steps // 20)
    )
    with released(model):
        jit = keras.backend.backend() != "tensorflow"
        loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)
        model.compile(keras.optimizers.Adam(rate), loss, jit_compile=jit)
        targets = np.eye(len(side.classes), dtype=np.float32)[labels]
        batch = min(SCRATCH_BATCH, len(chosen))
        for epoch in range(epochs):
            if stop():
                break
            rng = np.random.default_rng((seed, epoch, 1))
            order = rng.permutation(len(chosen))[: len(chosen) // batch * batch]
            shown = faces[order]
            if "classic" in arm.split("+"):
                shown = config.head.transforms.apply(shown, rng)
            model.fit(batches(to_input(shown), targets[order], batch_size=batch), shuffle=False, verbose=0)
        logits = np.asarray(model.predict(to_input(side.test), batch_size=BATCH, verbose=0), dtype=np.float64)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def _epochs_for(epochs: int, real: int, chosen: int) -> int:
    """As many epochs of `chosen` pictures as take the steps of `epochs` of the real ones."""
    return max(1, round(epochs * real / chosen))


def _frozen(backbone: str, paths: Paths, seed: int) -> tuple[keras.Model, Callable[[NDArray[np.float32]], Any]]:
    """A frozen network and what turns inputs in [-1, 1] into those that it expects."""
    if backbone == "bundled":
        weights = vgg16.load_backbone(paths.bundled_model / BACKBONE_FILE)
        return backbone_with(weights), lambda inputs: inputs
    name, how = backbone_parts(backbone)
    model = _keras_network(name, how, seed)
    model.trainable = False
    if how != "imagenet":
        return model, lambda inputs: inputs
    module = getattr(keras.applications, _KERAS[name][1] or name)
    return model, lambda inputs: np.asarray(module.preprocess_input((inputs + 1) * 127.5), dtype=np.float32)


def _from_scratch(name: str, n_classes: int, seed: int) -> keras.Model:
    if name == "vgg16":
        return vgg16.training_model(INPUT_SIZE_PX, n_classes, 0.5, "auto", seed)
    base = _keras_network(name, "scratch", seed)
    x = keras.layers.Dropout(0.5, seed=seed)(base.output)
    return keras.Model(base.input, keras.layers.Dense(n_classes, dtype="float32", name="logits")(x), name=name)


def _keras_network(name: str, how: str, seed: int) -> keras.Model:
    """One of Keras's networks without its top, pooled to one vector a picture."""
    maker = getattr(keras.applications, _KERAS[name][0])
    options: dict[str, Any] = {
        "include_top": False,
        "input_shape": (INPUT_SIZE_PX, INPUT_SIZE_PX, 3),
        "pooling": "avg",
    }
    if how != "imagenet":
        keras.utils.set_random_seed(seed)
        if name == "mobilenetv3small":
            options["include_preprocessing"] = False
        return maker(weights=None, **options)
    try:
        return maker(weights="imagenet", **options)
    except Exception as error:
        # Keras raises a bare Exception for a failed download; anything else but these is a bug.
        if not isinstance(error, (OSError, ValueError)) and type(error) is not Exception:
            raise
        raise KnownError(
            "ImageNet's weights of {name} cannot be downloaded ({reason}). Connect to a network, or compare with "
            "{name}:scratch or {name}:random.",
            name=name,
            reason=error,
        ) from error
