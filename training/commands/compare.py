"""`main.py compare`: measure whether generated faces help, and by how much."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from typing import Any, cast

from engine.paths import Paths
from training.augmentation.config import (
    ARMS,
    BACKBONES,
    COMPARED_HEAD,
    DEFAULT_ARMS,
    HOW_WEIGHTS,
    PRESETS,
    ArmName,
    CompareConfig,
    preset,
)
from training.commands.common import work_from_terminal
from training.datasets.dataset import open_dataset
from training.jobs.runs import create_run, open_run

KIND = "compare"
_ALONGSIDE_RESUME = frozenset({"resume", "json", "verbose", "command", "kiosk", "source", "refuse"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dataset", metavar="NAME")
    what.add_argument(
        "--resume", metavar="RUN", help="go on with an interrupted run, with the settings it began with"
    )
    options = parser.add_argument_group("settings of a new run")
    hidden: dict[str, Any] = {"default": argparse.SUPPRESS}
    options.add_argument("--arms", **hidden, help=f"comma-separated, of {', '.join(ARMS)} ({','.join(DEFAULT_ARMS)})")
    options.add_argument("--baseline", choices=ARMS, **hidden, help="what the others are compared with (classic)")
    options.add_argument("--classes", **hidden, help="comma-separated (all)")
    options.add_argument(
        "--backbones",
        **hidden,
        help=f"comma-separated, of {', '.join(BACKBONES)}; each but bundled may be followed by "
        f"{', '.join(':' + how for how in HOW_WEIGHTS)} (bundled)",
    )
    options.add_argument("--repeats", type=int, metavar="R", **hidden, help="seeds an arm is trained with (5)")
    options.add_argument(
        "--folds",
        type=int,
        metavar="K",
        **hidden,
        help="by subject, with DCGANs of each fold's own (the dataset's split)",
    )
    options.add_argument("--share", type=float, **hidden, help="how many of the generated pictures are used (1)")
    options.add_argument("--epochs", type=int, **hidden, help=f"of the head ({COMPARED_HEAD.epochs})")
    options.add_argument("--views", type=int, **hidden, help=f"random views of a picture ({COMPARED_HEAD.views})")
    options.add_argument("--scratch-epochs", type=int, **hidden, help="of a network from scratch (60)")
    options.add_argument("--preset", choices=PRESETS, **hidden, help="of the folds' DCGANs (compact)")
    options.add_argument("--gan-epochs", type=int, **hidden, help="of the folds' DCGANs (the preset's)")
    options.add_argument(
        "--conditional",
        action=argparse.BooleanOptionalAction,
        **hidden,
        help="a fold's DCGAN is one of all classes, not one a class (the preset's)",
    )
    options.add_argument("--seed", type=int, **hidden, help="of the random numbers (1)")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.set_defaults(refuse=parser.error)


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Compares and prints the table; returns 0."""
    given = {key: value for key, value in vars(args).items() if value is not None}
    if args.resume is not None:
        more = sorted(given.keys() - _ALONGSIDE_RESUME)
        if more:
            args.refuse(f"--resume goes on with the run's own settings; leave out --{more[0].replace('_', '-')}")
        work = open_run(paths, args.resume, KIND)
    else:
        config = _config(given)
        open_dataset(paths.datasets / config.dataset)
        work = create_run(paths, KIND, config, dataset=config.dataset)
    result = work_from_terminal(work, paths)
    if args.json:
        json.dump({"run": work.name, **result}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        from training.augmentation.compare_job import as_text

        sys.stdout.write(as_text(result) + "\n")
    return 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _config(given: dict[str, Any]) -> CompareConfig:
    of_head = {key: given[key] for key in ("epochs", "views") if key in given}
    of_gan = {
        name: given[key] for key, name in (("gan_epochs", "epochs"), ("conditional", "conditional")) if key in given
    }
    gan = replace(preset(given.get("preset", "compact")), **of_gan)
    lists: dict[str, Any] = {key: _words(given[key]) for key in ("arms", "classes", "backbones") if key in given}
    arms = cast(tuple[ArmName, ...], lists.pop("arms", DEFAULT_ARMS))
    others = ("baseline", "repeats", "folds", "share", "scratch_epochs", "seed")
    return CompareConfig(
        given["dataset"],
        arms=arms,
        head=replace(COMPARED_HEAD, **of_head),
        gan=gan,
        **lists,
        **{key: given[key] for key in others if key in given},
    )
