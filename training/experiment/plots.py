"""Main effects with their intervals, as pictures: one panel a factor, one scale for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure

from engine.errors import KnownError
from training.experiment.analysis import Analysis
from training.experiment.conclusions import decimals
from training.experiment.confirmation import Confirmation

INK, ACCENT, FAINT, MUTED = "#1d242b", "#16866a", "#dfe5ea", "#5c6770"
CHINESE_FONTS = ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei", "PingFang TC", "Noto Sans CJK JP")
NOTE = "means with 95 % intervals; ring: best level; dashed: mean of all"
NOTE_CONFIRMED = "; dotted: confirmation"
NOT_TESTED = "not tested"
Words = Callable[[str], str]
"""From a factor's, level's or response's name, or one of the notes above, to the reader's."""


def write_plots(analysis: Analysis, folder: Path, confirmation: Confirmation | None = None) -> list[Path]:
    """`main-effects.png` and `.svg`; returns the files. Raises `KnownError`."""
    drawing = main_effects(analysis, confirmation)
    files = [folder / f"main-effects.{suffix}" for suffix in ("png", "svg")]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            drawing.savefig(file, dpi=110)
    except OSError as error:
        raise KnownError(
            "The plots cannot be written to {folder} ({reason}). Check the disk and the folder's permissions.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return files


def main_effects(
    analysis: Analysis, confirmation: Confirmation | None = None, words: Words = str, fonts: Sequence[str] = ()
) -> Figure:
    """Each level's mean with its 95 % interval; what was predicted for the best levels, and what they gave.

    The strongest factor stands first. `fonts`: families to try before matplotlib's own.
    """
    factors = analysis.ranked
    with rendering(fonts):
        figure = Figure(figsize=(1.4 + 2.0 * len(factors), 3.4), layout="constrained")
        axes = figure.subplots(1, len(factors), sharey=True, squeeze=False)[0]
        for axis, factor in zip(axes, factors, strict=True):
            places = range(len(factor.levels))
            means = [level.mean for level in factor.levels]
            halves = [level.half_width or 0.0 for level in factor.levels]
            axis.axhline(analysis.grand_mean, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
            axis.errorbar(
                places, means, yerr=halves if any(halves) else None, color=ACCENT, marker="o", markersize=5,
                linewidth=1.6, elinewidth=1.2, capsize=3,
            )  # fmt: skip
            axis.plot(
                [factor.best], [means[factor.best]], marker="o", markersize=10, markerfacecolor="none",
                markeredgecolor=ACCENT, markeredgewidth=1.2,
            )  # fmt: skip
            axis.set_xticks(places, [words(level.name) for level in factor.levels], color=INK, fontsize=8)
            axis.set_xlim(-0.5, len(factor.levels) - 0.5)
            axis.set_title(words(factor.name), fontsize=10, color=INK)
            axis.set_xlabel(_strength(factor.p, words), fontsize=8, color=MUTED)
            axis.grid(axis="y", color=FAINT, linewidth=0.8)
            axis.set_axisbelow(True)
            axis.spines[["top", "right", "left"]].set_visible(False)
            axis.spines["bottom"].set_color(FAINT)
            axis.tick_params(length=0, labelcolor=INK, labelsize=8)
            if confirmation is not None:
                axis.axhline(confirmation.mean, color="#9b83e6", linewidth=1.2, linestyle=":")
        unit = " (dB)" if analysis.sn else ""
        axes[0].set_ylabel(words(analysis.response) + unit, color=INK, fontsize=9)
        axes[0].yaxis.set_major_formatter(f"{{x:.{max(2, decimals(analysis) - 1)}f}}")
        note = words(NOTE)
        if confirmation is not None:
            note += words(NOTE_CONFIRMED)
        figure.supxlabel(note, fontsize=8, color=MUTED)
    return figure


def rendering(fonts: Sequence[str] = ()) -> AbstractContextManager[None]:
    """In which a figure is made, and saved, with these font families before matplotlib's own."""
    chosen = {"font.family": [*fonts, "DejaVu Sans"], "svg.fonttype": "path", "axes.unicode_minus": False}
    return cast(AbstractContextManager[None], rc_context(chosen))


def chinese_fonts() -> tuple[str, ...]:
    """Those of this machine that have traditional Chinese; empty where none has."""
    if not _known_fonts():
        # matplotlib keeps a list of the fonts that it found the first time; these may have come later.
        for file in font_manager.findSystemFonts():
            if Path(file).name.startswith(("NotoSansCJK-Regular", "NotoSansTC", "msjh.", "PingFang")):
                font_manager.fontManager.addfont(file)
    return _known_fonts()


def _known_fonts() -> tuple[str, ...]:
    there = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(name for name in CHINESE_FONTS if name in there)


def _strength(p: float | None, words: Words) -> str:
    if p is None:
        return words(NOT_TESTED)
    return "p < 0.0001" if p < 0.0001 else f"p = {p:.2g}"
