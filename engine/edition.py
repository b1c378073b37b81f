"""What this edition of the program can do: the packaged kiosk comes without TensorFlow, and so without training."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import KnownError

TRAINING_PACKAGES = ("tensorflow", "keras")
_COMMAND = re.compile(r"(?<![A-Za-z0-9_./\\-])(main\.py|\./run)(?![A-Za-z0-9_/\\-])")


def is_packaged() -> bool:
    """Whether this is the packaged program, which carries its own Python and has no source beside it."""
    return bool(getattr(sys, "frozen", False))


def as_typed_here(text: str) -> str:
    """A text for people, with the commands that it names as they are typed in this edition: `mien ...` where there is
    no main.py and no ./run. Paths that end alike stay as they are."""
    return _COMMAND.sub("mien", text) if is_packaged() else text


def has_training() -> bool:
    """Whether models can be trained here. Imports nothing; takes under a millisecond."""
    return all(importlib.util.find_spec(package) is not None for package in TRAINING_PACKAGES)


def require_training() -> None:
    """Raises KnownError where models cannot be trained: for pages and jobs, before they begin."""
    if not has_training():
        raise no_training()


def no_training() -> KnownError:
    """What to say where training was asked for and cannot be had."""
    return KnownError(
        "This edition of the program cannot train models. Install the full edition, or train on another computer and "
        "import the model here."
    )


@contextmanager
def explaining_missing_training() -> Iterator[None]:
    """Turns the missing import of what only training needs into that sentence; any other one stays a bug."""
    try:
        yield
    except ModuleNotFoundError as error:
        if has_training() or (error.name or "").partition(".")[0] not in TRAINING_PACKAGES:
            raise
        raise no_training() from error
