"""The page about retraining, with real child processes: form, live view, ends, history, and the choice of a model."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine import model_registry
from engine.paths import Paths
from gui.admin.page import AdminContext
from gui.admin.parts import Question
from gui.admin.retraining_page import RetrainingPage
from gui.jobs.job_controller import JobController
from gui.jobs.words import stage_words
from tests.gui.jobs import page_works
from tests.gui.jobs.conftest import ShowPage
from tests.gui.scripted_kiosk import ScriptedKiosk
from tests.training.small_datasets import make_dataset
from training.jobs import kinds
from training.jobs.runs import create_run, list_runs, open_run
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.pretraining_config import PROVEN

LONG_MS = 40_000
REAL = kinds.KINDS["train"]


@pytest.fixture
def data(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    page_works.write_dataset(paths)
    page_works.install_model(paths, "before", brighter_is="anger")
    model_registry.activate(paths, "before")
    monkeypatch.setitem(kinds.KINDS, "train", page_works.kind())


@pytest.fixture
def page(data: None, show_page: ShowPage, qtbot: QtBot) -> RetrainingPage:
    page = show_page(RetrainingPage)
    assert isinstance(page, RetrainingPage)
    qtbot.waitUntil(lambda: page.begin.isEnabled(), timeout=20_000)
    return page


@pytest.fixture
def jobs(context: AdminContext) -> JobController:
    assert isinstance(context.jobs, JobController)
    return context.jobs


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def start(qtbot: QtBot, page: RetrainingPage, jobs: JobController, name: str, seed: int = page_works.FAST) -> None:
    page.fields.name.setText(name)
    page.fields.seed.setValue(seed)
    click(qtbot, page.begin)
    assert jobs.is_running()


def ended(qtbot: QtBot, jobs: JobController) -> None:
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)


def test_the_form_says_what_is_wrong_and_starts_nothing(page: RetrainingPage, paths: Paths) -> None:
    assert "40 pictures to train on" in page.fields.about.text()
    page.fields.name.setText("before")
    assert not page.begin.isEnabled() and "already a model before" in page.remark.text()
    page.fields.name.setText("a/b")
    assert not page.begin.isEnabled() and "cannot be called" in page.remark.text()
    page.fields.name.setText("new")
    assert page.begin.isEnabled() and not page.remark.isVisible()
    page.fields.picks.pick(frozenset({"happy"}))
    assert not page.begin.isEnabled() and "two classes" in page.remark.text()
    assert list_runs(paths) == ()


def test_the_form_says_which_expression_nothing_judges(
    data: None, show_page: ShowPage, paths: Paths, qtbot: QtBot
) -> None:
    make_dataset(paths.datasets / "few", {"happy": 20, "anger": 20, "surprise": 1})
    page = show_page(RetrainingPage)
    assert isinstance(page, RetrainingPage)
    qtbot.waitUntil(lambda: page.fields.dataset.findData("few") >= 0, timeout=20_000)
    page.fields.dataset.setCurrentIndex(page.fields.dataset.findData("few"))
    page.fields.picks.pick(frozenset({"happy", "anger"}))
    assert "No picture judges" not in page.fields.about.text()
    page.fields.picks.pick(frozenset({"happy", "anger", "surprise"}))
    assert "No picture judges Surprise: bring more people" in page.fields.about.text()


def test_the_expressions_to_tell_apart_can_be_read_at_once(page: RetrainingPage) -> None:
    """They come with the dataset, after the form was laid out without them."""
    assert page.fields.picks.height() >= page.fields.picks.minimumSizeHint().height() > 0


def test_the_values_of_the_study_are_one_click_away(page: RetrainingPage, qtbot: QtBot) -> None:
    page.fields.epochs.setValue(3)
    click(qtbot, page.fields.study)
    head = page.config()[0].head
    assert (head.optimizer, head.epochs, head.dropout, head.batch_size) == ("adam", 50, 0.6, 128)
    click(qtbot, page.fields.defaults)
    assert page.config()[0].head == RetrainConfig()


def test_from_the_form_to_a_promoted_model_and_back(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, paths: Paths, kiosk: ScriptedKiosk, context: AdminContext
) -> None:
    start(qtbot, page, jobs, "new")
    assert page.views.currentIndex() == 1 and page.stop.isVisible() and page.cancel.isVisible()
    ended(qtbot, jobs)
    assert page.run_card.state.text() == "Succeeded" and not page.run_card.outcome.isVisible()
    assert [x for x, _ in page.curves.points["head"]["loss"]] == [1, 2, 3, 4]
    qtbot.waitUntil(lambda: page.choice.heads[1].isVisible(), timeout=LONG_MS)
    assert "better" in page.choice.verdict.text()
    assert "before" in page.choice.heads[0].text() and "new" in page.choice.heads[1].text()
    assert "On the same 40 real faces: +100.0 percentage points" in page.choice.numbers.text()
    assert model_registry.active_model(paths) == "before"
    click(qtbot, page.choice.promote)
    qtbot.waitUntil(lambda: ("reload_model",) in kiosk.told, timeout=5000)
    assert model_registry.active_model(paths) == "new"
    assert "uses new now" in page.choice.verdict.text()
    click(qtbot, page.choice.rollback)
    qtbot.waitUntil(lambda: kiosk.told.count(("reload_model",)) == 2, timeout=5000)
    assert model_registry.active_model(paths) == "before"
    actions = [entry.action for entry in context.audit.entries()]
    assert {"job_started", "job_ended", "model_activated", "model_rolled_back"} <= set(actions)
    assert [run.record.kind for run in list_runs(paths)] == ["train"], "the comparison's folder is gone"


def test_a_job_that_crashed_says_so_shows_its_log_and_is_resumed(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot
) -> None:
    start(qtbot, page, jobs, "new", page_works.CRASH)
    ended(qtbot, jobs)
    assert page.run_card.state.text() == "Crashed"
    assert "crashed (exit code 3)" in page.run_card.outcome.text() and "resumed" in page.run_card.outcome.text()
    click(qtbot, page.run_card.log)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(QDialog)), timeout=5000)
    for dialog in page.findChildren(QDialog):
        dialog.accept()
    click(qtbot, page.run_card.resume)
    assert jobs.is_running()
    ended(qtbot, jobs)
    assert page.run_card.state.text() == "Succeeded"
    assert [x for x, _ in page.curves.points["head"]["loss"]] == [1, 2, 3, 4]


def test_cancelling_asks_first_and_discards(page: RetrainingPage, jobs: JobController, qtbot: QtBot) -> None:
    start(qtbot, page, jobs, "new", page_works.SLOW)
    qtbot.waitUntil(lambda: "head" in page.curves.points, timeout=LONG_MS)
    click(qtbot, page.cancel)
    (question,) = page.findChildren(Question)
    assert "discarded" in question.words.text()
    click(qtbot, question.action)
    ended(qtbot, jobs)
    assert page.run_card.state.text() == "Cancelled" and not page.run_card.resume.isVisible()


def test_stopping_early_keeps_the_model(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, paths: Paths
) -> None:
    start(qtbot, page, jobs, "new", page_works.SLOW)
    qtbot.waitUntil(lambda: "head" in page.curves.points, timeout=LONG_MS)
    click(qtbot, page.stop)
    assert not page.stop.isEnabled() and "Stopping" in page.run_card.state.text()
    ended(qtbot, jobs)
    assert page.run_card.state.text() == "Succeeded" and (paths.models / "new").is_dir()


def test_closing_the_panel_does_not_end_the_job(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, show_page: Callable[..., RetrainingPage]
) -> None:
    start(qtbot, page, jobs, "new", page_works.SLOW)
    qtbot.waitUntil(lambda: "head" in page.curves.points, timeout=LONG_MS)
    page.leave()
    page.hide()
    qtbot.wait(300)
    assert jobs.is_running()
    again = show_page(RetrainingPage)
    qtbot.waitUntil(lambda: len(again.curves.points.get("head", {}).get("loss", [])) > 3, timeout=LONG_MS)
    assert again.stop.isVisible()
    jobs.cancel()
    ended(qtbot, jobs)


def test_the_window_never_stands_still_while_events_stream_in(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot
) -> None:
    worked_s: list[float] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: worked_s.append(time.thread_time()))
    start(qtbot, page, jobs, "new", page_works.FLOOD)
    timer.start()
    ended(qtbot, jobs)
    timer.stop()
    assert len(page.curves.points["head"]["loss"]) == 3000
    # Of the loop's own work: how long others kept the processor is not this program's doing.
    assert max(later - earlier for earlier, later in itertools.pairwise(worked_s)) < 0.1


def test_the_history_has_every_run_with_its_settings(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, paths: Paths
) -> None:
    page.fields.dropout.setValue(0.25)
    start(qtbot, page, jobs, "new")
    ended(qtbot, jobs)
    click(qtbot, page.tabs.buttons["history"])
    history = page.history
    qtbot.waitUntil(lambda: history.table.rowCount() == 1, timeout=5000)
    items = [history.table.item(0, column) for column in range(5)]
    texts = ["" if item is None else item.text() for item in items]
    assert texts[1] == "Succeeded" and "dropout 0.25" in texts[2] and texts[4] == "accuracy 0.900 on 40 faces"
    history.table.selectRow(0)
    assert not history.resume_button.isEnabled()
    page.fields.dropout.setValue(0.5)
    click(qtbot, history.settings_button)
    assert page.fields.dropout.value() == 0.25 and page.views.currentIndex() == 0


def test_another_page_says_that_a_job_is_at_work(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.training.jobs import works

    monkeypatch.setitem(kinds.KINDS, "test", works.kind())
    jobs.start("test", works.TestConfig(steps=10_000, pause_s=0.01))
    assert not page.begin.isEnabled() and "Another job is at work" in page.subtitle.text()
    assert not page.stop.isVisible()
    jobs.cancel()
    ended(qtbot, jobs)
    assert page.begin.isEnabled()


def test_a_run_of_this_program_goes_through_json(paths: Paths, data: None, jobs: JobController) -> None:
    config = TrainConfig("faces", "new", classes=("happy", "anger"), fine_tune=True)
    assert open_run(paths, create_run(paths, "train", config).name).config() == config


def test_settings_are_measured_by_folds_and_no_model_comes_of_it(
    page: RetrainingPage, jobs: JobController, qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real work in a real child: two folds of few faces take seconds."""
    monkeypatch.setitem(kinds.KINDS, "train", REAL)
    installed = sorted(folder.name for folder in paths.models.iterdir())
    page.fields.name.setText("a/b")
    page.fields.aim.setCurrentIndex(page.fields.aim.findData("measurement"))
    assert page.fields.folds.isVisible() and not page.fields.name.isVisible()
    assert page.begin.isEnabled() and page.begin.text() == "Start the measurement"
    assert "each judged once a repeat; no model" in page.fields.about.text()
    page.fields.folds.setValue(2)
    page.fields.repeats.setValue(2)
    page.fields.epochs.setValue(2)
    page.fields.views_n.setValue(0)
    click(qtbot, page.begin)
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=3 * LONG_MS)
    assert page.run_card.state.text() == "Succeeded", page.run_card.outcome.text()
    words = [cell.text() for cell in page.by_folds.cells]
    assert words[:5] == ["Method", "Folds", "Accuracy", "Macro F1", "Gain, in points"]
    pixels, head = words[5:10], words[10:]
    # Two greys are told apart by their pixels.
    assert pixels == ["Raw pixels (logistic regression)", "4 of 4", "100.0\u00a0%  (100.0\u2013100.0)", "1.000", ""]
    assert head[:2] == ["The head on the frozen backbone", "4 of 4"]
    number = r"[+\u2212]\d+\.\d"
    assert re.fullmatch(rf"{number} \({number} to {number}\)", head[4]), head[4]
    assert page.by_folds.matrix_of.text() == "The head on the frozen backbone"
    assert page.by_folds.matrix.isVisible() and not page.curves.isVisible() and not page.choice.isVisible()
    assert sorted(folder.name for folder in paths.models.iterdir()) == installed
    (run,) = list_runs(paths)
    assert "2 folds, 2 times over" in page.settings_text(run.config()) and "faces" in page.result_text(run)
    page.fields.aim.setCurrentIndex(0)
    page._take_settings(run)
    assert page.config()[0] == run.config()
    page.show_run(run, "run")
    qtbot.waitUntil(lambda: len(page.by_folds.cells) == 15, timeout=5000)


