"""What runs, their stages and their ends are called on the screen."""

from __future__ import annotations

import math
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from gui.messages import NO_BREAK, expression_word
from training.jobs.events import Event
from training.jobs.runs import Status

_NETWORKS = {
    "vgg16": "VGG16",
    "resnet50": "ResNet50",
    "densenet121": "DenseNet121",
    "mobilenetv2": "MobileNetV2",
    "mobilenetv3small": "MobileNetV3 small",
    "efficientnetb0": "EfficientNetB0",
}


def status_word(status: Status) -> str:
    """How a run stands."""
    return {
        "running": QCoreApplication.translate("Jobs", "Running"),
        "succeeded": QCoreApplication.translate("Jobs", "Succeeded"),
        "failed": QCoreApplication.translate("Jobs", "Failed"),
        "cancelled": QCoreApplication.translate("Jobs", "Cancelled"),
        "crashed": QCoreApplication.translate("Jobs", "Crashed"),
        "interrupted": QCoreApplication.translate("Jobs", "Interrupted"),
    }[status]


def stage_words(event: Event) -> str:
    """What the job is at: "Training the head, epoch 3 of 50"."""
    stage = str(event.get("stage", ""))
    name, _, rest = stage.partition(":")
    known = {
        "loading": QCoreApplication.translate("Jobs", "Starting"),
        "features": QCoreApplication.translate("Jobs", "Reading the pictures' features"),
        "pixels": QCoreApplication.translate("Jobs", "Reading the pixels alone"),
        "head": QCoreApplication.translate("Jobs", "Training the head"),
        "tuning": QCoreApplication.translate("Jobs", "Training the whole network"),
        "scratch": QCoreApplication.translate("Jobs", "Training the whole network from scratch"),
        "export": QCoreApplication.translate("Jobs", "Writing and measuring the model"),
        "judging": QCoreApplication.translate("Jobs", "Comparing the models"),
        "classes": QCoreApplication.translate("Jobs", "DCGAN for all expressions together"),
        "adding": QCoreApplication.translate("Jobs", "Adding the pictures to the dataset"),
        "trials": QCoreApplication.translate("Jobs", "Training"),
        "confirmation": QCoreApplication.translate("Jobs", "Confirming the best combination"),
        "model": QCoreApplication.translate("Jobs", "Making the model of the best combination"),
        "done": QCoreApplication.translate("Jobs", "Done"),
    }
    words = known.get(name, name.replace("_", " ").capitalize())
    if name in ("class", "draw"):
        templates = {
            "class": QCoreApplication.translate("Jobs", "DCGAN for {label}"),
            "draw": QCoreApplication.translate("Jobs", "Drawing and sifting {label}"),
        }
        words = templates[name].format(label=expression_word(rest))
    elif arm_word(arm := stage.rpartition(":")[2]) != arm:
        words = QCoreApplication.translate("Jobs", "Training with: {pictures}").format(pictures=arm_word(arm))
    elif rest:
        words = f"{words} {rest}"
    if event.get("of") and "done" in event:
        trial = QCoreApplication.translate("Jobs", "training {number} of {most}")
        words = trial.format(number=min(event["done"] + 1, event["of"]), most=event["of"])
        words = words if name == "trials" else f"{known.get(name, name)}, {words}"
    if "fold" in event:
        fold = QCoreApplication.translate("Jobs", "{number} of {most} folds done")
        words += ", " + fold.format(number=event["fold"], most=event["folds"])
    if "epoch" in event:
        epoch = QCoreApplication.translate("Jobs", "epoch {number} of {most}")
        number, most = (f"{event[key]:.4g}" if key in event else "?" for key in ("epoch", "epochs"))
        words += ", " + epoch.format(number=number, most=most)
    return words


def duration(seconds: float) -> str:
    """A length of time for people: "40 s", "13 min", "2 h 05 min"."""
    if seconds < 99.5:
        text = QCoreApplication.translate("Jobs", "{seconds} s").format(seconds=math.ceil(seconds))
    elif seconds < 5970:
        text = QCoreApplication.translate("Jobs", "{minutes} min").format(minutes=math.ceil(seconds / 60))
    else:
        hours, minutes = divmod(math.ceil(seconds / 60), 60)
        text = QCoreApplication.translate("Jobs", "{hours} h {minutes} min").format(
            hours=hours, minutes=f"{minutes:02d}"
        )
    return text.replace(" ", NO_BREAK)


def local_time(iso: str) -> str:
    """A moment that was noted in UTC, as this place writes it."""
    at = QDateTime.fromSecsSinceEpoch(round(datetime.fromisoformat(iso).timestamp()))
    return QLocale().toString(at, QLocale.FormatType.ShortFormat)


def arm_word(name: str) -> str:
    """What an arm of a comparison trains on; any other name as it is."""
    words = {
        "none": QCoreApplication.translate("Jobs", "Real pictures alone"),
        "classic": QCoreApplication.translate("Jobs", "Flips and shifts"),
        "copies": QCoreApplication.translate("Jobs", "Real pictures again"),
        "dcgan": QCoreApplication.translate("Jobs", "Generated pictures"),
    }
    parts = name.split("+")
    return " + ".join(words[part] for part in parts) if all(part in words for part in parts) else name


def preset_word(name: str) -> str:
    """A DCGAN's preset, and how long it takes."""
    return {
        "compact": QCoreApplication.translate("Jobs", "Compact, 48 px (hours)"),
        "paper": QCoreApplication.translate("Jobs", "Original study, 128 px (days)"),
    }[name]


def backbone_word(name: str) -> str:
    """A network that a comparison trains on, and what it knew before."""
    network, _, weights = name.partition(":")
    if network == "bundled":
        return QCoreApplication.translate("Jobs", "The program's own")
    template = {
        "scratch": QCoreApplication.translate("Jobs", "{network} from scratch"),
        "random": QCoreApplication.translate("Jobs", "{network} at random"),
    }.get(weights, QCoreApplication.translate("Jobs", "{network}, ImageNet"))
    return template.format(network=_NETWORKS.get(network, network))


def optimizer_word(name: str) -> str:
    """An optimizer's proper name."""
    return {"adam": "Adam", "adagrad": "AdaGrad", "adadelta": "Adadelta", "sgd": "SGD"}.get(name, name)
