"""Trials are kept as they end, done once, done again where a worker died, and the same wherever they ran."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import KnownError
from engine.version import VERSION
from tests.training.experiment.tiny import DATA, config, hire, named, run_all, write_data
from training.experiment import trials
from training.experiment.outcome import read_outcome, table_of
from training.experiment.taguchi import Factor
from training.experiment.worker_tasks import run_trial
from training.jobs.events import Cancelled, Event

ONE = config(repeats=1)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a whole plan, run once in a thread of this process."""
    folder = tmp_path_factory.mktemp("done")
    write_data(folder, config())
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as executor:
        hire(patch, executor)
        run_all(folder, config())
    return folder


class Dying(Executor):
    """Loses its worker at the given submissions, counted from 1; the others it does at once."""

    def __init__(self, *deaths: int) -> None:
        self.deaths, self.asked = deaths, 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        if self.asked in self.deaths:
            future.set_exception(BrokenExecutor("a process died"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_every_trial_is_kept_with_its_figures(done: Path) -> None:
    found = trials.results(done, trials.planned(config()))
    assert len(found) == 8 and {result.status for result in found} == {"done"}
    for result in found:
        assert set(result.metrics) == set(trials.METRICS)
        assert all(np.isfinite(value) for value in result.metrics.values())
        assert 0 < result.metrics["accuracy"] <= 1
    assert not list((done / "work").glob("*/checkpoint*"))


def test_the_csv_is_a_table_to_analyse(done: Path) -> None:
    found = trials.results(done, trials.planned(config()))
    rows = list(csv.DictReader(io.StringIO(trials.as_csv(found, config()))))
    assert [row["run"] for row in rows] == ["1", "2", "3", "4"] * 2
    assert rows[0]["epochs"] == "1" and rows[0]["optimizer"] == "adam" and rows[0]["start_rate"] == "0.0003"
    assert float(rows[3]["f1_macro"]) == pytest.approx(found[3].metrics["f1_macro"], abs=1e-6)
    for setting in ("learning_rate", "class_weights", "views", "rotation_deg", "vertical_flip", "label_smoothing"):
        assert rows[0][setting]


def test_the_same_trial_gives_the_same_figures(done: Path, tmp_path: Path) -> None:
    data, trial = write_data(tmp_path, config()), trials.planned(config())[5]
    again = run_trial(trial, data)
    kept = trials.kept(done, trial, DATA)
    assert again is not None and kept is not None
    assert again.metrics == pytest.approx(kept.metrics, abs=1e-5)


def test_what_is_done_is_not_done_again(done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hire(monkeypatch, Dying(1, 2, 3))
    before = {path: path.stat().st_mtime_ns for path in (done / "trials").iterdir()}
    assert len(run_all(done, config())) == 8
    assert {path: path.stat().st_mtime_ns for path in (done / "trials").iterdir()} == before


def test_a_trial_whose_worker_died_is_done_again(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_data(tmp_path, ONE)
    hire(monkeypatch, Dying(2, 3))
    again = run_all(tmp_path, ONE)
    expected = trials.results(done, trials.planned(ONE))
    for one, other in zip(again, expected, strict=True):
        assert one.trial == other.trial and one.metrics == pytest.approx(other.metrics, abs=1e-5)


def test_workers_that_die_again_and_again_end_it_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_data(tmp_path, ONE)
    hire(monkeypatch, Dying(*range(1, 100)))
    with pytest.raises(KnownError, match="too little memory"):
        run_all(tmp_path, ONE)


def test_a_stop_keeps_what_is_done_and_starts_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_data(tmp_path, ONE)
    events: list[Event] = []
    with ThreadPoolExecutor(1) as executor:
        hire(monkeypatch, executor)
        found = run_all(tmp_path, ONE, events.append, lambda: len(named(events, "done")) >= 1)
    assert 1 <= len(found) < 4
    outcome = read_outcome(tmp_path, ONE)
    assert not outcome.complete
    assert any("of 4 trials are done" in str(remark) for remark in outcome.limits())
    assert not (tmp_path / "stop").exists()


def test_a_cancel_comes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_data(tmp_path, ONE)

    def cancel(event: Event) -> None:
        raise Cancelled

    with ThreadPoolExecutor(1) as executor:
        hire(monkeypatch, executor)
        with pytest.raises(Cancelled):
            run_all(tmp_path, ONE, cancel)
        (tmp_path / "stop").touch()  # for the thread that is still at it; a process would be killed


def test_a_dataset_changed_between_trials_is_refused_and_the_trials_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_data(tmp_path, ONE)
    looked = 0

    def check() -> None:
        nonlocal looked
        looked += 1
        if looked > 2:
            raise KnownError("The dataset has changed.")

    hire(monkeypatch, Dying())
    with pytest.raises(KnownError, match="changed"):
        run_all(tmp_path, ONE, check=check)
    assert len(trials.results(tmp_path, trials.planned(ONE))) == 2


def test_what_is_told_rises_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_data(tmp_path, ONE)
    events: list[Event] = []
    with ThreadPoolExecutor(1) as executor:
        hire(monkeypatch, executor)
        run_all(tmp_path, ONE, events.append)
    shares = [event["share"] for event in events]
    assert shares == sorted(shares) and shares[-1] == pytest.approx(0.95)
    assert named(events, "done") == [trial.name for trial in trials.planned(ONE)]
    assert events[-1]["done"] == events[-1]["of"] == 4
    json.dumps(events)


class TestATrialThatDiverges:
    CONFIG = config(
        factors=(
            Factor("learning_rate", ("0.01", "0.1", "1e30")),
            Factor("dropout", ("0.2", "0.4", "0.6")),
            Factor("epochs", ("1", "4", "9")),
        ),
        repeats=1,
        base=replace(config().base, optimizer="sgd"),
    )

    def test_is_recorded_and_the_analysis_says_what_it_did(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_data(tmp_path, self.CONFIG)
        hire(monkeypatch, Dying())
        found = run_all(tmp_path, self.CONFIG)
        assert len(found) == 9
        diverged = [result for result in found if result.status == "diverged"]
        assert {dict(result.trial.levels)["learning_rate"] for result in diverged} == {"1e30"}
        assert len(diverged) == 3 and all(result.reason for result in diverged)
        said = " ".join(str(remark) for remark in table_of(self.CONFIG, found).remarks)
        assert "without a value (diverged" in said
        rows = list(csv.DictReader(io.StringIO(trials.as_csv(found, self.CONFIG))))
        assert [row["accuracy"] == "diverged" for row in rows] == [result.status == "diverged" for result in found]
        outcome = read_outcome(tmp_path, self.CONFIG)
        assert outcome.analysis is not None and outcome.complete
        warned = " ".join(str(remark) for remark in outcome.analysis.warnings)
        assert "are left out" in warned and "not balanced" in warned
        rates = next(effect for effect in outcome.analysis.factors if effect.name == "learning_rate")
        assert [level.name for level in rates.levels] == ["0.01", "0.1"]


def test_another_version_on_a_worker_is_refused(tmp_path: Path) -> None:
    data = write_data(tmp_path, config())
    with pytest.raises(KnownError, match=f"version {VERSION}.*0.0.0"):
        run_trial(trials.planned(config())[0], data, version="0.0.0")


def test_a_torn_file_is_a_trial_not_done(done: Path, tmp_path: Path) -> None:
    trial = trials.planned(config())[0]
    result = trials.kept(done, trial, DATA)
    assert result is not None
    trials.keep(tmp_path, result)
    file = tmp_path / "trials" / f"{trial.name}.json"
    file.write_text(file.read_text()[:50])
    assert trials.kept(tmp_path, trial, DATA) is None
    trials.keep(tmp_path, result)
    assert trials.kept(tmp_path, trial, DATA) == result
    assert trials.kept(tmp_path, trial, "other data") is None
    assert trials.kept(tmp_path, replace(trial, settings=replace(trial.settings, seed=99)), DATA) is None


def test_folds_leave_a_smaller_error(done: Path) -> None:
    """What the repeats differ by is in no effect where they are folds."""
    by_folds = config(repeat_by="folds", repeats=2)
    found = trials.results(done, trials.planned(config()))
    chance = (0.003, 0.001, 0.0, 0.002, 0.001, 0.003, 0.002, 0.0)
    lifted = [
        replace(
            result,
            metrics={
                **result.metrics,
                "accuracy": 0.5 + 0.01 * index + 0.2 * (result.trial.repeat == 2) + chance[index],
            },
        )
        for index, result in enumerate(found)
    ]
    for result in lifted:
        trials.keep(done, replace(result, trial=result.trial))
    outcome = read_outcome(done, by_folds)
    for result in found:
        trials.keep(done, result)
    assert outcome.analysis is not None and outcome.analysis.block is not None
    assert outcome.analysis.error.sum_of_squares < outcome.analysis.block.sum_of_squares
