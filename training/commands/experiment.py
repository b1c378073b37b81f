"""`main.py experiment`: plan a designed experiment, run it, analyse its results, and put them to use."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from engine.errors import KnownError
from engine.paths import Paths
from training.commands import experiment_run
from training.experiment.analysis_json import as_json
from training.experiment.analysis_text import analysis_text, plan_text
from training.experiment.confirmation import confirm
from training.experiment.factor_analysis import Pool, analyze
from training.experiment.orthogonal_arrays import ARRAY_NAMES
from training.experiment.planned_design import write_design
from training.experiment.results_file import read_sheet
from training.experiment.results_table import results_table
from training.experiment.signal_to_noise import KINDS, Kind, ratio_db
from training.experiment.taguchi import SEED_FACTORS, Factor, make_plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    design = actions.add_parser("design", help="the runs of an orthogonal array")
    design.add_argument(
        "--factor",
        action="append",
        metavar="NAME=LEVEL,LEVEL,...",
        help="what to vary, and its levels; once for each factor (the L9 of optimizer, epochs, dropout, batch_size)",
    )
    design.add_argument("--array", metavar="NAME", help=f"one of {', '.join(ARRAY_NAMES)} (the smallest that fits)")
    design.add_argument("--repeats", type=_count, default=1, metavar="R", help="how often each run is made (1)")
    design.add_argument("-o", "--output", type=Path, metavar="FILE.csv", help="write the runs there, to be filled in")
    design.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    experiment_run.add_arguments(actions)

    analysis = actions.add_parser(
        "analyze",
        help="what a table of results says about its factors",
        description="Every column that is neither the response nor called run, repeat or seed is a factor. The "
        "higher the response, the better; for one that should be low, use --sn smaller.",
    )
    analysis.add_argument("results", type=Path, metavar="RESULTS.csv", help="a table with one trial a row")
    analysis.add_argument(
        "--response",
        metavar="COLUMN",
        help="the result to explain (accuracy, else f1_macro, else the last column); several, parted by commas, are "
        "repeats side by side",
    )
    analysis.add_argument("--factors", metavar="COLUMN,...", help="only these columns are factors")
    analysis.add_argument(
        "--sn",
        choices=("none", *KINDS),
        default="none",
        help="analyse signal-to-noise ratios: larger, smaller or nominal is best (none: the response itself)",
    )
    analysis.add_argument(
        "--pool",
        default="auto",
        metavar="auto|none|FACTOR,...",
        help="factors taken for noise (auto: the weakest one, where nothing else is left to estimate the error)",
    )
    analysis.add_argument(
        "--block", action="store_true", help="the repeats are folds or days that differ by themselves"
    )
    analysis.add_argument(
        "--confirm", metavar="VALUE,...", help="results of runs at the predicted best, to judge the prediction by"
    )
    analysis.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Does what was asked for, and prints; returns 0. Raises KnownError for what the user can mend."""
    match args.action:
        case "design":
            return _design(args)
        case "analyze":
            return _analyze(args)
        case "apply":
            return experiment_run.apply(args, paths)
        case _:
            return experiment_run.run(args, paths)


def _design(args: argparse.Namespace) -> int:
    factors = tuple(_factor(text) for text in args.factor) if args.factor else SEED_FACTORS
    plan = make_plan(factors, args.array)
    if args.output is not None:
        if args.output.exists():
            raise KnownError("{path} exists already. Choose another name.", path=args.output)
        write_design(plan, args.repeats, args.output)
    if args.json:
        names = [factor.name for factor in plan.factors]
        _print_json(
            {
                "array": plan.array.title,
                "repeats": args.repeats,
                "reasons": [str(reason) for reason in plan.reasons],
                "runs": [dict(zip(names, run, strict=True)) for run in plan.runs],
            }
        )
    else:
        print(plan_text(plan, args.repeats))
    return 0


def _analyze(args: argparse.Namespace) -> int:
    factors = None if args.factors is None else _names(args.factors)
    table = results_table(read_sheet(args.results), args.response, factors)
    analysis = analyze(table, None if args.sn == "none" else args.sn, _pool(args.pool), block=args.block)
    confirmation = None if args.confirm is None else confirm(analysis, _confirming(args.confirm, analysis.sn))
    if args.json:
        _print_json(as_json(analysis, confirmation))
    else:
        print(analysis_text(analysis, confirmation))
    return 0


def _factor(text: str) -> Factor:
    name, equals, levels = text.partition("=")
    if not equals:
        raise KnownError("{text} is no factor. Write it as NAME=LEVEL,LEVEL,...", text=text)
    return Factor(name.strip(), tuple(level.strip() for level in levels.split(",")))


def _pool(text: str) -> Pool:
    match text:
        case "auto" | "none":
            return text
        case _:
            return tuple(_names(text))


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _confirming(text: str, sn: Kind | None) -> list[float]:
    """The confirmation's results, in the analysis's own terms."""
    try:
        values = [float(value) for value in _names(text)]
    except ValueError as error:
        raise KnownError("{text} are not numbers. Write the results as 0.93,0.94", text=text) from error
    return values if sn is None or not values else [ratio_db(np.array(values), sn)]


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return count


def _print_json(document: dict[str, object]) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")
