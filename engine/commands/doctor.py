"""`main.py doctor`: what this machine has and lacks, in plain words. Looks only; it changes nothing."""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import psutil

from engine.commands.doctor_check import Check, Mark
from engine.commands.doctor_data import data_folder, database
from engine.edition import as_typed_here, has_training, is_packaged
from engine.errors import KnownError, Sentence
from engine.machine import chinese_font, display, operating_system, processor, qt_problem
from engine.model_registry import active_model, model_folder
from engine.paths import Paths
from engine.settings import Settings, load_settings
from engine.system_libraries import missing_packages

OLDEST_PYTHON = (3, 11)
ENOUGH_CORES = 2
ENOUGH_MEMORY_MB = 2000
MODULES: Mapping[str, str] = {
    "numpy": "numpy",
    "scipy": "scipy",
    "cv2": "opencv-python-headless",
    "ai_edge_litert": "ai-edge-litert",
    "PySide6": "PySide6-Essentials",
    "sqlalchemy": "SQLAlchemy",
    "platformdirs": "platformdirs",
    "argon2": "argon2-cffi",
    "psutil": "psutil",
}
"""What the kiosk imports, and the distribution that brings it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Prints every check; 1 when the kiosk cannot run as it is."""
    checks = list(examine(paths, os.environ))
    can_run = all(check.mark != "problem" for check in checks)
    if args.json:
        document = {"can_run": can_run, "checks": [asdict(check) for check in checks]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for check in checks:
            advice = f" {check.advice}" if check.advice else ""
            print(as_typed_here(f"{check.mark:8}{check.subject}: {check.finding}{advice}"))
        print("The kiosk can run." if can_run else "The kiosk cannot run until the problems above are mended.")
    return 0 if can_run else 1


def examine(paths: Paths, environment: Mapping[str, str]) -> Iterator[Check]:
    """All checks, in the order in which one would mend what they find."""
    settings, settings_problems = load_settings(paths.settings)
    steps: list[tuple[str, Callable[[], Iterable[Check]]]] = [
        ("Python", _python),
        ("Machine", _machine),
        ("Packages", _packages),
        ("Display", lambda: _display(environment)),
        ("Fonts", _fonts),
        ("Settings", lambda: _settings(paths, settings_problems)),
        ("Camera", lambda: _camera(settings)),
        ("Face detector", lambda: _detector(settings, paths)),
        ("Model", lambda: _model(paths)),
        ("Data folder", lambda: data_folder(paths)),
        ("Database", lambda: database(settings, paths)),
        ("Training", _training),
        ("Clock", _clock),
    ]
    for subject, step in steps:
        try:
            yield from step()
        except KnownError as problem:
            yield Check(subject, "problem", Sentence.of(problem))
        except ImportError as error:
            yield Check(
                subject,
                "problem",
                Sentence("a package cannot be loaded ({reason}).", reason=error),
                Sentence("Run ./run to install it again."),
            )
        except (OSError, subprocess.SubprocessError) as error:
            yield Check(subject, "warn", Sentence("this could not be looked at ({reason}).", reason=error))


def _python() -> Iterator[Check]:
    found = f"{platform.python_version()} ({platform.machine()})"
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield Check(
            "Python",
            "problem",
            Sentence("{version} is too old.", version=found),
            Sentence("Install Python 3.11 or newer."),
        )
    else:
        yield Check("Python", "ok", found)


def _machine() -> Iterator[Check]:
    yield Check("System", "ok", operating_system())
    cpu = processor()
    bfloat16 = {
        True: Sentence("with AVX-512 bfloat16"),
        False: Sentence("without AVX-512 bfloat16"),
        None: Sentence("perhaps with AVX-512 bfloat16"),
    }[cpu.has_bf16]
    found = Sentence(
        "{name}, cores: {cores}, {bfloat16} (it makes training faster, not the kiosk).",
        name=cpu.name,
        cores=cpu.cores,
        bfloat16=bfloat16,
    )
    if cpu.cores < ENOUGH_CORES:
        yield Check("Processor", "warn", found, Sentence("The camera's view may stutter: two cores are better."))
    else:
        yield Check("Processor", "ok", found)
    memory = psutil.virtual_memory()
    found = Sentence(
        "{total:.1f} GB, {free:.1f} GB of it free.", total=memory.total / 1e9, free=memory.available / 1e9
    )
    if memory.available < ENOUGH_MEMORY_MB * 1e6:
        yield Check("Memory", "warn", found, Sentence("Enough for the kiosk; training may need 4 GB or more."))
    else:
        yield Check("Memory", "ok", found)


def _packages() -> Iterator[Check]:
    missing = [distribution for module, distribution in MODULES.items() if importlib.util.find_spec(module) is None]
    if missing:
        yield Check(
            "Packages",
            "problem",
            Sentence("missing: {names}.", names=", ".join(missing)),
            Sentence("Run ./run to install what is missing."),
        )
        return
    yield Check("Packages", "ok", Sentence("all that the kiosk needs are there"))
    try:
        qt = importlib.metadata.version("PySide6-Essentials")
    except importlib.metadata.PackageNotFoundError:
        return  # the packaged program brings the right one
    if qt == "6.12.0" and sys.version_info[:2] == (3, 11):
        yield Check(
            "Packages",
            "problem",
            Sentence("PySide6 6.12.0 aborts on Python 3.11 after some seconds of video."),
            Sentence("Install what requirements.lock names: delete .venv and run ./run."),
        )


def _display(environment: Mapping[str, str]) -> Iterator[Check]:
    screen = display(environment)
    if screen is None:
        yield Check(
            "Display",
            "warn",
            Sentence("none."),
            Sentence("./run counts without a window and prints the tallies."),
        )
    else:
        yield Check("Display", "ok", screen)
    # Without a display nobody misses them.
    mark: Mark = "problem" if screen is not None else "warn"
    packages = missing_packages()
    if packages:
        yield Check(
            "System libraries",
            mark,
            Sentence("missing: {names}.", names=", ".join(packages)),
            Sentence("Install them: {command}", command=f"sudo apt-get install -y {' '.join(packages)}"),
        )
    reason = qt_problem()
    if reason is None:
        yield Check(
            "Qt",
            "ok",
            Sentence("loads") if packages else Sentence("can be loaded, with the system's libraries that it needs"),
        )
    else:
        yield Check(
            "Qt",
            mark,
            Sentence("cannot be loaded ({reason}).", reason=reason),
            Sentence("Mend the libraries above, or delete .venv and ./run."),
        )


def _fonts() -> Iterator[Check]:
    try:
        font = chinese_font()
    except FileNotFoundError:
        yield Check(
            "Fonts",
            "warn",
            Sentence("fontconfig is missing."),
            Sentence("Install it: {command}", command="sudo apt-get install -y fontconfig"),
        )
        return
    if font is None:
        yield Check(
            "Fonts",
            "warn",
            Sentence("none for traditional Chinese; in that language the screen would show boxes."),
            Sentence("Install one: {command}", command="sudo apt-get install -y fonts-noto-cjk"),
        )
    else:
        yield Check("Fonts", "ok", Sentence("{font} for traditional Chinese", font=font))


def _settings(paths: Paths, problems: Iterable[KnownError]) -> Iterator[Check]:
    found = [Check("Settings", "warn", Sentence.of(problem)) for problem in problems]
    there = (
        Sentence("{file} is in order", file=paths.settings)
        if paths.settings.exists()
        else Sentence("the defaults, nothing was changed")
    )
    yield from found or [Check("Settings", "ok", there)]


def _camera(settings: Settings) -> Iterator[Check]:
    from engine.sources.by_name import is_live, shown_name
    from engine.sources.camera import find_camera, list_cameras
    from engine.sources.video import is_address

    cameras = list_cameras()
    if cameras:
        yield Check("Camera", "ok", ", ".join(f"{camera.number} ({camera.name})" for camera in cameras))
    else:
        yield Check(
            "Camera",
            "warn",
            Sentence("none was found."),
            Sentence("Plug one in, or try the program with --source demo."),
        )
    if not settings.source:
        return
    name = shown_name(settings.source)
    if is_live(settings.source) and not is_address(settings.source):
        try:
            find_camera(settings.source, cameras)
        except KnownError as problem:
            yield Check("Source", "warn", Sentence.of(problem))
            return
    yield Check("Source", "ok", Sentence("the settings choose {name}", name=name))


def _detector(settings: Settings, paths: Paths) -> Iterator[Check]:
    from engine.faces.face_detector import choose_detector

    detector, problem = choose_detector(settings.detection, paths)
    if problem is not None:
        yield Check("Face detector", "warn", Sentence("{name} is used. {reason}", name=detector.name, reason=problem))
    elif detector.name == "haar" and settings.detection.detector == "auto":
        yield Check(
            "Face detector",
            "ok",
            Sentence(
                "haar, which comes with the program. YuNet, not installed, finds tilted faces too, and is faster."
            ),
            Sentence("Import its file: {command}", command="main.py models import FILE.onnx"),
        )
    else:
        right = Sentence("{name}, its checksum is right", name=detector.name)
        yield Check("Face detector", "ok", right if detector.name == "yunet" else detector.name)


def _model(paths: Paths) -> Iterator[Check]:
    from engine.model_archive import check_model

    name = active_model(paths)
    manifest = check_model(model_folder(paths, name))
    accuracy, pictures = manifest.metrics.get("accuracy"), manifest.metrics.get("n")
    quality = (
        Sentence("accuracy {accuracy} on {n} pictures", accuracy=f"{accuracy:.3f}", n=pictures)
        if isinstance(accuracy, float) and isinstance(pictures, int)
        else Sentence("its manifest does not say how good it is")
    )
    called = name if name == manifest.name else f"{name} ({manifest.name})"
    yield Check(
        "Model",
        "ok",
        Sentence(
            "{name} is active and verified: {n} expressions, {quality}",
            name=called,
            n=len(manifest.classes),
            quality=quality,
        ),
    )


def _training() -> Iterator[Check]:
    if has_training():
        yield Check("Training", "ok", Sentence("TensorFlow is there"))
    elif is_packaged():
        yield Check(
            "Training",
            "ok",
            Sentence("not in this edition, which is for kiosks. The full edition can train models."),
        )
    else:
        yield Check(
            "Training",
            "warn",
            Sentence("TensorFlow is missing."),
            Sentence("The kiosk runs without it; run ./run to train models."),
        )


def _clock() -> Iterator[Check]:
    now = datetime.now().astimezone()
    found = f"{now:%Y-%m-%d %H:%M %Z}"
    # The packaged program's modules are no files.
    program = Path(sys.executable if is_packaged() else __file__)
    if time.time() < program.stat().st_mtime - timedelta(days=1).total_seconds():
        yield Check(
            "Clock",
            "warn",
            Sentence("{time} is before this program was installed.", time=found),
            Sentence("Set it: reports go by it."),
        )
    else:
        yield Check("Clock", "ok", found)
