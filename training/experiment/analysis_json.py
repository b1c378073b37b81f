"""An analysis as the JSON document of `main.py experiment analyze --json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from training.experiment.analysis import Analysis, ErrorTerm, FactorEffect, Level, Optimum
from training.experiment.confirmation import Confirmation


def as_json(analysis: Analysis, confirmation: Confirmation | None = None) -> dict[str, Any]:
    """What cannot be computed is null. With a signal-to-noise ratio all figures are of the ratios, in dB, and
    `plain` holds the same of the response itself."""
    document: dict[str, Any] = {
        "response": analysis.response,
        "sn": analysis.sn or "none",
        "unit": "dB" if analysis.sn else None,
        "observations": analysis.observations,
        "combinations": analysis.combinations,
        "balanced": analysis.balanced,
        "grand_mean": analysis.grand_mean,
        "total_sum_of_squares": analysis.total_sum_of_squares,
        "factors": [_factor(factor) for factor in analysis.factors],
        "error": _error(analysis.error),
        "optimum": _optimum(analysis.optimum),
        "warnings": [str(warning) for warning in analysis.warnings],
    }
    if analysis.block is not None:
        block = analysis.block
        document["block"] = {
            "sum_of_squares": block.sum_of_squares,
            "df": block.df,
            "f": block.f,
            "p": block.p,
            "contribution_pct": block.contribution_pct,
            "rho_pct": block.rho_pct,
        }
    if analysis.plain is not None:
        document["plain"] = as_json(analysis.plain)
    if confirmation is not None:
        document["confirmation"] = {
            "n": confirmation.n,
            "mean": confirmation.mean,
            "predicted": confirmation.predicted,
            "ci95": _pair(confirmation.interval),
            "confirmed": confirmation.confirmed,
        }
    return document


def _factor(factor: FactorEffect) -> dict[str, Any]:
    return {
        "name": factor.name,
        "level_means": {level.name: level.mean for level in factor.levels},
        "level_n": {level.name: level.rows for level in factor.levels},
        "level_ci95": {level.name: _around(level) for level in factor.levels},
        "range": factor.range,
        "rank": factor.rank,
        "sum_of_squares": factor.sum_of_squares,
        "df": factor.df,
        "mean_square": None if factor.sum_of_squares is None else factor.sum_of_squares / factor.df,
        "f": factor.f,
        "p": factor.p,
        "chance_p": factor.chance_p,
        "contribution_pct": factor.contribution_pct,
        "rho_pct": factor.rho_pct,
        "pooled": factor.pooled,
    }


def _error(error: ErrorTerm) -> dict[str, Any]:
    lack = error.lack_of_fit
    return {
        "sum_of_squares": error.sum_of_squares,
        "df": error.df,
        "mean_square": error.variance,
        "contribution_pct": error.contribution_pct,
        "rho_pct": error.rho_pct,
        "pooled": list(error.pooled),
        "pure": {"sum_of_squares": error.pure_sum_of_squares, "df": error.pure_df},
        "lack_of_fit": None
        if lack is None
        else {"sum_of_squares": lack.sum_of_squares, "df": lack.df, "f": lack.f, "p": lack.p},
    }


def _optimum(optimum: Optimum) -> dict[str, Any]:
    document = {
        "levels": dict(optimum.levels),
        "predicted": optimum.predicted,
        "ci95": _pair(optimum.ci),
        "effective_n": optimum.effective_n,
        "without_pooled": optimum.cautious,
        "without_pooled_ci95": _pair(optimum.cautious_ci),
        "was_run": optimum.was_run,
    }
    if optimum.response is not None:
        document |= {"response": optimum.response, "response_ci95": _pair(optimum.response_ci)}
    return document


def _around(level: Level) -> list[float] | None:
    return None if level.half_width is None else [level.mean - level.half_width, level.mean + level.half_width]


def _pair(interval: Sequence[float] | None) -> list[float] | None:
    return None if interval is None else list(interval)
