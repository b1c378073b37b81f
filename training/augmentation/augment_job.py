"""Balancing a dataset, as long work: a DCGAN a class or one of all, faces drawn from it, filtered, measured, and
added at the end in one step."""

from __future__ import annotations

import io
import json
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths
from training.augmentation.config import TOGETHER, AugmentConfig, GanConfig
from training.augmentation.distances import kid
from training.augmentation.drawing import Drawer
from training.augmentation.filtering import Filtered, keep_best
from training.augmentation.gan_training import (
    FEWEST,
    DivergedError,
    TooFewError,
    Trained,
    require_enough,
    train_gan,
)
from training.augmentation.judges import Judges, judges_for
from training.augmentation.networks import discriminator, generator
from training.augmentation.pictures import Faces
from training.augmentation.quality import COLLAPSED_BELOW, FaceSet, Quality, assess, share_taken_for, yardstick
from training.augmentation.sheets import sheet, write_sheet
from training.checkpoints import discard_checkpoints
from training.datasets.dataset import Dataset, open_dataset
from training.datasets.generated import GeneratedFaces, add_generated, real_digest
from training.datasets.images import LabelledFaces
from training.jobs.events import Event, OnEvent, Stop

log = logging.getLogger(__name__)

PLAN_FILE, QUALITY_FILE, SHEET_FILE = "plan.json", "quality.json", "sheet.png"
CLASS_FILE, SAMPLES_FILE, GENERATOR_FILE = "class.json", "samples.npz", "generator.npz"
DRAWING_SEED = 2
FEWEST_DRAWN = 64
"""Fewer would say little about how varied a class's samples are."""
SHOWN = 24


@dataclass(slots=True)
class ClassInProgress:
    """One class on its way: what it lacks, and what came of it."""

    label: str
    wanted: int
    train: Faces
    seen: FaceSet
    validation: FaceSet | None
    validation_faces: Faces
    failed: str | None = None
    generated: GeneratedFaces | None = None
    figures: dict[str, Any] = field(default_factory=dict)


