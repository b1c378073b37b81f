"""What an experiment gains by computing the frozen backbone's features once: `python -m benchmarks.frozen_backbone`.

An epoch of the head on kept features against one through backbone and head, on the same slice of drawn pictures, at
the L9's three batch sizes and optimizers, in one run and with one TensorFlow thread, as an experiment's workers have.
From these it says what the L9 of the seed's size takes: nine runs of 30 to 50 epochs on 3,698 pictures. Processor
seconds are given beside those of the clock, which other programs lengthen.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

SEED_PICTURES, RUN_EPOCHS = 3698, 120
"""Each batch size meets 30, 40 and 50 epochs once in the L9."""
BATCHES = (("adam", 32), ("adagrad", 64), ("adadelta", 128))


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock, and of the processor."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def measure(pictures: int) -> dict[str, Any]:
    """All figures, on a slice of that many pictures."""
    import keras

    from engine.preprocessing import to_input
    from training.recognizer import features, vgg16
    from training.recognizer.batches import batches
    from training.recognizer.retraining import make_optimizer

    rng = np.random.default_rng(1)
    faces = rng.integers(0, 256, (pictures, 48, 48), dtype=np.uint8)
    targets = np.eye(5, dtype=np.float32)[np.arange(pictures) % 5]
    backbone = vgg16.backbone()
    backbone.trainable = False
    features.extract(backbone, faces[:64])  # compiled
    kept: list[np.ndarray] = []
    once = measured(lambda: kept.append(features.extract(backbone, faces)))
    inputs, rows = to_input(faces), []
    for optimizer, batch in BATCHES:
        head = vgg16.head(5, 0.5, 1)
        whole = vgg16.classifier(5, 0.5, 1)
        for layer in whole.layers:
            layer.trainable = not layer.name.startswith("block")
        seconds = []
        for model, data in ((head, kept[0]), (whole, inputs)):
            model.compile(make_optimizer(optimizer, 1e-3), "categorical_crossentropy", jit_compile=False)  # type: ignore[arg-type]
            model.fit(batches(data[:batch], targets[:batch], batch_size=batch), verbose=0)
            seconds.append(
                measured(lambda m=model, d=data, b=batch: m.fit(batches(d, targets, batch_size=b), verbose=0))  # type: ignore[misc]
            )
        rows.append(
            {
                "optimizer": optimizer,
                "batch_size": batch,
                "kept_s": round(seconds[0][0], 2),
                "kept_cpu_s": round(seconds[0][1], 2),
                "through_backbone_s": round(seconds[1][0], 2),
                "through_backbone_cpu_s": round(seconds[1][1], 2),
            }
        )
        keras.utils.clear_session()
    scale = SEED_PICTURES / pictures
    return {
        "pictures": pictures,
        "features_once_s": round(once[0], 2),
        "features_once_cpu_s": round(once[1], 2),
        "epochs": rows,
        **{f"l9_{kind}": _minutes(rows, once[kind.endswith("cpu_min")], scale, kind) for kind in KINDS},
        "times_faster": round(_gain(rows, once[0], scale, ""), 1),
        "times_faster_cpu": round(_gain(rows, once[1], scale, "cpu_"), 1),
    }


KINDS = ("kept_min", "kept_cpu_min", "through_backbone_min", "through_backbone_cpu_min")


def _minutes(rows: list[dict[str, Any]], once_s: float, scale: float, kind: str) -> float:
    epochs = RUN_EPOCHS * sum(row[kind.removesuffix("min") + "s"] for row in rows)
    return float(round(scale * (epochs + (once_s if kind.startswith("kept") else 0)) / 60, 1))


def _gain(rows: list[dict[str, Any]], once_s: float, scale: float, unit: str) -> float:
    through = RUN_EPOCHS * sum(row[f"through_backbone_{unit}s"] for row in rows)
    return float(through / (RUN_EPOCHS * sum(row[f"kept_{unit}s"] for row in rows) + once_s))


def main() -> int:
    """Prints one JSON document."""
    parser = argparse.ArgumentParser(description="Kept features against the backbone in each epoch.")
    parser.add_argument("--pictures", type=int, default=512, help="in the slice (%(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="TensorFlow's (%(default)s)")
    args = parser.parse_args()
    for variable in ("TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = str(args.threads)
    os.environ["TF_NUM_INTEROP_THREADS"] = "1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    json.dump({"threads": args.threads, **measure(args.pictures)}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
