"""Every text that is made from a value: errors, expressions, numbers with their units."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from engine.edition import as_typed_here
from engine.errors import KnownError, Sentence
from engine.preference import Preference
from engine.settings import Settings

MINUS = "−"
DOT = "\u2009·\u2009"
PLUS_MINUS = "\u2009±\u2009"
"""With thin spaces: in a Chinese font both signs are as wide as a character, and bring their own room."""

NO_BREAK = "\u00a0"
"""A no-break space, between a number and its unit."""


def error_text(error: KnownError) -> str:
    """What a `KnownError` says, in the screen's language. The templates are collected by tools/translations.py."""
    values = {
        name: error_text(value) if isinstance(value, KnownError) else value for name, value in error.values.items()
    }
    return as_typed_here(QCoreApplication.translate("KnownError", error.template).format(**values))


def sentence_text(text: str) -> str:
    """A `Sentence` in the screen's language; any other text as it is."""
    if not isinstance(text, Sentence):
        return text
    values = {
        name: error_text(value)
        if isinstance(value, KnownError)
        else sentence_text(value)
        if isinstance(value, str)
        else value
        for name, value in text.values.items()
    }
    return as_typed_here(QCoreApplication.translate("KnownError", text.template).format(**values))


def built_in_notice(settings: Settings) -> str:
    """What tells shoppers that expressions are read, where the shop has no words of its own."""
    if settings.consent.offered:
        return QCoreApplication.translate(
            "Notice",
            "A camera here reads facial expressions. Only numbers are kept; a picture only if you agree to it.",
        )
    return QCoreApplication.translate(
        "Notice", "A camera here reads facial expressions. Only numbers are kept, never pictures."
    )


class Counted(QObject):
    """Texts with a plural; lupdate finds those only in `tr` of a class."""

    def viewers(self, number: int) -> str:
        return self.tr("%Ln viewer(s)", "", number)


def expression_word(name: str) -> str:
    """The word for a class or for "uncertain"; a class that this program does not know keeps its own name."""
    words = {
        "happy": QCoreApplication.translate("Expression", "Happy"),
        "surprise": QCoreApplication.translate("Expression", "Surprise"),
        "neutral": QCoreApplication.translate("Expression", "Neutral"),
        "disgust": QCoreApplication.translate("Expression", "Disgust"),
        "fear": QCoreApplication.translate("Expression", "Fear"),
        "anger": QCoreApplication.translate("Expression", "Anger"),
        "contempt": QCoreApplication.translate("Expression", "Contempt"),
        "sad": QCoreApplication.translate("Expression", "Sadness"),
        "uncertain": QCoreApplication.translate("Expression", "Uncertain"),
    }
    return words.get(name, name.replace("_", " ").capitalize())


def percent(share: float) -> str:
    """0.87 as "87 %"."""
    return f"{round(share * 100)}{NO_BREAK}%"


def signed(value: float) -> str:
    """An index with its sign and a true minus: "+31", "−4", "0"."""
    whole = round(value)
    if whole == 0:
        return "0"
    return f"+{whole}" if whole > 0 else f"{MINUS}{-whole}"


def points(share: float) -> str:
    """A difference of shares in percentage points, signed: "+2.4"."""
    return f"{100 * share:+.1f}".replace("-", MINUS)


def seconds(value: float) -> str:
    """6.4 as "6.4 s" or "6.4 秒"; from 100 s on without the decimal."""
    number = QLocale().toString(value, "f", 1 if value < 99.95 else 0)
    return QCoreApplication.translate("Unit", "{seconds} s").format(seconds=number).replace(" ", NO_BREAK)


def count(value: int) -> str:
    """A whole number with the language's separators."""
    return QLocale().toString(value)


def viewers(value: int) -> str:
    """ "1 viewer", "128 viewers", "128 人"."""
    return Counted().viewers(value)


def half_interval(preference: Preference) -> float | None:
    """Half the width of the 95 % interval, in points of the index; None where there is no interval."""
    if preference.ci95 is None:
        return None
    low, high = preference.ci95
    return (high - low) / 2


def preference_text(preference: Preference) -> str:
    """ "+31 ± 7": the mean and half its 95 % interval."""
    half = half_interval(preference)
    mean = signed(preference.mean)
    return mean if half is None else f"{mean}{PLUS_MINUS}{round(half)}"


def whole_seconds(value: float) -> str:
    """A wait or a countdown: "12 s", from two minutes on "3 min"; rounded up, so that it ends at nothing."""
    if value > 120:
        text = QCoreApplication.translate("Unit", "{minutes} min").format(minutes=math.ceil(value / 60))
    else:
        text = QCoreApplication.translate("Unit", "{seconds} s").format(seconds=math.ceil(value))
    return text.replace(" ", NO_BREAK)
