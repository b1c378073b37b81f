"""An experiment's report: everything in one file, escaped, in both languages, also for one that is not done."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from engine.errors import KnownError
from engine.paths import Paths, resources_folder
from gui.remarks import remark_text, setting_word
from gui.reports.experiment_report import write_experiment_report
from training.experiment import trials
from training.experiment.config import ExperimentConfig
from training.experiment.remarks import Remark
from training.experiment.trials import Trial, TrialResult
from training.jobs.runs import Run, create_run
from training.recognizer.config import RetrainConfig


def result(trial: Trial, value: float | None) -> TrialResult:
    metrics = {} if value is None else dict.fromkeys(trials.METRICS, value)
    return TrialResult(trial, "diverged" if value is None else "done", metrics, "d", 1.0)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


@pytest.fixture
def config() -> ExperimentConfig:
    return ExperimentConfig("<b>faces", repeats=3, base=RetrainConfig(keep_best=False))


@pytest.fixture
def run(paths: Paths, config: ExperimentConfig) -> Run:
    """The seed's L9 with epochs that help, confirmed."""
    made = create_run(paths, "experiment", config, name="l9")
    rng = np.random.default_rng(4)
    for trial in trials.planned(config):
        value = 0.8 + trial.settings.epochs / 1000 + float(rng.normal(0, 0.004))
        trials.keep(made.folder, result(trial, None if (trial.run, trial.repeat) == (4, 2) else value))
    from training.experiment.outcome import read_outcome

    outcome = read_outcome(made.folder, config)
    assert outcome.analysis is not None
    for trial in trials.confirming(config, outcome.analysis.optimum.levels):
        trials.keep(made.folder, result(trial, 0.853))
    return made


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))


def test_html_says_all_of_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    write_experiment_report(run.folder, file, "en")
    html = file.read_text(encoding="utf-8")
    text = text_of(html)
    for part in ("Conclusion", "Main effects", "Analysis of variance", "Confirmation", "Results of the runs", "Plan"):
        assert part in text
    assert "Confirmed" in text or "Not confirmed" in text
    assert "Epochs moves Accuracy most" in text
    assert "Batch size" in text and "batch_size" not in text
    assert "diverged" in text and "Interactions cannot be separated" in text
    assert "&lt;b&gt;faces" in html and "<b>faces" not in html
    assert html.count("data:image/png;base64,") == 1
    assert not re.search(r'(src|href)="(?!data:)', html)


def test_chinese_is_chinese(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    write_experiment_report(run.folder, file, "zh_TW")
    text = text_of(file.read_text(encoding="utf-8"))
    for part in ("變異數分析", "主效果", "確認實驗", "批次大小"):
        assert part in text


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_pdf(qapp: QApplication, run: Run, tmp_path: Path, language: str) -> None:
    file = tmp_path / "report.pdf"
    write_experiment_report(run.folder, file, language)
    assert file.read_bytes().startswith(b"%PDF") and file.stat().st_size > 20_000


def test_one_that_is_not_done_says_so(paths: Paths, config: ExperimentConfig, tmp_path: Path) -> None:
    made = create_run(paths, "experiment", config, name="begun")
    with pytest.raises(KnownError, match="no trial that is done"):
        write_experiment_report(made.folder, tmp_path / "report.html", "en")
    trials.keep(made.folder, result(trials.planned(config)[0], 0.8))
    write_experiment_report(made.folder, tmp_path / "report.html", "en")
    text = text_of((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert "Too few trials" in text and "1 of 27 trials are done" in text


def test_what_is_no_experiment(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no run nothing"):
        write_experiment_report(paths.runs / "nothing", tmp_path / "report.html", "en")


def test_a_remark_within_a_remark_is_translated_too() -> None:
    def loud(context: str, text: str) -> str:
        return text.upper() if context == "KnownError" and "{" not in text else text

    said = Remark("{a} of {b}", a=Remark("inner"), b="batch_size 32, adam")
    assert remark_text(said, loud) == "INNER of Batch size 32, Adam"
    assert setting_word("unheard_of") == "unheard_of"
