"""How to augment and to compare, as values: checked when they are made, and known without Keras (the panel builds
them)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.errors import KnownError
from training.precision import PRECISIONS, Precision
from training.recognizer.config import RetrainConfig

TOGETHER = "_all"
"""What stands for all classes where a class's name would stand, which has no underscore (`canonical_name`)."""
PresetName = Literal["paper", "compact"]
PRESETS: tuple[PresetName, ...] = ("paper", "compact")
MOST_PX, MOST_WIDTH, MOST_EPOCHS, MOST_BATCH = 256, 256, 1_000_000, 1024


@dataclass(frozen=True, slots=True)
class GanConfig:
    """One DCGAN and how it is trained; as it stands, the `compact` preset.

    `conditional`: one DCGAN of all chosen classes, told which to draw, in place of one a class: it sees more people
    than a rare class has. `width`: filters of the narrowest layer (the widest has 16 times as many). `steps`:
    training steps an epoch for each class, of `batch_size` pictures; 0: as many as show every picture once.
    `decay_share`: over how much of the run, at its end, the learning rates fall along a line, to nothing.
    `average_keep`: how much of the averaged generator stays at each step, once there were many. `mirror`: half of
    the real pictures are shown mirrored. `colour`: strength of the differentiable changes of light, 1 being their
    paper's. `look_every`: epochs between two looks at samples, which make the grid and the figure that the best
    epoch is kept by.
    """

    size_px: int = 48
    channels: int = 1
    width: int = 32
    noise: int = 100
    epochs: int = 130
    conditional: bool = True
    steps: int = 20
    batch_size: int = 16
    generator_rate: float = 2e-4
    discriminator_rate: float = 2e-4
    beta_1: float = 0.5
    decay_share: float = 0.25
    label_smoothing: float = 0.0
    differentiable: bool = True
    colour: float = 0.2
    mirror: bool = True
    average_keep: float = 0.998
    normalization_momentum: float = 0.9
    look_every: int = 5
    dtype: Precision = "auto"
    seed: int = 1

    def __post_init__(self) -> None:
        if self.size_px < 16 or self.size_px % 16 or self.size_px > MOST_PX:
            raise KnownError(
                "The pictures' side is a multiple of 16 of at most {most} px, not {size}.",
                most=MOST_PX,
                size=self.size_px,
            )
        if self.channels not in (1, 3) or not 1 <= self.width <= MOST_WIDTH or self.noise < 1:
            raise KnownError(
                "A DCGAN has 1 or 3 channels, a width of 1 to {most} and at least 1 number of noise, not {channels}, "
                "{width} and {noise}.",
                most=MOST_WIDTH,
                channels=self.channels,
                width=self.width,
                noise=self.noise,
            )
        if not 1 <= self.epochs <= MOST_EPOCHS or self.steps < 0 or not 2 <= self.batch_size <= MOST_BATCH:
            raise KnownError(
                "It takes 1 epoch or more and batches of 2 to {most} pictures, not {epochs} and {batch}.",
                most=MOST_BATCH,
                epochs=self.epochs,
                batch=self.batch_size,
            )
        rates = (self.generator_rate, self.discriminator_rate)
        if not all(rate > 0 and math.isfinite(rate) for rate in rates) or not 0 <= self.beta_1 < 1:
            raise KnownError(
                "Learning rates are above 0 and beta 1 lies in 0 to 1, not {generator}, {discriminator} and {beta}.",
                generator=self.generator_rate,
                discriminator=self.discriminator_rate,
                beta=self.beta_1,
            )
        if not 0 <= self.label_smoothing < 0.5 or not 0 <= self.average_keep < 1 or self.look_every < 1:
            raise KnownError(
                "Label smoothing lies in 0 to 0.5, what the average keeps in 0 to 1, and a look comes after 1 epoch "
                "or more, not {smoothing}, {keep} and {look}.",
                smoothing=self.label_smoothing,
                keep=self.average_keep,
                look=self.look_every,
            )
        if not 0 <= self.colour <= 1:
            raise KnownError("The strength of changes of light lies in 0 to 1, not {colour}.", colour=self.colour)
        if not 0 <= self.decay_share <= 1:
            raise KnownError(
                "The share of a run over which learning rates fall lies in 0 to 1, not {share}.",
                share=self.decay_share,
            )
        if not 0 <= self.normalization_momentum < 1 or self.dtype not in PRECISIONS:
            raise KnownError(
                "The momentum of normalisation lies in 0 to 1 and numbers are auto, float32 or mixed_bfloat16, not "
                "{momentum} and {dtype}.",
                momentum=self.normalization_momentum,
                dtype=self.dtype,
            )
        if self.seed < 0:
            raise KnownError("The seed of the random numbers is 0 or more, not {seed}.", seed=self.seed)

    def rates_left(self, epoch: int) -> float:
        """What is left of the learning rates in an epoch, counted from 0: a share of 1."""
        falling = self.decay_share * self.epochs
        return min(1.0, (self.epochs - epoch) / falling) if falling else 1.0

    def steps_for(self, pictures: int) -> int:
        """Training steps of an epoch, with that many real pictures."""
        return self.steps or max(1, math.ceil(pictures / self.batch_size))


