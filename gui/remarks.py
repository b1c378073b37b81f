"""A statistician's sentences in the screen's language."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from engine.errors import KnownError
from training.experiment.remarks import Remark

Translate = Callable[[str, str], str]
"""From a context and an English text to the reader's."""


def remark_text(remark: Remark | KnownError, translate: Translate | None = None) -> str:
    """What a remark says, with the settings in it called by the reader's words. `translate`: into another language
    than the screen's. The templates are collected by tools/translations.py."""
    into: Translate = translate or QCoreApplication.translate
    values = {
        name: remark_text(value, into)
        if isinstance(value, Remark | KnownError)
        else _with_words(value, into)
        if isinstance(value, str)
        else value
        for name, value in remark.values.items()
    }
    return into("KnownError", remark.template).format(**values)


def setting_word(name: str, translate: Translate | None = None) -> str:
    """A setting, a response or an optimizer as people call it; any other name as it is."""
    return _words(translate or QCoreApplication.translate).get(name, name)


def _words(translate: Translate) -> dict[str, str]:
    return {
        "optimizer": translate("Experiment", "Optimizer"),
        "epochs": translate("Experiment", "Epochs"),
        "dropout": translate("Experiment", "Dropout"),
        "batch_size": translate("Experiment", "Batch size"),
        "learning_rate": translate("Experiment", "Learning rate"),
        "label_smoothing": translate("Experiment", "Label smoothing"),
        "class_weights": translate("Experiment", "Class weights"),
        "views": translate("Experiment", "Random views"),
        "plateau_patience": translate("Experiment", "Plateau patience"),
        "plateau_factor": translate("Experiment", "Plateau factor"),
        "min_learning_rate": translate("Experiment", "Smallest learning rate"),
        "rotation_deg": translate("Experiment", "Rotation (degrees)"),
        "zoom": translate("Experiment", "Zoom"),
        "shift": translate("Experiment", "Shift"),
        "light": translate("Experiment", "Light"),
        "erase": translate("Experiment", "Erasing"),
        "horizontal_flip": translate("Experiment", "Horizontal flip"),
        "vertical_flip": translate("Experiment", "Vertical flip"),
        "accuracy": translate("Experiment", "Accuracy"),
        "f1_macro": translate("Experiment", "Macro F1"),
        "binary_accuracy": translate("Experiment", "Element-wise accuracy"),
        "adam": "Adam",
        "adagrad": "AdaGrad",
        "adadelta": "Adadelta",
        "sgd": "SGD",
    }


def _with_words(text: str, translate: Translate) -> str:
    words = _words(translate)
    return re.sub(r"[a-z][a-z0-9_]*", lambda found: words.get(found[0], found[0]), text)
