"""The expressions' names: what they are called here, and what data sets call them.

The class list itself belongs to a model's manifest; this module only knows meanings, never a number of classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNCERTAIN = "uncertain"

SEED_CLASSES: tuple[str, ...] = ("happy", "surprise", "disgust", "fear", "anger")
"""The five classes of the seed's experiment."""

DISPLAY_ORDER: tuple[str, ...] = ("happy", "surprise", "neutral", "disgust", "fear", "anger", UNCERTAIN)
"""Top to bottom on screens and left to right in plots; classes that are not listed follow."""

_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "happiness": "happy",
        "joy": "happy",
        "smile": "happy",
        "surprised": "surprise",
        "angry": "anger",
        "disgusted": "disgust",
        "afraid": "fear",
        "fearful": "fear",
        "scared": "fear",
        "sadness": "sad",
        "calm": "neutral",
        "no reaction": "neutral",
        "開心": "happy",
        "快樂": "happy",
        "驚喜": "surprise",
        "驚訝": "surprise",
        "嫌棄": "disgust",
        "厭惡": "disgust",
        "害怕": "fear",
        "恐懼": "fear",
        "生氣": "anger",
        "憤怒": "anger",
        "無感": "neutral",
        "中性": "neutral",
        "難過": "sad",
        "悲傷": "sad",
    }
)


def canonical_name(name: str) -> str:
    """The name used here for a class that may be called otherwise: "Angry" and "生氣" are "anger".

    A name without a known meaning comes back lower-cased and trimmed.
    """
    plain = name.strip().lower().replace("_", " ")
    return _SYNONYMS.get(plain, plain)


def in_display_order(classes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The same classes, in the order in which every screen, plot and report shows them."""
    known = [name for name in DISPLAY_ORDER if name in classes]
    return (*known, *(name for name in classes if name not in DISPLAY_ORDER))
