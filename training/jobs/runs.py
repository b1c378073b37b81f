"""Run folders: what was asked for, how it stands and what it said, so that it can be resumed and looked up.

`run.json` is replaced as a whole; `events.jsonl` is appended to, a line an event; `log.txt`, checkpoints and results
are the work's own. A run whose process is gone and that never ended is `interrupted`, whatever its file says.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from engine.errors import KnownError, rebuilt
from engine.files import write_atomically
from engine.paths import Paths
from engine.version import VERSION
from training.jobs.events import Event
from training.jobs.kinds import config_type
from training.jobs.run_lock import RunLock, is_held

log = logging.getLogger(__name__)

RUN_FILE, EVENTS_FILE, LOG_FILE = "run.json", "events.jsonl", "log.txt"
_KEPT = frozenset({RUN_FILE, EVENTS_FILE, LOG_FILE, "lock"})

Status = Literal["running", "succeeded", "failed", "cancelled", "crashed", "interrupted"]
RESUMABLE: frozenset[Status] = frozenset({"interrupted", "failed", "crashed"})

_NAME = re.compile(r"[^\W_](?:[\w .+-]{0,78}[\w+-])?")
T = TypeVar("T")


class Problem(BaseModel):
    """A `KnownError` on disk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    template: str
    values: dict[str, Any]

    @classmethod
    def of(cls, error: KnownError) -> Problem:
        """Values that are no plain ones become text."""
        plain = {
            key: value if isinstance(value, int | float | str) else str(value) for key, value in error.values.items()
        }
        return cls(template=error.template, values=plain)

    def as_error(self) -> KnownError:
        """The error again."""
        return rebuilt(self.template, dict(self.values))


class RunRecord(BaseModel):
    """`run.json`. Times are ISO 8601 in UTC; `started` is of the latest start, `worked_s` the seconds of all that
    ended in order. `config` is what the kind's type makes of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    config: dict[str, Any]
    status: Status
    created: str
    started: str | None = None
    ended: str | None = None
    worked_s: float = Field(default=0.0, ge=0)
    version: str
    dataset: str | None = None
    error: str | None = None
    """One sentence, or a traceback, of why it failed or how it crashed."""
    problem: Problem | None = None
    """The sentence as a template and its values, where there is one: a reader may speak another language."""
    result: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands: its folder and its record, with `interrupted` where nobody works in it any more."""

    folder: Path
    record: RunRecord

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def can_resume(self) -> bool:
        return self.record.status in RESUMABLE

    def config(self) -> Any:
        """The run's configuration, of its kind's type. Raises `KnownError` where it is none (any more)."""
        try:
            return TypeAdapter(config_type(self.record.kind)).validate_json(json.dumps(self.record.config))
        except ValidationError as error:
            first = error.errors()[0]
            raise KnownError(
                "The settings of the run {name} make no sense here ({field}: {reason}). Start a new one.",
                name=self.name,
                field=".".join(str(part) for part in first["loc"]) or "-",
                reason=first["msg"],
            ) from error


def create_run(paths: Paths, kind: str, config: Any, *, name: str | None = None, dataset: str | None = None) -> Run:
    """Makes a new run's folder, with nobody working in it yet.

    `name`: of the folder, by default from kind, dataset and time. Raises `KnownError` for a name that is taken or
    cannot be a folder's, and where the disk does not take it.
    """
    document = TypeAdapter(config_type(kind)).dump_python(config, mode="json")
    record = RunRecord(
        kind=kind, config=document, status="interrupted", created=_now(), version=VERSION, dataset=dataset
    )
    if name is not None and not _NAME.fullmatch(name):
        raise KnownError("A run cannot be called {name}. Take letters, digits, dots and dashes.", name=name)
    stem = name or "-".join(part for part in (kind, dataset, datetime.now().strftime("%Y%m%d-%H%M%S")) if part)
    try:
        folder = _new_folder(paths.runs, stem, may_number=name is None)
        _write(folder, record)
    except OSError as error:
        raise _unwritable(paths.runs, error) from error
    return Run(folder, record)


def open_run(paths: Paths, name: str, kind: str | None = None) -> Run:
    """The run of that name. Raises `KnownError` where there is none, it is of another kind, or damaged."""
    if Path(name).name != name:
        raise KnownError("There is no run {name}. The runs lie in {folder}.", name=name, folder=paths.runs)
    return open_run_folder(paths.runs / name, kind)


def open_run_folder(folder: Path, kind: str | None = None) -> Run:
    """The run in that folder. Raises as `open_run` does."""
    name = folder.name
    if not (folder / RUN_FILE).is_file():
        raise KnownError("There is no run {name}. The runs lie in {folder}.", name=name, folder=folder.parent)
    run = _read(folder)
    if kind is not None and run.record.kind != kind:
        raise KnownError(
            "The run {name} is of the kind {found}, not {expected}. Resume it with the command that started it.",
            name=name,
            found=run.record.kind,
            expected=kind,
        )
    return run


