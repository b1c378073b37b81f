"""Plots of an evaluation as PNG and SVG, in the colours that the expressions have everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from engine.errors import KnownError
from training.evaluation.metrics import Figures

INK, ACCENT, FAINT = "#1d242b", "#16866a", "#c9d1d8"


def write_plots(figures: Figures, folder: Path) -> list[Path]:
    """The confusion matrix and the classes' F1, each as PNG and SVG; returns the files. Raises `KnownError`."""
    drawings = {
        "confusion": confusion_plot(np.array(figures.confusion_matrix), figures.classes),
        "f1": f1_plot(figures),
    }
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, drawing in drawings.items():
            for suffix in ("png", "svg"):
                files.append(folder / f"{name}.{suffix}")
                drawing.savefig(files[-1], dpi=150)
    except OSError as error:
        raise KnownError(
            "The plots cannot be written to {folder} ({reason}). Check the disk and the folder's permissions.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return files


def confusion_plot(matrix: NDArray[np.int64], classes: Sequence[str]) -> Figure:
    """Rows: what they are; columns: what they were taken for; shares of the row, with counts."""
    figure = Figure(figsize=(1.6 + 0.8 * len(classes), 1.4 + 0.7 * len(classes)), layout="constrained")
    axes = figure.add_subplot()
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(matrix):
        ink = "white" if shares[row, column] > 0.6 else INK
        text = f"{shares[row, column]:.0%}\n{count}"
        axes.text(column, row, text, ha="center", va="center", color=ink, fontsize=8)
    axes.set_xticks(range(len(classes)), classes, rotation=30, ha="right")
    axes.set_yticks(range(len(classes)), classes)
    axes.set_xlabel("taken for")
    axes.set_ylabel("is")
    axes.set_title("Confusion matrix", loc="left", color=INK)
    return figure


def f1_plot(figures: Figures) -> Figure:
    """One bar a class, and the mean over them."""
    names = [name for name, one in figures.per_class.items() if one.support]
    values = [figures.per_class[name].f1 for name in names]
    figure = Figure(figsize=(5.6, 0.9 + 0.4 * len(names)), layout="constrained")
    axes = figure.add_subplot()
    bars = axes.barh(names, values, color=ACCENT)
    axes.bar_label(
        bars,
        [f"{value:.2f}  (n = {figures.per_class[name].support})" for name, value in zip(names, values, strict=True)],
        padding=4,
        fontsize=8,
    )
    axes.axvline(figures.f1_macro, color=INK, linestyle="--", linewidth=1)
    axes.set_xlim(0, 1.15)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(f"F1 by class, mean {figures.f1_macro:.3f}", loc="left", color=INK)
    return figure