def test_what_the_start_knew_is_kept_while_everything_is_fine_tuned(page: RetrainingPage) -> None:
    fields = page.fields
    assert not fields.teacher.isVisible()
    fields.method.setCurrentIndex(fields.method.findData("tuned"))
    assert fields.teacher.isVisible() and page.config()[0].teacher_share == 0
    fields.teacher.setValue(0.3)
    config, _ = page.config()
    assert config.teacher_share == 0.3 and "knew is kept: 0.3" in page.settings_text(config)
    fields.backbone.show_backbone("imagenet")
    fields.backbone.edited.emit()
    assert not fields.teacher.isVisible() and page.config()[0].teacher_share == 0, "it knows no expressions"
    fields.fill(config)
    assert page.config()[0] == config
    fields.method.setCurrentIndex(fields.method.findData("frozen"))
    assert not fields.teacher.isVisible() and page.config()[0].teacher_share == 0


def test_a_network_from_scratch_has_numbers_of_its_own(page: RetrainingPage, paths: Paths, qtbot: QtBot) -> None:
    fields = page.fields
    fields.epochs.setValue(7)
    fields.method.setCurrentIndex(fields.method.findData("scratch"))
    assert fields.start.isVisible() and fields.weights.isVisible() and fields.name.isVisible()
    hidden = (
        fields.aim,
        fields.backbone,
        fields.optimizer,
        fields.dropout,
        fields.views_n,
        fields.flip,
        fields.study,
    )
    assert not any(field.isVisible() for field in hidden)
    assert "10,000 pictures or more" in fields.about.text() and page.begin.text() == "Start the training"
    config, _ = page.config()
    assert (config.backbone, config.pretraining, config.fine_tune) == ("random", PROVEN, False)
    fields.epochs.setValue(3)
    fields.rate.setValue(0.02)
    fields.weights.setChecked(False)
    config, _ = page.config()
    assert config.pretraining == replace(PROVEN, epochs=3, peak_learning_rate=0.02, rare_class_power=0.0)
    assert "from random weights" in page.settings_text(config) and "3 epochs" in page.settings_text(config)

    fields.start.setCurrentIndex(1)
    fields.start.activated.emit(1)
    assert not page.begin.isEnabled() and "tells anger, disgust" in page.remark.text()
    fields.start.setCurrentIndex(0)
    fields.start.activated.emit(0)
    click(qtbot, fields.defaults)
    assert page.config()[0].pretraining == PROVEN

    fields.method.setCurrentIndex(fields.method.findData("frozen"))
    assert page.config()[0].head == RetrainConfig() and page.config()[0].pretraining is None


