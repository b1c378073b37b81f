"""One class's DCGAN, epoch by epoch, each with random numbers of its own: a run that was killed goes on to the same
state.

It sees the real faces that it is given and nothing else; whoever calls it gives training faces of one class only, or,
for a `shared_start`, of all (Wang et al., "Transferring GANs: generating images from limited data", 2018).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.augmentation.config import GanConfig
from training.augmentation.drawing import Drawer
from training.augmentation.gan import Gan, random_inputs
from training.augmentation.pictures import Faces, Pictures, grid, to_pictures, write_png
from training.checkpoints import (
    Checkpoint,
    array_group,
    load_checkpoint,
    restore_training,
    save_checkpoint,
    training_arrays,
)
from training.jobs.events import Event, OnEvent, Stop

log = logging.getLogger(__name__)

CHECKPOINT_S = 20.0
"""A checkpoint of `compact` has 130 MB, so not every epoch's is worth its time."""
GRID, COLUMNS = 36, 9
SAMPLES = 128
"""Pictures from fixed noise that a look measures; the first of them make the grid."""
FEWEST = 2

Measure = Callable[[Faces], float]
"""How far samples are from the real faces: smaller is better."""


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """`weights`: the averaged generator of the best look; `epoch`: its epoch; `looks`: (epoch, distance) of each."""

    weights: list[NDArray[Any]]
    epoch: int
    epochs_done: int
    looks: tuple[tuple[int, float], ...]
    elapsed_s: float


class TooFewError(KnownError):
    """A class has fewer pictures than a DCGAN can learn from."""


class DivergedError(KnownError):
    """A loss is no number. The last good state is kept: `trained` is its generator, or None where there is none."""

    trained: Trained | None = None


def train_gan(
    faces: Faces,
    config: GanConfig,
    measure: Measure,
    folder: Path,
    on_event: OnEvent = lambda event: None,
    stop: Stop = lambda: False,
    checkpoint_s: float = CHECKPOINT_S,
    label: str = "",
    start: list[NDArray[Any]] | None = None,
) -> Trained:
    """Trains on real `faces` (n, 48, 48) and returns the best averaged generator, by `measure` of its samples.

    In `folder` it keeps checkpoints (and goes on from one that it finds) and a grid from fixed noise for every look.
    `label` is what messages call the class; `start` are weights of both networks to begin with. Raises
    `DivergedError` where a loss is no number, `KnownError` for fewer than two faces.
    """
    if len(faces) < FEWEST:
        raise TooFewError(
            "The class {name} has {n} training picture(s); a DCGAN takes at least {fewest}. Add real pictures of it.",
            name=label,
            n=len(faces),
            fewest=FEWEST,
        )
    real = to_pictures(faces, config)
    gan = Gan(config)
    epoch, elapsed_s, saved_s = 0, 0.0, time.monotonic()
    looks: list[tuple[int, float]] = []
    best: list[NDArray[Any]] = []
    saved = load_checkpoint(folder)
    if saved is not None:
        restore_training(gan, saved.arrays)
        best = array_group(saved.arrays, "best")
        epoch, elapsed_s = int(saved.progress["epoch"]), float(saved.progress["elapsed_s"])
        looks = [(int(at), float(distance)) for at, distance in saved.progress["looks"]]
        log.info("%s goes on from epoch %d", label, epoch)
    elif start is not None:
        gan.set_weights(start)

    def trained() -> Trained:
        return Trained(best, best_epoch(looks), epoch, tuple(looks), elapsed_s)

    while epoch < config.epochs and not stop():
        started = time.monotonic()
        event: Event = {"epoch": epoch + 1, "epochs": config.epochs} | _one_epoch(gan, real, config, epoch)
        if not all(np.isfinite(event[name]) for name in ("g_loss", "d_loss")):
            error = DivergedError(
                "The training of {name} diverged in epoch {epoch}: a loss is no number. The state after epoch {kept} "
                "is kept; start a new run with smaller learning rates.",
                name=label,
                epoch=epoch + 1,
                kept=int(saved.progress["epoch"]) if saved is not None else 0,
            )
            error.trained = trained() if best else None
            raise error
        epoch += 1
        if epoch == 1 or epoch % config.look_every == 0 or epoch == config.epochs or stop():
            weights = [np.array(weight) for weight in gan.average.get_weights()]
            drawn = Drawer(config, weights).faces(SAMPLES, (config.seed, 1))
            distance = measure(drawn)
            looks.append((epoch, distance))
            if best_epoch(looks) == epoch:
                best = weights
            path = folder / f"grid-{epoch:05}.png"
            write_png(path, grid(drawn[:GRID], COLUMNS, 2))
            event |= {"kid": distance, "picture": path.name}
        elapsed_s += time.monotonic() - started
        event |= {"elapsed_s": round(elapsed_s, 2), "eta_s": round(elapsed_s / epoch * (config.epochs - epoch), 1)}
        if epoch == config.epochs or time.monotonic() - saved_s >= checkpoint_s:
            arrays = training_arrays(gan) | {f"best/{i}": weight for i, weight in enumerate(best)}
            saved = Checkpoint({"epoch": epoch, "elapsed_s": elapsed_s, "looks": looks}, arrays)
            save_checkpoint(folder, saved)
            saved_s = time.monotonic()
        on_event(event)
    return trained()


