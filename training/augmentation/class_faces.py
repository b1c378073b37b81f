"""One class's generated faces: drawn from a trained generator, measured, filtered, and kept in the run's folder."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.augmentation.config import AugmentConfig
from training.augmentation.filtering import Filtered, keep_best
from training.augmentation.gan_training import Trained
from training.augmentation.judges import Judges
from training.augmentation.pictures import Faces
from training.augmentation.quality import COLLAPSED_BELOW, FaceSet, Quality, assess, share_taken_for, yardstick
from training.datasets.generated import GeneratedFaces
from training.jobs.events import Event, OnEvent
from training.jobs.run_files import write_arrays, write_json

log = logging.getLogger(__name__)

CLASS_FILE, SAMPLES_FILE = "class.json", "samples.npz"
DRAWING_SEED = 2
FEWEST_DRAWN = 64
"""Fewer would say little about how varied a class's samples are."""


@dataclass(slots=True)
class ClassInProgress:
    """One class on its way: what it lacks, and what came of it."""

    label: str
    wanted: int
    train: Faces
    seen: FaceSet
    validation: FaceSet | None
    validation_faces: Faces
    failed: str | None = None
    generated: GeneratedFaces | None = None
    figures: dict[str, Any] = field(default_factory=dict)


def made_before(one: ClassInProgress, folder: Path) -> bool:
    """Takes over a class that was finished before the run was interrupted."""
    path = folder / CLASS_FILE
    if not path.is_file():
        return False
    document = json.loads(path.read_text(encoding="utf-8"))
    one.figures, one.failed = document["figures"], document["failed"]
    if one.failed is None:
        with np.load(folder / SAMPLES_FILE, allow_pickle=False) as kept:
            one.generated = GeneratedFaces(one.label, kept["faces"], kept["numbers"].tolist(), int(kept["seed"]))
    return True


def draw_class(
    one: ClassInProgress,
    draw: Callable[..., Faces],
    trained: Trained,
    place: int,
    config: AugmentConfig,
    folder: Path,
    judges: Judges,
    on_event: OnEvent,
) -> None:
    """Draws candidates, measures them, keeps the good ones, measures those, and writes it all down; `place` is the
    class's among those that the DCGAN knows."""
    stage = f"draw:{one.label}"
    drawn_n = one.wanted * (config.candidates if config.keep_best else 1)
    drawn_n = max(drawn_n, FEWEST_DRAWN)

    def tell(done: int, total: int) -> None:
        on_event({"stage": stage, "class": one.label, "drawn": done, "of": total})

    faces = draw(drawn_n, (config.gan.seed, DRAWING_SEED), tell)
    seen = judges.seen(faces, (), tell)
    probabilities = judges.taken(faces)
    measure = yardstick(one.seen)
    if config.keep_best:
        known = judges.by_features(seen.features) if judges.by_features is not None else None
        filtered = keep_best(seen, one.seen, measure, one.wanted, known, judges.classes, one.label)
    else:
        filtered = Filtered(tuple(range(min(one.wanted, drawn_n))), {}, 0, measure)
    kept = np.array(filtered.kept, dtype=np.intp)
    looks = [(epoch, distances[place]) for epoch, distances in trained.looks]
    drawn = _quality(one, faces, seen, probabilities, judges)
    one.figures = {
        "real": len(one.train),
        "wanted": one.wanted,
        "drawn": drawn_n,
        "kept": len(kept),
        "epochs": trained.epochs_done,
        "best_epoch": trained.epoch,
        "train_s": round(trained.elapsed_s, 1),
        "kid_first_epoch": looks[0][1],
        "kid_last_epoch": looks[-1][1],
        "kid_by_epoch": [list(look) for look in looks],
        "quality_of_all": drawn.as_json(),
    }
    if config.keep_best:
        one.figures["filter"] = filtered.as_json()
    if drawn.collapsed:
        error = KnownError(
            "The class {name} collapsed: its generated faces are {varied} as varied as real ones, and {least} are "
            "asked for. Train longer, with other rates, or add real pictures.",
            name=one.label,
            varied=f"{drawn.diversity:.0%}",
            least=f"{COLLAPSED_BELOW:.0%}",
        )
        one.failed = str(error)
    elif len(kept) < 2:
        error = KnownError(
            "Of {drawn} generated faces of {name}, {kept} passed the filter. Train longer, or keep all with "
            "--no-keep-best and look at them.",
            drawn=drawn_n,
            name=one.label,
            kept=len(kept),
        )
        one.failed = str(error)
    else:
        one.figures["quality"] = _quality(one, faces[kept], seen.take(kept), probabilities[kept], judges).as_json()
        one.generated = GeneratedFaces(one.label, faces[kept], filtered.kept, config.gan.seed)
        write_arrays(folder / SAMPLES_FILE, faces=faces[kept], numbers=kept, seed=np.array(config.gan.seed))
    write_json(folder / CLASS_FILE, {"figures": one.figures, "failed": one.failed})
    copies = one.figures.get("quality", {}).get("copies", 0)
    event: Event = {"stage": stage, "class": one.label, "kept": len(kept), "failed": one.failed}
    if copies:
        event["warning"] = f"{copies} of {len(kept)} are nearly copies of real faces"
        log.warning("%s: %s", one.label, event["warning"])
    on_event(event)


def _quality(
    one: ClassInProgress, faces: Faces, seen: FaceSet, probabilities: NDArray[np.float32], judges: Judges
) -> Quality:
    active = judges.active.classes
    real = one.validation_faces
    judged: tuple[float | None, float | None] = (None, None)
    if judges.by_pixels is not None:
        judged = (
            share_taken_for(judges.by_pixels(faces), judges.classes, one.label),
            share_taken_for(judges.by_pixels(real), judges.classes, one.label) if len(real) else None,
        )
    return assess(
        seen,
        one.seen,
        one.validation,
        taken=(
            share_taken_for(probabilities, active, one.label),
            share_taken_for(judges.taken(real), active, one.label) if len(real) else None,
        ),
        judged=judged,
    )
