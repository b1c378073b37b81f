"""`main.py pretrain`: a backbone from scratch, and the model folder that comes of it."""

from __future__ import annotations

import argparse
import json
import logging
import math
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.emotions import SEED_CLASSES
from engine.errors import KnownError
from engine.paths import Paths
from training.datasets.images import LabelledFaces, read_folder
from training.precision import use_onednn
from training.recognizer.class_bias import EXPECTED, RARE, added_bias, expected_share_bias, rare_class_bias
from training.recognizer.pretraining_config import PRETRAIN_OPTIMIZERS, PretrainConfig

log = logging.getLogger(__name__)

BLANK_BELOW = 1.0
"""A picture whose grey values deviate less than this is blank."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="training faces, one folder a class")
    parser.add_argument("--validation", type=Path, required=True, metavar="DIR", help="faces that judge it")
    parser.add_argument(
        "--classes",
        default=",".join(sorted((*SEED_CLASSES, "neutral"))),
        help="comma-separated; other folders are left out (%(default)s)",
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=float, help="how long (40); gives the same result again")
    length.add_argument(
        "--average", type=Path, nargs="+", metavar="RUN", help="train nothing: take the mean weights of these runs"
    )
    length.add_argument("--minutes", type=float, help="how long, by the clock, whatever else the machine does")
    parser.add_argument("--batch-size", type=int, help="pictures a step (128)")
    parser.add_argument("--optimizer", choices=PRETRAIN_OPTIMIZERS, help="(sgd)")
    parser.add_argument("--learning-rate", type=float, help="the highest one (0.05)")
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--size", type=int, choices=range(32, 64), metavar="PX", help="one size all along, not three")
    sizes.add_argument(
        "--stages",
        type=_stages,
        metavar="SHARE:PX:STRENGTH,...",
        help="from which share of the run on pictures have which size, and how strongly they are changed "
        "(0:32:0.7,0.55:40:0.7,0.75:48:0.7)",
    )
    parser.add_argument(
        "--rare-class-power", type=float, metavar="P", help="0: rare classes as rare as they are; 1: balanced (0.5)"
    )
    parser.add_argument(
        "--rare-class-bias",
        type=_share,
        nargs="?",
        const=1.0,
        default=0.0,
        metavar="SHARE",
        help="let classes rarer than the median one be answered as if they were as frequent, or part of the way",
    )
    parser.add_argument(
        "--expect",
        type=_expected,
        nargs="+",
        metavar="CLASS=SHARE",
        default=[],
        help="how many of all faces will be of a class where the model is used, if not as many as here",
    )
    parser.add_argument(
        "--start-from", type=Path, metavar="DIR", help="go on from another run or a model, with a new schedule"
    )
    parser.add_argument(
        "--teacher", type=Path, nargs="+", metavar="DIR", help="models whose mean answers become part of the targets"
    )
    parser.add_argument("--teacher-share", type=float, help="how much of a target is the teachers' (0.4)")
    parser.add_argument(
        "--teacher-sees-views",
        action="store_true",
        help="ask the teachers about each changed picture anew, not once about the picture as it is",
    )
    parser.add_argument(
        "--teacher-looks",
        type=int,
        metavar="N",
        help="mean answer of the teachers over N random views of each face (0: over the face and its mirror image)",
    )
    parser.add_argument("--dropout", type=float, help="share of the features left out while training (0.3)")
    parser.add_argument("--label-smoothing", type=float, help="how much of a target goes to all classes alike (0.1)")
    parser.add_argument(
        "--mixup",
        type=_weight,
        metavar="ALPHA",
        help="mix pictures two by two, in proportions from Beta(ALPHA, ALPHA) (0: no mixing)",
    )
    parser.add_argument("--mixup-until", type=_share, metavar="SHARE", help="the part of the run that mixes (0.85)")
    parser.add_argument(
        "--zoom",
        type=_zoom,
        metavar="Z",
        help="show faces by up to this share nearer or farther: detectors cut them out more or less tightly (0.12)",
    )
    parser.add_argument("--frozen-blocks", type=int, choices=range(5), help="first blocks to leave as they are (0)")
    parser.add_argument(
        "--carry",
        type=_weight,
        metavar="WEIGHT",
        help="let the features also tell what block 4 saw: with --optimizer adamw (sgd diverges), from a finished "
        "model (0)",
    )
    parser.add_argument("--float32", action="store_true", help="do not compute in bfloat16")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--polish-epochs", type=int, default=0, help="then train the head alone (%(default)s)")
    parser.add_argument("--run", type=Path, metavar="DIR", required=True, help="run folder; one found there goes on")
    parser.add_argument("--output", type=Path, metavar="DIR", help="the model folder to write (RUN/model)")
    parser.add_argument("--name", default="pretrained", help="the model's name (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Trains, publishes the model folder, prints its figures; returns 0."""
    config = _config(args)
    classes = tuple(name.strip() for name in args.classes.split(",") if name.strip())
    if len(classes) < 2:
        raise KnownError("A model takes at least two classes, not {classes}.", classes=args.classes)
    validation = read_folder(args.validation, classes)
    train, left_out = without_known(read_folder(args.data, classes), validation)
    missing = [name for name, count in train.counts().items() if count == 0]
    if missing:
        raise KnownError(
            "There is no picture of {classes} in {folder}. Add some, or leave the class out with --classes.",
            classes=", ".join(missing),
            folder=args.data,
        )
    power, counts = config.rare_class_power, train.counts()
    biases = {
        RARE: rare_class_bias(counts, power, args.rare_class_bias) if args.rare_class_bias else None,
        EXPECTED: expected_share_bias(counts, power, dict(args.expect)) if args.expect else None,
    }
    use_onednn()
    import keras

    from training.recognizer.averaging import AVERAGE_OF, average_runs
    from training.recognizer.bundling import POLISH, finished_classifier, publish
    from training.recognizer.pretraining import pretrain
    from training.recognizer.teaching import teacher_of

    how: dict[str, Any] = {"pretraining": asdict(config)}
    last: dict[str, Any] = {}
    if args.average:
        how = {AVERAGE_OF: average_runs(args.average, args.run)}
    else:
        teacher = teacher_of(args.teacher, train.classes, config.teacher_looks) if args.teacher else None
        last = pretrain(train, validation, config, args.run, _tell, start_from=args.start_from, teacher=teacher)
    if keras.backend.backend() != "tensorflow":
        # LiteRT's converter is TensorFlow's: the trained run is finished by the same command without KERAS_BACKEND.
        sys.stderr.write("Trained. Run the same command again without KERAS_BACKEND to write the model.\n")
        if args.json:
            sys.stdout.write(json.dumps({"run": str(args.run), "last": last}) + "\n")
        return 0
    polish = replace(POLISH, epochs=args.polish_epochs) if args.polish_epochs else None
    model = finished_classifier(args.run, train, validation, polish, _tell, added_bias(biases, train.classes))
    manifest = publish(
        args.output or args.run / "model",
        model,
        validation,
        name=args.name,
        training_data={
            "source": args.data.name,
            "counts": counts,
            "left_out": left_out,
            "validation": {"source": args.validation.name, "counts": validation.counts()},
        },
        hyperparameters={
            **how,
            "polish": asdict(polish) if polish else None,
            **biases,
        },
    )
    if args.json:
        json.dump(manifest.model_dump(mode="json"), sys.stdout)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(
            f"{manifest.name}: accuracy {manifest.metrics['accuracy']} with int8 weights, "
            f"{manifest.metrics['accuracy_float']} in float, macro F1 {manifest.metrics['f1_macro']}\n"
        )
    return 0


