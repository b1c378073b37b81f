"""What was changed on this kiosk and when: an append-only file that anybody can read, bounded in size.

It says nothing of who: a kiosk has one PIN. It lies beside the database and not in it, so that neither a damaged
nor a full database can hide what was done.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.paths import Paths

log = logging.getLogger(__name__)

MAX_BYTES = 1_000_000
"""About 6,000 entries; then the file becomes the older half of what is kept, and the older half before it goes."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change. `action` is a short English id such as "setting_changed"; `details` are JSON-able values."""

    at: datetime
    action: str
    details: Mapping[str, Any]


def utc_now() -> datetime:
    """Now, with its zone."""
    return datetime.now(UTC)


@dataclass(slots=True, eq=False)
class AuditLog:
    """One line of JSON an entry in `path`; what is older than `max_bytes` of it lies in NAME.1, and nothing beyond.

    May be used from any thread. An entry is on the disk when `record` returns.
    """

    path: Path
    now: Callable[[], datetime] = utc_now
    max_bytes: int = MAX_BYTES
    problem: KnownError | None = None
    """Why the latest entry could not be written; the change itself was made."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, paths: Paths) -> AuditLog:
        """The log of an installation."""
        return cls(paths.data / "audit.jsonl")

    def record(self, action: str, **details: Any) -> None:
        """Adds an entry. A disk that does not take it is no reason to refuse the change: it is in `problem`."""
        line = json.dumps(
            {"at": self.now().astimezone(UTC).isoformat(timespec="seconds"), "action": action, "details": details},
            ensure_ascii=False,
            default=str,
        )
        with self._lock:
            try:
                self._make_room(len(line.encode()) + 1)
                self._append(line)
            except OSError as error:
                log.error("the change %s could not be noted: %s", line, error)
                self.problem = KnownError(
                    "The history of changes cannot be written in {path} ({reason}). Check the disk.",
                    path=self.path.parent,
                    reason=error.strerror or error,
                )
            else:
                self.problem = None

    def entries(self, most: int = 500) -> tuple[AuditEntry, ...]:
        """The newest entries, newest first. A line that was cut by a power failure is left out."""
        lines: list[str] = []
        with self._lock:
            for file in (self.path, self._older()):
                if len(lines) < most:
                    lines += reversed(_lines(file))
        found = (_entry(line) for line in lines)
        return tuple(entry for entry in found if entry is not None)[:most]

    def _older(self) -> Path:
        return self.path.with_name(f"{self.path.name}.1")

    def _make_room(self, more: int) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size + more > self.max_bytes:
            self.path.replace(self._older())

    def _append(self, line: str) -> None:
        with self.path.open("ab") as file:
            if file.tell() and not _ends_with_newline(self.path):
                file.write(b"\n")  # what a power failure cut off stays a line of its own
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise KnownError(
            "The history of changes {path} cannot be read ({reason}). Check the folder's permissions.",
            path=path,
            reason=error.strerror or error,
        ) from error


def _entry(line: str) -> AuditEntry | None:
    try:
        raw = json.loads(line)
        return AuditEntry(datetime.fromisoformat(raw["at"]), str(raw["action"]), dict(raw["details"]))
    except (ValueError, KeyError, TypeError):
        return None
