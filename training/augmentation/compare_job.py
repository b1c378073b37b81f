"""Does it help? Arms of a comparison, trained and judged one by one, each kept as soon as it is done."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import KnownError
from engine.paths import Paths
from training.augmentation.class_faces import ClassInProgress
from training.augmentation.class_training import make_classes
from training.augmentation.config import AugmentConfig, CompareConfig, backbone_parts
from training.augmentation.judges import Judges, judges_for, pixel_judge
from training.augmentation.networks_compared import FrozenFeatures, judged_by_head, judged_from_scratch
from training.augmentation.outcome import ArmOutcome, Probabilities, outcomes, verdict
from training.augmentation.outcome_plot import outcome_plot
from training.augmentation.sheets import write_sheet
from training.augmentation.sides import Judged, Side, by_folds, own_split, rare_classes
from training.datasets.dataset import Dataset, open_dataset
from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.jobs.events import Event, OnEvent, Stop
from training.jobs.run_files import write_arrays, write_file, write_json

RESULT_FILE, TABLE_FILE, PLOT_STEM, PLAN_FILE = "comparison.json", "comparison.txt", "comparison", "plan.json"


def work(config: CompareConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Trains every arm with every backbone, `repeats` times a fold, and compares them on the same real pictures.

    Goes on from what it finds in `folder`. A stop compares what there is, where every arm has at least one repeat.
    Raises `KnownError`.
    """
    dataset = open_dataset(paths.datasets / config.dataset)
    _same_dataset(dataset, folder)
    sides, judged = own_split(dataset, config) if config.folds is None else by_folds(dataset, config)
    needs_generated = any("dcgan" in arm or "copies" in arm for arm in config.arms)
    if config.folds is not None and needs_generated:
        sides = [
            _with_generated(side, number, config, folder, paths, on_event, stop)
            for number, side in enumerate(sides, start=1)
        ]
    runs = [
        (backbone, repeat, arm)
        for backbone in config.backbones
        for repeat in range(config.repeats)
        for arm in config.arms
    ]
    predictions: dict[str, dict[str, list[Probabilities]]] = {
        backbone: {arm: [] for arm in config.arms} for backbone in config.backbones
    }
    started, made = time.monotonic(), 0
    begun = 0.6 if config.folds is not None and needs_generated else 0.0
    kept_features: dict[tuple[str, int], FrozenFeatures] = {}
    for number, (backbone, repeat, arm) in enumerate(runs):
        done = folder / "arms" / f"{backbone.replace(':', '-')}-{arm}-{repeat}.npz"
        if done.is_file():
            with np.load(done, allow_pickle=False) as arrays:
                predictions[backbone][arm].append(arrays["probabilities"])
            continue
        if stop():
            break
        probabilities = np.zeros((len(judged.labels), len(judged.classes)), np.float32)
        for fold, side in enumerate(sides):
            own = config.seed * 1000 + repeat
            if backbone_parts(backbone)[1] == "scratch":
                probabilities[side.test_at] = judged_from_scratch(side, arm, backbone, config, own, stop)
            else:
                features = kept_features.setdefault(
                    (backbone, fold), FrozenFeatures(backbone, paths, folder / "features", config)
                )
                probabilities[side.test_at] = judged_by_head(side, arm, features, config, own, stop)
        if stop():
            break  # it may have been cut short
        write_arrays(done, probabilities=probabilities)
        predictions[backbone][arm].append(probabilities)
        made += 1
        left = len(runs) - number - 1
        figures = metrics.figures(probabilities, judged.labels, judged.classes)
        event: Event = {
            "stage": f"{backbone}:{arm}",
            "share": round(begun + (0.99 - begun) * (number + 1) / len(runs), 4),
            "eta_s": round((time.monotonic() - started) / made * left, 1),
            "repeat": repeat + 1,
            "repeats": config.repeats,
            "accuracy": round(figures.accuracy, 4),
            "f1_macro": round(figures.f1_macro, 4),
        }
        on_event(event)
    result = _result(config, sides, judged, predictions)
    write_json(folder / RESULT_FILE, result["document"])
    write_file(folder / TABLE_FILE, (as_text(result["document"]) + "\n").encode())
    for suffix in ("png", "svg"):
        write_sheet(folder / f"{PLOT_STEM}.{suffix}", outcome_plot(result["outcomes"], config.baseline))
    on_event({"stage": "done", "share": 1.0, "eta_s": 0.0, "picture": f"{PLOT_STEM}.png"})
    return dict(result["document"])


def _same_dataset(dataset: Dataset, folder: Path) -> None:
    """Half of a comparison on other pictures would be no comparison. Raises `KnownError`."""
    path, files = folder / PLAN_FILE, dict(dataset.manifest.files)
    if not path.is_file():
        write_file(path, json.dumps({"files": files}).encode())
    elif json.loads(path.read_text(encoding="utf-8"))["files"] != files:
        raise KnownError(
            "The dataset {name} has changed since the run {run} began. Start a new run.",
            name=dataset.manifest.name,
            run=folder.name,
        )


