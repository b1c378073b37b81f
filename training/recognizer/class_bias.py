"""What is added to a finished model's logits because it meets other classes at work than it was trained on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import FiniteFloat, TypeAdapter, ValidationError

from engine.errors import KnownError
from engine.model_registry import ModelManifest

RARE, EXPECTED = "rare_class_bias", "expected_share_bias"
"""Names among a model's hyperparameters."""
_PerClass = TypeAdapter(dict[str, FiniteFloat])


def times_shown(counts: NDArray[np.int64], power: float) -> NDArray[np.float64]:
    """How often an epoch shows each picture of a class, in the mean: (median / count) ** `power` times where the
    class is rarer than the median one, else once."""
    median = np.median(counts[counts > 0])
    return np.maximum(1.0, (median / np.maximum(counts, 1)) ** power)


def rare_class_bias(counts: Mapping[str, int], shown_power: float, share: float = 1.0) -> dict[str, float]:
    """What to add to each class's logit so that one rarer than the median is answered as if it were as frequent.

    While training it was shown more often already (`times_shown` with `shown_power`); this is the rest (Menon et
    al., "Long-tail learning via logit adjustment", 2021; `share` is their tau). 0 for the others.
    """
    median = float(np.median([n for n in counts.values() if n]))
    left = share * (1 - shown_power)
    return {name: max(0.0, left * float(np.log(median / n))) if n else 0.0 for name, n in counts.items()}


def expected_share_bias(
    counts: Mapping[str, int], shown_power: float, expected: Mapping[str, float]
) -> dict[str, float]:
    """What to add to each class's logit where `expected` of all faces will be of a class, and not as many as while
    training; the classes that are not named keep their proportions (Saerens, Latinne and Decaestecker, "Adjusting the
    outputs of a classifier to new a priori probabilities", 2002).

    Raises `KnownError` for a class that is not there, and for shares that leave nothing for the others.
    """
    unknown = [name for name in expected if not counts.get(name)]
    if unknown:
        raise KnownError(
            "There is no picture of {classes} to train on. Name other classes with --expect.",
            classes=", ".join(unknown),
        )
    if not all(share > 0 for share in expected.values()) or sum(expected.values()) >= 1:
        raise KnownError("Expected shares are above 0 and leave something for the other classes. Take smaller ones.")
    pictures = np.array(list(counts.values()))
    seen = pictures * times_shown(pictures, shown_power)
    shares = dict(zip(counts, seen / seen.sum(), strict=True))
    others = (1 - sum(expected.values())) / (1 - sum(shares[name] for name in expected))
    return {
        name: float(np.log(expected[name] / shares[name] / others)) if name in expected else 0.0 for name in counts
    }


def added_bias(hyperparameters: Mapping[str, Any], classes: tuple[str, ...]) -> NDArray[np.float64]:
    """All that was added to a model's logits (classes,), by what its manifest says. Raises `KnownError` where that
    makes no sense."""
    try:
        kinds = [_PerClass.validate_python(hyperparameters.get(kind) or {}) for kind in (RARE, EXPECTED)]
    except ValidationError as error:
        raise KnownError(
            "The manifest says of what was added for rare or expected classes: {reason}. Import the model again.",
            reason=error.errors()[0]["msg"],
        ) from error
    return np.array([sum(bias.get(name, 0.0) for bias in kinds) for name in classes])


def without_bias(probabilities: NDArray[np.float32], manifest: ModelManifest) -> NDArray[np.float32]:
    """What a model would answer, (n, classes), had nothing been added to its logits.

    The temperature divides what was added together with the logits.
    """
    odds = np.exp(-added_bias(manifest.hyperparameters, manifest.classes) / manifest.temperature)
    rows = probabilities * odds
    return np.asarray(rows / rows.sum(axis=1, keepdims=True), np.float32)
