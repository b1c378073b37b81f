"""`main.py dataset`: import labelled faces, show what there is, take generated ones out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.faces.face_detector import choose_detector
from engine.paths import Paths
from engine.settings import DetectionSettings
from training.commands.common import Progress
from training.datasets.dataset import MANIFEST, DatasetManifest, open_dataset
from training.datasets.dataset_import import PROBLEMS, ImportOptions, import_dataset
from training.datasets.generated import remove_generated
from training.datasets.splits import CK_SUBJECT, shares_of_parts, subject_pattern

_PROBLEM_WORDS = {
    "broken": "broken, or no picture",
    "no_face": "no face",
    "empty": "classes without a usable picture",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("import", help="make a dataset of a folder, a zip, FER2013's CSV or CK+")
    new.add_argument("source", type=Path, metavar="SRC")
    new.add_argument("--name", required=True)
    new.add_argument("--split", metavar="0.8,0.1,0.1", help="train, val, test (the source's own, else 0.8,0.1,0.1)")
    new.add_argument("--by-subject", action=argparse.BooleanOptionalAction, default=True)
    new.add_argument("--subject-pattern", help="regular expression whose first group is the subject in a file name")
    new.add_argument(
        "--keep", default="no_face", help=f"keep these all the same: {', '.join(PROBLEMS[1:])} (%(default)s)"
    )
    new.add_argument("--find-faces", action=argparse.BooleanOptionalAction, default=True, help="report non-faces")
    new.add_argument("--seed", type=int, default=1)
    stats = actions.add_parser("stats", help="counts by split and class")
    stats.add_argument("name", metavar="NAME")
    everything = actions.add_parser("list", help="all datasets")
    remove = actions.add_parser("remove-generated", help="take generated pictures out again")
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--run", help="only what this run has added")
    contact = actions.add_parser("sheet", help="one picture with some faces of each class, real and generated")
    contact.add_argument("name", metavar="NAME")
    contact.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="png, svg or pdf")
    contact.add_argument("--classes", help="comma-separated (all)")
    for sub in (new, stats, everything, remove, contact):
        sub.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Does it and prints; returns 0."""
    document: Any
    if args.action == "import":
        manifest = import_dataset(
            args.source, paths.datasets / args.name, _options(args), _detector(paths), Progress("pictures")
        )
        document, text = manifest.model_dump(mode="json"), as_text(manifest)
    elif args.action == "stats":
        manifest = open_dataset(paths.datasets / args.name).manifest
        document, text = manifest.model_dump(mode="json"), as_text(manifest)
    elif args.action == "remove-generated":
        removed = remove_generated(paths.datasets / args.name, args.run)
        document = {"name": args.name, "removed": removed}
        text = f"{args.name}: {removed} generated pictures taken out"
    elif args.action == "sheet":
        from training.augmentation.sheets import dataset_sheet, write_sheet

        classes = tuple(word.strip() for word in args.classes.split(",")) if args.classes else None
        write_sheet(args.output, dataset_sheet(open_dataset(paths.datasets / args.name), classes))
        document, text = {"name": args.name, "file": str(args.output)}, str(args.output)
    else:
        folders = sorted(path.parent for path in paths.datasets.glob(f"*/{MANIFEST}"))
        manifests = [open_dataset(folder).manifest for folder in folders]
        document = [{"name": m.name, "n": m.n, "classes": list(m.classes)} for m in manifests]
        text = "\n".join(f"{m.name}: {m.n} pictures, {len(m.classes)} classes" for m in manifests) or "none"
    if args.json:
        json.dump(document, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(text + "\n")
    return 0


def as_text(manifest: DatasetManifest) -> str:
    """The counts for a reader, and what was found wrong."""
    lines = [
        f"{manifest.name}: {manifest.n} pictures of {manifest.subjects or 'unknown'} subjects, split {manifest.split}"
    ]
    lines.append(f"{'':12}" + "".join(f"{split:>8}" for split in manifest.counts))
    for name in manifest.classes:
        lines.append(f"{name:12}" + "".join(f"{of_class[name]:>8}" for of_class in manifest.counts.values()))
    for run, of_run in manifest.generated.items():
        added = ", ".join(f"{name} {count}" for name, count in of_run.items())
        lines.append(f"generated by {run} (in train): {added}")
    for problem, names in manifest.reported.items():
        shown = ", ".join(names[:5]) + (" ..." if len(names) > 5 else "")
        lines.append(f"{_PROBLEM_WORDS.get(problem, problem)}: {len(names)} ({shown})")
    return "\n".join(lines)


def _options(args: argparse.Namespace) -> ImportOptions:
    keep = frozenset(word.strip() for word in args.keep.split(",") if word.strip())
    if not keep <= set(PROBLEMS[1:]):
        raise KnownError("--keep takes {known}, not {given}.", known=", ".join(PROBLEMS[1:]), given=args.keep)
    pattern = CK_SUBJECT if args.subject_pattern is None else subject_pattern(args.subject_pattern)
    shares = None if args.split is None else shares_of_parts(args.split)
    return ImportOptions(shares, args.by_subject, keep, args.find_faces, pattern, args.seed)


def _detector(paths: Paths) -> Any:
    # A face fills its crop: the smallest that counts is a third of the enlarged picture.
    return choose_detector(DetectionSettings(min_face_share=0.3), paths)[0]
