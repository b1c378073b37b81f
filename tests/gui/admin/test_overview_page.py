"""The overview: the right numbers of the right days, read off the GUI thread, and nothing said beyond them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.errors import KnownError
from engine.insights.days import Days
from engine.paths import Paths
from engine.settings import Settings
from engine.store.store import Store
from gui.admin.look import admin_metrics
from gui.admin.overview_page import OverviewPage
from gui.charts.count_charts import BarsDrawing, ExpressionDrawing
from gui.charts.preference_charts import ChangeDrawing, PreferenceDrawing, TimePreferenceDrawing
from gui.languages import Languages
from gui.reports.tallies_report import REPORT_FORMATS
from gui.theme import DARK
from tests.engine.samples import exposure
from tests.gui.admin.fit import cut_off
from tests.gui.admin.panel import Panel
from tests.gui.scripted_kiosk import ScriptedKiosk
from tests.shop import SHELF, fill

NOW = datetime.now().astimezone()
FEW_A_DAY = [replace(liking, viewers=liking.viewers / 3) for liking in SHELF]


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    panel = Panel(paths, qtbot, ScriptedKiosk(Settings()))
    yield panel
    panel.close()


@pytest.fixture
def store(panel: Panel) -> Store:
    return panel.context.store.get()


@contextmanager
def never_busy(limit_s: float = 0.1, asleep_s: float = 2.0) -> Iterator[None]:
    """Fails when the GUI thread worked longer than `limit_s` without coming back to its event loop, counted in its
    own processor time, which other programs on a busy machine do not lengthen; or waited longer than `asleep_s`."""
    last, gaps = [time.thread_time(), time.perf_counter()], [(0.0, 0.0)]

    def tick() -> None:
        now = [time.thread_time(), time.perf_counter()]
        gaps.append((now[0] - last[0], now[1] - last[1]))
        last[:] = now

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(tick)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        timer.deleteLater()
    assert max(cpu for cpu, _ in gaps) < limit_s
    assert max(wall for _, wall in gaps) < asleep_s


def shown(panel: Panel, qtbot: QtBot, page: OverviewPage | None = None) -> OverviewPage:
    page = page or panel.show(OverviewPage)
    qtbot.waitUntil(lambda: page.found() is not None and not page._reading.is_busy(), timeout=15_000)
    return page


def test_it_shows_the_last_seven_days_first(panel: Panel, store: Store, qtbot: QtBot) -> None:
    fill(store, until=NOW, days=20, likings=FEW_A_DAY)
    page = shown(panel, qtbot)
    found = page.found()
    assert found is not None
    assert found.days == Days.latest(7, NOW)
    since, until = found.days.bounds()
    assert found.total.viewers == sum(t.viewers for t in store.tallies(since=since, until=until).values())
    assert page.subtitle.text().endswith("(7 days)")
    drawing = page.charts["preference"].drawing()
    assert isinstance(drawing, PreferenceDrawing)
    assert [row.name for row in drawing.rows] == [p.name for p in found.products]
    assert isinstance(page.charts["expressions"].drawing(), ExpressionDrawing)
    page.presets[30].click()
    shown(panel, qtbot, page)
    qtbot.waitUntil(lambda: page.found().days.count == 30, timeout=15_000)  # type: ignore[union-attr]
    page.presets[1].click()
    qtbot.waitUntil(lambda: page.found().days.count == 1, timeout=15_000)  # type: ignore[union-attr]
    assert not page.cards["weekdays"].isVisible()


def test_any_range_and_a_wrong_one(panel: Panel, store: Store, qtbot: QtBot) -> None:
    fill(store, until=NOW, days=12, likings=FEW_A_DAY)
    page = shown(panel, qtbot)
    page.presets[None].click()
    assert page.first.isVisible()
    last = (NOW - timedelta(days=9)).date()
    page.last.setDate(QDate(last.year, last.month, last.day))
    assert page.problems.isVisible()
    assert "before it begins" in page.problems.words.text()
    first = last - timedelta(days=1)
    page.first.setDate(QDate(first.year, first.month, first.day))
    qtbot.waitUntil(lambda: page.found().days == Days(first, last), timeout=15_000)  # type: ignore[union-attr]
    assert not page.problems.isVisible()


def test_demo_and_films_are_apart(panel: Panel, store: Store, qtbot: QtBot) -> None:
    store.save_exposure(exposure(started_at=NOW.astimezone(UTC), source="demo"))
    page = shown(panel, qtbot)
    assert page.conclusion.text().startswith("Nobody looked")
    assert not page.cards["preference"].isVisible()
    page.source.setCurrentIndex(page.source.findData("demo"))
    qtbot.waitUntil(lambda: page.found().total.viewers == 1, timeout=15_000)  # type: ignore[union-attr]
    assert page.cards["preference"].isVisible()
    assert page.conclusion.text() == "There are too few viewers to compare products."


def test_without_products_it_says_what_to_do(paths: Paths, qtbot: QtBot, languages: Languages) -> None:
    panel = Panel(paths, qtbot, ScriptedKiosk(products=()))
    page = shown(panel, qtbot)
    assert "page Products" in page.conclusion.text()
    panel.close()


def test_real_differences_are_said_and_too_few_named(panel: Panel, store: Store, qtbot: QtBot) -> None:
    # A product that few look at has none in some weeks: three here, on whatever day the tests run.
    fill(store, until=NOW, days=9, likings=[*SHELF[:-1], replace(SHELF[-1], viewers=0.0)])
    for _ in range(3):
        store.save_exposure(exposure(SHELF[-1].product.code, started_at=NOW.astimezone(UTC) - timedelta(days=1)))
    page = shown(panel, qtbot)
    assert "冷萃烏龍茶 500 ml is liked better than" in page.conclusion.text()
    assert page.too_few.text().startswith("Too few viewers to compare (under 10): 辣味番茄汁")
    table = page.table.table
    cells = [[table.item(row, column) for column in range(5)] for row in range(table.rowCount())]
    words = [[cell.text() if cell else "" for cell in row] for row in cells]
    assert len(words) == 6
    assert words[0][4] == "real"
    assert all("辣味番茄汁" not in row for row in words)
    assert "Holm" in page.method.text() and "purchase intent" in page.method.text()


def test_by_hour_the_preference_can_be_seen_too(panel: Panel, store: Store, qtbot: QtBot) -> None:
    fill(store, until=NOW, days=9)
    page = shown(panel, qtbot)
    assert isinstance(page.charts["hours"].drawing(), BarsDrawing)
    page._what["hours"].setCurrentIndex(1)
    drawing = page.charts["hours"].drawing()
    assert isinstance(drawing, TimePreferenceDrawing)
    assert any(p is not None for p in drawing.preferences)


def test_before_and_after(panel: Panel, store: Store, qtbot: QtBot) -> None:
    before = [replace(SHELF[0], happy=0.15), *SHELF[1:2]]
    fill(store, until=NOW - timedelta(days=7), days=7, likings=before, seed=1)
    fill(store, until=NOW, days=7, likings=[replace(SHELF[0], happy=0.6), *SHELF[1:2]], seed=2)
    page = shown(panel, qtbot)
    assert not page.comparison.chart.isVisible()
    page.comparison.compare.click()
    qtbot.waitUntil(page.comparison.chart.isVisible, timeout=10_000)
    drawing = page.comparison.chart.drawing()
    assert isinstance(drawing, ChangeDrawing)
    assert drawing.rows[0].name == SHELF[0].product.name
    assert drawing.rows[0].is_real
    assert "real" in drawing.rows[0].verdict
    assert "viewers a day" in drawing.rows[0].details
    page.comparison.product.setCurrentIndex(page.comparison.product.findData(SHELF[1].product.code))
    qtbot.waitUntil(lambda: len(page.comparison.chart.drawing().rows) == 1, timeout=15_000)  # type: ignore[union-attr]
    overlapping = page.first.date()
    page.comparison.last.setDate(overlapping)
    qtbot.waitUntil(lambda: "share days" in page.problems.words.text(), timeout=15_000)


def test_of_two_readings_only_the_newest_counts(
    panel: Panel, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, until=NOW, days=2, likings=FEW_A_DAY)
    page = shown(panel, qtbot)
    gate = threading.Event()
    slow = panel.context.store.get

    def wait_once() -> Store:
        monkeypatch.setattr(panel.context.store, "get", slow)
        gate.wait(10)
        return slow()

    monkeypatch.setattr(panel.context.store, "get", wait_once)
    page.presets[30].click()
    page.presets[1].click()
    qtbot.waitUntil(lambda: page.found().days.count == 1, timeout=15_000)  # type: ignore[union-attr]
    gate.set()
    qtbot.wait(200)
    assert page.found().days.count == 1  # type: ignore[union-attr]


def test_a_store_that_cannot_be_read_is_said(panel: Panel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> Store:
        raise KnownError("The database {database} is locked by another program. Close that program.", database="x")

    monkeypatch.setattr(panel.context.store, "get", locked)
    page = panel.show(OverviewPage)
    qtbot.waitUntil(page.problems.isVisible)
    assert "locked by another program" in page.problems.words.text()


def test_the_event_loop_goes_on_while_it_reads_shows_and_exports(
    panel: Panel, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(store, until=NOW, days=30)
    page = shown(panel, qtbot)
    page.comparison.compare.click()
    with never_busy():
        page.presets[30].click()
        qtbot.waitUntil(lambda: page.found().days.count == 30, timeout=15_000)  # type: ignore[union-attr]
        page.write_report(tmp_path / "report.html", "html")
        qtbot.waitUntil(lambda: bool(panel.said), timeout=20_000)


def test_reports_are_asked_for_written_and_noted(panel: Panel, store: Store, qtbot: QtBot, tmp_path: Path) -> None:
    fill(store, until=NOW, days=8, likings=FEW_A_DAY)
    page = shown(panel, qtbot)
    page.ask_where("csv")
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(f"{NOW.date().isoformat()}.csv")
    dialog.reject()
    for kind in REPORT_FORMATS:
        file = tmp_path / f"report.{kind}"
        page.write_report(file, kind)
        wanted = f"The report is written: {file.name}"
        qtbot.waitUntil(lambda wanted=wanted: wanted in panel.said, timeout=20_000)  # type: ignore[misc]
        assert file.stat().st_size > 300
    assert panel.actions() == ["report_exported"] * 3
    page.write_report(tmp_path / "report.csv" / "below-a-file.csv", "csv")
    qtbot.waitUntil(page.problems.isVisible)
    assert "cannot be written" in page.problems.words.text()


@pytest.mark.usefixtures("with_both_scripts")
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("size", [(830, 540), (1070, 660), (1700, 1000)], ids=str)
def test_nothing_is_cut_off(
    panel: Panel, store: Store, qtbot: QtBot, languages: Languages, size: tuple[int, int], language: str
) -> None:
    languages.speak(language)
    long_names = [
        replace(liking, product=replace(liking.product, name=f"{liking.product.name} with a very long name indeed"))
        for liking in SHELF
    ]
    fill(store, until=NOW, days=9, likings=long_names)
    page = panel.show(OverviewPage, size=size)
    page.set_look(DARK, admin_metrics(size[0] + 200, size[1] + 50))
    shown(panel, qtbot, page)
    page.comparison.compare.click()
    page.presets[None].click()
    qtbot.waitUntil(page.comparison.chart.isVisible, timeout=10_000)
    qtbot.wait(50)
    assert cut_off(page) == []
