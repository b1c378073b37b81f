"""What an analysis says, in sentences: as a statistician would tell the person who has to decide."""

from __future__ import annotations

import math
from dataclasses import dataclass

from training.experiment.analysis import Analysis, FactorEffect
from training.experiment.confirmation import Confirmation
from training.experiment.remarks import Remark

MOST_REPEATS = 30
"""No one is advised to repeat a run more often than this."""


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


def _what_matters(analysis: Analysis) -> tuple[Remark, ...]:
    first, *others = analysis.ranked
    number = decimals(analysis)
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
            predicted=_predicted(analysis.optimum.predicted, analysis.optimum.ci, number),
            mean=f"{analysis.grand_mean:.{number}f}",
        )
    )
    if analysis.optimum.cautious is not None:
        remarks.append(
            Remark(
                "Without what was taken for noise, as Taguchi advises, the prediction is {predicted}.",
                predicted=_predicted(analysis.optimum.cautious, analysis.optimum.cautious_ci, number),
            )
        )
    if analysis.optimum.response is not None and analysis.plain is not None:
        digits = decimals(analysis.plain)
        remarks.append(
            Remark(
                "In {response} itself that is {predicted}.",
                response=analysis.response,
                predicted=_predicted(analysis.optimum.response, analysis.optimum.response_ci, digits),
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
    number, remarks = decimals(analysis), []
    for factor in analysis.ranked:
        if factor.p is None:
            continue
        near = _near_the_best(factor)
        if factor.matters and near:
            remarks.append(
                Remark(
                    "{factor}: its effect stands out from chance ({p}), but {best} is not clearly better than "
                    "{others}.",
                    factor=factor.name,
                    p=_p_text(factor.p, factor.chance_p),
                    best=factor.levels[factor.best].name,
                    others=", ".join(near),
                )
            )
        elif factor.matters:
            remarks.append(
                Remark(
                    "{factor}: its effect stands out from chance ({p}).",
                    factor=factor.name,
                    p=_p_text(factor.p, factor.chance_p),
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
    levels, number = " / ".join(level for _, level in analysis.optimum.levels), decimals(analysis)
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
                "Run {levels}, three times or more with seeds not used yet, and compare with the prediction.",
                levels=levels,
            )
        )
    if not (analysis.plain or analysis).error.pure_df:
        remarks.append(
            Remark(
                "Repeat the whole plan with other seeds or folds (three values a run or more): then effects can be "
                "told from chance without assumptions."
            )
        )
        return tuple(remarks)
    unseen = [factor for factor in analysis.ranked if factor.p is not None and not factor.matters]
    if unseen and analysis.sn is None:
        remarks.append(
            Remark(
                "Where no level is shown to be better, the cheapest will do: {factors}.",
                factors=", ".join(factor.name for factor in unseen),
            )
        )
        needed = _repeats_needed(analysis, unseen[0])
        if needed is not None:
            remarks.append(
                Remark(
                    "If {factor} really makes the {range} seen here, about {needed} values a run would show it "
                    "(chance 80 %); this table has {values}.",
                    factor=unseen[0].name,
                    range=f"{unseen[0].range:.{number}f}",
                    needed=needed,
                    values=f"{analysis.observations / analysis.combinations:.2g}",
                )
            )
    return tuple(remarks)


def _repeats_needed(analysis: Analysis, factor: FactorEffect) -> int | None:
    """Values a run with which a difference as large as the factor's would be seen 8 times in 10; None for too many.

    The smallest difference that is seen at all falls with the root of the repeats; for 80 % the difference has to be
    (1.96 + 0.84) / 1.96 times that large.
    """
    if factor.lsd is None or not factor.range:
        return None
    times = ((1.96 + 0.84) / 1.96 * factor.lsd / factor.range) ** 2
    needed = math.ceil(times * analysis.observations / analysis.combinations)
    return needed if analysis.observations / analysis.combinations < needed <= MOST_REPEATS else None


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


def _near_the_best(factor: FactorEffect) -> list[str]:
    """The levels that cannot be told from the best."""
    best = factor.levels[factor.best]
    return [
        level.name
        for level in factor.levels
        if level is not best and factor.lsd is not None and best.mean - level.mean < factor.lsd
    ]


def _p_text(p: float, chance_p: float | None) -> Remark:
    plain = "p < 0.0001" if p < 0.0001 else f"p = {p:.2g}"
    if chance_p is None:
        return Remark("{p}", p=plain)
    if chance_p < 0.005:
        return Remark("{p}; below {chance} once the pooling is allowed for", p=plain, chance=0.005)
    return Remark("{p}; about {chance} once the pooling is allowed for", p=plain, chance=f"{chance_p:.2g}")


def _response(analysis: Analysis) -> Remark:
    if analysis.sn is None:
        return Remark("{response}", response=analysis.response)
    return Remark("the ratio of {response}", response=analysis.response)


def _predicted(value: float, interval: tuple[float, float] | None, number: int) -> Remark:
    shown = f"{value:.{number}f}"
    if interval is None:
        return Remark("{value}", value=shown)
    low, high = (f"{bound:.{number}f}" for bound in interval)
    return Remark("{value} (95 % interval {low} to {high})", value=shown, low=low, high=high)


def _means(factor: FactorEffect, number: int) -> str:
    return ", ".join(f"{level.name}: {level.mean:.{number}f}" for level in factor.levels)


def decimals(analysis: Analysis) -> int:
    """Decimal places that show the smallest difference between levels that matters, to two digits."""
    largest = max(factor.range for factor in analysis.factors)
    return max(0, min(8, 2 - math.floor(math.log10(largest)))) if largest > 0 else 4
