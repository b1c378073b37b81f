"""A designed experiment as values: which settings of the training are varied, how often, and what is judged.

Checked when it is made; known without Keras, because the panel builds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from engine.errors import KnownError
from training.datasets.transforms import Transforms
from training.experiment.taguchi import SEED_FACTORS, Factor, Plan, make_plan
from training.recognizer.config import BUNDLED_BACKBONE, OPTIMIZERS, RetrainConfig

RepeatBy = Literal["seeds", "folds"]
Response = Literal["accuracy", "f1_macro", "binary_accuracy"]
RESPONSES: tuple[Response, ...] = ("accuracy", "f1_macro", "binary_accuracy")
MOST_REPEATS, MOST_WORKERS = 30, 64

_NUMBERS: dict[str, type[int] | type[float]] = {
    "epochs": int,
    "dropout": float,
    "batch_size": int,
    "learning_rate": float,
    "label_smoothing": float,
    "views": int,
    "plateau_patience": int,
    "plateau_factor": float,
    "min_learning_rate": float,
    "rotation_deg": float,
    "zoom": float,
    "shift": float,
    "light": float,
    "erase": float,
}
SWITCHES = frozenset({"class_weights", "horizontal_flip", "vertical_flip"})
_TRANSFORMS = frozenset(one.name for one in fields(Transforms))
_SWITCH_WORDS = {
    "yes": True,
    "true": True,
    "on": True,
    "1": True,
    "no": False,
    "false": False,
    "off": False,
    "0": False,
}

FACTOR_NAMES = ("optimizer", *_NUMBERS, *sorted(SWITCHES))
"""What can be varied: the settings of the head's training and of the random views. The rest is no matter of better
or worse (seed, number type), or would need the backbone in every trial (fine-tuning)."""


@dataclass(frozen=True, slots=True)
class ExperimentConfig:
    """`classes` None: all of the dataset's. `factors`: names from `FACTOR_NAMES`, levels as text. `array` None: the
    smallest that fits. `repeats` of every run, by other seeds on the dataset's own parts, or by folds: as many folds
    by subject as repeats. `base`: every setting that is no factor; its seed is the first repeat's. `workers`:
    processes on this machine, or, with `scheduler`, the Dask cluster there; neither changes the result.

    The dataset's test pictures are never looked at: they judge the model that comes of it. Raises `KnownError` for
    what makes no sense.
    """

    dataset: str
    classes: tuple[str, ...] | None = None
    factors: tuple[Factor, ...] = SEED_FACTORS
    array: str | None = None
    repeats: int = 3
    repeat_by: RepeatBy = "seeds"
    response: Response = "accuracy"
    base: RetrainConfig = field(default_factory=lambda: RetrainConfig(keep_best=False))
    backbone: str = BUNDLED_BACKBONE
    confirm: bool = True
    workers: int = 1
    scheduler: str | None = None

    def __post_init__(self) -> None:
        if not self.dataset:
            raise KnownError("Say which dataset to train on. See `main.py dataset list`.")
        if self.classes is not None and (len(set(self.classes)) < len(self.classes) or len(self.classes) < 2):
            raise KnownError("A model tells two classes or more apart, each named once. Name more with --classes.")
        if not 1 <= self.repeats <= MOST_REPEATS:
            raise KnownError(
                "Every run is made 1 to {most} times, not {repeats}.", most=MOST_REPEATS, repeats=self.repeats
            )
        if self.repeat_by not in ("seeds", "folds"):
            raise KnownError("Repeats are by seeds or by folds, not by {what}.", what=self.repeat_by)
        if self.repeat_by == "folds" and self.repeats < 2:
            raise KnownError("Folds take two repeats or more: one fold judges, the others are trained on.")
        if self.response not in RESPONSES:
            raise KnownError(
                "The response {response} is not measured. Choose one of {known}.",
                response=self.response,
                known=", ".join(RESPONSES),
            )
        if self.base.fine_tune or self.base.keep_best:
            raise KnownError(
                "Trials train the head on the frozen backbone and keep the last epoch: an epoch that was chosen by "
                "the pictures that judge it would flatter it. Leave fine_tune and keep_best off."
            )
        if not 1 <= self.workers <= MOST_WORKERS:
            raise KnownError(
                "Trials run in 1 to {most} processes, not {workers}.", most=MOST_WORKERS, workers=self.workers
            )
        self._check_factors()

    def _check_factors(self) -> None:
        for factor in self.factors:
            if factor.name not in FACTOR_NAMES:
                raise KnownError(
                    "There is no factor {factor}. What can be varied: {known}.",
                    factor=factor.name,
                    known=", ".join(FACTOR_NAMES),
                )
            values = [level_value(factor.name, level) for level in factor.levels]
            if len(set(values)) < len(values):
                raise KnownError(
                    "Two levels of {factor} are the same value ({levels}). Each must be there once.",
                    factor=factor.name,
                    levels=", ".join(factor.levels),
                )
            for level in factor.levels:
                self.settings({factor.name: level})
        self.plan()

    def plan(self) -> Plan:
        """The runs of the array."""
        return make_plan(self.factors, self.array)

    def settings(self, levels: Mapping[str, str], seed: int | None = None) -> RetrainConfig:
        """The settings of the training at these levels; the base's where a factor is not named."""
        values: dict[str, Any] = {name: level_value(name, level) for name, level in levels.items()}
        shown = {name: values.pop(name) for name in tuple(values) if name in _TRANSFORMS}
        _check_transforms(shown)
        transforms = replace(self.base.transforms, **shown)
        return replace(self.base, transforms=transforms, seed=self.base.seed if seed is None else seed, **values)


def factor(name: str, levels: tuple[str, ...] | list[str]) -> Factor:
    """A factor as people write it: "Batch size" is batch_size, AdaGrad adagrad."""
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if plain == "optimizer":
        return Factor(plain, tuple(level.strip().casefold() for level in levels))
    return Factor(plain, tuple(level.strip() for level in levels))


def level_value(name: str, level: str) -> str | int | float | bool:
    """The setting that a level's text means. Raises `KnownError` where it means none."""
    if name == "optimizer":
        if level not in OPTIMIZERS:
            raise KnownError(
                "There is no optimizer {name}. Choose one of {known}.", name=level, known=", ".join(OPTIMIZERS)
            )
        return level
    if name in SWITCHES:
        if level.casefold() not in _SWITCH_WORDS:
            raise KnownError(
                "The level {level} of {factor} is neither yes nor no. Write yes or no.", level=level, factor=name
            )
        return _SWITCH_WORDS[level.casefold()]
    try:
        number = float(level)
        if abs(number) == float("inf") or number != number:
            raise ValueError(level)
    except ValueError as error:
        raise KnownError(
            "The level {level} of {factor} is not a number. Write one, such as {example}.",
            level=level,
            factor=name,
            example="30" if _NUMBERS[name] is int else "0.5",
        ) from error
    if _NUMBERS[name] is not int:
        return number
    if number != int(number):
        raise KnownError("The level {level} of {factor} is not a whole number.", level=level, factor=name)
    return int(number)


def _check_transforms(values: Mapping[str, Any]) -> None:
    most = {"rotation_deg": 180.0, "zoom": 0.9, "shift": 0.5, "light": 1.0, "erase": 1.0}
    for name, limit in most.items():
        if name in values and not 0 <= values[name] <= limit:
            raise KnownError(
                "The level {level} of {factor} is outside 0 to {limit}.", level=values[name], factor=name, limit=limit
            )