def preset(name: PresetName) -> GanConfig:
    """`paper`: the seed's networks, one a class, with its optimizers and rates, for a GPU. `compact`: 48 px and half
    the channels, one channel because the pictures are grey, one network of all classes, with rates found by trying
    (docs/results/augmentation.md), for two processor cores."""
    if name == "paper":
        return GanConfig(
            conditional=False,
            size_px=128,
            channels=3,
            width=64,
            epochs=500,
            steps=0,
            batch_size=64,
            generator_rate=4e-4,
            discriminator_rate=1e-5,
            decay_share=0.0,
            differentiable=False,
            colour=1.0,
            mirror=False,
            normalization_momentum=0.99,
            look_every=10,
            dtype="float32",
        )
    if name == "compact":
        return GanConfig()
    raise KnownError("There is no preset {name}. Choose one of {known}.", name=name, known=", ".join(PRESETS))


MOST_CANDIDATES, MOST_WANTED = 20, 1_000_000


@dataclass(frozen=True, slots=True)
class AugmentConfig:
    """Balance a dataset's training part with generated faces.

    `classes` None: all of the dataset's. Each class gets what it lacks to the largest of them, or to `balance_to`
    pictures, or to `factor` times its own; what it has already, also generated, is not drawn again. `keep_best`:
    `candidates` times as many are drawn, and only those that pass the filter are kept. `add`: to the dataset; else
    they stay in the run's folder.
    """

    dataset: str
    classes: tuple[str, ...] | None = None
    gan: GanConfig = field(default_factory=GanConfig)
    balance_to: int | None = None
    factor: float | None = None
    keep_best: bool = True
    candidates: int = 4
    add: bool = True

    def __post_init__(self) -> None:
        if not self.dataset:
            raise KnownError("Say which dataset to augment. See `main.py dataset list`.")
        if self.balance_to is not None and self.factor is not None:
            raise KnownError("Balance to a number or by a factor, not both.")
        if self.balance_to is not None and not 1 <= self.balance_to <= MOST_WANTED:
            raise KnownError(
                "A class can be balanced to 1 to {most} pictures, not {n}.", most=MOST_WANTED, n=self.balance_to
            )
        if self.factor is not None and not 1 < self.factor <= 1000:
            raise KnownError("A class can grow by a factor above 1, up to 1000, not {factor}.", factor=self.factor)
        if not 1 <= self.candidates <= MOST_CANDIDATES:
            raise KnownError(
                "1 to {most} candidates can be drawn for each picture that is kept, not {n}.",
                most=MOST_CANDIDATES,
                n=self.candidates,
            )
        if self.classes is not None and len(set(self.classes)) < max(1, len(self.classes)):
            raise KnownError("Name each class once, and at least one.")

    def wanted(self, counts: Mapping[str, int]) -> dict[str, int]:
        """How many pictures each chosen class lacks; `counts` are those of the training part, of all classes.

        What balance is measured by is the largest of all classes, also where that one is not chosen: who chooses
        one rare class alone wants it to catch up.
        """
        chosen = self.classes if self.classes is not None else tuple(counts)
        unknown = [name for name in chosen if name not in counts]
        if unknown:
            raise KnownError(
                "The dataset {name} has no class {classes}. It has {known}.",
                name=self.dataset,
                classes=", ".join(unknown),
                known=", ".join(counts),
            )
        largest = max(counts.values())
        lacking = {}
        for name in chosen:
            if self.factor is not None:
                target = round(counts[name] * self.factor)
            else:
                target = self.balance_to if self.balance_to is not None else largest
            lacking[name] = max(0, target - counts[name])
        return lacking


