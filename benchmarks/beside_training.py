"""What long work costs the kiosk beside it: `python -m benchmarks.beside_training --dataset NAME [--job KIND]`.

Shows the kiosk's window on the demo (under Xvfb, for instance), lets it run idle, then starts a real training,
augmentation or experiment in its child process as the panel does. For idle time and for each stage of the work it
gives the frames a second that reach the view, how long the analysis of a frame takes, and the longest time that the
window's event loop stood still. The dataset is one of `main.py dataset list`; nothing that comes of it is kept.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

# The work's child process imports this module again, and must cap numpy's threads before numpy is there.
if TYPE_CHECKING:
    from training.augmentation.config import AugmentConfig
    from training.experiment.config import ExperimentConfig
    from training.recognizer.config import TrainConfig

TICK_MS = 5
WARM_UP_S = 5.0


@dataclass
class Stage:
    """What was seen while the job was at one stage."""

    seconds: float = 0.0
    shown: int = 0
    latencies_ms: list[float] = field(default_factory=list)
    gaps_ms: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The figures, of which `loop_gap_ms` is the longest."""
        import numpy as np

        latencies = np.array(self.latencies_ms or [np.nan])
        return {
            "seconds": round(self.seconds, 1),
            "view_fps": round(self.shown / self.seconds, 1) if self.seconds else None,
            "inference_ms": {f"p{q}": round(float(np.percentile(latencies, q)), 1) for q in (50, 95)},
            "loop_gap_ms": {
                "p99": round(float(np.percentile(self.gaps_ms or [np.nan], 99)), 1),
                "max": round(max(self.gaps_ms, default=float("nan")), 1),
            },
        }


def job_config(job: str, dataset: str, *, fine_tune: bool) -> TrainConfig | AugmentConfig | ExperimentConfig:
    """What the work is asked for: usual settings, with stages that last long enough to measure."""
    from engine.emotions import SEED_CLASSES
    from training.augmentation.config import AugmentConfig
    from training.experiment.config import ExperimentConfig
    from training.recognizer.config import RetrainConfig, TrainConfig

    if job == "augment":
        return AugmentConfig(dataset, SEED_CLASSES, add=False)
    if job == "experiment":
        return ExperimentConfig(dataset, SEED_CLASSES)
    head = RetrainConfig(epochs=40 if not fine_tune else 1, views=6 if not fine_tune else 0)
    return TrainConfig(dataset, f"bench-{int(time.time())}", head=head, fine_tune=fine_tune, fine_tune_epochs=50)


def main() -> None:
    """Measures, and prints one JSON document."""
    from PySide6.QtCore import QTimer

    from engine.kiosk import Kiosk
    from engine.paths import default_paths
    from engine.settings import Settings
    from gui.app import make_application
    from gui.jobs.job_controller import JobController
    from gui.kiosk_window import KioskWindow
    from gui.live_session import LiveSession

    parser = argparse.ArgumentParser(description="What long work costs the kiosk beside it.")
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--job", choices=("train", "augment", "experiment"), default="train")
    parser.add_argument("--idle", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--busy", type=float, default=90.0, metavar="SECONDS", help="of the work, then cancelled")
    parser.add_argument("--fine-tune", action="store_true")
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    config = job_config(args.job, args.dataset, fine_tune=args.fine_tune)
    app, paths = make_application(), default_paths()
    kiosk = Kiosk(Settings(), paths, "demo")
    session = LiveSession(kiosk)
    window = KioskWindow(session, paths, locked=False)
    jobs = JobController(paths)
    stages: dict[str, Stage] = defaultdict(Stage)
    now: dict[str, Any] = {"stage": "warm-up", "since": time.monotonic(), "tick": time.monotonic(), "frame": -1}

    def enter(stage: str) -> None:
        moment = time.monotonic()
        stages[now["stage"]].seconds += moment - now["since"]
        now.update(stage=stage, since=moment)

    def frame(_frame: object, analysis: Any) -> None:
        stage = stages[now["stage"]]
        stage.shown += 1
        if analysis is not None and analysis.frame_number != now["frame"] and analysis.faces:
            now["frame"] = analysis.frame_number
            stage.latencies_ms.append(1000 * analysis.latency_s)

    def tick() -> None:
        moment = time.monotonic()
        stages[now["stage"]].gaps_ms.append(1000 * (moment - now["tick"]))
        now["tick"] = moment

    def follow(event: dict[str, Any]) -> None:
        if event.get("stage", now["stage"]) != now["stage"]:
            enter(str(event["stage"]))

    def begin() -> None:
        jobs.start(args.job, config, args.dataset)

    def end() -> None:
        enter("over")
        run = jobs.run()
        jobs.shut_down()
        if run is not None:
            shutil.rmtree(run.folder, ignore_errors=True)
            if args.job == "train":
                shutil.rmtree(paths.models / run.config().name, ignore_errors=True)
        app.exit(0)

    session.frame_changed.connect(frame)
    jobs.progressed.connect(follow)
    jobs.finished.connect(lambda _outcome: end())
    jobs.failed.connect(lambda _outcome: end())
    ticks = QTimer()
    ticks.setInterval(TICK_MS)
    ticks.timeout.connect(tick)
    window.resize(1280, 720)
    window.show()
    kiosk.start()
    session.start()
    ticks.start()
    QTimer.singleShot(round(1000 * WARM_UP_S), lambda: enter("idle"))
    QTimer.singleShot(round(1000 * (WARM_UP_S + args.idle)), begin)
    QTimer.singleShot(round(1000 * (WARM_UP_S + args.idle + args.busy)), end)
    app.exec()
    ticks.stop()
    session.stop()
    window.allow_closing()
    window.close()
    kiosk.stop()
    for name in ("warm-up", "over"):
        stages.pop(name, None)
    print(json.dumps({name: stage.as_json() for name, stage in stages.items()}))


if __name__ == "__main__":
    main()
