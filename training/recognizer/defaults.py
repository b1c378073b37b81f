"""The settings that a new training starts with: one file beside the program's settings, or what the program ships."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths
from training.recognizer.config import RetrainConfig

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainingDefaults:
    """`origin`: the experiment that found the settings, None for those that the program ships."""

    settings: RetrainConfig
    origin: str | None = None


def defaults_file(paths: Paths) -> Path:
    """Where the defaults lie, if there are any."""
    return paths.settings.with_name("training.json")


def load_defaults(paths: Paths) -> TrainingDefaults:
    """What a training starts with. A file that makes no sense is said in the log and passed over."""
    path = defaults_file(paths)
    try:
        return TypeAdapter(TrainingDefaults).validate_json(path.read_bytes())
    except FileNotFoundError:
        pass
    except (OSError, ValidationError, KnownError) as error:
        log.warning("the training defaults in %s are passed over: %s", path, error)
    return TrainingDefaults(RetrainConfig())


def save_defaults(paths: Paths, defaults: TrainingDefaults) -> None:
    """Replaces the defaults. Raises `KnownError` where they cannot be written."""
    path = defaults_file(paths)
    try:
        write_atomically(path, json.dumps(asdict(defaults), indent=2, ensure_ascii=False).encode())
    except OSError as error:
        raise KnownError("{path} cannot be written: {reason}.", path=path, reason=error.strerror or error) from error
