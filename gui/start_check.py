"""`main.py check`: starts the kiosk unseen for a moment and says whether it works here. Leaves nothing behind."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from engine.edition import require_training
from engine.errors import KnownError
from engine.kiosk import Kiosk
from engine.paths import Paths
from engine.settings import Settings
from engine.sources.demo import DEMO
from gui.app import make_application, run_kiosk

LIMIT_S = 60.0
LOOK_MS = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "--seconds", type=float, default=LIMIT_S, metavar="N", help="give up after N seconds (%(default)g)"
    )
    parser.add_argument("--training", action="store_true", help="also train a tiny model; takes about a minute")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """0 when the window has shown the demo and the model has judged a face in it. Raises KnownError when not.

    Data, settings and camera of this computer are not touched: it is the program that is looked at.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if args.training:
        require_training()
    with tempfile.TemporaryDirectory(prefix="mien-check-") as folder:
        home = Path(folder)
        own = Paths(data=home / "data", config=home / "config", resources=paths.resources)
        settings = Settings()
        kiosk = Kiosk(settings, own, DEMO)
        app = make_application()
        began_s = time.monotonic()
        works = False

        def look() -> None:
            nonlocal works
            analysis = kiosk.snapshot().analysis
            works = analysis is not None and any(face.confidence > 0 for face in analysis.faces)
            if works or time.monotonic() - began_s > args.seconds:
                app.exit(0)

        timer = QTimer()
        timer.setInterval(LOOK_MS)
        timer.timeout.connect(look)
        timer.start()
        status = run_kiosk(kiosk, settings, own, full_screen=False)
        timer.stop()
        lasted_s = time.monotonic() - began_s
        problems = kiosk.snapshot().problems
    if works and status == 0:
        _say(f"The kiosk works here: its window, its face detector and its model, after {lasted_s:.1f} s.")
        if args.training:
            _check_training(paths)
        return 0
    if problems:
        raise problems[0]
    raise KnownError(
        "The kiosk started, but judged no face of its demo within {seconds} s. Look into its log, or try a faster "
        "computer.",
        seconds=f"{lasted_s:.0f}",
    )


def _check_training(paths: Paths) -> None:
    from training.commands.trial import try_training

    with tempfile.TemporaryDirectory(prefix="mien-check-") as folder:
        try_training(paths, Path(folder), _say)
    _say("Models can be trained here.")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
