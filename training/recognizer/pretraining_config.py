"""How to pretrain, as values: checked when they are made, and known without Keras (the panel builds them)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from engine.errors import KnownError
from training.datasets.transforms import Transforms
from training.precision import PRECISIONS, Precision
from training.recognizer.schedules import half_cosine

MOST_BATCH = 4096
PretrainOptimizer = Literal["sgd", "adamw"]
PRETRAIN_OPTIMIZERS: tuple[PretrainOptimizer, ...] = get_args(PretrainOptimizer)
BLOCKS = 5
"""Of VGG16."""


@dataclass(frozen=True, slots=True)
class PretrainConfig:
    """How to pretrain.

    With `minutes`, all schedules follow the share of that time which is used (training time only: a resumed
    run goes on counting); otherwise the share of `epochs`, which repeats to the same result.

    `stages`: (share of the run at which it starts, picture size in px, strength of the random changes).

    Raises `KnownError` for values that make no sense."""

    epochs: float = 40.0
    minutes: float | None = None
    batch_size: int = 128
    optimizer: PretrainOptimizer = "sgd"
    peak_learning_rate: float = 0.05
    warmup: float = 0.05
    momentum: float = 0.9
    weight_decay: float = 0.005
    label_smoothing: float = 0.1
    teacher_share: float = 0.4
    """How much of each target comes from the teacher, where there is one; the rest from the label."""
    teacher_sees_views: bool = False
    """Whether the teacher is asked about each random view anew, and not once about the picture as it is: what is
    taught then is the teacher's whole function, not its answers on pictures that it knows by heart."""
    teacher_looks: int = 0
    """Random views of each face over which the teacher's answer is the mean; 0: the face and its mirror image."""
    dropout: float = 0.3
    frozen_blocks: int = 0
    """The first blocks that stay as they are. Edges and corners are soon learned, and the first two blocks are the
    dearest: a warm restart without them does about half as many pictures again."""
    stages: tuple[tuple[float, int, float], ...] = ((0.0, 32, 0.7), (0.55, 40, 0.7), (0.75, 48, 0.7))
    transforms: Transforms = field(
        default_factory=lambda: Transforms(rotation_deg=12, zoom=0.12, shift=0.08, light=0.2, erase=0.3)
    )
    carry: float = 0.0
    """How much the loss counts what the features lose of the fourth block's outputs, see `carrying`; 0: nothing.
    With fewer than four frozen blocks it is what the fourth saw at the start."""
    mixup: float = 0.0
    """Alpha of mixup's Beta(alpha, alpha); 0: none."""
    mixup_until: float = 0.85
    """The share of the run after which pictures are shown unmixed."""
    rare_class_power: float = 0.5
    """Classes below the median are shown (median / count) ** power times as often."""
    chunks_per_epoch: int = 4
    average_epochs: float = 1.0
    """Time constant of the weights' moving average."""
    checkpoint_share: float = 0.02
    evaluate_share: float = 0.05
    dtype: Precision = "auto"
    seed: int = 1

    def __post_init__(self) -> None:
        lengths = [self.epochs] + ([] if self.minutes is None else [self.minutes])
        if not all(0 < length < math.inf for length in lengths) or not 2 <= self.batch_size <= MOST_BATCH:
            raise KnownError(
                "Epochs and minutes are above 0 and a batch has 2 to {most} pictures, not {epochs}, {minutes} and "
                "{batch}.",
                most=MOST_BATCH,
                epochs=self.epochs,
                minutes=self.minutes,
                batch=self.batch_size,
            )
        if not 0 < self.peak_learning_rate < math.inf or self.seed < 0:
            raise KnownError(
                "The learning rate must be above 0 and the seed 0 or more, not {rate} and {seed}.",
                rate=self.peak_learning_rate,
                seed=self.seed,
            )
        parts = (self.label_smoothing, self.dropout, self.warmup, self.momentum)
        if not all(0 <= part < 1 for part in parts) or not 0 <= self.teacher_share <= 1:
            raise KnownError(
                "Label smoothing, dropout, warm-up, momentum and the teacher's share lie in 0 to 1, not {values}.",
                values=", ".join(f"{value:g}" for value in (*parts, self.teacher_share)),
            )
        if self.teacher_looks < 0:
            raise KnownError("The teacher looks 0 times or more at a face, not {looks}.", looks=self.teacher_looks)
        if not 0 <= self.mixup < math.inf or not 0 <= self.rare_class_power <= 1:
            raise KnownError(
                "Mixup's alpha is 0 or more and the power for rare classes lies in 0 to 1, not {mixup} and {power}.",
                mixup=self.mixup,
                power=self.rare_class_power,
            )
        if not 0 <= self.carry < math.inf:
            raise KnownError(
                "What the fourth block saw is carried through with a weight of 0 or more, not {weight}.",
                weight=self.carry,
            )
        starts = [share for share, _, _ in self.stages]
        if (
            not starts
            or starts[0] != 0
            or starts != sorted(set(starts))
            or not all(0 <= share < 1 for share in starts)
        ):
            raise KnownError("The shares at which stages start begin at 0, rise, and stay below 1.")
        if self.carry > 0 and any(px != 48 for _, px, _ in self.stages):
            raise KnownError("What the fourth block saw is carried through at 48 px only: add --size 48.")
        if not all(32 <= px < 64 and 0 <= strength < math.inf for _, px, strength in self.stages):
            raise KnownError("Pictures have 32 to 63 px, and strengths of changes are 0 or more.")
        if not 0 <= self.frozen_blocks < BLOCKS or self.dtype not in PRECISIONS or self.chunks_per_epoch < 1:
            raise KnownError(
                "Of {blocks} blocks one learns at least, and numbers are auto, float32 or mixed_bfloat16, not "
                "{frozen} frozen and {dtype}.",
                blocks=BLOCKS,
                frozen=self.frozen_blocks,
                dtype=self.dtype,
            )

    def learning_rate(self, share: float) -> float:
        """Linear warm-up, then half a cosine to nothing."""
        if share < self.warmup:
            return self.peak_learning_rate * max(share, self.warmup / 20) / self.warmup
        return self.peak_learning_rate * half_cosine((share - self.warmup) / (1 - self.warmup))

    def stage(self, share: float) -> int:
        return max(index for index, (start, _, _) in enumerate(self.stages) if share >= start)


PROVEN = PretrainConfig(
    label_smoothing=0.05,
    mixup=0.3,
    transforms=Transforms(rotation_deg=12, zoom=0.25, shift=0.08, light=0.2, erase=0.3),
    stages=((0.0, 32, 1.0), (0.55, 40, 1.0), (0.75, 48, 1.2)),
)
"""Mixtures, a wider zoom and stronger changes made the bundled model better (docs/results/pretraining.md)."""
PROVEN_FURTHER = replace(PROVEN, peak_learning_rate=0.04, frozen_blocks=2, stages=((0.0, 48, 1.2),))
"""For going on from a finished model: at its own size, and without the two blocks that are learned first."""
