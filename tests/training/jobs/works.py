"""Work for real child processes: each function ends in its own way."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.paths import Paths
from training.jobs.events import OnEvent, Stop
from training.jobs.kinds import Kind


@dataclass(frozen=True)
class TestConfig:
    """How the work behaves, and for how many steps."""

    __test__ = False

    how: str = "count"
    steps: int = 5
    pause_s: float = 0.0


def kind() -> Kind:
    return Kind(f"{__name__}:work", f"{__name__}:TestConfig")


def work(config: TestConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    (folder / "made").mkdir(exist_ok=True)
    (folder / "made" / "checkpoint").write_text("0")
    on_event({"stage": "begun", "pid": os.getpid(), "share": 0.0})
    match config.how:
        case "known error":
            raise KnownError("The disk {name} is full. Free some space.", name="D")
        case "bug":
            raise ZeroDivisionError("a bug")
        case "exit":
            os._exit(7)
        case "exit 0":
            os._exit(0)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "crash":
            ctypes.string_at(0)
        case "hang":  # C code that never lets go of Python's lock
            ctypes.PyDLL(None).sleep(600)
        case "hang in Python":
            while True:
                with contextlib.suppress(BaseException):
                    time.sleep(0.01)
        case "sleep":
            while True:
                time.sleep(0.05)
        case "print":
            print("a printed line")  # noqa: T201
            os.write(2, b"a line from beneath\n")
    for step in range(1, config.steps + 1):
        if stop():
            return {"steps": step - 1, "stopped": True}
        time.sleep(config.pause_s)
        on_event({"stage": "count", "step": step, "share": step / config.steps})
    return {"steps": config.steps, "stopped": False, "priority": os.nice(0) if hasattr(os, "nice") else None}
