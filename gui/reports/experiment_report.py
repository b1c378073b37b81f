"""The report on an experiment: plan, results, main effects, variance, confirmation and conclusion, as HTML or PDF."""

from __future__ import annotations

import base64
import io
import statistics
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PySide6.QtCore import QTranslator

from engine.errors import KnownError
from engine.paths import resources_folder
from engine.version import VERSION
from gui.languages import TRANSLATIONS, language_of
from gui.remarks import remark_text, setting_word
from gui.reports.pdf import TEXT_WIDTH_PX, write_pdf, write_report_file
from training.experiment import plots
from training.experiment.analysis import Analysis
from training.experiment.conclusions import Conclusions, decimals
from training.experiment.config import ExperimentConfig
from training.experiment.outcome import read_outcome
from training.experiment.remarks import Remark
from training.experiment.signal_to_noise import ratio_db
from training.experiment.trials import TrialResult
from training.jobs.runs import Run, open_run_folder

DPI = 160
HTML_WIDTH_PX = 880
DASH = "–"


def write_experiment_report(run_folder: Path, file: Path, language: str) -> None:
    """Writes the report on the run in `run_folder`, as PDF where `file` ends so, else as one HTML file.

    `language`: "en", "zh_TW" or "auto". A PDF needs a QGuiApplication, but no display. Raises `KnownError`
    where the run is no experiment, has no result yet, or the file cannot be written.
    """
    run = open_run_folder(run_folder, "experiment")
    report = _Report(run, language_of(language))
    if file.suffix.casefold() != ".pdf":
        write_report_file(file, report.html().encode())
        return
    write_pdf(report.html(for_paper=True), file, title=report.title)


