"""`main.py train`: the seed's head on a frozen backbone, or the whole network fine-tuned, on a dataset."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, BUNDLED
from engine.paths import Paths
from training.datasets.dataset import Dataset, open_dataset

if TYPE_CHECKING:
    from training.recognizer.config import RetrainConfig

OPTIMIZERS = ("adam", "adagrad", "adadelta", "sgd")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--dataset", required=True, metavar="NAME")
    parser.add_argument("--classes", help="comma-separated; other pictures are left out (all of the dataset's)")
    parser.add_argument("--backbone", default="bundled", help="bundled, imagenet, or a file of weights (%(default)s)")
    parser.add_argument("--fine-tune", action="store_true", help="then train the backbone too")
    parser.add_argument("--optimizer", default="adam", type=str.lower, choices=OPTIMIZERS)
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--dropout", type=float, default=0.5)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--learning-rate", type=float, help="the optimizer's own by default")
    parser.add_argument("--fine-tune-epochs", type=int, default=15)
    parser.add_argument("--class-weights", action="store_true", help="rare classes weigh as much as frequent ones")
    parser.add_argument("--views", type=int, default=0, help="random views of each picture (%(default)s)")
    parser.add_argument("--vertical-flip", action="store_true", help="as the seed; no kiosk sees a face upside down")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folds", type=int, metavar="K", help="only measure, by K-fold cross-validation by subject")
    parser.add_argument("--name", help="the new model's name (the dataset's name and the time)")
    parser.add_argument("--resume", metavar="RUN", help="name of an interrupted run to go on with")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Trains and publishes a candidate model, or cross-validates; prints the figures; returns 0."""
    dataset = open_dataset(paths.datasets / args.dataset)
    classes = tuple(name.strip() for name in args.classes.split(",")) if args.classes else dataset.manifest.classes
    config = _config(args)
    document = (
        _cross_validate(args, paths, dataset, classes, config)
        if args.folds
        else _train(args, paths, dataset, classes, config)
    )
    if args.json:
        json.dump(document, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(_as_text(document) + "\n")
    return 0


def _config(args: argparse.Namespace) -> RetrainConfig:
    from training.recognizer.config import RetrainConfig

    config = RetrainConfig(
        optimizer=args.optimizer,
        epochs=args.epochs,
        dropout=args.dropout,
        batch_size=args.batch_size,
        learning_rate=args.learning_rate,
        class_weights=args.class_weights,
        views=args.views,
        seed=args.seed,
    )
    return replace(config, transforms=replace(config.transforms, vertical_flip=args.vertical_flip))


def _train(
    args: argparse.Namespace, paths: Paths, dataset: Dataset, classes: tuple[str, ...], config: RetrainConfig
) -> dict[str, Any]:
    from training.recognizer import features, vgg16
    from training.recognizer.bundling import publish
    from training.recognizer.retraining import fine_tune, train_head

    train, validation = dataset.part("train", classes), dataset.part("val", classes)
    test = dataset.part("test", classes) if sum(dataset.manifest.counts["test"].values()) else validation
    missing = [name for name, count in train.counts().items() if count == 0]
    if missing:
        raise KnownError(
            "The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.",
            name=args.dataset,
            classes=", ".join(missing),
        )
    name = args.name or f"{args.dataset}-{time.strftime('%Y%m%d-%H%M%S')}"
    folder = paths.runs / (args.resume or name)
    if args.resume and not folder.is_dir():
        raise KnownError("There is no run {name} to go on with.", name=args.resume)
    if (paths.models / name).exists():
        raise KnownError("There is already a model {name}. Choose another name with --name.", name=name)
    backbone = backbone_weights(args.backbone, paths)
    shown = (config.transforms, config.seed)
    views = features.cached_views(folder, backbone, train.faces, config.views, *shown, _features)
    seen = features.cached_views(folder, backbone, validation.faces, 0, *shown)[0]
    targets = np.eye(len(classes), dtype=np.float32)[train.labels]
    head, best = train_head(views, targets, (seen, validation.labels), config, folder / "head", _tell)
    if args.fine_tune:
        tuning = replace(config, fine_tune=True, epochs=args.fine_tune_epochs, learning_rate=None)
        judged = (validation.faces, validation.labels)
        model, best = fine_tune(backbone, head, train.faces, targets, judged, tuning, folder / "tuning", _tell)
    else:
        model = vgg16.classifier(len(classes))
        vgg16.set_layer_weights(model, backbone)
        vgg16.set_layer_weights(model, vgg16.layer_weights(head, vgg16.HEAD_LAYERS))
    manifest = publish(
        paths.models / name,
        model,
        validation,
        test,
        name=name,
        training_data={"dataset": args.dataset, "counts": dataset.manifest.counts},
        hyperparameters={**asdict(config), "backbone": args.backbone, "fine_tuned": args.fine_tune, "best": best},
        parent=BUNDLED if args.backbone == "bundled" else None,
        with_head=True,
    )
    return manifest.model_dump(mode="json")


def _cross_validate(
    args: argparse.Namespace, paths: Paths, dataset: Dataset, classes: tuple[str, ...], config: RetrainConfig
) -> dict[str, Any]:
    from training.recognizer import crossvalidation as cv

    faces, subjects = dataset.part(None, classes), dataset.subjects(None, classes)
    if not 2 <= args.folds <= len(set(subjects)):
        raise KnownError(
            "{folds} folds take 2 or more, and at most as many as there are subjects ({subjects}).",
            folds=args.folds,
            subjects=len(set(subjects)),
        )
    folds = cv.subject_folds(faces, subjects, args.folds, args.seed)
    last = replace(config, keep_best=False)
    backbone = backbone_weights(args.backbone, paths)
    predictors = {"pixels": cv.pixel_predictor(faces), "head": cv.head_predictor(faces, backbone, last)}
    if args.fine_tune:
        tuning = replace(last, fine_tune=True, epochs=args.fine_tune_epochs, learning_rate=None)
        predictors["fine_tuned"] = cv.fine_tuning_predictor(faces, backbone, last, tuning)
    results = [cv.cross_validate(name, faces, folds, predict, _tell) for name, predict in predictors.items()]
    return {
        "dataset": args.dataset,
        "folds": args.folds,
        "n": len(faces),
        "models": {
            result.name: {**result.figures.as_json(), "fold_accuracies": list(result.fold_accuracies)}
            for result in results
        },
    }


def backbone_weights(choice: str, paths: Paths) -> dict[str, Any]:
    """The weights of a backbone: the bundled model's, ImageNet's (downloaded by Keras), or a file's."""
    from training.recognizer import vgg16

    if choice == "imagenet":
        return vgg16.imagenet_weights()
    path = paths.bundled_model / BACKBONE_FILE if choice == "bundled" else Path(choice)
    if not path.is_file():
        raise KnownError("There is no file {path}. Give bundled, imagenet or a file of weights.", path=path)
    return vgg16.load_backbone(path)


def _as_text(document: dict[str, Any]) -> str:
    if "models" not in document:
        metrics = document["metrics"]
        figures = f"accuracy {metrics['accuracy']:.4f}, macro F1 {metrics['f1_macro']:.4f} on {metrics['n']} faces"
        return f"{document['name']}: {figures}"
    rows = [f"{document['folds']} folds by subject, {document['n']} faces"]
    rows += [
        f"{name:12} accuracy {of_model['accuracy']:.4f}   macro F1 {of_model['f1_macro']:.4f}"
        for name, of_model in document["models"].items()
    ]
    return "\n".join(rows)


def _features(done: int, total: int) -> None:
    _tell({"features": done, "of": total})


def _tell(event: dict[str, Any]) -> None:
    sys.stderr.write(json.dumps(event) + "\n")
    sys.stderr.flush()
