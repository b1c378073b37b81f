"""From a pretraining run to a model folder: the seed's head on the folded backbone, exported and measured."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.classifier import Classifier
from engine.model_registry import LITERT_FILE, ModelManifest, read_manifest
from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.evaluation.comparison import fitted_temperature
from training.evaluation.evaluation import people_on, predicted
from training.evaluation.over_people import share_interval
from training.recognizer import export, features, vgg16
from training.recognizer.config import RetrainConfig
from training.recognizer.pretraining import BACKBONE_FILE, LOGITS_FILE
from training.recognizer.retraining import train_head

log = logging.getLogger(__name__)

POLISH = RetrainConfig(optimizer="sgd", learning_rate=0.002, label_smoothing=0.1)
"""A grown head starts where pretraining ended: small steps."""


def grown_head(logits: vgg16.Weights, seed: int) -> vgg16.Weights:
    """The seed's head with exactly the outputs of one dense layer on the features.

    Features come out of a rectifier and are never negative, so an identity passes both rectified layers unchanged:
    the first 512 units carry it, the others start random and are not yet listened to (after Chen, Goodfellow and
    Shlens, "Net2Net", 2016).
    """
    kernel, bias = logits["logits/kernel"], logits["logits/bias"]
    rng = np.random.default_rng(seed)
    features_n, units = vgg16.FEATURES, vgg16.DENSE_UNITS

    def grown(inputs: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        weights = rng.normal(0, np.sqrt(2 / inputs), (inputs, units)).astype(np.float32)
        weights[:, :features_n] = np.eye(inputs, features_n)
        return weights

    predictions = np.zeros((units, kernel.shape[1]), np.float32)
    predictions[:features_n] = kernel
    zeros = np.zeros(units, np.float32)
    return {
        "FC1/kernel": grown(features_n),
        "FC1/bias": zeros,
        "FC2/kernel": grown(units),
        "FC2/bias": zeros,
        "predictions/kernel": predictions,
        "predictions/bias": bias,
    }


def finished_classifier(
    run: Path,
    train: LabelledFaces,
    validation: LabelledFaces,
    polish: RetrainConfig | None = None,
    on_event: Callable[[dict[str, Any]], None] = lambda event: None,
    bias: NDArray[np.float64] | None = None,
) -> keras.Model:
    """The run's backbone under the seed's head, grown from the run's last layer and so of the same accuracy.

    With `polish`, the head is then trained on the frozen backbone's features, and kept where that lowers the log loss
    on `validation`. `bias` (classes,) is added to the logits at the end.
    """
    backbone = vgg16.load_weights(run / BACKBONE_FILE)
    config = polish or POLISH
    n_classes = len(train.classes)
    head = vgg16.head(n_classes, config.dropout, config.seed)
    vgg16.set_layer_weights(head, grown_head(vgg16.load_weights(run / LOGITS_FILE), config.seed))
    if polish is not None:
        _polish(head, run, backbone, train, validation, polish, on_event)
    model = vgg16.classifier(n_classes)
    vgg16.set_layer_weights(model, backbone)
    weights = vgg16.layer_weights(head, vgg16.HEAD_LAYERS)
    if bias is not None:
        weights["predictions/bias"] = weights["predictions/bias"] + bias.astype(np.float32)
    vgg16.set_layer_weights(model, weights)
    return model


def _polish(
    head: keras.Model,
    run: Path,
    backbone: vgg16.Weights,
    train: LabelledFaces,
    validation: LabelledFaces,
    config: RetrainConfig,
    on_event: Callable[[dict[str, Any]], None],
) -> None:
    start = head.get_weights()
    shown = (config.transforms, config.seed)
    views = features.cached_views(run, backbone, train.faces, config.views, *shown, _progress(on_event))
    seen = features.cached_views(run, backbone, validation.faces, 0, *shown)[0]
    before = metrics.log_loss(np.asarray(head.predict(seen, verbose=0)), validation.labels)
    targets = np.eye(len(train.classes), dtype=np.float32)[train.labels]
    train_head(views, targets, (seen, validation.labels), config, on_event=on_event, head=head)
    after = metrics.log_loss(np.asarray(head.predict(seen, verbose=0)), validation.labels)
    log.info("log loss of the head on validation: %.4f grown, %.4f trained", before, after)
    if after >= before:
        head.set_weights(start)


def publish(
    folder: Path,
    model: keras.Model,
    validation: LabelledFaces,
    test: LabelledFaces | None = None,
    *,
    name: str,
    training_data: Mapping[str, Any],
    hyperparameters: Mapping[str, Any],
    parent: str | None = None,
    people: Sequence[str] = (),
    with_head: bool = False,
    on_progress: Callable[[float], None] = lambda share: None,
) -> ModelManifest:
    """Writes the model folder, measures the exported file itself on `test`, and puts that into the manifest.

    The temperature is fitted on `validation`, which also stands in for `test` where there is none. The calibration
    error is given before and after, and the accuracy with a 95 % interval over `people`: who is on each picture that
    judges, by default as its file's name tells.
    """
    classes = validation.classes
    test = test if test is not None and len(test) else validation
    export.write_model(
        folder,
        model,
        name=name,
        classes=classes,
        parent=parent,
        training_data=training_data,
        hyperparameters=hyperparameters,
        with_head=with_head,
    )
    manifest = read_manifest(folder)
    on_progress(0.4)
    network = (folder / LITERT_FILE).read_bytes()
    plain = Classifier(network, manifest)
    temperature = round(fitted_temperature(predicted(plain, validation.faces), validation.labels), 4)
    calibrated = Classifier(network, manifest.model_copy(update={"temperature": temperature}))
    on_progress(0.6)
    float_network = export.litert_bytes(model, int8_weights=False)
    on_progress(0.8)
    classifiers = (plain, calibrated, Classifier(float_network, manifest))
    answers = [predicted(classifier, test.faces) for classifier in classifiers]
    before, figures, reference = (metrics.figures(given, test.labels, classes) for given in answers)
    interval = share_interval(answers[1].argmax(axis=1) == test.labels, people or people_on(test))
    manifest = manifest.model_copy(
        update={
            "temperature": temperature,
            "metrics": {
                "n": figures.n,
                "accuracy": round(figures.accuracy, 4),
                "accuracy_interval": [round(end, 4) for end in interval],
                "accuracy_float": round(reference.accuracy, 4),
                "f1_macro": round(figures.f1_macro, 4),
                "binary_accuracy": round(figures.binary_accuracy, 4),
                "log_loss": round(figures.log_loss, 4),
                "ece": round(figures.ece, 4),
                "ece_before_calibration": round(before.ece, 4),
                "per_class": {
                    label: {key: round(value, 4) for key, value in asdict(of_class).items()}
                    for label, of_class in figures.per_class.items()
                },
                "confusion_matrix": [list(row) for row in figures.confusion_matrix],
            },
        }
    )
    export.write_manifest(folder, manifest)
    return manifest


def _progress(on_event: Callable[[dict[str, Any]], None]) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        on_event({"features": done, "of": total})

    return report
