"""`main.py bench`: how fast this machine runs the kiosk, and how far that is from its limit. All in one run.

The kiosk's classifier is compared with the same network in other runtimes, each in a child process of its own in
which both take turns, so that neither TensorFlow nor the machine's other work distorts the comparison.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import psutil

from benchmarks import networks
from benchmarks.report import print_report, targets
from benchmarks.scenes import SIZES, Film, clip_film, demo_film, scene
from benchmarks.timing import matrix_gflops, time_calls
from engine.classifier import load_classifier
from engine.counting.attribution import Attribution
from engine.counting.pipeline import Pipeline
from engine.errors import KnownError
from engine.faces.face_detector import FaceDetector, choose_detector
from engine.faces.face_search import FaceSearch
from engine.faces.face_tracker import FaceTracker
from engine.faces.yunet import find_yunet
from engine.machine import operating_system, processor
from engine.model_registry import active_model_folder
from engine.paths import HOME_VARIABLE, Paths
from engine.products.products import Product
from engine.settings import AttributionSettings, CountingSettings, DetectionSettings
from engine.types import Frame, Image

ROOT = Path(__file__).resolve().parents[1]
FPS = 30
BUDGET_S = 1.0
LIVE_S = 5.0
CHILD_LIMIT_S = 300.0

Document = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.add_argument(
        "--clip", type=Path, metavar="FILE", help="film for detectors and pipeline (default: the demo)"
    )
    parser.add_argument(
        "--only", action="append", choices=tuple(SECTIONS), metavar="PART", help=f"one of {', '.join(SECTIONS)}"
    )


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Measures; some two minutes. 0 also where a target is missed: the machine may be a slow one."""
    if getattr(sys, "frozen", False):
        raise KnownError("The benchmark runs from the source tree only. Clone it and start the same command there.")
    document: Document = {"machine": _machine()}
    for name in args.only or SECTIONS:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        document[name] = SECTIONS[name](args, paths)
    document["targets"] = targets(document)
    if args.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        print_report(document)
    return 0


def _machine() -> Document:
    cpu = processor()
    return {
        "processor": cpu.name,
        "cores": cpu.cores,
        "bfloat16": cpu.has_bf16,
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": operating_system(),
        "python": sys.version.split()[0],
        # Above the number of cores: other work was going on, and only the ratios are to be trusted.
        "load_before": round(psutil.getloadavg()[0], 1),
        "matrix_gflops": round(matrix_gflops(), 1),
    }


# The classifier


def _classifier(_args: argparse.Namespace, paths: Paths) -> Document:
    """The kiosk's classifier alone, in this process."""
    folder = active_model_folder(paths)
    classifier = load_classifier(folder, networks.THREADS)
    operations = networks.operations_a_face(networks.dense_sizes(folder))
    faces = {}
    for count in networks.FACES:
        crops = networks.crops_for(count)
        timing = time_calls({"kiosk": lambda crops=crops: classifier.classify(crops)}, BUDGET_S)["kiosk"]  # type: ignore[misc]
        gflops = count * operations / (timing.p50_ms * 1e6)
        faces[str(count)] = {**timing.document(), "gflops": round(gflops, 1)}
    return {"model": classifier.name, "gflop_a_face": round(operations / 1e9, 3), "faces": faces}


def _runtimes(_args: argparse.Namespace, paths: Paths) -> Document:
    """The same network in other runtimes, and the kiosk's classifier beside each."""
    folder = active_model_folder(paths)
    found: Document = {}
    for runtime in networks.RUNTIMES:
        missing = networks.missing_packages(runtime)
        if missing:
            found[runtime] = {"missing": list(missing)}
        else:
            found[runtime] = _child("benchmarks.networks", runtime, folder)
    return found


# Detectors and the whole pipeline