def work(config: AugmentConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Trains, draws, measures and adds; goes on from what it finds in `folder`. Returns the figures by class.

    A class that collapsed, diverged or has too few pictures is reported as failed and not added; where all failed
    that is a `KnownError`.
    """
    target = paths.datasets / config.dataset
    dataset = open_dataset(target)
    digest = _plan(config, folder, dataset)
    wanted = json.loads((folder / PLAN_FILE).read_text(encoding="utf-8"))["wanted"]
    _check_room(folder, config.gan, dataset, wanted)
    on_event({"stage": "features", "share": 0.0})
    chosen = tuple(wanted)
    real = dataset.part("train", chosen, generated=False)
    judges = judges_for(real, paths)
    classes = [_class(label, n, dataset, judges) for label, n in wanted.items() if n]
    make_classes(classes, real, config, folder, judges, on_event, stop)
    good = [one.generated for one in classes if one.generated is not None]
    if config.add and good:
        on_event({"stage": "adding", "share": 0.99})
        add_generated(target, folder.name, good, digest)
    failed = {one.label: one.failed for one in classes if one.failed is not None}
    result: dict[str, Any] = {
        "dataset": config.dataset,
        "added": {one.label: len(one.faces) for one in good} if config.add else {},
        "failed": failed,
        "classes": {one.label: one.figures for one in classes},
    }
    _write_json(folder / QUALITY_FILE, result)
    if good:
        blocks: dict[str, Faces] = {}
        for one in classes:
            if one.generated is not None:
                blocks[f"{one.label}, real ({len(one.train)})"] = one.train[:: max(1, len(one.train) // SHOWN)][
                    :SHOWN
                ]
                blocks[f"{one.label}, generated ({len(one.generated.faces)})"] = one.generated.faces[: 2 * SHOWN]
        write_sheet(folder / SHEET_FILE, sheet(blocks))
    on_event({"stage": "done", "share": 1.0, "eta_s": 0.0} | ({"picture": SHEET_FILE} if good else {}))
    if not good:
        raise KnownError("No class could be augmented: {reasons}", reasons=" ".join(dict.fromkeys(failed.values())))
    return result


def _plan(config: AugmentConfig, folder: Path, dataset: Dataset) -> str:
    """Writes down at the first start what is lacking; the dataset's `real_digest`, checked at a later start."""
    digest = real_digest(dataset)
    path = folder / PLAN_FILE
    if path.is_file():
        if json.loads(path.read_text(encoding="utf-8"))["real_digest"] != digest:
            raise KnownError(
                "The dataset {name} has changed since the run {run} began. Start a new run.",
                name=config.dataset,
                run=folder.name,
            )
        return digest
    wanted = config.wanted(dataset.manifest.counts["train"])
    if not any(wanted.values()):
        raise KnownError(
            "The classes of {name} are balanced already ({counts}). Ask for more with --balance-to or --factor, or "
            "take generated pictures out with `main.py dataset remove-generated`.",
            name=config.dataset,
            counts=", ".join(f"{name} {dataset.manifest.counts['train'][name]}" for name in wanted),
        )
    _write_json(path, {"real_digest": digest, "wanted": wanted})
    return digest


def _check_room(folder: Path, gan: GanConfig, dataset: Dataset, wanted: dict[str, int]) -> None:
    """Two checkpoints and one being written, the samples, and the dataset once more: better asked for now than missed
    after an hour."""
    classes = len(wanted) if gan.conditional else 1
    drawer = generator(gan, 1, classes=classes).count_params()
    judge = discriminator(gan, 1, classes).count_params()
    checkpoint = 4 * (3 * (drawer + judge) + 2 * drawer)
    faces = 48 * 48 * (len(dataset.entries) + 3 * sum(wanted.values()))
    generators = 1 if gan.conditional else sum(n > 0 for n in wanted.values())
    needed = 3 * checkpoint + 4 * drawer * generators + faces
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise KnownError(
            "There is no room for this run: it takes {needed} MB, and {free} MB are free. Free some disk space.",
            needed=round(needed / 1e6),
            free=round(free / 1e6),
        )


def _class(label: str, wanted: int, dataset: Dataset, judges: Judges) -> ClassInProgress:
    """The class's own real faces: of the training part to learn from, of the validation part to be measured by."""
    counts = {split: dataset.real_counts(split)[label] for split in ("train", "val")}
    none = np.empty((0, 48, 48), np.uint8)
    train = dataset.part("train", (label,), generated=False).faces if counts["train"] else none
    validation = dataset.part("val", (label,)).faces if counts["val"] else none
    subjects = dataset.subjects("train", (label,), generated=False)
    return ClassInProgress(
        label,
        wanted,
        train,
        judges.seen(train, subjects),
        judges.seen(validation) if len(validation) else None,
        validation,
    )


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
    if config.gan.conditional:
        _make_together(classes, real, config, folder, judges, on_event, stop)
        return
    clock = Clock(len(classes) * config.gan.epochs)
    for place, one in enumerate(classes):
        make_class(one, place, config, folder / one.label, judges, clock, on_event, stop)


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
        if not _made_before(one, folder / one.label):
            try:
                require_enough(one.label, len(one.train))
                lacking.append(one)
            except TooFewError as error:
                one.failed = str(error)
    if not lacking:
        return
    counts = real.counts()
    taught = tuple(name for name in real.classes if counts[name] >= FEWEST)
    faces = [real.faces[real.labels == real.classes.index(name)] for name in taught]
    features = [judges.seen(own).features for own in faces]
    labels = np.repeat(np.arange(len(taught)), [len(own) for own in faces])
    clock = Clock(config.gan.epochs)
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
        _draw(one, draw, trained, place, config, folder / one.label, judges, on_event)
    # The largest files of the run; what could go on from them is drawn.
    discard_checkpoints(together)


class Clock:
    """Turns epochs that are done into the share of all work, and seconds an epoch into seconds left."""

    def __init__(self, epochs: int) -> None:
        self._epochs = epochs
        self._spent_s, self._counted = 0.0, 0
        self._last = time.monotonic()

    def start(self) -> None:
        self._last = time.monotonic()

    def after(self, done: int) -> Event:
        now = time.monotonic()
        self._spent_s, self._counted, self._last = self._spent_s + now - self._last, self._counted + 1, now
        left = self._epochs - done
        share = 0.02 + 0.96 * done / self._epochs
        return {"share": round(share, 4), "eta_s": round(self._spent_s / self._counted * left, 1)}


def make_class(
    one: ClassInProgress,
    place: int,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    clock: Clock,
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
    if _made_before(one, folder):
        on_event({"stage": stage, "class": one.label} | clock.after(before + config.gan.epochs))
        return
    if stop():
        one.failed = str(KnownError("The class {name} was not begun before the run was stopped.", name=one.label))
        return
    n = len(one.train)
    try:
        shown = LabelledFaces(one.train, np.zeros(n, np.int64), (one.label,), ("",) * n)
        trained = train_gan(shown, config.gan, measure, folder, tell, stop, label=one.label)
    except (DivergedError, TooFewError) as error:
        one.failed = str(error)
        return
    _keep_generator(folder, trained)
    _draw(one, Drawer(config.gan, trained.weights).faces, trained, 0, config, folder, judges, on_event)
    # The largest files of the run; what could go on from them is drawn.
    discard_checkpoints(folder)


def _keep_generator(folder: Path, trained: Trained) -> None:
    _write_arrays(folder / GENERATOR_FILE, **{f"w{i:02}": w for i, w in enumerate(trained.weights)})


def _made_before(one: ClassInProgress, folder: Path) -> bool:
    """Takes over a class that was finished before the run was interrupted."""
    path = folder / CLASS_FILE
    if not path.is_file():
        return False
    document = json.loads(path.read_text(encoding="utf-8"))
    one.figures, one.failed = document["figures"], document["failed"]
    if one.failed is None:
        with np.load(folder / SAMPLES_FILE, allow_pickle=False) as kept:
            one.generated = GeneratedFaces(one.label, kept["faces"], kept["numbers"].tolist(), int(kept["seed"]))
    return True


def _draw(
    one: ClassInProgress,
    draw: Callable[..., Faces],
    trained: Trained,
    place: int,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    on_event: OnEvent,
) -> None:
    """Draws candidates, measures them, keeps the good ones, measures those, and writes it all down; `place` is the
    class's among those that the DCGAN knows."""
    stage = f"draw:{one.label}"
    drawn_n = one.wanted * (config.candidates if config.keep_best else 1)
    drawn_n = max(drawn_n, FEWEST_DRAWN)

    def tell(done: int, total: int) -> None:
        on_event({"stage": stage, "class": one.label, "drawn": done, "of": total})

    faces = draw(drawn_n, (config.gan.seed, DRAWING_SEED), tell)
    seen = judges.seen(faces, (), tell)
    probabilities = judges.taken(faces)
    measure = yardstick(one.seen)
    if config.keep_best:
        filtered = keep_best(seen, one.seen, measure, one.wanted, probabilities, judges.active.classes, one.label)
    else:
        filtered = Filtered(tuple(range(min(one.wanted, drawn_n))), {}, 0, measure)
    kept = np.array(filtered.kept, dtype=np.intp)
    looks = [(epoch, distances[place]) for epoch, distances in trained.looks]
    drawn = _quality(one, faces, seen, probabilities, judges)
    one.figures = {
        "real": len(one.train),
        "wanted": one.wanted,
        "drawn": drawn_n,
        "kept": len(kept),
        "epochs": trained.epochs_done,
        "best_epoch": trained.epoch,
        "train_s": round(trained.elapsed_s, 1),
        "kid_first_epoch": looks[0][1],
        "kid_last_epoch": looks[-1][1],
        "kid_by_epoch": [list(look) for look in looks],
        "quality_of_all": drawn.as_json(),
    }
    if config.keep_best:
        one.figures["filter"] = filtered.as_json()
    if drawn.collapsed:
        error = KnownError(
            "The class {name} collapsed: its generated faces are {varied} as varied as real ones, and {least} are "
            "asked for. Train longer, with other rates, or add real pictures.",
            name=one.label,
            varied=f"{drawn.diversity:.0%}",
            least=f"{COLLAPSED_BELOW:.0%}",
        )
        one.failed = str(error)
    elif len(kept) < 2:
        error = KnownError(
            "Of {drawn} generated faces of {name}, {kept} passed the filter. Train longer, or keep all with "
            "--no-keep-best and look at them.",
            drawn=drawn_n,
            name=one.label,
            kept=len(kept),
        )
        one.failed = str(error)
    else:
        one.figures["quality"] = _quality(one, faces[kept], seen.take(kept), probabilities[kept], judges).as_json()
        one.generated = GeneratedFaces(one.label, faces[kept], filtered.kept, config.gan.seed)
        _write_arrays(folder / SAMPLES_FILE, faces=faces[kept], numbers=kept, seed=np.array(config.gan.seed))
    _write_json(folder / CLASS_FILE, {"figures": one.figures, "failed": one.failed})
    copies = one.figures.get("quality", {}).get("copies", 0)
    event: Event = {"stage": stage, "class": one.label, "kept": len(kept), "failed": one.failed}
    if copies:
        event["warning"] = f"{copies} of {len(kept)} are nearly copies of real faces"
        log.warning("%s: %s", one.label, event["warning"])
    on_event(event)


def _quality(
    one: ClassInProgress, faces: Faces, seen: FaceSet, probabilities: NDArray[np.float32], judges: Judges
) -> Quality:
    active = judges.active.classes
    real = one.validation_faces
    judged: tuple[float | None, float | None] = (None, None)
    if judges.pixels is not None:
        judged = (
            share_taken_for(judges.pixels(faces), judges.classes, one.label),
            share_taken_for(judges.pixels(real), judges.classes, one.label) if len(real) else None,
        )
    return assess(
        seen,
        one.seen,
        one.validation,
        taken=(
            share_taken_for(probabilities, active, one.label),
            share_taken_for(judges.taken(real), active, one.label) if len(real) else None,
        ),
        judged=judged,
    )


def _write_json(path: Path, document: dict[str, Any]) -> None:
    _write(path, (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode())


def _write_arrays(path: Path, **arrays: NDArray[Any]) -> None:
    data = io.BytesIO()
    np.savez_compressed(data, allow_pickle=False, **arrays)
    _write(path, data.getvalue())


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise KnownError(
            "The file {path} cannot be written ({reason}). Free some disk space, then resume the run.",
            path=path,
            reason=error.strerror or error,
        ) from error