def without_known(train: LabelledFaces, validation: LabelledFaces) -> tuple[LabelledFaces, dict[str, int]]:
    """The training faces without those that validation has too, and without blank ones; and how many went."""
    known = set(validation.digests())
    seen = np.array([digest in known for digest in train.digests()])
    blank = train.faces.std(axis=(1, 2)) <= BLANK_BELOW
    counts = {"also_in_validation": int(seen.sum()), "blank": int((blank & ~seen).sum())}
    return train.take(~(seen | blank)), counts


def _config(args: argparse.Namespace) -> PretrainConfig:
    given = {
        "epochs": args.epochs,
        "minutes": args.minutes,
        "batch_size": args.batch_size,
        "optimizer": args.optimizer,
        "peak_learning_rate": args.learning_rate,
        "teacher_share": args.teacher_share,
        "teacher_sees_views": args.teacher_sees_views or None,
        "teacher_looks": args.teacher_looks,
        "frozen_blocks": args.frozen_blocks,
        "rare_class_power": args.rare_class_power,
        "dropout": args.dropout,
        "label_smoothing": args.label_smoothing,
        "carry": args.carry,
        "mixup": args.mixup,
        "mixup_until": args.mixup_until,
        "dtype": "float32" if args.float32 else None,
        "stages": ((0.0, args.size, 1.0),) if args.size else args.stages,
    }
    config = replace(PretrainConfig(seed=args.seed), **{k: v for k, v in given.items() if v is not None})
    if args.zoom is not None:
        config = replace(config, transforms=replace(config.transforms, zoom=args.zoom))
    return config


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"a share lies in 0 to 1, not {text}")
    return value


def _expected(text: str) -> tuple[str, float]:
    """`neutral=0.25` to ("neutral", 0.25)."""
    name, _, share = text.partition("=")
    try:
        return name.strip(), float(share)
    except ValueError as error:
        raise argparse.ArgumentTypeError("it is a class and a share such as neutral=0.25") from error


def _zoom(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 0.5:
        raise argparse.ArgumentTypeError(f"a zoom lies in 0 to 0.5, not {text}")
    return value


def _stages(text: str) -> tuple[tuple[float, int, float], ...]:
    """`0:40:1.4,0.6:48:1` to ((0.0, 40, 1.4), (0.6, 48, 1.0))."""
    stages = []
    try:
        for part in text.split(","):
            share, size_px, strength = part.split(":")
            stages.append((float(share), int(size_px), float(strength)))
    except ValueError as error:
        raise argparse.ArgumentTypeError("it is a list such as 0:32:0.7,0.75:48:1") from error
    starts = [share for share, _, _ in stages]
    if starts[0] != 0 or starts != sorted(set(starts)) or not all(0 <= share < 1 for share in starts):
        raise argparse.ArgumentTypeError("shares begin at 0, rise, and stay below 1")
    if not all(32 <= px < 64 and 0 <= strength < math.inf for _, px, strength in stages):
        raise argparse.ArgumentTypeError("pictures have 32 to 63 px, and strengths are 0 or more")
    return tuple(stages)


def _weight(text: str) -> float:
    weight = float(text)
    if not 0 <= weight < math.inf:
        raise argparse.ArgumentTypeError("it must be 0 or more")
    return weight


def _tell(event: dict[str, Any]) -> None:
    sys.stderr.write(json.dumps(event) + "\n")
    sys.stderr.flush()
