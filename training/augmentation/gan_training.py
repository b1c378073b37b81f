"""A DCGAN, epoch by epoch, each with random numbers of its own: a run that was killed goes on to the same state.

It sees the real faces that it is given and nothing else: training faces of one class, or of several, and then it is
told which is which.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from training.datasets.images import LabelledFaces
from training.jobs.events import Event, OnEvent, Stop
from training.released import released

log = logging.getLogger(__name__)

CHECKPOINT_S = 20.0
"""A checkpoint of `compact` has 130 MB, so not every epoch's is worth its time."""
TELL_S = 5.0
"""Between epochs it tells how far it is: beside a kiosk on two small cores an epoch takes minutes."""
GRID, COLUMNS = 36, 9
SAMPLES = 128
"""Pictures of a class from fixed noise that a look measures; the first of them make the grid."""
FEWEST = 2

Measure = Callable[[Faces, int], float]
"""How far samples of a class, given by its index, are from its real faces: smaller is better."""
Look = tuple[int, tuple[float, ...]]
"""An epoch, and each class's distance then."""


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """`weights`: the averaged generator of the best look; `epoch`: its epoch; `looks`: all of them."""

    weights: list[NDArray[Any]]
    epoch: int
    epochs_done: int
    looks: tuple[Look, ...]
    elapsed_s: float


class TooFewError(KnownError):
    """A class has fewer pictures than a DCGAN can learn from."""


class DivergedError(KnownError):
    """A loss is no number. The last good state is kept: `trained` is its generator, or None where there is none."""

    trained: Trained | None = None