class _Report:
    """One report in one language, whatever the screen speaks: a panel may write it in the background."""

    def __init__(self, run: Run, language: str) -> None:
        self._language = language
        self._translator = QTranslator()
        if not self._translator.load(f"mien_{language}.qm", str(TRANSLATIONS)):
            raise FileNotFoundError(f"mien_{language}.qm is missing in {TRANSLATIONS}")
        self._run, self._config = run, run.config()
        self._outcome = read_outcome(run.folder, self._config)
        if not self._outcome.results:
            raise KnownError("The experiment {name} has no trial that is done yet. Run it first.", name=run.name)

    def translate(self, context: str, text: str) -> str:
        """The text in the report's language."""
        # An empty answer is Qt's word for a text without a translation.
        return self._translator.translate(context, text) or text

    @property
    def title(self) -> str:
        name = self._config.plan().array.title
        return self.translate("ExperimentReport", "Designed experiment {array}").format(array=name)

    def html(self, *, for_paper: bool = False) -> str:
        """One file with everything in it; `for_paper`: in the words that Qt's text layout knows."""
        environment = Environment(
            loader=FileSystemLoader(resources_folder() / "reports"), autoescape=True, undefined=StrictUndefined
        )
        outcome, said = self._outcome, self._outcome.conclusions()
        return environment.get_template("experiment.html.jinja").render(
            language=self._language.replace("_", "-"),
            for_paper=for_paper,
            title=self.title,
            subtitle=self._subtitle(),
            figures=self._figures(),
            t={
                "conclusion": self.translate("ExperimentReport", "Conclusion"),
                "plan": self.translate("ExperimentReport", "Plan"),
                "results": self.translate("ExperimentReport", "Results of the runs"),
                "effects": self.translate("ExperimentReport", "Main effects"),
                "sure": self.translate("ExperimentReport", "How sure this is"),
                "levels": self.translate("ExperimentReport", "Means of the levels"),
                "variance": self.translate("ExperimentReport", "Analysis of variance"),
                "confirmation": self.translate("ExperimentReport", "Confirmation"),
                "limits": self.translate("ExperimentReport", "Interactions and other limits"),
                "settings": self.translate("ExperimentReport", "How the trials were made"),
            },
            conclusion=self._conclusion(said),
            reasons=[self._say(remark) for remark in self._config.plan().reasons],
            plan=self._plan(),
            results=self._results(),
            plot=None if outcome.analysis is None else self._plot(outcome.analysis, for_paper),
            sure=[] if said is None else [self._say(remark) for remark in said.how_sure],
            levels=None if outcome.analysis is None else self._levels(outcome.analysis),
            variance=None if outcome.analysis is None else self._variance(outcome.analysis),
            confirmation=self._confirmation(said),
            limits=[self._say(one) for one in (outcome.limits() if said is None else said.limits)],
            settings=self._settings(),
            made=self.translate("ExperimentReport", "Made on {time} by Mien {version}, from the run {run}.").format(
                time=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"), version=VERSION, run=self._run.name
            ),
        )

    def _subtitle(self) -> str:
        by = {
            "seeds": self.translate("ExperimentReport", "{n} repeats with other random numbers"),
            "folds": self.translate("ExperimentReport", "{n} folds by subject"),
        }[self._config.repeat_by]
        dataset = self.translate("ExperimentReport", "Dataset {name}").format(name=self._config.dataset)
        judged = self.translate("ExperimentReport", "judged by {response}").format(
            response=self._word(self._config.response)
        )
        return " · ".join((dataset, by.format(n=self._config.repeats), judged))

    def _figures(self) -> list[tuple[str, str]]:
        outcome = self._outcome
        figures = [
            (f"{len(outcome.results)} / {outcome.planned}", self.translate("ExperimentReport", "trials done")),
        ]
        if outcome.analysis is not None:
            number, optimum = decimals(outcome.analysis), outcome.analysis.optimum
            figures += [
                (f"{outcome.analysis.grand_mean:.{number}f}", self.translate("ExperimentReport", "mean of all")),
                (
                    _with_interval(optimum.predicted, optimum.ci, number),
                    self.translate("ExperimentReport", "predicted best, 95 % interval"),
                ),
            ]
            confirmation = outcome.confirmation
            if confirmation is not None:
                verdict = {
                    True: self.translate("ExperimentReport", "confirmed (n = {n})"),
                    False: self.translate("ExperimentReport", "not confirmed (n = {n})"),
                    None: self.translate("ExperimentReport", "confirmation run (n = {n}), not to be judged"),
                }[confirmation.confirmed]
                figures.append((f"{confirmation.mean:.{number}f}", verdict.format(n=confirmation.n)))
        return figures

    def _conclusion(self, said: Conclusions | None) -> list[str]:
        if said is None:
            problem = self._outcome.problem
            if problem is not None:
                return [remark_text(problem, self.translate)]
            return [self.translate("ExperimentReport", "Too few trials are done to conclude anything.")]
        return [self._say(remark) for remark in (*said.what_to_run[:1], *said.what_matters)]

    def _plan(self) -> dict[str, Any]:
        plan = self._config.plan()
        return {
            "heads": [self.translate("ExperimentReport", "Factor"), self.translate("ExperimentReport", "Levels")],
            "rows": [
                [self._word(factor.name), " / ".join(self._word(level) for level in factor.levels)]
                for factor in plan.factors
            ],
        }

    def _results(self) -> dict[str, Any]:
        """One row a run: its levels, every repeat's value, mean, standard deviation and signal-to-noise ratio."""
        plan, response = self._config.plan(), self._config.response
        by_run: dict[int | None, list[TrialResult]] = {}
        for result in self._outcome.results:
            by_run.setdefault(result.trial.run, []).append(result)
        rows = []
        for number, levels in enumerate(plan.runs, start=1):
            found = by_run.get(number, [])
            values = [result.metrics[response] for result in found if result.status == "done"]
            mean = f"{statistics.fmean(values):.4f}" if values else DASH
            spread = f" ± {statistics.stdev(values):.4f}" if len(values) > 1 else ""
            ratio = f"{ratio_db(np.array(values), 'larger'):.3f}" if values and min(values) > 0 else DASH
            each = " ".join(
                f"{result.metrics[response]:.3f}"
                if result.status == "done"
                else self.translate("ExperimentReport", "diverged")
                for result in found
            )
            rows.append([str(number), *(self._word(level) for level in levels), mean + spread, ratio, each or DASH])
        return {
            "heads": [
                "#",
                *(self._word(factor.name) for factor in plan.factors),
                self.translate("ExperimentReport", "Mean ± standard deviation"),
                self.translate("ExperimentReport", "S/N (dB)"),
                self.translate("ExperimentReport", "Each repeat"),
            ],
            "rows": rows,
        }

    def _plot(self, analysis: Analysis, for_paper: bool) -> dict[str, Any]:
        fonts = plots.chinese_fonts() if self._language == "zh_TW" else ()
        if self._language == "zh_TW" and not fonts:
            figure = plots.main_effects(analysis, self._outcome.confirmation)  # no font for the words: in English
        else:
            figure = plots.main_effects(analysis, self._outcome.confirmation, self._plot_word, fonts)
        wide, high = (float(length) for length in figure.get_size_inches())
        file = io.BytesIO()
        with plots.rendering(fonts):
            figure.savefig(file, format="png", dpi=DPI)
        width = TEXT_WIDTH_PX if for_paper else HTML_WIDTH_PX
        return {
            "source": f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}",
            "width": width,
            "height": round(width * high / wide),
            "words": "; ".join(
                f"{self._word(factor.name)}: "
                + ", ".join(f"{self._word(level.name)} {level.mean:.4f}" for level in factor.levels)
                for factor in analysis.ranked
            ),
        }

    def _plot_word(self, text: str) -> str:
        words = {
            plots.NOTE: self.translate(
                "ExperimentReport", "means with 95 % intervals; ring: best level; dashed: mean of all"
            ),
            plots.NOTE_CONFIRMED: self.translate("ExperimentReport", "; dotted: confirmation"),
            plots.NOT_TESTED: self.translate("ExperimentReport", "not tested"),
        }
        return words.get(text) or self._word(text)

    def _levels(self, analysis: Analysis) -> dict[str, Any]:
        number, rows = decimals(analysis), []
        for factor in analysis.ranked:
            for index, level in enumerate(factor.levels):
                half = DASH if level.half_width is None else f"± {level.half_width:.{number}f}"
                best = self.translate("ExperimentReport", "best") if index == factor.best else ""
                name = self._word(factor.name) if index == 0 else ""
                rows.append([name, self._word(level.name), f"{level.mean:.{number}f}", half, str(level.rows), best])
        return {
            "heads": [
                self.translate("ExperimentReport", "Factor"),
                self.translate("ExperimentReport", "Level"),
                self.translate("ExperimentReport", "Mean"),
                self.translate("ExperimentReport", "95 % interval"),
                "n",
                "",
            ],
            "rows": rows,
        }

    def _variance(self, analysis: Analysis) -> dict[str, Any]:
        error, rows = analysis.error, []
        for factor in analysis.ranked:
            squares = factor.sum_of_squares
            rows.append(
                [
                    self._word(factor.name),
                    str(factor.df),
                    _figure(squares, ".6f"),
                    _figure(None if squares is None else squares / factor.df, ".6f"),
                    self.translate("ExperimentReport", "pooled") if factor.pooled else _figure(factor.f, ".2f"),
                    _p_figure(factor.p),
                    _figure(factor.contribution_pct, ".1f"),
                ]
            )
        if analysis.block is not None:
            block = analysis.block
            rows.append(
                [
                    self.translate("ExperimentReport", "Folds"),
                    str(block.df),
                    f"{block.sum_of_squares:.6f}",
                    f"{block.sum_of_squares / block.df:.6f}",
                    _figure(block.f, ".2f"),
                    _p_figure(block.p),
                    f"{block.contribution_pct:.1f}",
                ]
            )
        rows += [
            [
                self.translate("ExperimentReport", "Error"),
                str(error.df),
                f"{error.sum_of_squares:.6f}",
                _figure(error.variance, ".6f"),
                "",
                "",
                f"{error.contribution_pct:.1f}",
            ],
            [
                self.translate("ExperimentReport", "Total"),
                str(analysis.total_df),
                f"{analysis.total_sum_of_squares:.6f}",
                "",
                "",
                "",
                "",
            ],
        ]
        return {
            "heads": [
                self.translate("ExperimentReport", "Source of variation"),
                self.translate("ExperimentReport", "df"),
                self.translate("ExperimentReport", "Sum of squares"),
                self.translate("ExperimentReport", "Mean square"),
                "F",
                "p",
                self.translate("ExperimentReport", "Share of the total (%)"),
            ],
            "rows": rows,
        }

    def _confirmation(self, said: Conclusions | None) -> list[str]:
        confirmation = self._outcome.confirmation
        if confirmation is None or said is None:
            return [
                self.translate(
                    "ExperimentReport",
                    "The predicted best was not confirmed by a run of its own. Do not apply it yet.",
                )
            ]
        values = [
            f"{result.metrics[self._config.response]:.4f}"
            if result.status == "done"
            else self.translate("ExperimentReport", "diverged")
            for result in self._outcome.confirming
        ]
        return [
            self._say(said.what_to_run[0]),
            self.translate("ExperimentReport", "The single results: {values}.").format(values=", ".join(values)),
        ]

    def _settings(self) -> list[tuple[str, str]]:
        config: ExperimentConfig = self._config
        about, base, varied = self._outcome.about, config.base, {factor.name for factor in config.factors}
        shown = base.transforms
        rows = [
            (
                self.translate("ExperimentReport", "Classes"),
                ", ".join(self._expression(name) for name in about.get("classes", config.classes or ())),
            ),
            (
                self.translate("ExperimentReport", "Pictures"),
                self.translate(
                    "ExperimentReport", "{trained} to train on and {judged} to judge by in all; {split}"
                ).format(
                    trained=about.get("trained_on", DASH),
                    judged=about.get("judged_by", DASH),
                    split=about.get("split", DASH),
                ),
            ),
            (
                self.translate("ExperimentReport", "Test pictures"),
                self.translate(
                    "ExperimentReport", "not looked at by any trial; they judge the model that comes of it"
                ),
            ),
            (
                self.translate("ExperimentReport", "Network"),
                self.translate(
                    "ExperimentReport",
                    "VGG16, backbone frozen ({backbone}); its features computed once for all trials",
                ).format(backbone=config.backbone),
            ),
            (
                self.translate("ExperimentReport", "Random views"),
                self.translate(
                    "ExperimentReport",
                    "{views} of each picture: rotation {rotation}°, zoom {zoom}, shift {shift}, flips: {flips}",
                ).format(
                    views=base.views,
                    rotation=f"{shown.rotation_deg:g}",
                    zoom=f"{shown.zoom:g}",
                    shift=f"{shown.shift:g}",
                    flips=" + ".join(
                        word
                        for word, on in (
                            (self.translate("ExperimentReport", "horizontal"), shown.horizontal_flip),
                            (self.translate("ExperimentReport", "vertical"), shown.vertical_flip),
                        )
                        if on
                    )
                    or DASH,
                ),
            ),
        ]
        fixed = ("optimizer", "epochs", "dropout", "batch_size", "label_smoothing")
        rows += [(self._word(name), self._word(str(getattr(base, name)))) for name in fixed if name not in varied]
        if "class_weights" not in varied:
            yes, no = self.translate("ExperimentReport", "yes"), self.translate("ExperimentReport", "no")
            rows.append((self._word("class_weights"), yes if base.class_weights else no))
        if "learning_rate" not in varied:
            rate = (
                self.translate("ExperimentReport", "each optimizer's own")
                if base.learning_rate is None
                else f"{base.learning_rate:g}"
            )
            rows.append((self._word("learning_rate"), rate))
        rows.append((self.translate("ExperimentReport", "Seed"), str(base.seed)))
        return rows

    def _say(self, remark: Remark) -> str:
        return remark_text(remark, self.translate)

    def _expression(self, name: str) -> str:
        """As gui/messages calls it, whose texts these are."""
        return self.translate("Expression", name.replace("_", " ").capitalize())

    def _word(self, name: str) -> str:
        return setting_word(name, self.translate)


def _with_interval(value: float, interval: Sequence[float] | None, number: int) -> str:
    if interval is None:
        return f"{value:.{number}f}"
    return f"{value:.{number}f} ± {(interval[1] - interval[0]) / 2:.{number}f}"


def _figure(value: float | None, form: str) -> str:
    return DASH if value is None else format(value, form)


def _p_figure(p: float | None) -> str:
    return "< 0.0001" if p is not None and p < 0.0001 else _figure(p, ".4f")
