"""From a table of results to what it says about the factors: means, analysis of variance, predicted optimum.

Sources: G. Taguchi, S. Chowdhury, Y. Wu, Taguchi's Quality Engineering Handbook, Wiley 2005 (contribution, effective
number of replications, pooling); P. J. Ross, Taguchi Techniques for Quality Engineering, 2nd ed., McGraw-Hill 1996
(intervals of the prediction and of the confirmation); D. C. Montgomery, Design and Analysis of Experiments (least
squares for unbalanced tables, lack of fit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import stats

from engine.errors import KnownError
from training.experiment.analysis import (
    CONFIDENCE,
    Analysis,
    Block,
    ErrorTerm,
    FactorEffect,
    LackOfFit,
    Level,
    Optimum,
)
from training.experiment.analysis_checks import check_balance, check_interactions
from training.experiment.analysis_warnings import check_noise, judge
from training.experiment.linear_model import MainEffects, is_orthogonal
from training.experiment.pooling import chance_of_noise, weakest
from training.experiment.results_table import Column, ResultsTable
from training.experiment.signal_to_noise import Kind, as_ratios

Pool = Literal["auto", "none"] | tuple[str, ...]


def analyze(table: ResultsTable, sn: Kind | None = None, pool: Pool = "auto", *, block: bool = False) -> Analysis:
    """The analysis of the response (the higher, the better), or of its signal-to-noise ratios `sn`.

    `pool`: `auto` (training.experiment.pooling's rule), `none`, or the factors to take for noise. `block`: take the
    repeats as blocks. Raises KnownError where the table cannot be analysed: it says why, and what to do.
    """
    if sn is None:
        return _analyze(table, pool, block=block)
    if block:
        raise KnownError("Signal-to-noise ratios are of all repeats together, so the repeats cannot be blocks too.")
    ratios = _analyze(as_ratios(table, sn), pool, block=False, ratios=True)
    plain = _analyze(table, pool, block=False, at=dict(ratios.optimum.levels))
    known = {str(warning) for warning in ratios.warnings}
    return replace(
        ratios,
        sn=sn,
        observations=plain.observations,
        optimum=replace(ratios.optimum, response=plain.optimum.predicted, response_ci=plain.optimum.ci),
        warnings=(
            *ratios.warnings,
            *(remark for remark in check_balance(table) if str(remark) not in known),
            *check_noise(table),
        ),
        plain=plain,
    )


@dataclass(frozen=True, slots=True)
class _Models:
    """`all`: with every factor that the rows can tell apart, and the blocks; `kept`: without those pooled."""

    all: MainEffects
    kept: MainEffects
    pooled: tuple[str, ...]
    dropped: tuple[str, ...]
    automatic: bool


def _analyze(
    table: ResultsTable, pool: Pool, *, block: bool, at: Mapping[str, str] | None = None, ratios: bool = False
) -> Analysis:
    if np.ptp(table.values) == 0:
        raise KnownError(
            "The response {response} is {value} in every row, so no factor can be told from another. "
            "Judge each run by more pictures, for instance by folds.",
            response=table.response,
            value=f"{table.values[0]:g}",
        )
    blocks = _blocks(table) if block else ()
    models = _models(table, blocks, pool)
    error = _error(table, models, blocks)
    effects = _effects(table, models, error)
    optimum = _optimum(table, models, error, effects, at)
    analysis = Analysis(
        response=table.response,
        sn=None,
        observations=len(table.values),
        combinations=len(set(table.combinations)),
        grand_mean=float(table.values.mean()),
        total_sum_of_squares=models.all.total,
        factors=effects,
        error=error,
        block=_block(models.kept, blocks, error),
        optimum=optimum,
        balanced=is_orthogonal(table.factors),
        warnings=(),
    )
    warnings = (
        *table.remarks,
        *check_balance(table),
        *judge(analysis, table, dropped=models.dropped, automatic=models.automatic, ratios=ratios),
        *check_interactions(table),
    )
    return replace(analysis, warnings=warnings)


def _blocks(table: ResultsTable) -> tuple[Column, ...]:
    labels = table.repeats
    if labels is None or len(set(labels)) < 2:
        raise KnownError("The table has no column repeat with two or more repeats to take as blocks.")
    levels = list(dict.fromkeys(labels))
    return (Column("repeat", tuple(levels), tuple(levels.index(label) for label in labels)),)


def _models(table: ResultsTable, blocks: tuple[Column, ...], pool: Pool) -> _Models:
    def model(without: Sequence[str]) -> MainEffects:
        kept = tuple(factor for factor in table.factors if factor.name not in without)
        return MainEffects((*kept, *blocks), table.values)

    asked = _asked(table, pool)
    everything = model(())
    if everything.is_estimable:
        if pool != "auto" or everything.df_error:
            return _Models(everything, model(asked), asked, (), automatic=False)
        squares = [everything.sum_of_squares(factor) / (len(factor.levels) - 1) for factor in table.factors]
        pooled = tuple(table.factors[index].name for index in weakest(squares))
        return _Models(everything, model(pooled), pooled, (), automatic=True)
    if pool == "auto":
        alone = {factor.name: MainEffects((factor,), table.values) for factor in table.factors}
        order = sorted(table.factors, key=lambda factor: alone[factor.name].sum_of_squares(factor))
        for count in range(1, len(order)):
            dropped = tuple(factor.name for factor in order[:count])
            rest = model(dropped)
            if rest.is_estimable and rest.df_error:
                return _Models(rest, rest, dropped, dropped, automatic=True)
    elif asked and (rest := model(asked)).is_estimable:
        return _Models(rest, rest, asked, asked, automatic=False)
    raise KnownError(
        "{rows} rows with {combinations} different combinations are too few to tell the factors {factors} apart. Run "
        "what is missing, or name the columns that are factors.",
        rows=len(table.values),
        combinations=len(set(table.combinations)),
        factors=", ".join(f"{factor.name} ({len(factor.levels)} levels)" for factor in table.factors),
    )


def _asked(table: ResultsTable, pool: Pool) -> tuple[str, ...]:
    if isinstance(pool, str):
        return ()
    names = [factor.name for factor in table.factors]
    for name in pool:
        if name not in names:
            raise KnownError(
                "There is no factor {factor} to pool. The factors are {factors}.",
                factor=name,
                factors=", ".join(names),
            )
    if set(names) <= set(pool):
        raise KnownError("With every factor pooled nothing is left to analyse. Leave at least one out of --pool.")
    return tuple(name for name in names if name in pool)


def _error(table: ResultsTable, models: _Models, blocks: tuple[Column, ...]) -> ErrorTerm:
    kept = models.kept
    order = list(dict.fromkeys(table.combinations))
    runs = Column("run", tuple(map(str, order)), tuple(order.index(row) for row in table.combinations))
    pure = MainEffects((runs, *blocks), table.values)
    if pure.df_error and not pure.residual:
        raise KnownError(
            "The repeats of every run have exactly the same response, so they are copies and say nothing about "
            "chance. Repeat the runs with other seeds, or keep one of each."
        )
    variance = kept.residual / kept.df_error if kept.df_error and kept.residual else None
    kept_df = sum(len(factor.levels) - 1 for factor in kept.factors)
    return ErrorTerm(
        sum_of_squares=kept.residual if kept.df_error else 0.0,
        df=kept.df_error,
        variance=variance,
        pure_sum_of_squares=pure.residual if pure.df_error else 0.0,
        pure_df=pure.df_error,
        pooled=models.pooled,
        contribution_pct=100 * kept.residual / kept.total if kept.df_error else 0.0,
        rho_pct=None if variance is None else 100 * (kept.residual + kept_df * variance) / kept.total,
        lack_of_fit=_lack_of_fit(models.all, pure),
    )


def _lack_of_fit(model: MainEffects, pure: MainEffects) -> LackOfFit | None:
    df = model.df_error - pure.df_error
    if df <= 0 or not pure.df_error:
        return None
    squares = max(model.residual - pure.residual, 0.0)
    f = squares / df / (pure.residual / pure.df_error)
    return LackOfFit(squares, df, f, float(stats.f.sf(f, df, pure.df_error)))


def _effects(table: ResultsTable, models: _Models, error: ErrorTerm) -> tuple[FactorEffect, ...]:
    effects = [_effect(factor, models, error) for factor in table.factors]
    if models.automatic and not models.dropped and error.variance is not None:
        tested = [effect for effect in effects if effect.p is not None]
        chances = chance_of_noise(
            [effect.p for effect in tested if effect.p is not None],
            [effect.df for effect in effects],
            len(models.pooled),
        )
        chance_of = dict(zip((effect.name for effect in tested), chances, strict=True))
        effects = [replace(effect, chance_p=chance_of.get(effect.name)) for effect in effects]
    order = sorted(range(len(effects)), key=lambda index: -effects[index].range)
    return tuple(replace(effect, rank=order.index(index) + 1) for index, effect in enumerate(effects))


def _effect(factor: Column, models: _Models, error: ErrorTerm) -> FactorEffect:
    known = factor.name not in models.dropped
    pooled = factor.name in models.pooled
    model = models.all if known else MainEffects((factor,), models.all.values)
    means, variances = model.level_means(factor), model.level_variances(factor)
    counts = np.bincount(factor.codes, minlength=len(factor.levels))
    df = len(factor.levels) - 1
    squares = (models.all if pooled else models.kept).sum_of_squares(factor) if known else None
    total, variance = models.all.total, error.variance
    f = p = rho = lsd = t = None
    if variance is not None:
        t = float(stats.t.ppf((1 + CONFIDENCE) / 2, error.df))
        best = int(means.argmax())
        widest = max(model.difference_variance(factor, best, other) for other in range(len(means)) if other != best)
        lsd = t * (variance * widest) ** 0.5
        if squares is not None and not pooled:
            f = squares / df / variance
            p = float(stats.f.sf(f, df, error.df))
            rho = 100 * (squares - df * variance) / total
    return FactorEffect(
        name=factor.name,
        levels=tuple(
            Level(
                name,
                float(mean),
                int(count),
                None if t is None or variance is None else float(t * (variance * spread) ** 0.5),
            )
            for name, mean, count, spread in zip(factor.levels, means, counts, variances, strict=True)
        ),
        range=float(np.ptp(means)),
        rank=0,
        sum_of_squares=squares,
        df=df,
        f=f,
        p=p,
        contribution_pct=None if squares is None else 100 * squares / total,
        rho_pct=rho,
        pooled=pooled,
        chance_p=None,
        lsd=lsd,
    )


def _optimum(
    table: ResultsTable,
    models: _Models,
    error: ErrorTerm,
    effects: Sequence[FactorEffect],
    at: Mapping[str, str] | None,
) -> Optimum:
    levels = {
        effect.name: effect.best if at is None else factor.levels.index(at[effect.name])
        for effect, factor in zip(effects, table.factors, strict=True)
    }
    predicted, variance = models.all.predict(levels)
    cautious = models.kept.predict(levels) if models.pooled and not models.dropped else None
    return Optimum(
        levels=tuple((factor.name, factor.levels[levels[factor.name]]) for factor in table.factors),
        predicted=predicted,
        ci=_interval(predicted, variance, error),
        effective_n=1 / variance,
        left_out=models.dropped,
        was_run=tuple(levels.values()) in table.combinations,
        cautious=None if cautious is None else cautious[0],
        cautious_ci=None if cautious is None else _interval(*cautious, error),
    )


def _interval(value: float, variance: float, error: ErrorTerm) -> tuple[float, float] | None:
    """`variance`: in units of the error's."""
    if error.variance is None:
        return None
    half = interval_half_width(error.variance * variance, error.df)
    return value - half, value + half


def interval_half_width(variance: float, df: int) -> float:
    """Half the 95 % interval of a value with this variance: sqrt(F(0.95; 1, df) x variance)."""
    return float((stats.f.ppf(CONFIDENCE, 1, df) * variance) ** 0.5)


def _block(model: MainEffects, blocks: tuple[Column, ...], error: ErrorTerm) -> Block | None:
    if not blocks:
        return None
    squares, df = model.sum_of_squares(blocks[0]), len(blocks[0].levels) - 1
    share = 100 * squares / model.total
    if error.variance is None:
        return Block(squares, df, None, None, share, None)
    f = squares / df / error.variance
    return Block(
        squares, df, f, float(stats.f.sf(f, df, error.df)), share, share - 100 * df * error.variance / model.total
    )
