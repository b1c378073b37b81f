"""An analysis as a statistician would tell it to the person who has to decide."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from training.analysis import Analysis, FactorEffect
from training.confirmation import Confirmation
from training.remarks import Remark
from training.taguchi import Plan
from training.text_table import aligned

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What is said, by question; each a list of sentences that can be translated."""

    what_matters: tuple[Remark, ...]
    how_sure: tuple[Remark, ...]
    what_to_run: tuple[Remark, ...]
    limits: tuple[Remark, ...]


def conclude(analysis: Analysis, confirmation: Confirmation | None = None) -> Conclusions:
    """The conclusions in words."""
    return Conclusions(
        _what_matters(analysis),
        _how_sure(analysis),
        _what_to_run(analysis, confirmation),
        analysis.warnings,
    )


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


def _what_matters(analysis: Analysis) -> tuple[Remark, ...]:
    first, *others = analysis.ranked
    number = _decimals(analysis)
    remarks = [
        Remark(
            "{factor} moves {response} most: {range} from its worst level to its best ({means}).",
            factor=first.name,
            response=_response(analysis),
            range=f"{first.range:.{number}f}",
            means=_means(first, number),
        )
    ]
    if others:
        remarks.append(
            Remark(
                "After it come, by range: {factors}.",
                factors="; ".join(f"{factor.name} ({factor.range:.{number}f})" for factor in others),
            )
        )
    levels = ", ".join(f"{name} {level}" for name, level in analysis.optimum.levels)
    remarks.append(
        Remark(
            "The best level of each factor together: {levels}. Predicted there: {predicted}, against {mean} on "
            "average.",
            levels=levels,
            predicted=_predicted(analysis, number),
            mean=f"{analysis.grand_mean:.{number}f}",
        )
    )
    if analysis.optimum.cautious is not None:
        remarks.append(
            Remark(
                "Without what was taken for noise, as Taguchi advises, the prediction is {predicted}.",
                predicted=f"{analysis.optimum.cautious:.{number}f}" + _interval(analysis.optimum.cautious_ci, number),
            )
        )
    if analysis.optimum.response is not None and analysis.plain is not None:
        digits, interval = _decimals(analysis.plain), analysis.optimum.response_ci
        remarks.append(
            Remark(
                "In {response} itself that is {predicted}.",
                response=analysis.response,
                predicted=f"{analysis.optimum.response:.{digits}f}" + _interval(interval, digits),
            )
        )
    return tuple(remarks)


def _how_sure(analysis: Analysis) -> tuple[Remark, ...]:
    error = analysis.error
    if error.variance is None:
        return (
            Remark(
                "Nobody can say from this table: it holds no measure of chance, so an effect cannot be told from "
                "luck. Take the ranking as a hint."
            ),
        )
    number, remarks = _decimals(analysis), []
    for factor in analysis.ranked:
        if factor.p is None:
            continue
        if factor.matters:
            remarks.append(
                Remark(
                    "{factor}: its effect stands out from chance ({p}){distinct}.",
                    factor=factor.name,
                    p=_p_text(factor.p, factor.chance_p),
                    distinct=_distinct(factor),
                )
            )
        elif factor.chance_p is not None or factor.lsd is None:
            remarks.append(
                Remark(
                    "{factor}: chance alone could do as much ({p}).",
                    factor=factor.name,
                    p=_p_text(factor.p, factor.chance_p),
                )
            )
        else:
            remarks.append(
                Remark(
                    "{factor}: chance alone could do as much ({p}); differences below about {lsd} stay unseen here.",
                    factor=factor.name,
                    p=_p_text(factor.p, factor.chance_p),
                    lsd=f"{factor.lsd:.{number}f}",
                )
            )
    for factor in analysis.ranked:
        if factor.pooled:
            remarks.append(Remark("{factor}: taken for noise, not tested.", factor=factor.name))
    if error.pure_df and not error.pooled:
        remarks.append(
            Remark(
                "Chance is measured by {df} degrees of freedom of repeats; one trial varies by about {sd} (standard "
                "deviation).",
                df=error.pure_df,
                sd=f"{math.sqrt(error.variance):.{number}f}",
            )
        )
    return tuple(remarks)


