"""What the screen says of the capture: one short word for the chip, and what to show instead of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from engine.exposures import SourceKind
from engine.sources.capture import CaptureState, CaptureStatus
from gui.messages import DOT, error_text


class Way(Enum):
    """The way out that a placeholder offers with its button."""

    NONE = "none"
    DEMO = "demo"
    RESUME = "resume"
    GO_ON = "go_on"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Instead:
    """What stands in the view without a picture: an icon, a sentence, an explanation and a way out."""

    icon: str
    title: str
    text: str
    way: Way


def chip_text(state: CaptureState, kind: SourceKind) -> str:
    """The state in one or two words, with the measured rate while it runs. `kind`: what the source is."""
    kinds = {
        "live": QCoreApplication.translate("Capture", "Camera on"),
        "film": QCoreApplication.translate("Capture", "Film"),
        "demo": QCoreApplication.translate("Capture", "Demo"),
    }
    running = kinds[kind]
    off = QCoreApplication.translate("Capture", "Camera off")
    if kind != "live":
        off = QCoreApplication.translate("Capture", "Paused")
    words = {
        CaptureStatus.OPENING: QCoreApplication.translate("Capture", "Opening…"),
        CaptureStatus.RUNNING: running,
        CaptureStatus.RETRYING: QCoreApplication.translate("Capture", "No picture"),
        CaptureStatus.PAUSED: off,
        CaptureStatus.ENDED: QCoreApplication.translate("Capture", "Ended"),
        CaptureStatus.STOPPED: off,
    }
    word = words[state.status]
    if state.status is CaptureStatus.RUNNING and state.fps >= 0.5:
        return f"{word}{DOT}{round(state.fps)} fps"
    return word


def instead_of_picture(state: CaptureState, kind: SourceKind) -> Instead:
    """What the view says while it has no picture to show."""
    reason = error_text(state.problem) if state.problem is not None else ""
    was_there = state.frames_read > 0
    if state.status is CaptureStatus.PAUSED and kind != "live":
        return Instead("pause", QCoreApplication.translate("Capture", "Paused"), "", Way.GO_ON)
    if state.status is CaptureStatus.PAUSED:
        return Instead(
            "pause",
            QCoreApplication.translate("Capture", "The camera is off"),
            QCoreApplication.translate("Capture", "Nobody is seen and nothing is counted."),
            Way.RESUME,
        )
    if state.status is CaptureStatus.RETRYING and was_there:
        title = QCoreApplication.translate("Capture", "The camera is gone. Trying again…")
        return Instead("camera_off", title, reason, Way.DEMO)
    if state.status is CaptureStatus.RETRYING:
        title = QCoreApplication.translate("Capture", "No camera found")
        waits = QCoreApplication.translate("Capture", "A camera is used as soon as one is plugged in.")
        return Instead("camera_off", title, f"{reason}\n{waits}".strip(), Way.DEMO)
    if state.status is CaptureStatus.ENDED and state.problem is not None:
        title = QCoreApplication.translate("Capture", "This source cannot be played")
        return Instead("warning", title, reason, Way.DEMO)
    if state.status is CaptureStatus.ENDED:
        title = QCoreApplication.translate("Capture", "The film is over")
        return Instead("retry", title, "", Way.REPLAY)
    if state.status is CaptureStatus.STOPPED:
        return Instead("camera", QCoreApplication.translate("Capture", "The camera is off"), "", Way.NONE)
    if kind != "live":
        return Instead("play", QCoreApplication.translate("Capture", "Opening…"), reason, Way.NONE)
    return Instead("camera", QCoreApplication.translate("Capture", "Opening the camera…"), reason, Way.NONE)


def way_text(way: Way) -> str:
    """What the button of a way out says."""
    texts = {
        Way.NONE: "",
        Way.DEMO: QCoreApplication.translate("Capture", "Show the demo"),
        Way.RESUME: QCoreApplication.translate("Capture", "Turn the camera on"),
        Way.GO_ON: QCoreApplication.translate("Capture", "Go on"),
        Way.REPLAY: QCoreApplication.translate("Capture", "Play again"),
    }
    return texts[way]
