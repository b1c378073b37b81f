"""What the training commands share: finding a model, and showing progress on standard error."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from engine import model_registry
from engine.edition import as_typed_here
from engine.model_registry import MANIFEST
from engine.paths import Paths
from training.jobs.events import Event
from training.jobs.runs import Run, open_run
from training.jobs.working import work_on
from training.precision import use_onednn


def model_folder(name_or_path: str | None, paths: Paths) -> Path:
    """The folder of a model: a path, an installed model's name, or the active one where None is given."""
    if name_or_path is None:
        return model_registry.active_model_folder(paths)
    if (Path(name_or_path) / MANIFEST).is_file():
        return Path(name_or_path)
    return model_registry.model_folder(paths, name_or_path)


class Progress:
    """Prints `done / total` to standard error, at most once a second, and only where someone watches."""

    def __init__(self, what: str) -> None:
        self._what, self._next_s = what, time.monotonic() + 1.0

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (time.monotonic() >= self._next_s or done == total):
            self._next_s = time.monotonic() + 1.0
            sys.stderr.write(f"\r{self._what}: {done} / {total}" + ("\n" if done == total else ""))
            sys.stderr.flush()


def work_from_terminal(run: Run, paths: Paths) -> dict[str, Any]:
    """Does a run's work in this process and shows its events on standard error; returns its result.

    Whoever watches gets a line that moves, a program a JSON line an event. Whatever ends the work before its time, it
    is said how to go on.
    """
    use_onednn()
    show = _StatusLine() if sys.stderr.isatty() else _json_line
    sys.stderr.write(f"run {run.name}\n")
    try:
        return work_on(run, paths, show)
    except BaseException:
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        if open_run(paths, run.name).can_resume:
            command = "experiment run" if run.record.kind == "experiment" else run.record.kind
            sys.stderr.write(as_typed_here(f"go on with it: main.py {command} --resume {run.name}\n"))
        raise
    finally:
        sys.stderr.flush()


def _json_line(event: Event) -> None:
    sys.stderr.write(json.dumps(event, ensure_ascii=False) + "\n")
    sys.stderr.flush()


class _StatusLine:
    """One line that tells how far the work is, written anew at most a few times a second."""

    _FIGURES = ("loss", "accuracy", "val_loss", "val_accuracy", "g_loss", "d_loss")

    def __init__(self) -> None:
        self._shown: Event = {}
        self._next_s, self._width = 0.0, 0

    def __call__(self, event: Event) -> None:
        if event.get("stage") != self._shown.get("stage"):
            self._shown = {}
        self._shown |= event
        if time.monotonic() < self._next_s and event.get("share") != 1:
            return
        self._next_s = time.monotonic() + 0.3
        text = self._text()
        sys.stderr.write("\r" + text.ljust(self._width) + ("\n" if event.get("share") == 1 else ""))
        sys.stderr.flush()
        self._width = len(text)

    def _text(self) -> str:
        shown = self._shown
        parts = [f"{shown.get('share', 0):4.0%}", str(shown.get("stage", ""))]
        if "epoch" in shown:
            parts.append(f"epoch {shown['epoch']} / {shown.get('epochs', '?')}")
        parts += [f"{name} {shown[name]:.4f}" for name in self._FIGURES if isinstance(shown.get(name), float)]
        if "eta_s" in shown:
            minutes, seconds = divmod(round(shown["eta_s"]), 60)
            parts.append(f"{minutes} min {seconds:02d} s left" if minutes else f"{seconds} s left")
        return "   ".join(parts)
