"""`main.py evaluate`: a model's figures on a folder of labelled faces."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from engine.classifier import load_classifier
from engine.paths import Paths
from training.commands.common import Progress, model_folder
from training.datasets.images import read_folder
from training.evaluation.comparison import Comparison
from training.evaluation.evaluation import Evaluation, compare_classifiers, evaluate
from training.evaluation.metrics import Figures

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with one folder a class")
    parser.add_argument("--model", metavar="NAME|PATH", help="installed model, or a model's folder (the active one)")
    parser.add_argument("--against", metavar="NAME|PATH", help="another model: McNemar's test on the same faces")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="write the plots there, as PNG and SVG")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Evaluates and prints; returns 0."""
    classifier = load_classifier(model_folder(args.model, paths))
    faces = read_folder(args.data, classifier.classes)
    evaluation = evaluate(classifier, classifier.name, faces, Progress("faces"))
    document = evaluation.as_json()
    text = as_text(evaluation)
    if args.against is not None:
        other = load_classifier(model_folder(args.against, paths))
        comparison = compare_classifiers(classifier, other, read_folder(args.data), Progress("faces"))
        document["against"] = {"model": other.name, **asdict(comparison)}
        text += "\n" + _compared(other.name, comparison)
    if args.plots is not None:
        from training.evaluation.plots import write_plots

        write_plots(evaluation.figures, args.plots)
    if args.json:
        json.dump(document, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(text + "\n")
    return 0


def as_text(evaluation: Evaluation) -> str:
    """The figures for a reader."""
    interval = "95 % interval of the accuracy {:.3f} to {:.3f}".format(*evaluation.interval)
    lines = [f"{evaluation.model}: {evaluation.figures.n} faces; {interval}"]
    lines += _block("all of the model's classes", evaluation.figures)
    if len(evaluation.restricted.classes) < len(evaluation.figures.classes):
        lines += _block("limited to the classes present", evaluation.restricted)
    for name, count in evaluation.ignored.items():
        lines.append(f"ignored: {count} of {name}, which the model does not know")
    for file in evaluation.unreadable:
        lines.append(f"not a picture: {file}")
    return "\n".join(lines)


def _compared(other: str, comparison: Comparison) -> str:
    low, high = comparison.interval
    people, p = comparison.people, comparison.p_over_people
    over = f" over {people} people, p = {p:.2g}," if people < comparison.n else ""
    return (
        f"against {other}, on {comparison.n} faces of the classes that both know: {comparison.difference:+.4f} for "
        f"{other} in accuracy (95 % interval{over} {low:+.4f} to {high:+.4f}); "
        f"McNemar's exact test p = {comparison.p_value:.2g} "
        f"({comparison.only_first} right only here, {comparison.only_second} only there)"
    )


def _block(title: str, figures: Figures) -> list[str]:
    lines = [
        f"-- {title}",
        f"accuracy {figures.accuracy:.4f}   macro F1 {figures.f1_macro:.4f}   calibration error {figures.ece:.4f}",
        f"element-wise (seed): binary_accuracy {figures.binary_accuracy:.4f}   precision {figures.precision:.4f}"
        f"   recall {figures.recall:.4f}   AUC {figures.auc:.4f}   F1 {figures.f1_seed:.4f}",
        f"{'':12}{'precision':>10}{'recall':>8}{'F1':>8}{'n':>7}   taken for: {', '.join(figures.classes)}",
    ]
    for (name, one), row in zip(figures.per_class.items(), figures.confusion_matrix, strict=True):
        lines.append(
            f"{name:12}{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>8.3f}{one.support:>7}   "
            + " ".join(f"{count:>5}" for count in row)
        )
    return lines
