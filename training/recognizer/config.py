"""How to retrain, as values: checked when they are made, and known without Keras (the panel builds them)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from engine.errors import KnownError
from training.datasets.transforms import Transforms
from training.precision import Precision
from training.recognizer.pretraining_config import BLOCKS, PROVEN, PROVEN_FURTHER, PretrainConfig

OptimizerName = Literal["adam", "adagrad", "adadelta", "sgd"]
OPTIMIZERS: tuple[OptimizerName, ...] = ("adam", "adagrad", "adadelta", "sgd")
HEAD_RATES: dict[OptimizerName, float] = {"adam": 3e-4, "adagrad": 1e-2, "adadelta": 1.0, "sgd": 1e-2}
"""Learning rates for the head. Adadelta's is its paper's (Zeiler 2012); Keras's 0.001 learns next to nothing."""
FINE_TUNE_RATES: dict[OptimizerName, float] = {"adam": 3e-4, "adagrad": 2e-3, "adadelta": 0.2, "sgd": 4e-3}
"""Where fine-tuning starts; it falls along half a cosine from there. Adam's is the best of those measured; the others
were each seen to learn and to forget little (docs/results/retraining.md)."""
TUNING_VIEWS, TUNING_MIXUP, TUNING_FROZEN_BLOCKS = PROVEN.transforms, PROVEN.mixup, PROVEN_FURTHER.frozen_blocks
"""What is shown while fine-tuning is changed as much as while pretraining: few people's faces are soon known by
heart."""
TUNING_LEAST_BATCH = 16
"""While it is fine-tuned the network normalises by each batch's own statistics, which take some faces."""

BUNDLED_BACKBONE, IMAGENET_BACKBONE = "bundled", "imagenet"
RANDOM_BACKBONE = "random"
"""Weights that know nothing yet: for a training from scratch only."""
MOST_OF_TEACHER = 0.5
"""From here on what a teacher answers could outvote the label."""
MOST_EPOCHS, MOST_BATCH, MOST_VIEWS, MOST_FOLDS, MOST_REPEATS = 100_000, 4096, 64, 100, 100

Event = dict[str, Any]

_MODEL_NAME = re.compile(r"[^\W_](?:[\w .+-]{0,62}[\w+-])?")
"""As a model may be called when it is imported (engine/model_archive.py)."""


