"""Facts of the machine that the program runs on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from engine.errors import Sentence

_PLATFORM: str = sys.platform
_WINDOWS_FONTS = ("msjh.ttc", "msjh.ttf", "mingliu.ttc")  # Microsoft JhengHei, MingLiU
_ASK_S = 20.0


@dataclass(frozen=True, slots=True)
class Processor:
    """`cores`: those that this process may use. `has_bf16`: AVX-512 with bfloat16, None where it cannot be told."""

    name: str
    cores: int
    has_bf16: bool | None


def processor(cpuinfo: Path = Path("/proc/cpuinfo")) -> Processor:
    """The processor, as far as the system tells."""
    cores = len(psutil.Process().cpu_affinity()) if hasattr(psutil.Process, "cpu_affinity") else os.cpu_count() or 1
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return Processor(platform.processor() or platform.machine(), cores, None)
    said = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in reversed(lines))}
    flags = said.get("flags")
    return Processor(
        said.get("model name") or platform.machine(), cores, None if flags is None else "avx512_bf16" in flags.split()
    )


def age_s() -> float:
    """How long ago this process began, in seconds, with all that it imported."""
    return time.time() - psutil.Process().create_time()


def operating_system() -> str:
    """Its name and version, for people."""
    if _PLATFORM == "linux":
        try:
            return platform.freedesktop_os_release()["PRETTY_NAME"]
        except (OSError, KeyError):
            pass  # an unusual Linux: the kernel's version is all there is
    return f"{platform.system()} {platform.release()}"


def display(environment: Mapping[str, str]) -> str | None:
    """How windows reach a screen, None where they cannot."""
    if environment.get("QT_QPA_PLATFORM"):
        return Sentence("as QT_QPA_PLATFORM says ({platform})", platform=environment["QT_QPA_PLATFORM"])
    if _PLATFORM != "linux":
        return platform.system()
    if environment.get("WAYLAND_DISPLAY"):
        return f"Wayland ({environment['WAYLAND_DISPLAY']})"
    if environment.get("DISPLAY"):
        return f"X11 ({environment['DISPLAY']})"
    return None


def chinese_font() -> str | None:
    """A font for traditional Chinese, None where there is none. Raises OSError where it cannot be told."""
    if _PLATFORM == "win32":
        folder = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return next((name for name in _WINDOWS_FONTS if (folder / name).is_file()), None)
    if _PLATFORM == "darwin":
        return "PingFang TC"  # part of every macOS
    if shutil.which("fc-list") is None:
        raise FileNotFoundError("fc-list")
    answer = subprocess.run(
        ["fc-list", ":lang=zh-tw", "family"], capture_output=True, text=True, timeout=_ASK_S, check=False
    )
    families = sorted(line.split(",")[0].strip() for line in answer.stdout.splitlines() if line.strip())
    return next((name for name in families if "TC" in name.split()), families[0] if families else None)


def qt_problem() -> str | None:
    """Why Qt's windows cannot be loaded, in the loader's words; None where they can.

    Asked in a process of its own, so that a library that aborts takes nothing with it.
    """
    if getattr(sys, "frozen", False):
        return None  # the packaged program carries its Qt, and could not start another interpreter
    answer = subprocess.run(
        [sys.executable, "-c", "from PySide6 import QtGui, QtWidgets"],
        capture_output=True,
        text=True,
        timeout=_ASK_S,
        check=False,
    )
    if answer.returncode == 0:
        return None
    lines = answer.stderr.strip().splitlines()
    return lines[-1] if lines else f"exit status {answer.returncode}"
