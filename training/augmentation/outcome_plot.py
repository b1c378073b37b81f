"""A comparison as a picture: macro F1 of each arm with its interval, a panel a backbone."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from training.augmentation.outcome import ArmOutcome
from training.evaluation.plots import ACCENT, FAINT, INK


def outcome_plot(by_backbone: Mapping[str, Mapping[str, ArmOutcome]], baseline: str) -> Figure:
    """Points are means over the repeats, thin marks single repeats, bars 95 % intervals over subjects and repeats."""
    rows = max(len(arms) for arms in by_backbone.values())
    figure = Figure(figsize=(7.2, 0.9 + (0.55 + 0.42 * rows) * len(by_backbone)), layout="constrained")
    panels = figure.subplots(len(by_backbone), 1, sharex=True, squeeze=False)[:, 0]
    for axes, (backbone, arms) in zip(panels, by_backbone.items(), strict=True):
        for row, (arm, outcome) in enumerate(arms.items()):
            low, high = outcome.f1_macro_interval
            colour = INK if arm == baseline else ACCENT
            axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
            axes.plot(outcome.f1_by_repeat, [row] * len(outcome.f1_by_repeat), "|", color=FAINT, markersize=9)
            axes.plot(outcome.f1_macro, row, "o", color=colour, markersize=6)
            axes.annotate(
                f"{outcome.f1_macro:.3f}", (high, row), xytext=(6, -3), textcoords="offset points", fontsize=8
            )
        axes.axvline(arms[baseline].f1_macro, color=INK, linestyle="--", linewidth=0.8)
        axes.set_yticks(range(len(arms)), [f"{arm} (baseline)" if arm == baseline else arm for arm in arms])
        axes.invert_yaxis()
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_title(backbone, loc="left", fontsize=10, color=INK)
    panels[-1].set_xlabel("macro F1 on real test pictures, with 95 % intervals")
    return figure