@dataclass(frozen=True, slots=True)
class RetrainConfig:
    """`learning_rate` None: the optimizer's own default here. `views`: random views of each picture beside it
    as it is (frozen backbone: their features are kept; fine-tuned: a fresh view each epoch). `keep_best`: the
    epoch with the smallest validation loss is the result, not the last one. `falling`: the learning rate falls along
    half a cosine from epoch to epoch, besides what the plateau does. `dtype`: in which numbers the whole network is
    fine-tuned; a head is trained in float32. `mixup`: alpha of the Beta(alpha, alpha) by which pictures are mixed,
    and `frozen_blocks` how many of the first stay as they are, both while the whole network is fine-tuned.

    Raises `KnownError` for values that make no sense."""

    optimizer: OptimizerName = "adam"
    epochs: int = 50
    dropout: float = 0.5
    batch_size: int = 128
    learning_rate: float | None = None
    label_smoothing: float = 0.0
    class_weights: bool = False
    views: int = 0
    transforms: Transforms = field(default_factory=Transforms)
    fine_tune: bool = False
    keep_best: bool = True
    falling: bool = False
    mixup: float = 0.0
    frozen_blocks: int = 0
    plateau_patience: int = 20
    plateau_factor: float = 0.5
    min_learning_rate: float = 1e-10
    dtype: Precision = "float32"
    seed: int = 1

    def __post_init__(self) -> None:
        if self.optimizer not in OPTIMIZERS:
            raise KnownError(
                "There is no optimizer {name}. Choose one of {known}.",
                name=self.optimizer,
                known=", ".join(OPTIMIZERS),
            )
        if self.epochs < 1 or self.batch_size < 1 or not 0 <= self.dropout < 1:
            raise KnownError(
                "Epochs and batch size start at 1 and dropout lies in 0 to 1, not {epochs}, {batch} and {dropout}.",
                epochs=self.epochs,
                batch=self.batch_size,
                dropout=self.dropout,
            )
        if self.epochs > MOST_EPOCHS or self.batch_size > MOST_BATCH or not 0 <= self.views <= MOST_VIEWS:
            raise KnownError(
                "At most {epochs} epochs, batches of {batch} pictures and {views} random views of each can be asked "
                "for. Take smaller numbers.",
                epochs=MOST_EPOCHS,
                batch=MOST_BATCH,
                views=MOST_VIEWS,
            )
        if self.learning_rate is not None and not self.learning_rate > 0:
            raise KnownError(
                "The learning rate must be above 0, not {rate}. Leave it out for the optimizer's own.",
                rate=self.learning_rate,
            )
        if not 0 <= self.label_smoothing < 1 or self.plateau_patience < 1 or not 0 < self.plateau_factor <= 1:
            raise KnownError(
                "Label smoothing lies in 0 to 1, the plateau's patience starts at 1 and its factor lies in 0 to 1, "
                "not {smoothing}, {patience} and {factor}.",
                smoothing=self.label_smoothing,
                patience=self.plateau_patience,
                factor=self.plateau_factor,
            )
        if not 0 <= self.mixup < math.inf or not 0 <= self.frozen_blocks < BLOCKS:
            raise KnownError(
                "Mixup's alpha is 0 or more and of {blocks} blocks one learns at least, not {mixup} and {frozen} "
                "frozen.",
                blocks=BLOCKS,
                mixup=self.mixup,
                frozen=self.frozen_blocks,
            )
        if self.seed < 0:
            raise KnownError("The seed of the random numbers is 0 or more, not {seed}.", seed=self.seed)

    @property
    def rate(self) -> float:
        """The learning rate that the training starts with."""
        if self.learning_rate is not None:
            return self.learning_rate
        return (FINE_TUNE_RATES if self.fine_tune else HEAD_RATES)[self.optimizer]


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training that ends in a candidate model: what `main.py train` and the panel's page start.

    `classes` None: all of the dataset's. `backbone`: "bundled", "imagenet" or a file of weights. `head` trains the
    dense layers on the frozen backbone; with `fine_tune` the whole network is trained after it, for
    `fine_tune_epochs` at the optimizer's own fine-tuning rate. `name` is the candidate's.

    With `pretraining` the whole network is trained by that instead, with batch normalisation folded away at the end:
    from scratch where `backbone` is "random", on from the bundled model where it is "bundled".

    `teacher_share` is how much of each target is, while the whole network is fine-tuned, what the model of the
    `backbone` answers about the view that is shown, in terms of the classes that are trained. Few people teach
    little: what the model has learned from many others is kept so (Li and Hoiem, "Learning without forgetting",
    2018).

    With `folds` the settings are only measured, by that many trainings on all real pictures but a part of the
    subjects', and no model is made; `repeats` times over, each time with the subjects divided anew and other random
    numbers, since who learns beside whom is chance too.
    """

    dataset: str
    name: str
    classes: tuple[str, ...] | None = None
    backbone: str = BUNDLED_BACKBONE
    head: RetrainConfig = field(default_factory=RetrainConfig)
    fine_tune: bool = False
    fine_tune_epochs: int = 20
    folds: int | None = None
    repeats: int = 1
    teacher_share: float = 0.0
    pretraining: PretrainConfig | None = None

    def __post_init__(self) -> None:
        if not self.dataset:
            raise KnownError("Say which dataset to train on. See `main.py dataset list`.")
        if not _MODEL_NAME.fullmatch(self.name):
            raise KnownError(
                "A model cannot be called {name}. Take letters, digits, dots and dashes, at most 64 of them.",
                name=self.name,
            )
        if not 1 <= self.fine_tune_epochs <= MOST_EPOCHS:
            raise KnownError(
                "Fine-tuning takes 1 to {most} epochs, not {epochs}.",
                most=MOST_EPOCHS,
                epochs=self.fine_tune_epochs,
            )
        if not 0 <= self.teacher_share < MOST_OF_TEACHER:
            raise KnownError(
                "The teacher's share lies in 0 to {most}, so that the label has the last word, not {share}.",
                most=MOST_OF_TEACHER,
                share=self.teacher_share,
            )
        if self.folds is not None and not 2 <= self.folds <= MOST_FOLDS:
            raise KnownError("2 to {most} folds can be asked for, not {folds}.", most=MOST_FOLDS, folds=self.folds)
        if not 1 <= self.repeats <= MOST_REPEATS:
            raise KnownError(
                "1 to {most} repeats can be asked for, not {repeats}.", most=MOST_REPEATS, repeats=self.repeats
            )
        if self.repeats > 1 and self.folds is None:
            raise KnownError("Only a measurement by folds is repeated. Ask for folds, or take 1 for the repeats.")
        if self.classes is not None and (len(set(self.classes)) < len(self.classes) or len(self.classes) < 2):
            raise KnownError("A model tells two classes or more apart, each named once. Name more with --classes.")

        self._check_start()

    def _check_start(self) -> None:
        """What a training starts from, and what it can be asked for besides."""
        if self.pretraining is None:
            if self.backbone == RANDOM_BACKBONE:
                raise KnownError(
                    "A head on random weights learns nothing. Take another backbone, or train from scratch."
                )
            if self.backbone == IMAGENET_BACKBONE and self.teacher_share:
                raise KnownError(
                    "ImageNet's weights know no expression that they could teach. Take another backbone, or 0 for "
                    "the teacher's share."
                )
            if self.teacher_share and not self.fine_tune:
                raise KnownError("A teacher is asked while the whole network is trained. Fine-tune it, or take 0.")
            return
        if self.backbone not in (RANDOM_BACKBONE, BUNDLED_BACKBONE):
            raise KnownError(
                "A training of the whole network starts from random weights or from the program's own model, not "
                "from {backbone}.",
                backbone=self.backbone,
            )
        if self.folds is not None or self.fine_tune or self.teacher_share:
            raise KnownError(
                "From scratch the whole network is trained once, without folds, fine-tuning and a teacher."
            )

    @property
    def tuning(self) -> RetrainConfig:
        """How the whole network is trained after the head."""
        return replace(
            self.head,
            fine_tune=True,
            epochs=self.fine_tune_epochs,
            batch_size=max(self.head.batch_size, TUNING_LEAST_BATCH),
            learning_rate=None,
            falling=True,
            dtype="auto",
            transforms=replace(TUNING_VIEWS, vertical_flip=self.head.transforms.vertical_flip),
            mixup=TUNING_MIXUP,
            frozen_blocks=TUNING_FROZEN_BLOCKS,
        )
