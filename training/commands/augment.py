"""`main.py augment`: balance a dataset's classes with faces that a DCGAN makes."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import Any

from engine.paths import Paths
from training.augmentation.config import PRESETS, AugmentConfig, GanConfig, preset
from training.commands.common import work_from_terminal
from training.datasets.dataset import open_dataset
from training.jobs.runs import create_run, open_run

KIND = "augment"
_ALONGSIDE_RESUME = frozenset({"resume", "json", "verbose", "command", "kiosk", "source", "refuse"})
_OF_GAN = (
    "epochs",
    "conditional",
    "differentiable",
    "steps",
    "batch_size",
    "generator_rate",
    "discriminator_rate",
    "label_smoothing",
    "seed",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dataset", metavar="NAME")
    what.add_argument(
        "--resume", metavar="RUN", help="go on with an interrupted run, with the settings it began with"
    )
    options = parser.add_argument_group("settings of a new run")
    hidden: dict[str, Any] = {"default": argparse.SUPPRESS}
    options.add_argument(
        "--preset", choices=PRESETS, **hidden, help="paper: the seed's networks, for a GPU (compact)"
    )
    options.add_argument("--classes", **hidden, help="comma-separated; others are left as they are (all)")
    target = options.add_mutually_exclusive_group()
    target.add_argument(
        "--balance-to", type=int, metavar="N", **hidden, help="pictures a class (the largest class's)"
    )
    target.add_argument("--factor", type=float, metavar="F", **hidden, help="times the pictures that a class has")
    options.add_argument(
        "--keep-best", action=argparse.BooleanOptionalAction, **hidden, help="filter what is drawn (on)"
    )
    options.add_argument(
        "--candidates", type=int, **hidden, help=f"drawn for each that is kept ({AugmentConfig('-').candidates})"
    )
    options.add_argument(
        "--add", action=argparse.BooleanOptionalAction, **hidden, help="add them to the dataset (on)"
    )
    for flag, kind, words in (
        ("--epochs", int, "epochs, of each class's network or of the one of all"),
        ("--steps", int, "training steps an epoch; 0: every picture once"),
        ("--batch-size", int, "pictures a step"),
        ("--generator-rate", float, "the generator's learning rate"),
        ("--discriminator-rate", float, "the discriminator's"),
        ("--label-smoothing", float, "how far below 1 the target of real pictures lies"),
        ("--seed", int, "of the random numbers"),
    ):
        options.add_argument(flag, type=kind, **hidden, help=f"{words} (the preset's)")
    options.add_argument(
        "--differentiable", action=argparse.BooleanOptionalAction, **hidden,
        help="change pictures before the discriminator sees them (the preset's)",
    )  # fmt: skip
    options.add_argument(
        "--conditional", action=argparse.BooleanOptionalAction, **hidden,
        help="one DCGAN of all classes, told which to draw, in place of one a class (the preset's)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.set_defaults(refuse=parser.error)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Generates, measures and adds; prints the figures; returns 0, or 1 where a class failed."""
    given = {key: value for key, value in vars(args).items() if value is not None}
    if args.resume is not None:
        more = sorted(given.keys() - _ALONGSIDE_RESUME)
        if more:
            args.refuse(f"--resume goes on with the run's own settings; leave out --{more[0].replace('_', '-')}")
        work = open_run(paths, args.resume, KIND)
    else:
        config = _config(given)
        config.wanted(open_dataset(paths.datasets / config.dataset).manifest.counts["train"])
        work = create_run(paths, KIND, config, dataset=config.dataset)
    result = work_from_terminal(work, paths)
    if args.json:
        json.dump({"run": work.name, **result}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(as_text(work.name, result) + "\n")
    return 1 if result["failed"] else 0


def _config(given: dict[str, Any]) -> AugmentConfig:
    of_gan = {key: given[key] for key in _OF_GAN if key in given}
    gan: GanConfig = replace(preset(given.get("preset", "compact")), **of_gan)
    classes = tuple(name.strip() for name in given["classes"].split(",")) if "classes" in given else None
    of_run = ("balance_to", "factor", "keep_best", "candidates", "add")
    return AugmentConfig(given["dataset"], classes, gan, **{key: given[key] for key in of_run if key in given})


def as_text(run: str, result: dict[str, Any]) -> str:
    """One line a class, with each figure beside its yardstick."""
    lines = [f"{run}: KID falls from the first epoch to the last; the other figures are of the kept faces"]
    head = ("class", "real", "kept / drawn", "KID", "of validation", "varied", "copies", "taken", "judged")
    rows = [head]
    for name, figures in result["classes"].items():
        if name in result["failed"]:
            continue
        quality = figures["quality"]
        rows.append(
            (
                name,
                str(figures["real"]),
                f"{figures['kept']} / {figures['drawn']}",
                f"{figures['kid_first_epoch']:.2f} > {quality['kid_train']:.2f}",
                _beside(quality["kid_validation"], quality["kid_real"], ".2f"),
                f"{quality['diversity']:.0%}",
                str(quality["copies"]),
                _beside(quality["taken"], quality["taken_real"], ".0%"),
                _beside(quality["judged"], quality["judged_real"], ".0%"),
            )
        )
    if len(rows) > 1:
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        lines += ["   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        lines.append("in parentheses: the same figure of real validation faces")
    lines += [f"failed: {reason}" for reason in result["failed"].values()]
    return "\n".join(lines)


def _beside(value: float | None, real: float | None, form: str) -> str:
    if value is None:
        return "-"
    return f"{value:{form}}" + (f" ({real:{form}})" if real is not None else "")
