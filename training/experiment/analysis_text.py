"""An analysis or a plan in plain text: conclusions first, then the tables."""

from __future__ import annotations

import textwrap

from training.experiment.analysis import Analysis
from training.experiment.conclusions import conclude, decimals
from training.experiment.confirmation import Confirmation
from training.experiment.remarks import Remark
from training.experiment.taguchi import Plan
from training.experiment.text_table import aligned

WIDTH = 100


def analysis_text(analysis: Analysis, confirmation: Confirmation | None = None) -> str:
    """The whole analysis in plain text: conclusions first, then the tables."""
    said = conclude(analysis, confirmation)
    parts = [_heading(analysis)]
    for title, remarks in (
        ("What matters", said.what_matters),
        ("How sure this is", said.how_sure),
        ("What to run next", said.what_to_run),
        ("Limits of this table", said.limits),
    ):
        if remarks:
            parts.append("\n".join([title, *(_bullet(remark) for remark in remarks)]))
    parts.append("Level means\n" + _level_table(analysis))
    parts.append("Analysis of variance\n" + _variance_table(analysis))
    return "\n\n".join(parts)


def plan_text(plan: Plan, repeats: int) -> str:
    """The plan's reasons and its runs."""
    rows = [["run", *(factor.name for factor in plan.factors)]]
    rows += [[str(number), *run] for number, run in enumerate(plan.runs, start=1)]
    trials = f"{len(plan.runs)} runs x {repeats} = {len(plan.runs) * repeats} trials"
    return "\n\n".join([f"{plan.array.title}: {trials}", "\n".join(map(_bullet, plan.reasons)), aligned(rows)])


def _heading(analysis: Analysis) -> str:
    if analysis.sn is not None:
        meant = {"larger": "larger is better", "smaller": "smaller is better", "nominal": "nominal is best"}
        what = f"signal-to-noise ratio of {analysis.response} in dB ({meant[analysis.sn]})"
    else:
        what = f"{analysis.response} (higher is taken as better)"
    return f"{analysis.observations} trials of {analysis.combinations} combinations; response: {what}"


def _level_table(analysis: Analysis) -> str:
    number = decimals(analysis)
    rows = [["factor", "level", "mean", "95 % interval", "n", ""]]
    for factor in analysis.ranked:
        for index, level in enumerate(factor.levels):
            half = level.half_width
            rows.append(
                [
                    factor.name if index == 0 else "",
                    level.name,
                    f"{level.mean:.{number}f}",
                    "-" if half is None else f"± {half:.{number}f}",
                    str(level.rows),
                    "best" if index == factor.best else "",
                ]
            )
    return aligned(rows)


def _variance_table(analysis: Analysis) -> str:
    rows = [["source", "df", "sum of squares", "mean square", "F", "p", "share %", "rho %"]]
    for factor in analysis.ranked:
        squares = factor.sum_of_squares
        rows.append(
            [
                factor.name,
                str(factor.df),
                _figure(squares, ".6g"),
                _figure(None if squares is None else squares / factor.df, ".4g"),
                "pooled" if factor.pooled else _figure(factor.f, ".2f"),
                _p_figure(factor.p),
                _figure(factor.contribution_pct, ".1f"),
                _figure(factor.rho_pct, ".1f"),
            ]
        )
    if analysis.block is not None:
        block = analysis.block
        rows.append(
            [
                "repeats (blocks)",
                str(block.df),
                f"{block.sum_of_squares:.6g}",
                f"{block.sum_of_squares / block.df:.4g}",
                _figure(block.f, ".2f"),
                _p_figure(block.p),
                f"{block.contribution_pct:.1f}",
                _figure(block.rho_pct, ".1f"),
            ]
        )
    error = analysis.error
    rows.append(
        [
            f"error (with {', '.join(error.pooled)})" if error.pooled else "error",
            str(error.df),
            f"{error.sum_of_squares:.6g}",
            _figure(error.variance, ".4g"),
            "",
            "",
            f"{error.contribution_pct:.1f}",
            _figure(error.rho_pct, ".1f"),
        ]
    )
    rows.append(["total", str(analysis.total_df), f"{analysis.total_sum_of_squares:.6g}", "", "", "", "", ""])
    return aligned(rows)


def _p_figure(p: float | None) -> str:
    return "< 0.0001" if p is not None and p < 0.0001 else _figure(p, ".4f")


def _figure(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _bullet(remark: Remark) -> str:
    return textwrap.fill(str(remark), WIDTH, initial_indent="- ", subsequent_indent="  ")