def _with_generated(
    side: Side, number: int, config: CompareConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop
) -> Side:
    """A fold's own generated pictures, balancing its training ones; DCGANs and filter see none of its test ones."""
    names = tuple(side.classes[label] for label in side.labels)
    counts = {name: names.count(name) for name in side.classes}
    plan = AugmentConfig(config.dataset, side.classes, config.gan)
    wanted = plan.wanted(counts)
    train = LabelledFaces(side.faces, side.labels, side.classes, names)
    # The bundled model, not the active one: that may have learned from this fold's test pictures.
    judges: Judges = judges_for(train, paths, bundled=True)
    lacking = [name for name, n in wanted.items() if n]
    generated, labels = [side.generated], [side.generated_labels]
    folds = config.folds or 1

    def tell(event: Event) -> None:
        told = {"stage": f"fold {number}/{folds} {event['stage']}"}
        if "share" in event:
            told["share"] = round(0.6 * (number - 1 + event["share"]) / folds, 4)
        on_event({key: value for key, value in event.items() if key not in ("stage", "share", "picture")} | told)

    classes = []
    for name in lacking:
        own = np.flatnonzero(side.labels == side.classes.index(name))
        faces = side.faces[own]
        seen = judges.seen(faces, tuple(side.subjects[i] for i in own))
        classes.append(ClassInProgress(name, wanted[name], faces, seen, None, np.empty((0, 48, 48), np.uint8)))
    make_classes(classes, train, plan, folder / f"fold-{number}", judges, tell, stop)
    for one in classes:
        if one.generated is not None:
            generated.append(one.generated.faces)
            labels.append(np.full(len(one.generated.faces), side.classes.index(one.label), np.int64))
    return replace(side, generated=np.concatenate(generated), generated_labels=np.concatenate(labels))


def _result(
    config: CompareConfig,
    sides: list[Side],
    judged: Judged,
    predictions: dict[str, dict[str, list[Probabilities]]],
) -> dict[str, Any]:
    rare = rare_classes(np.concatenate([side.labels for side in sides]), judged.classes)
    by_backbone: dict[str, dict[str, ArmOutcome]] = {}
    for backbone, arms in predictions.items():
        repeats = min(len(given) for given in arms.values())
        if repeats:
            given = {arm: done[:repeats] for arm, done in arms.items()}
            by_backbone[backbone] = outcomes(given, judged, rare, config.baseline, config.seed)
    if not by_backbone:
        raise KnownError("The comparison was stopped before every arm was trained once. Resume it, or start anew.")
    pixels = np.zeros((len(judged.labels), len(judged.classes)))
    for side in sides:
        names = ("",) * len(side.faces)
        pixels[side.test_at] = pixel_judge(LabelledFaces(side.faces, side.labels, side.classes, names))(side.test)
    of_pixels = metrics.figures(pixels, judged.labels, judged.classes)
    document = {
        "dataset": config.dataset,
        "classes": list(judged.classes),
        "rare": list(rare),
        "folds": config.folds,
        "repeats": {backbone: len(next(iter(arms.values())).f1_by_repeat) for backbone, arms in by_backbone.items()},
        "n_test": len(judged.labels),
        "test_subjects": len(set(judged.subjects)),
        "n_train": [len(side.faces) for side in sides],
        "n_generated": [len(side.generated) for side in sides],
        "baseline": config.baseline,
        "pixels": {"accuracy": of_pixels.accuracy, "f1_macro": of_pixels.f1_macro},
        "backbones": {
            backbone: {arm: asdict(outcome) for arm, outcome in arms.items()}
            for backbone, arms in by_backbone.items()
        },
        "verdicts": {
            backbone: [verdict(arm, config.baseline, one) for arm, one in arms.items() if arm != config.baseline]
            for backbone, arms in by_backbone.items()
        },
    }
    return {"document": document, "outcomes": by_backbone}


def as_text(document: dict[str, Any]) -> str:
    """The comparison as a table for a reader, the verdicts under it."""
    head = ("backbone", "arm", "accuracy", "macro F1", "rare F1", "macro F1 over the baseline", "McNemar p")
    rows = [head]
    for backbone, arms in document["backbones"].items():
        for arm, one in arms.items():
            over, p_value = "baseline", ""
            if one["f1_difference"] is not None:
                over = _points(one["f1_difference"], one["f1_difference_interval"])
                p_value = f"{one['p_value']:.3f}"
            rows.append(
                (
                    backbone,
                    arm,
                    _with_interval(one["accuracy"], one["accuracy_interval"]),
                    _with_interval(one["f1_macro"], one["f1_macro_interval"]),
                    _with_interval(one["f1_rare"], one["f1_rare_interval"]),
                    over,
                    p_value,
                )
            )
    pixels = document["pixels"]
    rows.append(("raw pixels", "none", f"{pixels['accuracy']:.3f}", f"{pixels['f1_macro']:.3f}", "", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    split = f"{document['folds']} folds" if document["folds"] else "the dataset's split"
    generated = sum(document["n_generated"]) // len(document["n_generated"])
    trained = sum(document["n_train"]) // len(document["n_train"])
    lines.insert(
        0,
        f"{document['dataset']}: {document['n_test']} real test pictures of {document['test_subjects']} people, "
        f"{split} by subject; {trained} real training pictures, {generated} generated; "
        f"rare: {', '.join(document['rare'])}",
    )
    for backbone, sentences in document["verdicts"].items():
        lines += [f"{backbone}: {sentence}" for sentence in sentences]
    return "\n".join(lines)


def _with_interval(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.3f} ({interval[0]:.3f} to {interval[1]:.3f})"


def _points(value: float, interval: tuple[float, float]) -> str:
    return f"{100 * value:+.1f} points ({100 * interval[0]:+.1f} to {100 * interval[1]:+.1f})"
