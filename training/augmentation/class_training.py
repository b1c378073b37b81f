"""The DCGANs that make each class's faces: one a class, or one of all that is told which class to draw."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import numpy as np

from engine.errors import KnownError
from training.augmentation.class_faces import ClassInProgress, draw_class, made_before
from training.augmentation.config import TOGETHER, AugmentConfig
from training.augmentation.distances import kid
from training.augmentation.drawing import Drawer
from training.augmentation.gan_training import (
    FEWEST,
    DivergedError,
    TooFewError,
    Trained,
    require_enough,
    train_gan,
)
from training.augmentation.judges import Judges
from training.augmentation.pictures import Faces
from training.checkpoints import discard_checkpoints
from training.datasets.images import LabelledFaces
from training.jobs.events import Event, OnEvent, Stop
from training.jobs.run_files import write_arrays

GENERATOR_FILE = "generator.npz"


def make_classes(
    classes: list[ClassInProgress],
    real: LabelledFaces,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    on_event: OnEvent,
    stop: Stop,
) -> None:
    """Each class's generated faces; `real`: training faces of all chosen classes, also of those that lack none."""
    if config.gan.conditional and len(real.classes) > 1:
        _make_together(classes, real, config, folder, judges, on_event, stop)
        return
    clock = _Clock(len(classes) * config.gan.epochs)
    for place, one in enumerate(classes):
        _make_alone(one, place, config, folder / one.label, judges, clock, on_event, stop)


def _make_together(
    classes: list[ClassInProgress],
    real: LabelledFaces,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    on_event: OnEvent,
    stop: Stop,
) -> None:
    """One DCGAN of all classes that have enough faces. Where it diverged, no class can be made, and each says so."""
    lacking = []
    for one in classes:
        if not made_before(one, folder / one.label):
            try:
                require_enough(one.label, len(one.train))
                lacking.append(one)
            except TooFewError as error:
                one.failed = str(error)
    if stop():
        for one in lacking:
            one.failed = str(_not_begun(one))
        lacking = []
    if not lacking:
        return
    counts = real.counts()
    taught = tuple(name for name in real.classes if counts[name] >= FEWEST)
    faces = [real.faces[real.labels == real.classes.index(name)] for name in taught]
    features = [judges.seen(own).features for own in faces]
    labels = np.repeat(np.arange(len(taught)), [len(own) for own in faces])
    clock = _Clock(config.gan.epochs)
    together = folder / TOGETHER

    def measure(samples: Faces, index: int) -> float:
        return kid(judges.seen(samples).features, features[index])

    def tell(event: Event) -> None:
        event = {"stage": "classes", "class": TOGETHER} | event | clock.after(event["epoch"])
        if "picture" in event:
            event["picture"] = f"{together.name}/{event['picture']}"
        on_event(event)

    try:
        shown = LabelledFaces(np.concatenate(faces), labels, taught, ("",) * len(labels))
        trained = train_gan(shown, config.gan, measure, together, tell, stop, label=", ".join(taught))
    except DivergedError as error:
        for one in lacking:
            one.failed = str(error)
        return
    _keep_generator(together, trained)
    drawer = Drawer(config.gan, trained.weights, len(taught))
    for one in lacking:
        place = taught.index(one.label)
        draw = partial(drawer.faces, label=place)
        draw_class(one, draw, trained, place, config, folder / one.label, judges, on_event)
    # The largest files of the run; what could go on from them is drawn.
    discard_checkpoints(together)


class _Clock:
    """Turns epochs that are done into the share of all work, and seconds an epoch into seconds left."""

    def __init__(self, epochs: int) -> None:
        self._epochs = epochs
        self._spent_s = self._counted = 0.0
        self._last: tuple[float, float] | None = None

    def start(self) -> None:
        """Another DCGAN begins, where it may have been before: the time between counts for none."""
        self._last = None

    def after(self, done: float) -> Event:
        now = time.monotonic()
        if self._last is not None:
            self._spent_s += now - self._last[0]
            self._counted += done - self._last[1]
        self._last = now, done
        event: Event = {"share": round(0.02 + 0.96 * done / self._epochs, 4)}
        if self._counted > 0:
            event["eta_s"] = round(self._spent_s / self._counted * (self._epochs - done), 1)
        return event


def _make_alone(
    one: ClassInProgress,
    place: int,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    clock: _Clock,
    on_event: OnEvent,
    stop: Stop,
) -> None:
    """Trains one class's DCGAN, draws from it, and decides what is kept."""
    stage = f"class:{one.label}"
    before = place * config.gan.epochs

    def measure(samples: Faces, index: int) -> float:
        return kid(judges.seen(samples).features, one.seen.features)

    def tell(event: Event) -> None:
        event = {"stage": stage, "class": one.label} | event | clock.after(before + event["epoch"])
        if "picture" in event:
            event["picture"] = f"{one.label}/{event['picture']}"
        on_event(event)

    clock.start()
    if made_before(one, folder):
        on_event({"stage": stage, "class": one.label} | clock.after(before + config.gan.epochs))
        return
    if stop():
        one.failed = str(_not_begun(one))
        return
    n = len(one.train)
    try:
        shown = LabelledFaces(one.train, np.zeros(n, np.int64), (one.label,), ("",) * n)
        trained = train_gan(shown, config.gan, measure, folder, tell, stop, label=one.label)
    except (DivergedError, TooFewError) as error:
        one.failed = str(error)
        return
    _keep_generator(folder, trained)
    draw_class(one, Drawer(config.gan, trained.weights).faces, trained, 0, config, folder, judges, on_event)
    # The largest files of the run; what could go on from them is drawn.
    discard_checkpoints(folder)


def _not_begun(one: ClassInProgress) -> KnownError:
    return KnownError("The class {name} was not begun before the run was stopped.", name=one.label)


def _keep_generator(folder: Path, trained: Trained) -> None:
    write_arrays(folder / GENERATOR_FILE, **{f"w{i:02}": w for i, w in enumerate(trained.weights)})