def _pipeline(args: argparse.Namespace, paths: Paths) -> Document:
    """Milliseconds a frame, of the detector alone and of everything from frame to exposure."""
    film = demo_film() if args.clip is None else clip_film(args.clip)
    rows = []
    for name in ("haar", "yunet") if find_yunet(paths) else ("haar",):
        for width_px, height_px in SIZES:
            for faces in (1, 4):
                rows.append(_measure_pipeline(film, name, width_px, height_px, faces, paths))
    return {"film": "demo" if args.clip is None else args.clip.name, "rows": rows}


def _measure_pipeline(film: Film, name: str, width_px: int, height_px: int, faces: int, paths: Paths) -> Document:
    pictures = scene(film, width_px, height_px, faces)
    detector, problem = choose_detector(DetectionSettings.model_validate({"detector": name}), paths)
    if problem is not None:
        raise problem
    pipeline = Pipeline(
        search=FaceSearch(detector, FaceTracker(CountingSettings().missed_detections_s)),
        classifier=load_classifier(active_model_folder(paths), networks.THREADS),
        attribution=Attribution(AttributionSettings(), (Product(code="1", name="1"),)),
        counting=CountingSettings(),
    )
    seen = [len(detector.detect(picture)) for picture in pictures]
    calls = {"detector": _detecting(detector, pictures), "pipeline": _processing(pipeline, pictures)}
    timings = time_calls(calls, BUDGET_S)
    return {
        "detector": name,
        "size": f"{width_px}x{height_px}",
        "faces": faces,
        "faces_found": round(sum(seen) / len(seen), 2),
        "detector_ms": timings["detector"].document(),
        "pipeline_ms": timings["pipeline"].document(),
        # Of the mean: frames that are searched whole take longer than the others.
        "fps": round(1000 / timings["pipeline"].mean_ms, 1),
    }


def _detecting(detector: FaceDetector, pictures: list[Image]) -> Callable[[], object]:
    number = 0

    def call() -> None:
        nonlocal number
        detector.detect(pictures[number % len(pictures)])
        number += 1

    return call


def _processing(pipeline: Pipeline, pictures: list[Image]) -> Callable[[], object]:
    """The film there and back, so that nobody jumps."""
    there_and_back = pictures + pictures[-2:0:-1]
    number = 0

    def call() -> None:
        nonlocal number
        image = there_and_back[number % len(there_and_back)]
        pipeline.process(Frame(image, number / FPS, number))
        number += 1

    return call


# From process start


def _start(_args: argparse.Namespace, paths: Paths) -> Document:
    """The whole kiosk in a fresh process: with somebody before the camera from the first frame, and on the demo."""
    with tempfile.TemporaryDirectory() as folder:
        still = Path(folder) / "still"
        still.mkdir()
        cv2.imwrite(str(still / "somebody.png"), demo_film()(15, *SIZES[0]))
        found = {}
        for kind, window in (("headless", 0), ("window", 1)):
            home = Path(folder) / kind
            _take_detector_along(paths, home)
            found[kind] = _child_at("benchmarks.first_frame", home, window, still, 0)
            found[kind]["demo"] = _child_at("benchmarks.first_frame", home, window, "demo", LIVE_S)
        return found


def _take_detector_along(paths: Paths, home: Path) -> None:
    """A home of its own, so that the shop's database is not touched, with the same detector and model."""
    data = home / "data"
    data.mkdir(parents=True)
    if paths.models.is_dir():
        (data / "models").symlink_to(paths.models.resolve(), target_is_directory=True)


def _child_at(module: str, home: Path, *arguments: object) -> Document:
    """As `_child`, with a home of its own and the clock at its start as the first argument; no display is needed."""
    environment = {**os.environ, HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    return _child(module, time.monotonic(), *arguments, environment=environment)


def _child(module: str, *arguments: object, environment: Mapping[str, str] | None = None) -> Document:
    """Runs a module of this folder in a process of its own; the JSON document that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=CHILD_LIMIT_S,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} {arguments} ended with {done.returncode}:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


SECTIONS: Mapping[str, Callable[[argparse.Namespace, Paths], Document]] = {
    "classifier": _classifier,
    "runtimes": _runtimes,
    "pipeline": _pipeline,
    "start": _start,
}
