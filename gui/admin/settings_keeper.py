"""The settings as the administrator changes them: checked, kept, at work at once, noted, and undone on wish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from engine.audit import AuditLog
from engine.errors import KnownError
from engine.paths import Paths
from engine.settings import Settings, save_settings
from gui.live_session import LiveSession

MOST_UNDOS = 50

AFTER_RESTART = frozenset({"store.database"})
"""What takes effect only when the program starts again: the kiosk holds on to its open database."""


class SettingsKeeper(QObject):
    """Settings are named "section.field", or "source". `changed(Settings)` after each change and undo.

    A change that is refused has changed nothing. One that is taken is in the file before the kiosk hears of it.
    """

    changed = Signal(object)

    def __init__(
        self, settings: Settings, paths: Paths, session: LiveSession, audit: AuditLog, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._paths, self._session, self._audit = settings, paths, session, audit
        self._before: list[Settings] = []
        self._at_start = settings

    def settings(self) -> Settings:
        """As they are now."""
        return self._settings

    def value(self, name: str) -> Any:
        """One setting, by its name."""
        return flat(self._settings)[name]

    def check(self, values: Mapping[str, Any]) -> KnownError | None:
        """What is wrong with these values, of which the first wrong one is named; None when they could be set."""
        try:
            self._with(values)
        except KnownError as error:
            return error
        return None

    def change(self, values: Mapping[str, Any]) -> None:
        """Sets some settings, all or none. Raises `KnownError` for a wrong value and for a disk that is full."""
        self.keep(self._with(values))

    def keep(self, settings: Settings) -> None:
        """Takes whole settings over; the same ones are no change. Raises `KnownError` where they cannot be kept."""
        if settings == self._settings:
            return
        before = self._settings
        self._take(settings, "setting_changed")
        self._before = [*self._before, before][-MOST_UNDOS:]
        self.changed.emit(settings)

    def undoable(self) -> tuple[str, ...]:
        """The names of the settings that an undo would set back; none when there is nothing to undo."""
        return differing(self._settings, self._before[-1]) if self._before else ()

    def undo(self) -> None:
        """Sets back what was changed last, if anything was since the program started. Raises `KnownError`."""
        if self._before:
            self._take(self._before[-1], "setting_undone")
            self._before.pop()
            self.changed.emit(self._settings)

    def waiting_for_restart(self) -> tuple[str, ...]:
        """The names of changed settings that take effect only when the program starts again."""
        return tuple(name for name in differing(self._settings, self._at_start) if name in AFTER_RESTART)

    def _take(self, settings: Settings, action: str) -> None:
        save_settings(self._paths.settings, settings)
        before, self._settings = self._settings, settings
        self._session.apply(settings)
        if settings.source != before.source:
            self._session.change_source(settings.source)
        old, new = flat(before), flat(settings)
        for name in differing(before, settings):
            self._audit.record(action, name=name, before=old[name], after=new[name])

    def _with(self, values: Mapping[str, Any]) -> Settings:
        raw = self._settings.model_dump(mode="json")
        for name, value in values.items():
            section, _, field = name.partition(".")
            if field:
                raw[section][field] = value
            else:
                raw[section] = value
        try:
            return Settings.model_validate(raw)
        except ValidationError as error:
            detail = error.errors()[0]
            raise _in_words(detail, ".".join(str(part) for part in detail["loc"])) from error


def flat(settings: Settings) -> dict[str, Any]:
    """Every setting by its name, as JSON-able values."""
    found: dict[str, Any] = {}
    for section, value in settings.model_dump(mode="json").items():
        if isinstance(value, dict):
            found |= {f"{section}.{field}": inner for field, inner in value.items()}
        else:
            found[section] = value
    return found


def differing(first: Settings, second: Settings) -> tuple[str, ...]:
    """The names of the settings in which two differ."""
    one, other = flat(first), flat(second)
    return tuple(name for name in one if one[name] != other[name])


def _in_words(detail: Mapping[str, Any], name: str) -> KnownError:
    """What pydantic says, as a sentence that can be translated and tells what to do."""
    limits = {key: f"{v:g}" if isinstance(v, float) else v for key, v in (detail.get("ctx") or {}).items()}
    value = detail["input"]
    if detail["type"] == "greater_than_equal":
        return KnownError("{value} is too small: choose {limit} or more.", value=value, limit=limits["ge"])
    if detail["type"] == "greater_than":
        return KnownError("{value} is too small: choose more than {limit}.", value=value, limit=limits["gt"])
    if detail["type"] == "less_than_equal":
        return KnownError("{value} is too large: choose {limit} or less.", value=value, limit=limits["le"])
    if detail["type"] == "string_too_long":
        return KnownError(
            "This text is too long: keep it to {limit} characters or fewer.", limit=limits["max_length"]
        )
    if detail["type"] in ("int_parsing", "int_type", "float_parsing", "float_type", "int_from_float"):
        return KnownError('"{value}" is not a number that fits here. Type one, such as 12.', value=value)
    return KnownError(
        "The setting {name} cannot be {value} ({reason}). Choose another value.",
        name=name,
        value=value,
        reason=detail["msg"],
    )
