"""End to end, in the real program with real child processes: faces are imported, a class is drawn, a model is
trained and chosen, the kiosk uses it, an experiment is run, and the reports are written.

Minutes long, so `-m slow`. With MIEN_SCREENS=FOLDER every page is also kept as a picture in both languages, both
looks and three sizes, for people to look at.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from engine.audit import utc_now
from engine.kiosk import Kiosk
from engine.model_registry import active_model
from engine.paths import Paths
from engine.settings import AdminSettings, ScreenSettings, Settings
from engine.store.store import open_store
from gui.admin.admin_window import PAGES, AdminWindow
from gui.admin.augmentation_page import AugmentationPage
from gui.admin.dataset_page import DatasetPage
from gui.admin.experiment_page import ExperimentPage
from gui.admin.overview_page import OverviewPage
from gui.admin.pin_dialog import PinDialog
from gui.admin.retraining_page import RetrainingPage
from gui.app import run_kiosk
from gui.kiosk_window import KioskWindow
from tests.shop import fill
from training.datasets.dataset import open_dataset

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2400)]

PIN = "4821"
Window = TypeVar("Window", bound=QWidget)
Condition = Callable[[], object]
Scenario = Generator[Condition, None, None]


class Actor(QObject):
    """Goes through a scenario on the GUI thread: each condition that it yields is waited for."""

    def __init__(self, scenario: Scenario, limit_s: float = 1200) -> None:
        super().__init__()
        self._scenario, self._limit = scenario, round(limit_s / 0.05)
        self._condition: Condition = lambda: True
        self._left = self._limit
        self.error: Exception | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(50)

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition, self._left = next(self._scenario), self._limit
            else:
                self._left -= 1
                assert self._left > 0, f"waited too long; there were {inspect.getgeneratorlocals(self._scenario)}"
        except StopIteration:
            self._end()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test raises it
            self.error = error
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        QApplication.exit(0)


def one(kind: type[Window]) -> Window | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def the(kind: type[Window]) -> Window:
    found = one(kind)
    assert found is not None
    return found


def day(faces: Path, paths: Paths, reports: Path) -> Scenario:
    yield lambda: one(KioskWindow) and the(KioskWindow).view.has_picture()
    QTest.keyClick(
        the(KioskWindow), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    yield lambda: one(PinDialog)
    for _ in range(2):  # there is no default: it is chosen, and repeated
        for digit in PIN:
            the(PinDialog).pad[digit].click()
        the(PinDialog).enter.click()
        yield lambda: True
    yield lambda: one(AdminWindow)
    panel = the(AdminWindow)
    yield lambda: panel.current() == "overview"

    panel.show_page("dataset")
    yield lambda: panel.current() == "dataset"
    dataset = panel.page("dataset")
    assert isinstance(dataset, DatasetPage)
    yield lambda: not dataset.is_busy()
    dataset.bring.click()
    card = dataset.import_card
    card.take_source(faces)
    card.name.setText("faces")
    card.read.click()
    yield lambda: card.keep.isVisible()
    card.keep.click()
    yield lambda: dataset.counts.isVisible() and not card.isVisible()

    panel.show_page("augmentation")
    yield lambda: panel.current() == "augmentation"
    augmentation = panel.page("augmentation")
    assert isinstance(augmentation, AugmentationPage)
    yield lambda: augmentation.datasets and augmentation.fields.picks.picked()
    augmentation.fields.picks.pick(frozenset({"fear"}))
    augmentation.fields.epochs.setValue(1)
    augmentation.fields.keep.setChecked(False)
    yield augmentation.begin.isEnabled
    augmentation.begin.click()
    yield lambda: augmentation.run_card.state.text() in ("Succeeded", "Failed", "Crashed")
    # One epoch draws faces that are all alike: that is said, and nothing is added.
    assert augmentation.run_card.state.text() == "Failed" and "collapsed" in augmentation.run_card.outcome.text()
    assert augmentation.picture.has_picture() and augmentation.table.rowCount() == 1

    panel.show_page("retraining")
    yield lambda: panel.current() == "retraining"
    retraining = panel.page("retraining")
    assert isinstance(retraining, RetrainingPage)
    yield lambda: retraining.datasets
    retraining.fields.name.setText("spring")
    retraining.fields.picks.pick(frozenset({"happy", "surprise", "disgust", "fear", "anger"}))
    retraining.fields.epochs.setValue(3)
    yield retraining.begin.isEnabled
    retraining.begin.click()
    yield lambda: retraining.run_card.state.text() in ("Succeeded", "Failed", "Crashed")
    assert retraining.run_card.state.text() == "Succeeded", retraining.run_card.outcome.text()
    yield lambda: retraining.choice.promote.isVisible() and retraining.choice.numbers.text()
    assert active_model(paths) == "default"
    kiosk = the(KioskWindow)
    seen = kiosk.snapshot().tallies
    retraining.choice.promote.click()
    yield lambda: kiosk.snapshot().model == "spring"
    assert active_model(paths) == "spring"
    yield lambda: sum(t.viewers for t in kiosk.snapshot().tallies.values()) > sum(t.viewers for t in seen.values())

    panel.show_page("experiment")
    yield lambda: panel.current() == "experiment"
    experiment = panel.page("experiment")
    assert isinstance(experiment, ExperimentPage)
    yield lambda: experiment.datasets
    experiment.fields.quick.click()
    experiment.fields.repeats.setValue(1)
    # All classes: the few validation pictures of five may be right in every run, which leaves nothing to report.
    experiment.fields.picks.pick(frozenset(open_dataset(paths.datasets / "faces").manifest.classes))
    yield experiment.begin.isEnabled
    experiment.begin.click()
    yield lambda: experiment.run_card.state.text() in ("Succeeded", "Failed", "Crashed")
    assert experiment.run_card.state.text() == "Succeeded", experiment.run_card.outcome.text()
    yield lambda: experiment.verdict.text() and experiment.report.isVisible()
    experiment.report.click()
    (dialog,) = experiment.findChildren(QFileDialog)
    dialog.selectFile(str(reports / "experiment.pdf"))
    dialog.accept()
    yield (reports / "experiment.pdf").is_file

    panel.show_page("overview")
    yield lambda: panel.current() == "overview"
    overview = panel.page("overview")
    assert isinstance(overview, OverviewPage)
    yield lambda: overview.conclusion.text()
    for kind in ("html", "pdf", "csv"):
        overview._export_actions[kind].trigger()
        (dialog,) = [found for found in overview.findChildren(QFileDialog) if found.isVisible()]
        dialog.selectFile(str(reports / f"tallies.{kind}"))
        dialog.accept()
        yield lambda kind=kind: (reports / f"tallies.{kind}").is_file() and not overview._writing.is_busy()  # type: ignore[misc]

    screens = os.environ.get("MIEN_SCREENS")
    if screens:
        yield from pictures(panel, Path(screens))


def pictures(panel: AdminWindow, folder: Path) -> Scenario:
    """Every page as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = panel.context.settings
    for language in ("en", "zh_TW"):
        for look in ("light", "dark"):
            settings.change({"screen.language": language, "admin.look": look, "screen.look": look})
            for width, height in ((1280, 720), (1920, 1080), (800, 480)):
                panel.resize(width, height)
                for entry in PAGES:
                    panel.show_page(entry.name)
                    yield lambda name=entry.name: panel.current() == name  # type: ignore[misc]
                    at = datetime.now().timestamp() + 1.2
                    yield lambda at=at: datetime.now().timestamp() > at  # type: ignore[misc]
                    panel.grab().save(str(folder / f"{entry.name}-{language}-{look}-{width}.png"))


def test_from_faces_to_a_model_at_work_and_a_report(paths: Paths, shared: Path, tmp_path: Path) -> None:
    # Nobody touches the panel while the work runs: it would lock itself, as it should.
    settings = Settings(screen=ScreenSettings(language="en"), admin=AdminSettings(lock_after_min=240))
    store, _ = open_store(str(paths.database), now=utc_now)
    fill(store, until=datetime.now().astimezone())
    store.close()
    reports = tmp_path / "reports"
    reports.mkdir()
    kiosk = Kiosk(settings, paths, "demo")
    actor = Actor(day(shared / "data" / "CK+48", paths, reports))
    assert run_kiosk(kiosk, settings, paths, full_screen=False) == 0
    if actor.error is not None:
        raise actor.error
    assert (reports / "tallies.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert all((reports / f"tallies.{kind}").stat().st_size > 10_000 for kind in ("html", "pdf"))
    actor.deleteLater()