def shared_start(
    faces: Faces,
    config: GanConfig,
    measure: Measure,
    folder: Path,
    on_event: OnEvent = lambda event: None,
    stop: Stop = lambda: False,
) -> list[NDArray[Any]] | None:
    """The weights of both networks after `shared_epochs` on the faces of all classes: what each class's `train_gan`
    starts from. None where there are no such epochs, or where the run was stopped before they were over.

    Goes on from the folder's checkpoint, which stays there until the last class is done. Raises as `train_gan`.
    """
    if not config.shared_epochs:
        return None
    together = replace(config, epochs=config.shared_epochs)
    if train_gan(faces, together, measure, folder, on_event, stop, label="all").epochs_done < together.epochs:
        return None
    saved = load_checkpoint(folder)
    assert saved is not None, "the last epoch's checkpoint has just been written"
    return array_group(saved.arrays, "model")


def best_epoch(looks: list[tuple[int, float]]) -> int:
    """The epoch whose samples were nearest to the real faces; the first look counts only where it is the last."""
    return min(looks, key=lambda look: look[1])[0] if looks else 0


def epoch_pictures(real: Pictures, config: GanConfig, rng: np.random.Generator) -> Pictures:
    """One epoch's real pictures, (steps x batch, ...): shuffled, each as often as the others, half mirrored."""
    wanted = config.steps_for(len(real)) * config.batch_size
    rounds = [rng.permutation(len(real)) for _ in range(-(-wanted // len(real)))]
    chosen = real[np.concatenate(rounds)[:wanted]]
    if config.mirror:
        mirrored = rng.random(wanted) < 0.5
        chosen[mirrored] = chosen[mirrored, :, ::-1]
    return chosen


def _one_epoch(gan: Gan, real: Pictures, config: GanConfig, epoch: int) -> dict[str, float]:
    rng = np.random.default_rng((config.seed, epoch, 2))
    shown = epoch_pictures(real, config, rng)
    gan.reset_metrics()
    figures: dict[str, Any] = {}
    for start in range(0, len(shown), config.batch_size):
        inputs = random_inputs(shown[start : start + config.batch_size], config, rng)
        figures = gan.train_on_batch(inputs, return_dict=True)
        if not np.isfinite(float(figures["g_loss"])) or not np.isfinite(float(figures["d_loss"])):
            break  # a mean with no number in it stays none: the rest of the epoch would be wasted
    return {name: round(float(value), 5) for name, value in figures.items()}