def list_runs(paths: Paths, kind: str | None = None) -> tuple[Run, ...]:
    """All runs, or those of a kind, the newest first; those that cannot be read are left out and logged."""
    runs = []
    for file in paths.runs.glob(f"*/{RUN_FILE}"):
        try:
            run = _read(file.parent)
        except KnownError as error:
            log.warning("%s", error)
            continue
        if kind is None or run.record.kind == kind:
            runs.append(run)
    return tuple(sorted(runs, key=lambda run: (run.record.created, run.name), reverse=True))


@contextmanager
def hold(run: Run) -> Iterator[Run]:
    """Makes this process the one that works in the run, and the run `running`; yields the run as it is then.

    How it ends is told with `finish`. Raises `KnownError` where another process works in it, or it cannot be resumed.
    """
    with RunLock(run.folder) as lock:
        try:
            free = lock.acquire()
        except OSError as error:
            raise _unwritable(run.folder, error) from error
        if not free:
            raise KnownError("The run {name} is being worked on already. Wait for its end.", name=run.name)
        record = _record(run.folder)
        if record.status in ("succeeded", "cancelled"):
            raise KnownError("The run {name} has ended; there is nothing to resume. Start a new one.", name=run.name)
        record = record.model_copy(
            update={
                "status": "running",
                "started": _now(),
                "ended": None,
                "error": None,
                "problem": None,
                "version": VERSION,
            }
        )
        _save(run.folder, record)
        yield Run(run.folder, record)


def finish(
    run: Run, status: Status, *, result: dict[str, Any] | None = None, error: KnownError | str | None = None
) -> Run:
    """Writes down how a run has ended; `error` is what its reader can mend, or a traceback.

    Raises `KnownError` where the disk does not take it.
    """
    record = _record(run.folder)
    ended = _now()
    worked_s = record.worked_s
    if record.status == "running" and record.started is not None:
        worked_s += max(0.0, (datetime.fromisoformat(ended) - datetime.fromisoformat(record.started)).total_seconds())
    record = record.model_copy(
        update={
            "status": status,
            "ended": ended,
            "worked_s": worked_s,
            "result": result,
            "error": None if error is None else str(error),
            "problem": Problem.of(error) if isinstance(error, KnownError) else None,
        }
    )
    _save(run.folder, record)
    return Run(run.folder, record)


def discard_results(run: Run) -> None:
    """Deletes what a cancelled run has made; its settings, events and log stay for the history."""
    for path in run.folder.iterdir():
        if path.name in _KEPT:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def append_event(folder: Path, event: Event) -> None:
    """Adds an event to the run's own, as one line. Raises `KnownError` where the disk does not take it."""
    line = json.dumps(event, ensure_ascii=False).encode() + b"\n"
    try:
        with (folder / EVENTS_FILE).open("ab+") as file:
            if file.tell() > 0:
                file.seek(-1, 2)
                if file.read(1) != b"\n":  # torn by a kill: it must not swallow this one
                    line = b"\n" + line
            file.write(line)
    except OSError as error:
        raise _unwritable(folder, error) from error


def read_events(folder: Path) -> list[Event]:
    """All events of a run; a line that a kill has torn is passed over."""
    try:
        lines = (folder / EVENTS_FILE).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    events = []
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            events.append(event)
    return events


def _new_folder(parent: Path, stem: str, *, may_number: bool) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = parent / (stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir()
        except FileExistsError as error:
            if not may_number:
                raise KnownError("There is already a run {name}. Choose another name.", name=stem) from error
            number += 1
            continue
        return folder


def _read(folder: Path) -> Run:
    record = _record(folder)
    if record.status == "running" and not is_held(folder):
        # It may have ended between the two looks.
        record = _record(folder)
        if record.status == "running":
            record = record.model_copy(update={"status": "interrupted"})
    return Run(folder, record)


def _record(folder: Path) -> RunRecord:
    try:
        return RunRecord.model_validate_json((folder / RUN_FILE).read_bytes())
    except OSError as error:
        raise _damaged(folder, error.strerror or str(error)) from error
    except ValidationError as error:
        raise _damaged(folder, error.errors()[0]["msg"]) from error


def _save(folder: Path, record: RunRecord) -> None:
    try:
        _write(folder, record)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _write(folder: Path, record: RunRecord) -> None:
    text = json.dumps(record.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    write_atomically(folder / RUN_FILE, text.encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _damaged(folder: Path, reason: str) -> KnownError:
    return KnownError(
        "The run in {folder} is damaged ({reason}). Delete its folder and start anew.", folder=folder, reason=reason
    )


def _unwritable(folder: Path, error: OSError) -> KnownError:
    return KnownError(
        "The run in {folder} cannot be written ({reason}). Free some disk space, then resume it.",
        folder=folder,
        reason=error.strerror or error,
    )
