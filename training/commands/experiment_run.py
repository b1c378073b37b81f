"""`main.py experiment run` and `apply`: the trials of a plan, and what becomes of their answer."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from engine.edition import as_typed_here
from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths
from training.experiment.analysis_json import as_json
from training.experiment.analysis_text import analysis_text, plan_text
from training.experiment.config import FACTOR_NAMES, RESPONSES, ExperimentConfig, factor
from training.experiment.orthogonal_arrays import ARRAY_NAMES
from training.experiment.planned_design import read_design
from training.experiment.taguchi import SEED_FACTORS, Factor
from training.jobs.runs import RUN_FILE, Run, create_run, open_run
from training.recognizer.config import RetrainConfig

if TYPE_CHECKING:
    Actions = argparse._SubParsersAction[argparse.ArgumentParser]

KIND = "experiment"
_WITH_RESUME = frozenset({"workers", "scheduler"})
"""Where the trials run is no part of what they give."""


def add_arguments(actions: Actions) -> None:
    """The two actions' own arguments."""
    running = actions.add_parser(
        "run",
        help="train every trial of a plan, analyse, and confirm the predicted best",
        description="Each trial trains the head on the frozen backbone's features, which are computed once. The "
        "dataset's test pictures are kept for the model that comes of it. What can be varied: "
        + ", ".join(FACTOR_NAMES)
        + ".",
    )
    what = running.add_mutually_exclusive_group(required=True)
    what.add_argument("--dataset", metavar="NAME")
    what.add_argument(
        "--resume", metavar="RUN", help="go on with an interrupted run, with the settings it began with"
    )
    plan = running.add_argument_group("plan of a new run")
    plan.add_argument(
        "--factor", action="append", metavar="NAME=LEVEL,LEVEL,...",
        help="what to vary, and its levels; once for each factor (the L9 of optimizer, epochs, dropout, batch_size)",
    )  # fmt: skip
    plan.add_argument("--array", metavar="NAME", help=f"one of {', '.join(ARRAY_NAMES)} (the smallest that fits)")
    plan.add_argument(
        "--design", type=Path, metavar="FILE.csv", help="a plan that `experiment design -o` has written"
    )
    plan.add_argument("--repeats", type=int, metavar="R", help="how often each run is made (3)")
    plan.add_argument(
        "--repeat-by", choices=("seeds", "folds"),
        help="other random numbers, judged by the validation pictures, or R folds by subject (seeds)",
    )  # fmt: skip
    plan.add_argument("--response", choices=RESPONSES, help="what is to be high (accuracy)")
    plan.add_argument("--no-confirm", action="store_true", help="leave out the confirmation of the predicted best")
    every = running.add_argument_group("settings of every trial of a new run")
    every.add_argument("--classes", help="comma-separated; other pictures are left out (all of the dataset's)")
    every.add_argument("--backbone", help="bundled, imagenet, or a file of weights (bundled)")
    for flag, kind, words in (
        ("--views", int, "random views of each picture, beside it as it is (0)"),
        ("--learning-rate", float, "one for every optimizer (each one's own)"),
        ("--epochs", int, "where they are no factor"),
        ("--batch-size", int, "where it is no factor"),
        ("--dropout", float, "where it is no factor"),
        ("--seed", int, "of the random numbers (1)"),
    ):
        every.add_argument(flag, type=kind, help=words)
    every.add_argument("--optimizer", type=str.lower, help="where it is no factor")
    every.add_argument("--class-weights", action="store_true", help="rare classes weigh as much as frequent ones")
    every.add_argument("--vertical-flip", action="store_true", help="as the seed; no kiosk sees a face upside down")
    running.add_argument("--name", help="of a new run (the dataset's name and the time)")
    running.add_argument("--workers", type=int, metavar="N", help="processes on this machine (1)")
    running.add_argument(
        "--scheduler", metavar="tcp://HOST:PORT",
        help="a Dask cluster's; it runs what this program sends it, so use one of your own network only",
    )  # fmt: skip
    running.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    running.set_defaults(refuse=running.error)

    applying = actions.add_parser(
        "apply",
        help="make the confirmed optimum the default of trainings, and its model a candidate",
    )
    applying.add_argument("run_name", metavar="RUN")
    applying.add_argument("--anyway", action="store_true", help="also where the confirmation did not confirm it")
    applying.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Runs a new experiment or goes on with one, and prints what it says; returns 0."""
    from training.commands.common import work_from_terminal
    from training.experiment.outcome import read_outcome

    work = _resumed(args, paths) if args.resume is not None else _new(args, paths)
    if not args.json:
        config = work.config()
        sys.stderr.write(plan_text(config.plan(), config.repeats) + "\n\n")
    result = work_from_terminal(work, paths)
    outcome = read_outcome(work.folder, work.config())
    if args.json:
        document = {"run": work.name, "folder": str(work.folder), **result}
        if outcome.analysis is not None:
            document["analysis"] = as_json(outcome.analysis, outcome.confirmation)
        elif outcome.problem is not None:
            document["problem"] = str(outcome.problem)
        json.dump(document, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return 0
    if outcome.analysis is not None:
        print(analysis_text(outcome.analysis, outcome.confirmation))
    elif outcome.problem is not None:
        print(outcome.problem)
    print(f"\nTables and plots: {work.folder}")
    print(as_typed_here(f"Report: main.py report --experiment {work.name} -o report.html"))
    if result["candidate"]:
        print(as_typed_here(f"To use it: main.py experiment apply {work.name}"))
    return 0


def apply(args: argparse.Namespace, paths: Paths) -> int:
    """Puts the optimum to use and says what was done; returns 0."""
    from training.experiment.applying import apply_optimum

    done = open_run(paths, args.run_name, KIND)
    applied = apply_optimum(done.folder, done.config(), paths, anyway=args.anyway)
    if args.json:
        json.dump(applied, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return 0
    levels = ", ".join(f"{name} {level}" for name, level in applied["levels"].items())
    print(f"Trainings now start with {levels}.")
    print(as_typed_here(f"The model {applied['model']} is a candidate: main.py models activate {applied['model']}"))
    return 0


def _new(args: argparse.Namespace, paths: Paths) -> Run:
    from training.datasets.dataset import open_dataset

    if args.design is not None and args.factor is not None:
        args.refuse("--design holds the factors; leave out --factor")
    array = args.array
    if args.design is not None:
        factors, array = read_design(args.design)
    elif args.factor is not None:
        factors = tuple(_factor(text) for text in args.factor)
    else:
        factors = SEED_FACTORS
    named = ("optimizer", "epochs", "dropout", "batch_size", "learning_rate", "views", "seed")
    base = RetrainConfig(
        keep_best=False,
        class_weights=args.class_weights,
        **{name: value for name in named if (value := getattr(args, name)) is not None},
    )
    base = replace(base, transforms=replace(base.transforms, vertical_flip=args.vertical_flip))
    free: dict[str, Any] = {
        name: value
        for name in ("repeats", "repeat_by", "response", "backbone", "workers", "scheduler")
        if (value := getattr(args, name)) is not None
    }
    classes = None if args.classes is None else tuple(name.strip() for name in args.classes.split(","))
    config = ExperimentConfig(args.dataset, classes, factors, array, base=base, confirm=not args.no_confirm, **free)
    open_dataset(paths.datasets / config.dataset)
    return create_run(paths, KIND, config, name=args.name, dataset=config.dataset)


def _resumed(args: argparse.Namespace, paths: Paths) -> Run:
    given = {name: value for name, value in vars(args).items() if value is not None and value is not False}
    allowed = _WITH_RESUME | {"resume", "json", "verbose", "command", "action", "kiosk", "source", "refuse"}
    more = sorted(given.keys() - allowed)
    if more:
        args.refuse(f"--resume goes on with the run's own settings; leave out --{more[0].replace('_', '-')}")
    found = open_run(paths, args.resume, KIND)
    elsewhere = {name: given[name] for name in _WITH_RESUME if name in given}
    if "workers" in elsewhere and "scheduler" not in elsewhere:
        elsewhere["scheduler"] = None
    return _moved(found, elsewhere) if elsewhere else found


def _moved(found: Run, elsewhere: dict[str, Any]) -> Run:
    """The same run with its trials done elsewhere from now on."""
    config = replace(found.config(), **elsewhere)
    document = TypeAdapter(ExperimentConfig).dump_python(config, mode="json")
    record = found.record.model_copy(update={"config": document})
    try:
        write_atomically(found.folder / RUN_FILE, record.model_dump_json(indent=2).encode())
    except OSError as error:
        raise KnownError(
            "{path} cannot be written: {reason}.", path=found.folder / RUN_FILE, reason=error.strerror or error
        ) from error
    return Run(found.folder, record)


def _factor(text: str) -> Factor:
    name, equals, levels = text.partition("=")
    if not equals:
        raise KnownError("{text} is no factor. Write it as NAME=LEVEL,LEVEL,...", text=text)
    return factor(name, levels.split(","))
