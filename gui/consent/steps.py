"""The steps by which a picture is given or taken back, and what the dialog says in each."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from training.datasets.consented import CODE_DIGITS


class Step(Enum):
    """Where the shopper is."""

    AGREE = "agree"
    LOOK = "look"
    CONFIRM = "confirm"
    KEPT = "kept"
    TAKE_BACK = "take_back"
    TAKEN_BACK = "taken_back"


def title(step: Step) -> str:
    """The heading."""
    return {
        Step.AGREE: QCoreApplication.translate("ConsentSteps", "Will you give a picture of your face?"),
        Step.LOOK: QCoreApplication.translate("ConsentSteps", "Show an expression"),
        Step.CONFIRM: QCoreApplication.translate("ConsentSteps", "This picture would be kept"),
        Step.KEPT: QCoreApplication.translate("ConsentSteps", "Thank you. This is your code"),
        Step.TAKE_BACK: QCoreApplication.translate("ConsentSteps", "Take back a picture"),
        Step.TAKEN_BACK: QCoreApplication.translate("ConsentSteps", "Your picture is deleted"),
    }[step]


def explanation(step: Step) -> str:
    """What the shopper has to know here."""
    return {
        Step.AGREE: QCoreApplication.translate(
            "ConsentSteps",
            "This kiosk learns to read expressions from pictures. If you agree, you see your picture first and "
            "say what it shows; only then a small grey picture of your face and that word are kept on this "
            "machine, without your name. You get a code with which you can have it deleted at any time. Saying "
            "no has no disadvantage.",
        ),
        Step.LOOK: QCoreApplication.translate(
            "ConsentSteps", "Nothing is kept yet. Look into the camera and touch Take picture."
        ),
        Step.CONFIRM: QCoreApplication.translate(
            "ConsentSteps", "What does your face show? If you do not like the picture, take another, or drop it."
        ),
        Step.KEPT: QCoreApplication.translate(
            "ConsentSteps",
            "Write it down or photograph it: it is shown only now and kept nowhere. Touch Take back a picture "
            "here, type it, and the picture is deleted.",
        ),
        Step.TAKE_BACK: QCoreApplication.translate(
            "ConsentSteps", "Type the {n} digits of the code that you were shown."
        ).format(n=CODE_DIGITS),
        Step.TAKEN_BACK: QCoreApplication.translate(
            "ConsentSteps",
            "It will not be learned from again. A model trained with it before keeps what it has learned.",
        ),
    }[step]


def no_word(step: Step) -> str | None:
    """What the button says that drops all; None: there is no such button."""
    return {
        Step.AGREE: QCoreApplication.translate("ConsentSteps", "No, thank you"),
        Step.CONFIRM: QCoreApplication.translate("ConsentSteps", "Drop it"),
        Step.LOOK: QCoreApplication.translate("ConsentSteps", "Cancel"),
        Step.TAKE_BACK: QCoreApplication.translate("ConsentSteps", "Cancel"),
    }.get(step)


def other_word(step: Step) -> str | None:
    """What the button says that leads another way; None: there is no such button."""
    return {
        Step.AGREE: QCoreApplication.translate("ConsentSteps", "Take back a picture"),
        Step.CONFIRM: QCoreApplication.translate("ConsentSteps", "Take another"),
    }.get(step)


def yes_word(step: Step) -> str:
    """What the button says that goes on."""
    return {
        Step.AGREE: QCoreApplication.translate("ConsentSteps", "Go on"),
        Step.LOOK: QCoreApplication.translate("ConsentSteps", "Take picture"),
        Step.CONFIRM: QCoreApplication.translate("ConsentSteps", "Keep this picture"),
        Step.TAKE_BACK: QCoreApplication.translate("ConsentSteps", "Delete it"),
    }.get(step, QCoreApplication.translate("ConsentSteps", "Done"))