def test_the_settings_of_a_run_from_scratch_come_back_whole(page: RetrainingPage, paths: Paths) -> None:
    pretraining = replace(PROVEN, epochs=12, dropout=0.4, seed=9)
    config = TrainConfig("faces", "new", ("anger", "happy"), backbone="random", pretraining=pretraining)
    run = create_run(paths, "train", config, dataset="faces")
    assert open_run(paths, run.name).config() == config
    page._take_settings(run)
    page.fields.name.setText("new")
    assert page.config()[0] == config


def test_a_network_from_scratch_is_shown_part_by_part(page: RetrainingPage, paths: Paths) -> None:
    config = TrainConfig("faces", "new", ("happy", "anger"), backbone="random", pretraining=PROVEN)
    page.show_run(create_run(paths, "train", config, dataset="faces"), "run")
    for part in (0.25, 0.5):
        event = {
            "stage": "scratch",
            "epoch": part,
            "epochs": 40.0,
            "loss": 1.5,
            "accuracy": 0.5,
            "learning_rate": 0.01,
        }
        page._remember(event | ({"val_accuracy": 0.4, "val_loss": 1.6} if part == 0.5 else {}))
    page._draw_all()
    assert "from scratch" in page.curves.phase.text()
    assert page.curves.points["scratch"]["loss"] == [(0.25, 1.5), (0.5, 1.5)]
    assert page.curves.points["scratch"]["val_accuracy"] == [(0.5, 0.4)]
    assert stage_words(page._last) == "Training the whole network from scratch, epoch 0.5 of 40"
