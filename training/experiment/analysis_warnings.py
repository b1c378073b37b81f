"""How far an analysis can be believed, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from training.experiment.analysis import SIGNIFICANT, Analysis
from training.experiment.linear_model import MainEffects
from training.experiment.remarks import Remark
from training.experiment.results_table import Column, ResultsTable

FEW_DF = 4
"""With fewer degrees of freedom for error, intervals are wide and only large effects can be seen."""


def judge(
    analysis: Analysis, table: ResultsTable, *, dropped: Sequence[str], automatic: bool, ratios: bool
) -> list[Remark]:
    """What the reader of this analysis must know: `dropped` factors could not be told from the others, `automatic`
    says that the program chose what to pool, `ratios` that the table is of signal-to-noise ratios."""
    return [
        *_about_error(analysis, dropped, automatic=automatic, ratios=ratios),
        *_about_repeats(analysis, table),
        *_about_optimum(analysis, table),
    ]


def check_noise(table: ResultsTable) -> list[Remark]:
    """Whether the signal-to-noise ratios of this table have any noise in them."""
    if len(set(table.combinations)) < len(table.values):
        return []
    return [
        Remark(
            "Each run has one value, so its signal-to-noise ratio holds no noise: it only writes the response in dB."
        )
    ]


def _about_error(analysis: Analysis, dropped: Sequence[str], *, automatic: bool, ratios: bool) -> list[Remark]:
    error, remarks = analysis.error, []
    if dropped and automatic:
        remarks.append(
            Remark(
                "The rows are too few to tell all factors apart, so the one with the smallest effect at first sight, "
                "{factors}, left the analysis and is taken for noise. The predicted value leaves it out.",
                factors=", ".join(dropped),
            )
        )
    elif dropped:
        remarks.append(
            Remark(
                "The rows are too few to tell all factors apart; without {factors}, pooled as asked, they are "
                "enough. The predicted value leaves it out.",
                factors=", ".join(dropped),
            )
        )
    elif error.pooled and automatic and ratios:
        remarks.append(
            Remark(
                "The repeats of a run become one ratio, so the ratios of a design with all its columns in use have "
                "no error estimate. The weakest factor, {factors}, was therefore pooled: its variation is taken for "
                "error. That is an assumption, not a finding, and it makes the p-values of the others too small and "
                "the intervals too narrow. The analysis of the response itself uses the repeats.",
                factors=", ".join(error.pooled),
            )
        )
    elif error.pooled and automatic:
        remarks.append(
            Remark(
                "An unreplicated design with all its columns in use has no error estimate. The weakest factor, "
                "{factors}, was therefore pooled: its variation is taken for error. That is an assumption, not a "
                "finding, and it makes the p-values of the others too small and the "
                "intervals too narrow; only repeats measure the error.",
                factors=", ".join(error.pooled),
            )
        )
    elif error.pooled:
        remarks.append(Remark("Pooled into the error, as asked: {factors}.", factors=", ".join(error.pooled)))
    if error.df == 0:
        remarks.append(
            Remark(
                "There is no error estimate: one value for each run, and the factors use every degree of freedom, so "
                "there are no F, p or intervals. Repeat the runs with other seeds or folds, or pool the weakest "
                "factor."
            )
        )
    elif error.variance is None:
        remarks.append(
            Remark(
                "The factors explain the table to the last digit, so it has no error estimate: no F, p or intervals."
            )
        )
    elif error.df < FEW_DF:
        remarks.append(
            Remark(
                "The error rests on {df} degrees of freedom only: intervals are wide, and small effects stay unseen.",
                df=error.df,
            )
        )
    return remarks


def _about_repeats(analysis: Analysis, table: ResultsTable) -> list[Remark]:
    remarks = []
    lack = analysis.error.lack_of_fit
    if lack is not None and lack.p < SIGNIFICANT:
        remarks.append(
            Remark(
                "The runs differ by more than the factors' own effects and the repeats explain (lack of fit, p = "
                "{p}): factors interact, so the predicted value may be off.",
                p=f"{lack.p:.2g}",
            )
        )
    if analysis.block is not None:
        remarks.append(
            Remark(
                "The repeats were taken as blocks, so the intervals are for the mean of these very repeats: "
                "confirm on the same folds."
            )
        )
    elif (p := _p_of_repeats(table)) is not None and p < SIGNIFICANT:
        remarks.append(
            Remark(
                "The repeats themselves differ (p = {p}), as folds do. Analysed as blocks (--block), they would "
                "leave a smaller error.",
                p=f"{p:.2g}",
            )
        )
    return remarks


def _p_of_repeats(table: ResultsTable) -> float | None:
    """Whether the repeats, as blocks, differ; None where the table cannot tell."""
    if table.repeats is None or len(set(table.repeats)) < 2:
        return None
    labels = list(dict.fromkeys(table.repeats))
    repeat = Column("repeat", tuple(labels), tuple(labels.index(label) for label in table.repeats))
    order = list(dict.fromkeys(table.combinations))
    runs = Column("run", tuple(map(str, order)), tuple(order.index(row) for row in table.combinations))
    model = MainEffects((runs, repeat), table.values)
    if not model.is_estimable or not model.df_error or not model.residual:
        return None
    df = len(labels) - 1
    f = model.sum_of_squares(repeat) / df / (model.residual / model.df_error)
    return float(stats.f.sf(f, df, model.df_error))


def _about_optimum(analysis: Analysis, table: ResultsTable) -> list[Remark]:
    optimum, remarks = analysis.optimum, []
    if not optimum.was_run:
        remarks.append(
            Remark(
                "The predicted best combination was never run. It is the best of many estimates, so it promises too "
                "much rather than too little: confirm it before it is used."
            )
        )
    if np.all((table.values >= 0) & (table.values <= 1)):
        top = optimum.predicted if optimum.ci is None else optimum.ci[1]
        if top > 1:
            remarks.append(
                Remark(
                    "The prediction or its interval reaches above 1, which a share cannot: near the end of the scale "
                    "effects do not add up."
                )
            )
    return remarks
