"""Whether models can be trained on this machine: a tiny dataset, one epoch in a child process, the model at work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from engine.classifier import load_classifier
from engine.edition import require_training
from engine.errors import KnownError
from engine.model_registry import activate, active_model_folder
from engine.paths import Paths
from training.datasets.dataset_import import ImportOptions, import_dataset
from training.jobs.runs import create_run, open_run
from training.jobs.supervisor import JobOutcome, JobSupervisor
from training.recognizer.config import RetrainConfig, TrainConfig

log = logging.getLogger(__name__)

CLASSES = ("anger", "happy", "surprise")
PICTURES = 20
SIDE_PX = 48
LIMIT_S = 900.0
MODEL = "trial"


def try_training(paths: Paths, work_in: Path, tell: Callable[[str], None] = lambda line: None) -> None:
    """Trains and promotes a model of patterns, then begins another and kills its process.

    Everything lies under `work_in`; of `paths` only the program's own resources are used. Raises KnownError where
    something is not as it should be.
    """
    require_training()
    own = Paths(data=work_in / "data", config=work_in / "config", resources=paths.resources)
    _draw_pictures(work_in / "pictures")
    import_dataset(work_in / "pictures", own.datasets / "patterns", ImportOptions(find_faces=False))
    began_s = time.monotonic()
    outcome = _trained(own, MODEL)
    if not outcome.was_successful():
        log.error("the trial's training ended: %s", outcome)
        raise outcome.error or KnownError(
            "A model could not be trained here: its process ended as {end}. Look into the program's log.",
            end=outcome.end,
        )
    tell(f"A model was trained in a child process, after {time.monotonic() - began_s:.0f} s.")
    activate(own, MODEL)
    classifier = load_classifier(active_model_folder(own))
    judged = classifier.classify(np.stack([np.full((SIDE_PX, SIDE_PX), 128, np.uint8)]))
    if tuple(classifier.classes) != CLASSES or not np.allclose(judged.sum(), 1.0, atol=1e-3):
        raise KnownError("The model that was trained here does not work. Look into the program's log.")
    tell("It was promoted, and judges faces.")
    killed = _trained(own, "killed", kill=True)
    if killed.end != "crashed" or not open_run(own, killed.run).can_resume:
        log.error("the trial's kill ended: %s", killed)
        raise KnownError("A training whose process is killed is not noticed here. Look into the program's log.")
    tell("A training whose process was killed was noticed, and can be resumed.")


def _trained(paths: Paths, name: str, *, kill: bool = False) -> JobOutcome:
    """A training in its child process, to its end; with `kill`, the child's from outside, after its first word."""
    config = TrainConfig(dataset="patterns", name=name, head=RetrainConfig(epochs=1, batch_size=16))
    outcomes: list[JobOutcome] = []

    def heard(_event: object) -> None:
        if kill:
            _kill_children()

    job = JobSupervisor(create_run(paths, "train", config, dataset="patterns"), paths, heard, outcomes.append)
    job.start()
    if not job.join(LIMIT_S):
        job.cancel()
        job.join()
    return outcomes[0]


def _kill_children() -> None:
    import psutil

    for child in psutil.Process().children(recursive=True):
        if child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
            child.kill()


def _draw_pictures(folder: Path) -> None:
    """Grey patterns, one direction of light a class, each picture with noise of its own."""
    random = np.random.default_rng(1)
    ramp = np.linspace(-1.0, 1.0, SIDE_PX)
    light = {"anger": ramp[:, None], "happy": ramp[None, :], "surprise": -ramp[:, None]}
    for name in CLASSES:
        (folder / name).mkdir(parents=True)
        for number in range(PICTURES):
            shade = 128 + 60 * np.broadcast_to(light[name], (SIDE_PX, SIDE_PX))
            noise = random.normal(0, 20, (SIDE_PX, SIDE_PX))
            picture = np.clip(shade + noise, 0, 255).astype(np.uint8)
            if not cv2.imwrite(str(folder / name / f"{number:02d}.png"), picture):
                raise KnownError("Pictures cannot be written to {folder}. Check the disk.", folder=folder)
