"""The pages about the experiment and about augmentation, with real child processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from gui.admin.augmentation_page import AugmentationPage
from gui.admin.comparison_page import ComparisonPage
from gui.admin.experiment_page import ExperimentPage
from gui.admin.job_panel import JobPage
from gui.admin.look import admin_metrics, admin_style
from gui.admin.page import AdminContext
from gui.admin.retraining_page import RetrainingPage
from gui.jobs.job_controller import JobController
from gui.jobs.words import stage_words
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.jobs import page_works
from tests.gui.jobs.conftest import ShowPage
from training.augmentation.config import preset
from training.experiment.taguchi import SEED_FACTORS
from training.jobs import kinds
from training.jobs.runs import list_runs

LONG_MS = 40_000


@pytest.fixture
def jobs(context: AdminContext) -> JobController:
    assert isinstance(context.jobs, JobController)
    return context.jobs


@pytest.fixture
def data(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    page_works.write_dataset(paths)
    for name in ("experiment", "augment", "compare"):
        monkeypatch.setitem(kinds.KINDS, name, page_works.kind(name))


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def row(table: QTableWidget, number: int) -> list[str]:
    items = [table.item(number, column) for column in range(table.columnCount())]
    return ["" if item is None else item.text() for item in items]


@pytest.fixture
def experiment(data: None, show_page: ShowPage, qtbot: QtBot) -> ExperimentPage:
    page = show_page(ExperimentPage)
    assert isinstance(page, ExperimentPage)
    qtbot.waitUntil(lambda: page.begin.isEnabled(), timeout=5000)
    return page


def test_the_form_has_the_studys_plan_and_says_how_much_it_is(experiment: ExperimentPage, qtbot: QtBot) -> None:
    config, _ = experiment.config()
    assert config.factors == SEED_FACTORS
    assert "L9(3^4): 9 combinations, each 3 times: 27 trainings." in experiment.about.text()
    experiment.fields.levels["dropout"].setText("0.4, 1.5")
    assert not experiment.begin.isEnabled() and experiment.fields.levels["dropout"].property("wrong")
    assert experiment.remark.isVisible()
    experiment.fields.levels["dropout"].setText("")
    assert experiment.begin.isEnabled() and not experiment.fields.levels["dropout"].property("wrong")
    assert [factor.name for factor in experiment.config()[0].factors] == ["optimizer", "epochs", "batch_size"]
    for field in experiment.fields.levels.values():
        field.clear()
    assert not experiment.begin.isEnabled() and "at least one setting" in experiment.remark.text()
    click(qtbot, experiment.fields.study)
    assert experiment.begin.isEnabled() and experiment.config()[0].factors == SEED_FACTORS


def test_the_table_and_the_effects_fill_and_the_verdict_follows(
    experiment: ExperimentPage, jobs: JobController, qtbot: QtBot, tmp_path: Path
) -> None:
    click(qtbot, experiment.fields.quick)
    click(qtbot, experiment.begin)
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: "moves" in experiment.verdict.text(), timeout=LONG_MS)
    assert experiment.table.rowCount() == 9
    first = row(experiment.table, 0)
    assert first[:5] == ["1", "Adam", "3", "0.4", "32"]
    assert first[5] == "0.832\u2009±\u20090.001" and first[6].startswith("−1.6")
    assert "Epochs" in experiment.verdict.text()
    assert experiment.report.isVisible()
    for name, begins in (("report.html", b"<!DOCTYPE html"), ("report.pdf", b"%PDF")):
        click(qtbot, experiment.report)
        dialog = experiment.findChildren(QFileDialog)[-1]
        dialog.selectFile(str(tmp_path / name))
        with qtbot.waitSignal(experiment.said, timeout=LONG_MS):
            dialog.accept()
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_trial_at_work_is_said_in_its_row(experiment: ExperimentPage, jobs: JobController, qtbot: QtBot) -> None:
    click(qtbot, experiment.fields.quick)
    experiment.fields.seed.setValue(page_works.SLOW)
    click(qtbot, experiment.begin)
    qtbot.waitUntil(
        lambda: experiment.table.rowCount() == 9 and "training, epoch 1 of 3" in row(experiment.table, 0)[5],
        timeout=LONG_MS,
    )
    assert row(experiment.table, 8)[5] == "waiting"
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)


@pytest.fixture
def augmentation(data: None, show_page: ShowPage, qtbot: QtBot) -> AugmentationPage:
    page = show_page(AugmentationPage)
    assert isinstance(page, AugmentationPage)
    qtbot.waitUntil(lambda: page.fields.target.count() == 3 and bool(page.datasets), timeout=5000)
    return page


def test_classes_that_are_balanced_need_nothing(augmentation: AugmentationPage, qtbot: QtBot) -> None:
    assert not augmentation.begin.isEnabled() and "as many pictures already" in augmentation.remark.text()
    augmentation.fields.target.setCurrentIndex(1)
    augmentation.fields.number.setValue(50)
    assert augmentation.begin.isEnabled() and "30" in augmentation.about.text()
    click(qtbot, augmentation.fields.study)
    assert augmentation.config()[0].gan == preset("paper")
    assert "days" in augmentation.about.text()
    click(qtbot, augmentation.fields.usual)
    assert augmentation.config()[0].gan == preset("compact")


def test_samples_losses_and_classes_are_shown(
    augmentation: AugmentationPage, jobs: JobController, qtbot: QtBot
) -> None:
    augmentation.fields.target.setCurrentIndex(2)
    click(qtbot, augmentation.begin)
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)
    assert augmentation.run_card.state.text() == "Succeeded"
    assert augmentation.picture.has_picture()
    assert row(augmentation.table, 0) == ["Happy", "3 / 3", "9", "0.0800", "91\u00a0%", "added"]
    assert row(augmentation.table, 1)[0] == "Anger" and row(augmentation.table, 1)[5] == "It collapsed."
    assert "Anger" in augmentation.picture_card.title.text()
    augmentation.table.selectRow(0)
    assert "Happy" in augmentation.picture_card.title.text()
    click(qtbot, augmentation.tabs.buttons["history"])
    qtbot.waitUntil(lambda: augmentation.history.table.rowCount() == 1, timeout=5000)
    assert row(augmentation.history.table, 0)[4] == "9 pictures added\u2009·\u2009failed: Anger"


def test_what_helps_and_what_does_harm(
    data: None, show_page: ShowPage, jobs: JobController, qtbot: QtBot, paths: Paths
) -> None:
    page = show_page(ComparisonPage)
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: bool(page.datasets), timeout=5000)
    assert not page.begin.isEnabled() and "no generated pictures" in page.remark.text()
    page.arms.pick(frozenset({"none", "classic"}))
    assert page.begin.isEnabled() and "10 trainings" in page.about.text()
    click(qtbot, page.begin)
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)
    assert row(page.table, 0) == [
        "Real pictures alone", "5 / 5", "0.900\u2009±\u20090.050", "0.850\u2009±\u20090.050",
        "−5.0 (−9.0 … −1.0)", "0.012",
    ]  # fmt: skip
    assert row(page.table, 1)[4] == "compared with"
    assert page.verdict.text() == "Real pictures alone does harm." and "12 people" in page.basis.text()


def test_a_comparison_on_several_networks(
    data: None, show_page: ShowPage, jobs: JobController, qtbot: QtBot, paths: Paths
) -> None:
    page = show_page(ComparisonPage)
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: bool(page.datasets), timeout=5000)
    page.arms.pick(frozenset({"none", "classic"}))
    assert page.config()[0].backbones == ("bundled",) and not page.scratch_epochs.isVisible()
    page.backbones.pick(frozenset())
    assert not page.begin.isEnabled() and "at least one" in page.remark.text()
    page.backbones.pick(frozenset({"bundled", "vgg16:scratch"}))
    page.repeats.setValue(2)
    assert page.scratch_epochs.isVisible() and not page.gan_epochs.isVisible()
    assert "8 trainings" in page.about.text() and "knows no other faces" in page.about.text()
    page.folds.setValue(2)
    assert page.gan_epochs.isVisible() and "takes hours" in page.about.text()
    page.folds.setValue(1)
    page.scratch_epochs.setValue(5)
    page.share.setValue(50)
    config, _ = page.config()
    assert (config.backbones, config.scratch_epochs, config.share) == (("bundled", "vgg16:scratch"), 5, 0.5)
    click(qtbot, page.begin)
    qtbot.waitUntil(lambda: not jobs.is_running(), timeout=LONG_MS)
    names = [row(page.table, number)[0].split("\u2009·") for number in range(page.table.rowCount())]
    assert [name[0].strip() for name in names] == ["The program's own"] * 2 + ["VGG16 from scratch"] * 2
    lines = page.verdict.text().splitlines()
    assert len(lines) == 2 and "from scratch" in lines[1] and "Real pictures alone does harm." in lines[1]
    (run,) = list_runs(paths)
    assert "VGG16 from scratch" in page.settings_text(run.config()) and "from scratch" in page.result_text(run)
    page.backbones.pick(frozenset({"bundled"}))
    page._take_settings(run)
    assert page.config()[0] == config


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("bundled:classic", "Training with: Flips and shifts"),
        ("vgg16:scratch:classic+dcgan", "Training with: Flips and shifts + Generated pictures"),
        ("class:anger", "DCGAN for Anger"),
        ("done", "Done"),
    ],
)
def test_what_a_job_is_at_is_said_in_words(stage: str, words: str) -> None:
    assert stage_words({"stage": stage}) == words


@pytest.mark.parametrize("kind", [AugmentationPage, ExperimentPage, RetrainingPage, ComparisonPage])
def test_forms_fit_a_small_screen(show_page: ShowPage, paths: Paths, qtbot: QtBot, kind: type[JobPage]) -> None:
    """800 px wide, less the list of pages and the margins."""
    page = show_page(kind)
    wide = page.form.minimumSizeHint().width()
    sizes = admin_metrics(800, 480)
    page.setStyleSheet(admin_style(LIGHT, sizes))
    page.set_look(LIGHT, sizes)
    qtbot.waitUntil(lambda: page.form.minimumSizeHint().width() <= min(560, wide), timeout=5000)


# What is seldom changed


def test_a_line_with_one_value_is_what_all_trials_take(experiment: ExperimentPage, qtbot: QtBot) -> None:
    fields = experiment.fields
    assert not fields.levels["learning_rate"].isVisible()
    click(qtbot, fields.more)
    assert fields.levels["learning_rate"].isVisible() and fields.more.text() == "Fewer settings"
    fields.levels["dropout"].setText("0.6")
    fields.levels["learning_rate"].setText("0.001, 0.0003, 0.0001")
    fields.levels["class_weights"].setText("yes")
    config, _ = experiment.config()
    assert [factor.name for factor in config.factors] == ["optimizer", "epochs", "batch_size", "learning_rate"]
    assert config.base.dropout == 0.6 and config.base.class_weights
    assert config.settings({"learning_rate": "0.0003"}).learning_rate == 0.0003
    fields.levels["class_weights"].setText("perhaps")
    assert not experiment.begin.isEnabled() and fields.levels["class_weights"].property("wrong")
    fields.levels["class_weights"].setText("yes")
    click(qtbot, fields.more)
    assert not fields.levels["class_weights"].isVisible()
    assert experiment.config()[0] == config, "what is hidden stays"
    click(qtbot, fields.study)
    assert experiment.config()[0].base.dropout == 0.5
    experiment.fill_form(config)
    assert experiment.config()[0] == config
    assert fields.levels["class_weights"].isVisible(), "who takes over settings sees those that are not the usual"


def test_yes_and_no_are_said_and_read_in_the_screens_language(
    experiment: ExperimentPage, languages: Languages
) -> None:
    languages.speak("zh_TW")
    experiment.refresh_words()
    line = experiment.fields.levels["class_weights"]
    assert line.placeholderText() == "否"
    for text in ("是", "yes"):
        line.setText(text)
        assert experiment.config()[0].base.class_weights
    experiment.fields.levels["horizontal_flip"].setText("是、否")
    config = experiment.config()[0]
    assert {factor.name: factor.levels for factor in config.factors}["horizontal_flip"] == ("yes", "no")
    experiment.fill_form(config)
    assert line.text() == "是" and experiment.config()[0] == config


def test_a_plan_goes_out_and_comes_back(experiment: ExperimentPage, qtbot: QtBot, tmp_path: Path) -> None:
    fields = experiment.fields
    fields.levels["dropout"].setText("0.2, 0.4")
    fields.levels["batch_size"].clear()
    planned = experiment.config()[0]
    experiment.write_plan(tmp_path / "plan.csv")
    click(qtbot, fields.study)
    assert experiment.config()[0].factors == SEED_FACTORS
    experiment.take_plan(tmp_path / "plan.csv")
    back = experiment.config()[0]
    assert back.plan().runs == planned.plan().runs and back.array is not None
    (tmp_path / "other.csv").write_text("run,dropout\n1,0.1\n", encoding="utf-8")
    experiment.take_plan(tmp_path / "other.csv")
    assert experiment.config()[0] == back
    assert "fewer than two levels" in experiment.problems.words.text()


def test_the_dcgans_rates_have_fields(augmentation: AugmentationPage, qtbot: QtBot) -> None:
    augmentation.fields.target.setCurrentIndex(1)
    assert not augmentation.fields.steps.isVisible()
    click(qtbot, augmentation.fields.more)
    assert augmentation.fields.steps.isVisible() and augmentation.fields.generator_rate.value() == 2e-4
    augmentation.fields.generator_rate.setValue(1e-5)
    augmentation.fields.smoothing.setValue(0.1)
    augmentation.fields.steps.setValue(0)
    augmentation.fields.differentiable.setChecked(False)
    config = augmentation.config()[0]
    gan = config.gan
    assert (gan.generator_rate, gan.label_smoothing, gan.steps, gan.differentiable) == (1e-5, 0.1, 0, False)
    click(qtbot, augmentation.fields.usual)
    assert augmentation.config()[0].gan == preset("compact")
    click(qtbot, augmentation.fields.more)
    augmentation.fill_form(config)
    assert augmentation.fields.steps.isVisible() and augmentation.config()[0] == config


def test_a_comparison_by_folds_asks_for_its_dcgans(data: None, show_page: ShowPage, qtbot: QtBot) -> None:
    page = show_page(ComparisonPage)
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: bool(page.datasets), timeout=5000)
    click(qtbot, page.more)
    assert page.seed.isVisible() and not page.preset.isVisible(), "the dataset's own faces are compared"
    page.folds.setValue(3)
    assert page.preset.isVisible() and page.conditional.isVisible()
    page.seed.setValue(7)
    page.views_n.setValue(2)
    page.conditional.setChecked(False)
    config = page.config()[0]
    assert (config.seed, config.head.views, config.gan.conditional) == (7, 2, False)
    click(qtbot, page.more)
    page.fill_form(config)
    assert page.seed.isVisible() and page.config()[0] == config
