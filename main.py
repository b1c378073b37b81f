"""Mien: arguments, logging and wiring. A command's module is imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import io
import logging
import logging.handlers
import multiprocessing
import os
import sys
from pathlib import Path
from types import ModuleType

from engine.edition import as_typed_here, explaining_missing_training, is_packaged
from engine.errors import KnownError
from engine.paths import Paths, default_paths
from engine.settings import Settings, load_settings

COMMANDS: dict[str, tuple[str, str]] = {
    "headless": ("engine.commands.headless", "count without a window and print the tallies"),
    "products": ("engine.commands.products", "import, export or list the products"),
    "models": ("engine.commands.models", "list, verify, activate, import or export models; install a face detector"),
    "doctor": ("engine.commands.doctor", "say what this machine has and lacks"),
    "check": ("gui.start_check", "start the kiosk unseen for a moment, and say whether it works"),
    "bench": ("benchmarks.bench", "measure this machine"),
    "dataset": ("training.commands.dataset", "import labelled faces, or show what there is"),
    "pretrain": ("training.commands.pretrain", "train a backbone from scratch"),
    "augment": ("training.commands.augment", "balance a dataset with faces that a DCGAN makes"),
    "compare": ("training.commands.compare", "measure whether generated faces help"),
    "train": ("training.commands.train", "train a model on a dataset"),
    "evaluate": ("training.commands.evaluate", "judge a model on labelled faces"),
    "experiment": ("training.commands.experiment", "plan a designed experiment, or analyse its results"),
    "report": ("gui.reports.command", "write the tallies, or an experiment, as HTML, PDF or CSV"),
}
"""A command's module has `add_arguments(parser)` and `run(args, paths) -> exit status`."""


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns 0 done, 1 the work failed, 2 the arguments are wrong (argparse exits with it)."""
    words = sys.argv[1:] if argv is None else argv
    first = next((word for word in words if not word.startswith("-")), None)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console may lack Chinese letters; that is no reason to end
            stream.reconfigure(errors="replace")
    paths = default_paths()
    _set_up_logging(paths, verbose="--verbose" in words)
    try:
        with explaining_missing_training():
            module = importlib.import_module(COMMANDS[first][0]) if first in COMMANDS else None
            args = _parser(first, module).parse_args(words)
            return int(module.run(args, paths)) if module and args.command else _start_kiosk(args, paths)
    except KnownError as error:
        print(as_typed_here(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Who read the output has read enough (`| head`); Python would complain once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parser(command: str | None, module: ModuleType | None) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help="log more")
    parser = argparse.ArgumentParser(
        prog="mien" if is_packaged() else "main.py",
        parents=[common],
        description="A store kiosk that shows, product by product, how shoppers react.",
    )
    parser.add_argument("--kiosk", action="store_true", help="full screen, locked down")
    parser.add_argument("--source", metavar="SRC", help="camera number or name, film, folder, rtsp:// address, demo")
    parser.set_defaults(command=None)
    chosen = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (_, summary) in COMMANDS.items():
        described = summary[0].upper() + summary[1:] + "."
        subparser = chosen.add_parser(name, parents=[common], help=summary, description=described)
        subparser.set_defaults(command=name)
        if name == command and module is not None:
            module.add_arguments(subparser)
    return parser


def _set_up_logging(paths: Paths, *, verbose: bool) -> None:
    """Bugs to standard error; everything to a file, bounded for weeks of running, where one can be kept.

    What a user can mend is said by the command or the window itself, once.
    """
    level = logging.DEBUG if verbose else logging.INFO
    to_screen = logging.StreamHandler()
    to_screen.setLevel(level if verbose else logging.ERROR)
    if not verbose:  # read by OpenCV as it is imported; its own words would stand beside ours
        os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
        os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    handlers: list[logging.Handler] = [to_screen]
    problem: OSError | None = None
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                paths.logs / "mien.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8"
            )
        )
    except OSError as error:
        problem = error
    root = logging.getLogger()
    root.setLevel(level)
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)
    if problem is not None:
        logging.getLogger(__name__).error("No log file is kept: %s", problem)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def _start_kiosk(args: argparse.Namespace, paths: Paths) -> int:
    settings, problems = load_settings(paths.settings)
    source = _source(args.source, settings)
    if not _has_display():
        from engine.commands import headless

        print("There is no display here: going on without a window.", file=sys.stderr)
        return headless.run_without_display(source, settings, problems, paths)

    from engine.kiosk import Kiosk
    from gui.app import run_kiosk

    kiosk = Kiosk(settings, paths, source, problems=tuple(problems))
    return int(run_kiosk(kiosk, settings, paths, full_screen=args.kiosk))


def _source(argument: str | None, settings: Settings) -> str:
    return settings.source if argument is None else argument


if __name__ == "__main__":
    multiprocessing.freeze_support()
    # The packaged program may start anywhere; a source tree's modules lie beside this file.
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    sys.exit(main())