def train_gan(
    real: LabelledFaces,
    config: GanConfig,
    measure: Measure,
    folder: Path,
    on_event: OnEvent = lambda event: None,
    stop: Stop = lambda: False,
    checkpoint_s: float = CHECKPOINT_S,
    label: str = "",
) -> Trained:
    """Trains on `real` faces of one class or of several and returns the best averaged generator, by `measure` of its
    samples.

    In `folder` it keeps checkpoints (and goes on from one that it finds) and a grid from fixed noise for every look.
    A stop ends the epoch that is at work, and what it has reached is looked at once more.
    `label` is what messages call what it trains. Raises `DivergedError` where a loss is no number, `TooFewError` for
    fewer than two faces of a class.
    """
    for name, n in real.counts().items():
        require_enough(name, n)
    pictures, classes = to_pictures(real.faces, config), len(real.classes)
    with released(Gan(config, classes)) as gan:
        epoch, elapsed_s = 0, 0.0
        saved_s = told_s = time.monotonic()
        looks: list[Look] = []
        best: list[NDArray[Any]] = []
        saved = load_checkpoint(folder)
        if saved is not None:
            restore_training(gan, saved.arrays)
            best = array_group(saved.arrays, "best")
            epoch, elapsed_s = int(saved.progress["epoch"]), float(saved.progress["elapsed_s"])
            looks = [(int(at), tuple(distances)) for at, distances in saved.progress["looks"]]
            log.info("%s goes on from epoch %d", label, epoch)

        def trained() -> Trained:
            return Trained(best, best_epoch(looks), epoch, tuple(looks), elapsed_s)

        def after_step(share: float) -> bool:
            nonlocal told_s
            if share < 1 and time.monotonic() - told_s >= TELL_S:
                told_s = time.monotonic()
                on_event({"epoch": round(epoch + share, 2), "epochs": config.epochs})
            return stop()

        on_event({"epoch": epoch, "epochs": config.epochs})
        while epoch < config.epochs and not stop():
            started = told_s = time.monotonic()
            gan.optimizer.learning_rate = gan.highest_rate * config.rates_left(epoch)
            figures, whole = _one_epoch(gan, pictures, real.labels, config, epoch, after_step)
            event: Event = {"epoch": epoch + 1, "epochs": config.epochs} | figures
            if not all(np.isfinite(event[name]) for name in ("g_loss", "d_loss")):
                error = DivergedError(
                    "The training of {name} diverged in epoch {epoch}: a loss is no number. The state after epoch "
                    "{kept} is kept; start a new run with smaller learning rates.",
                    name=label,
                    epoch=epoch + 1,
                    kept=int(saved.progress["epoch"]) if saved is not None else 0,
                )
                error.trained = trained() if best else None
                raise error
            epoch += 1
            if epoch == 1 or epoch % config.look_every == 0 or epoch == config.epochs or stop():
                weights = [np.array(weight) for weight in gan.average.get_weights()]
                drawer = Drawer(config, weights, classes)
                drawn = [drawer.faces(SAMPLES, (config.seed, 1), label=index) for index in range(classes)]
                distances = tuple(measure(faces, index) for index, faces in enumerate(drawn))
                looks.append((epoch, distances))
                if best_epoch(looks) == epoch:
                    best = weights
                path = folder / f"grid-{epoch:05}.png"
                rows = max(1, GRID // COLUMNS // classes)
                write_png(path, grid(np.concatenate([faces[: rows * COLUMNS] for faces in drawn]), COLUMNS, 2))
                event |= {"kid": float(np.mean(distances)), "picture": path.name}
            elapsed_s += time.monotonic() - started
            event |= {
                "elapsed_s": round(elapsed_s, 2),
                "eta_s": round(elapsed_s / epoch * (config.epochs - epoch), 1),
            }
            if whole and (epoch == config.epochs or time.monotonic() - saved_s >= checkpoint_s):
                arrays = training_arrays(gan) | {f"best/{i}": weight for i, weight in enumerate(best)}
                saved = Checkpoint({"epoch": epoch, "elapsed_s": elapsed_s, "looks": looks}, arrays)
                save_checkpoint(folder, saved)
                saved_s = time.monotonic()
            on_event(event)
        return trained()


def require_enough(name: str, n: int) -> None:
    """Raises `TooFewError` where a class has fewer than two training pictures."""
    if n < FEWEST:
        raise TooFewError(
            "The class {name} has {n} training picture(s); a DCGAN takes at least {fewest}. Add real pictures of it.",
            name=name,
            n=n,
            fewest=FEWEST,
        )


def best_epoch(looks: Sequence[Look]) -> int:
    """The epoch whose samples were nearest to the real faces: by the mean over classes of the distance as a share of
    the first look's, since classes differ in how far apart their faces are."""
    if not looks:
        return 0
    first = np.maximum(looks[0][1], 1e-9)
    return min(looks, key=lambda look: float(np.mean(np.asarray(look[1]) / first)))[0]


def epoch_order(labels: NDArray[np.int64], config: GanConfig, rng: np.random.Generator) -> NDArray[np.intp]:
    """One epoch's pictures by index, (steps x batch): shuffled, every class as often, every picture of a class as
    often. With several classes an epoch has as many steps as they would have alone."""
    names = np.unique(labels)
    each = config.steps_for(len(labels)) * config.batch_size * (len(names) if config.steps else 1)
    order = []
    for share, name in enumerate(names):
        own = np.flatnonzero(labels == name)
        wanted = each // len(names) + (share < each % len(names))
        rounds = [rng.permutation(own) for _ in range(-(-wanted // len(own)))]
        order.append(np.concatenate(rounds)[:wanted])
    return np.concatenate(order) if len(names) == 1 else rng.permutation(np.concatenate(order))


def _one_epoch(
    gan: Gan,
    pictures: Pictures,
    labels: NDArray[np.int64],
    config: GanConfig,
    epoch: int,
    after_step: Callable[[float], bool],
) -> tuple[dict[str, float], bool]:
    """The figures, and whether the epoch is whole. `after_step` hears the share of it that is done; True ends it."""
    rng = np.random.default_rng((config.seed, epoch, 2))
    order = epoch_order(labels, config, rng)
    mirrored = rng.random(len(order)) < (0.5 if config.mirror else 0)
    gan.reset_metrics()
    figures: dict[str, Any] = {}
    whole = True
    steps = -(-len(order) // config.batch_size)
    for step, start in enumerate(range(0, len(order), config.batch_size), start=epoch * steps):
        chosen = order[start : start + config.batch_size]
        turned = mirrored[start : start + config.batch_size]
        shown = np.where(turned[:, None, None, None], pictures[chosen, :, ::-1], pictures[chosen])
        inputs = random_inputs(shown, config, rng, labels[chosen], gan.classes, step)
        figures = gan.train_on_batch(inputs, return_dict=True)
        if not np.isfinite(float(figures["g_loss"])) or not np.isfinite(float(figures["d_loss"])):
            break  # a mean with no number in it stays none: the rest of the epoch would be wasted
        done = step + 1 - epoch * steps
        if after_step(done / steps) and done < steps:
            whole = False
            break
    return {name: round(float(value), 5) for name, value in figures.items()}, whole
