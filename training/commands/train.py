"""`main.py train`: the seed's head on a frozen backbone, or the whole network, fine-tuned or from scratch, on a
dataset."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from typing import Any

from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import Paths
from training.commands.common import work_from_terminal
from training.datasets.dataset import open_dataset
from training.jobs.runs import Run, create_run, open_run
from training.recognizer.config import (
    BUNDLED_BACKBONE,
    OPTIMIZERS,
    RANDOM_BACKBONE,
    RetrainConfig,
    TrainConfig,
)
from training.recognizer.defaults import load_defaults
from training.recognizer.pretraining_config import PROVEN, PROVEN_FURTHER, PretrainConfig

KIND = "train"
_OF_HEADS = frozenset(
    {
        "optimizer",
        "views",
        "class_weights",
        "vertical_flip",
        "fine_tune",
        "fine_tune_epochs",
        "folds",
        "repeats",
        "teacher_share",
    }
)
"""What says nothing to a training from scratch."""
_ALONGSIDE_RESUME = frozenset({"resume", "json", "verbose", "command", "kiosk", "source"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    head, whole = RetrainConfig(), TrainConfig("-", "model")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dataset", metavar="NAME")
    what.add_argument(
        "--resume", metavar="RUN", help="go on with an interrupted run, with the settings it began with"
    )
    options = parser.add_argument_group("settings of a new run")
    for flag, kind, default, words in (
        ("--epochs", int, head.epochs, "epochs of the head"),
        ("--dropout", float, head.dropout, "share of the dense layer's units left out while training"),
        ("--batch-size", int, head.batch_size, "pictures a step"),
        ("--learning-rate", float, "the optimizer's own", "of the head"),
        ("--fine-tune-epochs", int, whole.fine_tune_epochs, "epochs of the whole network"),
        ("--views", int, head.views, "random views of each picture, beside it as it is"),
        ("--teacher-share", float, whole.teacher_share, "fine-tuning: how much of a target its start model gives"),
        ("--seed", int, head.seed, "of the random numbers"),
    ):
        options.add_argument(flag, type=kind, default=argparse.SUPPRESS, help=f"{words} ({default})")
    for flag, words in (
        ("--classes", "comma-separated; other pictures are left out (all of the dataset's)"),
        ("--backbone", "bundled, imagenet, or a file of weights (bundled; from scratch: random)"),
        ("--name", "the new model's name (the dataset's name and the time)"),
    ):
        options.add_argument(flag, default=argparse.SUPPRESS, help=words)
    for flag, words in (
        ("--fine-tune", "then train the backbone too"),
        (
            "--from-scratch",
            "train the whole network from random weights, or with --backbone bundled on from the program's own; "
            f"epochs ({PROVEN.epochs:g}) and learning rate ({PROVEN.peak_learning_rate:g}) are the whole network's",
        ),
        ("--class-weights", "rare classes weigh as much as frequent ones"),
        ("--vertical-flip", "as the seed; no kiosk sees a face upside down"),
    ):
        options.add_argument(flag, action="store_true", default=argparse.SUPPRESS, help=words)
    options.add_argument(
        "--optimizer", type=str.lower, choices=OPTIMIZERS, default=argparse.SUPPRESS, help=f"({head.optimizer})"
    )
    options.add_argument(
        "--folds", type=int, metavar="K", default=argparse.SUPPRESS,
        help="only measure, by K-fold cross-validation by subject; makes no model",
    )  # fmt: skip
    options.add_argument(
        "--repeats", type=int, metavar="R", default=argparse.SUPPRESS,
        help="the folds that often, each time with the people divided anew (1)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.set_defaults(refuse=parser.error)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Trains and publishes a candidate model, or cross-validates; prints the figures; returns 0."""
    given = {key: value for key, value in vars(args).items() if value is not None}
    if args.resume is not None:
        more = sorted(given.keys() - _ALONGSIDE_RESUME - {"refuse"})
        if more:
            args.refuse(f"--resume goes on with the run's own settings; leave out --{more[0].replace('_', '-')}")
        document = _train(open_run(paths, args.resume, KIND), paths)
    else:
        unused = sorted(given.keys() & _OF_HEADS) if "from_scratch" in given else []
        if unused:
            args.refuse(f"--{unused[0].replace('_', '-')} says nothing to a training from scratch; leave it out")
        config = _config(given, paths)
        if config.folds is None and (paths.models / config.name).exists():
            raise KnownError("There is already a model {name}. Choose another name with --name.", name=config.name)
        open_dataset(paths.datasets / config.dataset)
        document = _train(create_run(paths, KIND, config, dataset=config.dataset), paths)
    if args.json:
        json.dump(document, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(as_text(document) + "\n")
    return 0


def _config(given: dict[str, Any], paths: Paths) -> TrainConfig:
    """The settings of a new run; what was not given is as an experiment found it, or the program's own default."""
    of_head = ("optimizer", "epochs", "dropout", "batch_size", "learning_rate", "class_weights", "views", "seed")
    head = replace(load_defaults(paths).settings, **{key: given[key] for key in of_head if key in given})
    if "vertical_flip" in given:
        head = replace(head, transforms=replace(head.transforms, vertical_flip=True))
    pretraining = None
    if "from_scratch" in given:
        given = {"backbone": RANDOM_BACKBONE, **given}
        pretraining = _pretraining(given)
    of_run = ("backbone", "fine_tune", "fine_tune_epochs", "folds", "repeats", "teacher_share")
    classes = tuple(name.strip() for name in given["classes"].split(",")) if "classes" in given else None
    name = given.get("name") or f"{given['dataset']}-{time.strftime('%Y%m%d-%H%M%S')}"
    more = {key: given[key] for key in of_run if key in given}
    return TrainConfig(given["dataset"], name, classes, head=head, pretraining=pretraining, **more)


def _pretraining(given: dict[str, Any]) -> PretrainConfig:
    names = {
        "epochs": "epochs",
        "batch_size": "batch_size",
        "learning_rate": "peak_learning_rate",
        "dropout": "dropout",
        "seed": "seed",
    }
    usual = PROVEN_FURTHER if given["backbone"] == BUNDLED_BACKBONE else PROVEN
    return replace(usual, **{name: given[key] for key, name in names.items() if key in given})


def _train(work: Run, paths: Paths) -> dict[str, Any]:
    """What the new model says of itself, or what was measured."""
    result = work_from_terminal(work, paths)
    if "models" in result:
        return {"run": work.name, **result}
    return {"run": work.name, **read_manifest(paths.models / result["model"]).model_dump(mode="json")}


def as_text(document: dict[str, Any]) -> str:
    """What `run` prints of a new model's manifest, or of what was measured by folds."""
    if "models" not in document:
        metrics = document["metrics"]
        figures = f"accuracy {metrics['accuracy']:.4f}, macro F1 {metrics['f1_macro']:.4f} on {metrics['n']} faces"
        judged_by = document["training_data"]["counts"][document["training_data"]["judged_on"]]
        unjudged = ", ".join(name for name, n in judged_by.items() if not n)
        return f"{document['name']}: {figures}" + (f"\nno picture to judge it by: {unjudged}" if unjudged else "")
    again = f", {document['repeats']} times over" if document["repeats"] > 1 else ""
    rows = [f"{document['folds']} folds by subject{again}, {document['n']} faces; 95 % intervals over people"]
    for name, of_model in document["models"].items():
        accuracy, f1 = (
            f"{of_model[figure]:.4f} ({low:.3f} to {high:.3f})"
            for figure in ("accuracy", "f1_macro")
            for low, high in [of_model[f"{figure}_interval"]]
        )
        rows.append(f"{name:8} accuracy {accuracy}   macro F1 {f1}")
    rows += [_gain(name, of_model["over"]) for name, of_model in document["models"].items() if of_model["over"]]
    return "\n".join(rows)


def _gain(name: str, over: dict[str, Any]) -> str:
    low, high = over["interval"]
    by = f"{100 * over['difference']:+.1f} points of accuracy ({100 * low:+.1f} to {100 * high:+.1f})"
    p_values = f"p = {over['p_over_people']:.2g} over people, McNemar's over pictures {over['p_value']:.2g}"
    return f"{name} over {over['model']}: {by}; {p_values}"