def _what_to_run(analysis: Analysis, confirmation: Confirmation | None) -> tuple[Remark, ...]:
    levels, number = " / ".join(level for _, level in analysis.optimum.levels), _decimals(analysis)
    if confirmation is not None:
        return (_verdict(confirmation, number),)
    remarks = []
    if analysis.optimum.was_run:
        remarks.append(
            Remark(
                "Run {levels} again, with seeds not used yet: it stood in this table, and was chosen from it.",
                levels=levels,
            )
        )
    else:
        remarks.append(
            Remark(
                "Run {levels}, three times or more with different seeds, and compare with the prediction.",
                levels=levels,
            )
        )
    if not analysis.error.pure_df:
        remarks.append(
            Remark(
                "Repeat the whole plan with other seeds or folds (three values a run or more): then effects can be "
                "told from chance without assumptions."
            )
        )
    return tuple(remarks)


def _verdict(confirmation: Confirmation, number: int) -> Remark:
    mean, predicted = f"{confirmation.mean:.{number}f}", f"{confirmation.predicted:.{number}f}"
    if confirmation.interval is None:
        return Remark(
            "The confirmation gave {mean} (n = {n}) where {predicted} was predicted; without an error estimate there "
            "is no interval to judge it by.",
            mean=mean,
            n=confirmation.n,
            predicted=predicted,
        )
    low, high = (f"{bound:.{number}f}" for bound in confirmation.interval)
    if confirmation.confirmed:
        return Remark(
            "Confirmed: {mean} (n = {n}) lies within {low} to {high}, where it was expected around {predicted}.",
            mean=mean,
            n=confirmation.n,
            low=low,
            high=high,
            predicted=predicted,
        )
    return Remark(
        "Not confirmed: {mean} (n = {n}) lies outside {low} to {high}, expected around {predicted}. Effects that "
        "depend on each other are the usual reason; trust the confirmation, not the prediction.",
        mean=mean,
        n=confirmation.n,
        low=low,
        high=high,
        predicted=predicted,
    )


def _distinct(factor: FactorEffect) -> str:
    """Which levels cannot be told from the best."""
    best = factor.levels[factor.best]
    near = [
        level.name
        for level in factor.levels
        if level is not best and factor.lsd is not None and best.mean - level.mean < factor.lsd
    ]
    return f", but {best.name} is not clearly better than {' or '.join(near)}" if near else ""


def _p_text(p: float, chance_p: float | None) -> str:
    plain = "p < 0.0001" if p < 0.0001 else f"p = {p:.2g}"
    if chance_p is None:
        return plain
    chance = f"about {chance_p:.2g}" if chance_p >= 0.005 else "below 0.005"
    return f"{plain}; {chance} once the pooling is allowed for"


def _response(analysis: Analysis) -> str:
    return analysis.response if analysis.sn is None else f"the ratio of {analysis.response}"


def _predicted(analysis: Analysis, number: int) -> str:
    optimum = analysis.optimum
    return f"{optimum.predicted:.{number}f}" + _interval(optimum.ci, number)


def _interval(interval: tuple[float, float] | None, number: int) -> str:
    return "" if interval is None else f" (95 % interval {interval[0]:.{number}f} to {interval[1]:.{number}f})"


def _means(factor: FactorEffect, number: int) -> str:
    return ", ".join(f"{level.name}: {level.mean:.{number}f}" for level in factor.levels)


def _decimals(analysis: Analysis) -> int:
    """Decimal places that show the smallest difference between levels that matters, to two digits."""
    largest = max(factor.range for factor in analysis.factors)
    return max(0, min(8, 2 - math.floor(math.log10(largest)))) if largest > 0 else 4


def _level_table(analysis: Analysis) -> str:
    number = _decimals(analysis)
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
                _figure(factor.p, ".4f"),
                _figure(factor.contribution_pct, ".1f"),
                _figure(factor.rho_pct, ".1f"),
            ]
        )
    if analysis.block is not None:
        block = analysis.block
        share = 100 * block.sum_of_squares / analysis.total_sum_of_squares
        rows.append(
            [
                "repeats (blocks)",
                str(block.df),
                f"{block.sum_of_squares:.6g}",
                f"{block.sum_of_squares / block.df:.4g}",
                _figure(block.f, ".2f"),
                _figure(block.p, ".4f"),
                f"{share:.1f}",
                "-",
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
    rows.append(
        ["total", str(analysis_rows(analysis) - 1), f"{analysis.total_sum_of_squares:.6g}", "", "", "", "", ""]
    )
    return aligned(rows)


def analysis_rows(analysis: Analysis) -> int:
    """How many values went into the analysis of variance: trials, or ratios."""
    return analysis.observations if analysis.sn is None else analysis.combinations


def _figure(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _bullet(remark: Remark) -> str:
    return textwrap.fill(str(remark), WIDTH, initial_indent="- ", subsequent_indent="  ")
