"""Everything that can be set, with its unit, range and default; kept as one JSON file."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from engine.errors import KnownError
from engine.files import write_atomically

log = logging.getLogger(__name__)

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DetectionSettings(_Frozen):
    """`detector`: auto takes YuNet where its file is installed. Faces smaller than `min_face_share` of the frame's
    height belong to passers-by."""

    detector: Literal["auto", "haar", "yunet"] = "auto"
    yunet_path: str = ""
    min_face_share: Annotated[float, Field(ge=0.02, le=0.9)] = 0.12
    every_nth_frame: Annotated[int, Field(ge=1, le=30)] = 1
    working_width_px: Annotated[int, Field(ge=160, le=1920)] = 480


class CountingSettings(_Frozen):
    """What makes a viewer, and when an expression is uncertain."""

    min_attention_s: Annotated[float, Field(ge=0.0, le=10.0)] = 0.5
    attention_yaw_deg: Annotated[float, Field(ge=5, le=90)] = 30.0
    missed_detections_s: Annotated[float, Field(ge=0.1, le=10)] = 1.0
    uncertain_below: Share = 0.4
    min_viewers: Annotated[int, Field(ge=2, le=1000)] = 10
    """Under this number of viewers a preference is "too few to tell"."""
    index_weights: Mapping[str, Annotated[float, Field(ge=-1, le=1)]] = Field(
        default_factory=lambda: {
            "happy": 1.0,
            "surprise": 0.5,
            "neutral": 0.0,
            "fear": -0.5,
            "anger": -1.0,
            "disgust": -1.0,
        }
    )


class AttributionSettings(_Frozen):
    """Which product a face is looking at: the one on show, one in turn every `rotation_s`, or by shelf zone."""

    mode: Literal["on_show", "rotation", "zones"] = "on_show"
    rotation_s: Annotated[float, Field(ge=2, le=86400)] = 20.0


class ScreenSettings(_Frozen):
    language: Literal["auto", "en", "zh_TW"] = "auto"
    look: Literal["dark", "light"] = "dark"
    mirror: bool = True
    tally_period: Literal["today", "week", "all"] = "all"
    """What the kiosk's tallies cover: since midnight, the last seven days, or everything kept."""
    notice: Annotated[str, Field(max_length=300)] = ""
    """Shown instead of the built-in notice to shoppers; empty: the built-in one, in the screen's language."""


class ConsentSettings(_Frozen):
    """Whether shoppers are asked to give a picture for training; off until the shop has decided on it. A picture that
    nobody has agreed to keep is dropped `give_up_s` after the last touch."""

    offered: bool = False
    give_up_s: Annotated[float, Field(ge=5, le=120)] = 30.0


class AdminSettings(_Frozen):
    """The administrator's panel: its look, and after how many minutes without a touch it locks."""

    look: Literal["light", "dark"] = "light"
    lock_after_min: Annotated[int, Field(ge=1, le=240)] = 10


class StoreSettings(_Frozen):
    database: str = ""
    """A path or an SQLAlchemy URL; empty: the user's data folder."""
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 90
    checkpoint_s: Annotated[float, Field(ge=0.5, le=5)] = 2.0
    """Open exposures are written at least this often."""


class Settings(_Frozen):
    """All settings. `source` is SRC of the command line; empty: the first camera."""

    source: str = ""
    detection: DetectionSettings = DetectionSettings()
    counting: CountingSettings = CountingSettings()
    attribution: AttributionSettings = AttributionSettings()
    screen: ScreenSettings = ScreenSettings()
    consent: ConsentSettings = ConsentSettings()
    admin: AdminSettings = AdminSettings()
    store: StoreSettings = StoreSettings()

    @field_validator("source")
    @classmethod
    def _strip(cls, value: str) -> str:
        return value.strip()


def load_settings(path: Path) -> tuple[Settings, list[KnownError]]:
    """The settings in `path`, and what is wrong with them.

    Never raises for what a file contains: a value that is nonsense is replaced by its default and named in the
    list, so that a kiosk starts in any case. A file that is not there is the defaults, without complaint.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), [
            KnownError(
                "The settings file {path} cannot be read ({reason}); the defaults are used. Correct or delete it.",
                path=path,
                reason=error,
            )
        ]
    try:
        raw = json.loads(text)
        if not isinstance(raw, dict):
            raise ValueError("not an object")
    except ValueError as error:
        return Settings(), [
            KnownError(
                "The settings file {path} is not valid JSON ({reason}); the defaults are used. Correct or delete it.",
                path=path,
                reason=error,
            )
        ]
    return _forgiving(raw, path)


def _forgiving(raw: dict[str, Any], path: Path) -> tuple[Settings, list[KnownError]]:
    problems: list[KnownError] = []
    while True:
        try:
            return Settings.model_validate(raw), problems
        except ValidationError as error:
            before = len(problems)
            for detail in error.errors():
                where = detail["loc"]
                if _remove(raw, where):
                    problems.append(
                        KnownError(
                            "In {path}, the setting {name} is wrong ({reason}); its default is used.",
                            path=path,
                            name=".".join(str(part) for part in where),
                            reason=detail["msg"],
                        )
                    )
            if len(problems) == before:
                raise


def _remove(raw: dict[str, Any], where: tuple[int | str, ...]) -> bool:
    """Takes the innermost existing part of `where` out of `raw`; whether there was one."""
    holder: Any = raw
    last: tuple[dict[str, Any], str] | None = None
    for part in where:
        if not isinstance(holder, dict) or part not in holder:
            break
        last = (holder, str(part))
        holder = holder[part]
    if last is None:
        return False
    del last[0][last[1]]
    return True


def save_settings(path: Path, settings: Settings) -> None:
    """Keeps the settings; a power cut leaves the old file or the new one."""
    try:
        write_atomically(path, settings.model_dump_json(indent=1).encode())
    except OSError as error:
        raise KnownError(
            "The settings cannot be saved in {path} ({reason}). Check the disk and the folder's permissions.",
            path=path.parent,
            reason=error.strerror or error,
        ) from error
