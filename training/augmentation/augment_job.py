"""Balancing a dataset, as long work: a DCGAN a class or one of all, faces drawn from it, filtered, measured, and
added at the end in one step."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import KnownError
from engine.paths import Paths
from training.augmentation.class_faces import ClassInProgress
from training.augmentation.class_training import make_classes
from training.augmentation.config import AugmentConfig, GanConfig
from training.augmentation.judges import Judges, judges_for
from training.augmentation.networks import discriminator, generator
from training.augmentation.pictures import Faces
from training.augmentation.sheets import sheet, write_sheet
from training.datasets.dataset import Dataset, open_dataset
from training.datasets.generated import add_generated, real_digest
from training.jobs.events import OnEvent, Stop
from training.jobs.run_files import write_json

PLAN_FILE, QUALITY_FILE, SHEET_FILE = "plan.json", "quality.json", "sheet.png"
SHOWN = 24


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
    write_json(folder / QUALITY_FILE, result)
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
    write_json(path, {"real_digest": digest, "wanted": wanted})
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