ArmName = Literal["none", "classic", "copies", "dcgan", "classic+dcgan", "classic+copies"]
ARMS: tuple[ArmName, ...] = ("none", "classic", "copies", "dcgan", "classic+copies", "classic+dcgan")
DEFAULT_ARMS: tuple[ArmName, ...] = ("none", "classic", "dcgan", "classic+dcgan")
BACKBONES = (
    "bundled",
    "vgg16",
    "resnet50",
    "densenet121",
    "mobilenetv2",
    "mobilenetv3small",
    "efficientnetb0",
)
HOW_WEIGHTS: tuple[str, ...] = ("imagenet", "random", "scratch")
MOST_REPEATS, MOST_FOLDS = 100, 50
COMPARED_HEAD = RetrainConfig(epochs=30, batch_size=64, views=4)


@dataclass(frozen=True, slots=True)
class CompareConfig:
    """Whether generated pictures help: the same head, splits and real test pictures, with other training pictures.

    Arms: `none` (real pictures as they are), `classic` (random views of them: flips and shifts), `dcgan` (with
    generated ones), `copies` (as many more pictures of each class, but real ones again: what balance alone does),
    and two joined by "+". All are compared with `baseline`.

    Backbones: "bundled", or a Keras network's name with how it comes by its weights after a colon: `imagenet`
    (downloaded, frozen; the default), `random` (frozen as it was initialised) or `scratch` (trained on the arm's
    pictures, no weights from elsewhere).

    `folds` None: the dataset's own split, with the generated pictures that it has. Else all real pictures are divided
    by subject, and the DCGANs (`gan`) are trained anew on each fold's own training pictures. Every arm takes the
    same number of training steps. `share`: how many of the generated pictures are used.
    """

    dataset: str
    classes: tuple[str, ...] | None = None
    arms: tuple[ArmName, ...] = DEFAULT_ARMS
    baseline: ArmName = "classic"
    backbones: tuple[str, ...] = ("bundled",)
    repeats: int = 5
    folds: int | None = None
    share: float = 1.0
    head: RetrainConfig = COMPARED_HEAD
    scratch_epochs: int = 60
    gan: GanConfig = field(default_factory=GanConfig)
    seed: int = 1

    def __post_init__(self) -> None:
        if not self.dataset:
            raise KnownError("Say which dataset to compare on. See `main.py dataset list`.")
        unknown = [arm for arm in (*self.arms, self.baseline) if arm not in ARMS]
        if unknown:
            raise KnownError("There is no arm {name}. Choose from {known}.", name=unknown[0], known=", ".join(ARMS))
        if len(set(self.arms)) < len(self.arms) or len(self.arms) < 2 or self.baseline not in self.arms:
            raise KnownError(
                "A comparison takes two arms or more, each named once, and {baseline} among them to compare with.",
                baseline=self.baseline,
            )
        if not self.backbones or len(set(self.backbones)) < len(self.backbones):
            raise KnownError("Name each backbone once, and at least one.")
        for backbone in self.backbones:
            name, weights = backbone_parts(backbone)
            if name not in BACKBONES or weights not in HOW_WEIGHTS or (name == "bundled" and ":" in backbone):
                raise KnownError(
                    "There is no backbone {name}. Choose from {known}; all but bundled may be followed by {weights}.",
                    name=backbone,
                    known=", ".join(BACKBONES),
                    weights=", ".join(f":{how}" for how in HOW_WEIGHTS),
                )
        if not 1 <= self.repeats <= MOST_REPEATS or (self.folds is not None and not 2 <= self.folds <= MOST_FOLDS):
            raise KnownError(
                "1 to {repeats} repeats and 2 to {folds} folds can be asked for.",
                repeats=MOST_REPEATS,
                folds=MOST_FOLDS,
            )
        if not 0 < self.share <= 1 or self.scratch_epochs < 1 or self.seed < 0:
            raise KnownError(
                "The share of generated pictures lies above 0 and up to 1, epochs start at 1 and the seed at 0, not "
                "{share}, {epochs} and {seed}.",
                share=self.share,
                epochs=self.scratch_epochs,
                seed=self.seed,
            )
        if self.classes is not None and (len(set(self.classes)) < len(self.classes) or len(self.classes) < 2):
            raise KnownError("Name two classes or more, each once.")


def backbone_parts(backbone: str) -> tuple[str, str]:
    """A backbone's name, and how it comes by its weights."""
    name, _, weights = backbone.partition(":")
    return name, weights or HOW_WEIGHTS[0]
