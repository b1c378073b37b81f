"""What shoppers did: by product, by time, which differences are real, and before against after."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from engine.errors import KnownError
from engine.exposures import SourceKind
from engine.insights.days import Days
from engine.insights.overview import Overview, overview
from engine.insights.periods import PeriodComparison, compare_periods
from engine.kiosk import KioskSnapshot
from engine.settings import Settings
from gui import insight_words as words
from gui.admin.before_after_card import BeforeAfterCard
from gui.admin.day_edits import day_edit, days_of, set_days
from gui.admin.differences_table import DifferencesTable
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card
from gui.background import Background
from gui.charts.chart import Chart, Drawing
from gui.languages import language_of
from gui.laying_out import take_out_all
from gui.messages import count
from gui.reports.in_child import in_child, write_tallies_unseen
from gui.reports.tallies_report import REPORT_FORMATS, ReportData, ReportFormat
from gui.tally_parts import Figures
from gui.theme import Metrics, Theme

REFRESH_MS = 60_000
PRESETS = (1, 7, 30)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one reading brought: the range, and the comparison where one was asked for."""

    overview: Overview
    comparison: PeriodComparison | None
    comparison_problem: KnownError | None


class OverviewPage(AdminPage):
    """Charts first; everything is read in a worker, again every minute while the page is on screen."""

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._reading, self._writing = Background(self), Background(self)
        self._found: _Found | None = None
        self._preset: int | None = 7
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.read)
        self._make_controls()
        self._make_cards()
        self._arranged_wide: bool | None = None
        self._reading.busy_changed.connect(lambda _busy: self._render_state())
        self._writing.busy_changed.connect(lambda busy: self.export.setEnabled(not busy))
        context.settings.changed.connect(self._follow)
        self._set_preset(7)

    # Making

    def _make_controls(self) -> None:
        self.export = self.add_action(primary=True)
        self._export_menu = QMenu(self.export)
        self._export_actions = {name: self._export_menu.addAction("") for name in REPORT_FORMATS}
        for name, action in self._export_actions.items():
            action.triggered.connect(lambda _checked=False, name=name: self.ask_where(name))
        self.export.setMenu(self._export_menu)
        self.controls = QWidget(self)
        self._control_row = QHBoxLayout(self.controls)
        self._control_row.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        self.presets: dict[int | None, QPushButton] = {}
        for days in (*PRESETS, None):
            button = QPushButton(self.controls)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, days=days: self._set_preset(days))
            group.addButton(button)
            self.presets[days] = button
            self._control_row.addWidget(button)
        self.first, self.last = day_edit(self.controls), day_edit(self.controls)
        self.until_word = QLabel("–", self.controls)
        for widget in (self.first, self.until_word, self.last):
            self._control_row.addWidget(widget)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _date: self._dates_edited())
        self._control_row.addStretch(1)
        self.source = QComboBox(self.controls)
        for kind in get_args(SourceKind):
            self.source.addItem("", kind)
        self.source.currentIndexChanged.connect(lambda _index: self.read())
        self._control_row.addWidget(self.source)

    def _make_cards(self) -> None:
        self.figures = Figures(self.theme, self.sizes, self)
        self.conclusion = QLabel(self)
        self.conclusion.setWordWrap(True)
        self.limits = QLabel(self)
        self.limits.setWordWrap(True)
        self.limits.setProperty("role", "warning")
        self.summary = Card(self)
        self.summary.inside.addWidget(self.figures)
        self.summary.inside.addWidget(self.conclusion)
        self.summary.inside.addWidget(self.limits)
        self.charts: dict[str, Chart] = {}
        self.cards: dict[str, Card] = {}
        for name in ("preference", "expressions", "dates", "hours", "weekdays"):
            card, chart = Card(self), Chart(self.theme, self.sizes, self)
            card.inside.addWidget(chart)
            card.inside.addStretch(1)
            self.cards[name], self.charts[name] = card, chart
        self._what: dict[str, QComboBox] = {}
        for name in ("hours", "weekdays"):
            choice = QComboBox(self.cards[name])
            choice.addItems(["", ""])
            choice.currentIndexChanged.connect(lambda _index: self._render())
            self.cards[name].corner.addWidget(choice)
            self._what[name] = choice
        self.differences = Card(self)
        self.table = DifferencesTable(self)
        self.method = QLabel(self)
        self.method.setWordWrap(True)
        self.method.setProperty("role", "muted")
        self.too_few = QLabel(self)
        self.too_few.setWordWrap(True)
        self.differences.inside.addWidget(self.table)
        self.differences.inside.addWidget(self.too_few)
        self.differences.inside.addWidget(self.method)
        self.comparison = BeforeAfterCard(self.theme, self.sizes, self)
        self.comparison.changed.connect(self.read)
        self.grid = QGridLayout()
        self.body.addWidget(self.controls)
        self.body.addWidget(self.summary)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)

    # What the shell asks for

    def title(self) -> str:
        return self.tr("Overview")

    def retranslate(self) -> None:
        self.export.setText(self.tr("Export report"))
        names = {
            "html": self.tr("HTML, for reading and sending"),
            "pdf": self.tr("PDF, for printing"),
            "csv": self.tr("CSV, for Excel"),
        }
        for name, action in self._export_actions.items():
            action.setText(names[name])
        presets = {1: self.tr("Today"), 7: self.tr("7 days"), 30: self.tr("30 days"), None: self.tr("Other days")}
        for days, button in self.presets.items():
            button.setText(presets[days])
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.source.setAccessibleName(self.tr("What was counted"))
        for place, kind in enumerate(get_args(SourceKind)):
            self.source.setItemText(place, words.source_words(kind))
        self.cards["preference"].set_title(self.tr("Preference by product, −100 to +100, with 95 % interval"))
        self.cards["expressions"].set_title(self.tr("Expressions by product, share of viewers"))
        self.cards["dates"].set_title(self.tr("Viewers by day"))
        self.cards["hours"].set_title(self.tr("By hour"))
        self.cards["weekdays"].set_title(self.tr("By weekday"))
        for choice in self._what.values():
            choice.setItemText(0, self.tr("Viewers, mean per day"))
            choice.setItemText(1, self.tr("Preference"))
            choice.setAccessibleName(self.tr("What the chart shows"))
        self.differences.set_title(self.tr("Which differences between products are real"))
        self.comparison.retranslate()
        self._render()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.summary, self.differences, self.comparison, *self.cards.values()):
            card.set_look(theme, sizes)
        for painted in (self.figures, *self.charts.values()):
            painted.set_look(theme, sizes)
        self.table.set_look(theme, sizes)
        self._control_row.setSpacing(round(sizes.gap * 0.6))
        self.grid.setSpacing(sizes.gap)
        self._arrange(wide=not sizes.upright)

    def enter(self) -> None:
        self._set_preset(self._preset)
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        self._reading.forget()

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._arranged_wide:
            return
        self._arranged_wide = wide
        take_out_all(self.grid)
        small = [self.cards[name] for name in ("preference", "expressions", "hours", "weekdays")]
        for number, card in enumerate(small):
            row, column = divmod(number, 2) if wide else (number, 0)
            self.grid.addWidget(card, row, column)
        after = 2 if wide else 4
        for number, card in enumerate((self.cards["dates"], self.differences, self.comparison)):
            self.grid.addWidget(card, after + number, 0, 1, 2 if wide else 1)
        for column in (0, 1):
            self.grid.setColumnStretch(column, 1 if wide or column == 0 else 0)

    # Choosing

    def days(self) -> Days:
        """The chosen range. Raises `KnownError` where it ends before it begins."""
        return days_of(self.first, self.last)

    def source_kind(self) -> SourceKind:
        """What was counted: by default what the shop's own numbers are."""
        kind: SourceKind = self.source.currentData()
        return kind

    def _set_preset(self, days: int | None) -> None:
        self._preset = days
        self.presets[days].setChecked(True)
        for widget in (self.first, self.until_word, self.last):
            widget.setVisible(days is None)
        if days is not None:
            latest = Days.latest(days, datetime.now(UTC))
            set_days(self.first, self.last, latest)
            self.comparison.propose(latest.before())
        self.read()

    def _dates_edited(self) -> None:
        with contextlib.suppress(KnownError):  # said when it is read
            self.comparison.propose(self.days().before())
        self.read()

    def _follow(self, _settings: Settings) -> None:
        if self.isVisible():
            self.read()

    # Reading and showing

    def read(self) -> None:
        """Reads the chosen range anew, off the GUI thread; what is shown stays until it is there."""
        if not self.isVisible():
            return
        try:
            days = self.days()
            before = self.comparison.days()
        except KnownError as error:
            self._reading.forget()
            self.show_problem(error)
            self.summary.setVisible(self._found is not None)
            return
        access, source, least = self.context.store, self.source_kind(), self._min_viewers()
        code = self.comparison.product_code()

        def work() -> _Found:
            store = access.get()
            found = overview(store, days, source=source, min_viewers=least)
            if before is None:
                return _Found(found, None, None)
            try:
                codes = None if code is None else (code,)
                compared = compare_periods(store, before, days, codes=codes, source=source, min_viewers=least)
            except KnownError as problem:
                return _Found(found, None, problem)
            return _Found(found, compared, None)

        self._reading.start(work, self._show, self.show_problem)

    def found(self) -> Overview | None:
        """What is shown."""
        return self._found.overview if self._found else None

    def _min_viewers(self) -> int:
        return self.context.settings.settings().counting.min_viewers

    def _show(self, found: _Found) -> None:
        self._found = found
        self.summary.show()
        if found.comparison_problem is not None:
            self.show_problem(found.comparison_problem)
        else:
            self.show_problem()
        self.comparison.offer_products(found.overview)
        self._render()

    def _render(self) -> None:
        self._render_state()
        if self._found is None:
            self._render_nothing(self.tr("Reading…"))
            return
        found, least = self._found.overview, self._min_viewers()
        total = found.total.tally()
        self.figures.show()
        self.figures.show_figures(
            (
                (count(total.viewers), self.tr("viewers")),
                (words.mean_text(found.dwell), self.tr("mean dwell")),
                (words.mean_text(found.attention), self.tr("mean attention")),
                (count(len(found.products)), self.tr("products looked at")),
            )
        )
        self.conclusion.setText("\n".join(words.conclusions(found)))
        self.limits.setText("\n".join(words.limits(found)))
        self.limits.setVisible(bool(self.limits.text()))
        has_viewers = total.viewers > 0
        for card in (*self.cards.values(), self.differences, self.comparison):
            card.setVisible(has_viewers)
        if not has_viewers:
            self.conclusion.setText(self._nobody_words())
            return
        self.cards["dates"].setVisible(found.days.count > 1)
        self.cards["weekdays"].setVisible(found.days.count > 1)
        by_preference = {name: choice.currentIndex() == 1 for name, choice in self._what.items()}
        drawings: dict[str, Drawing] = {
            "preference": words.preference_drawing(found, least),
            "expressions": words.expression_drawing(found, least),
            "dates": words.dates_drawing(found),
            "hours": words.hour_preferences_drawing(found, least)
            if by_preference["hours"]
            else words.hours_drawing(found),
            "weekdays": words.weekday_preferences_drawing(found, least)
            if by_preference["weekdays"]
            else words.weekdays_drawing(found),
        }
        for name, drawing in drawings.items():
            self.charts[name].show_drawing(drawing)
        self.table.show_differences(found)
        self.too_few.setText(words.too_few_words(found, least))
        self.too_few.setVisible(bool(self.too_few.text()))
        self.method.setText(words.method_words())
        self.comparison.show_comparison(self._found.comparison)

    def _render_nothing(self, text: str) -> None:
        self.figures.hide()
        self.conclusion.setText(text)
        self.limits.hide()
        for card in (*self.cards.values(), self.differences, self.comparison):
            card.hide()

    def _nobody_words(self) -> str:
        snapshot: KioskSnapshot = self.context.session.snapshot()
        if not snapshot.products:
            return self.tr("There are no products yet. Add some on the page Products; then viewers are counted.")
        return self.tr("Nobody looked at a product in these days. Choose other days, or another source at the right.")

    def _render_state(self) -> None:
        if self._found is not None:
            self.subtitle.setText(words.days_words(self._found.overview.days))
        else:
            self.subtitle.setText(self.tr("Reading…") if self._reading.is_busy() else "")

    # Reports

    def ask_where(self, kind: ReportFormat) -> None:
        """Asks for the report's file, then writes it."""
        if self._found is None:
            return
        days = self._found.overview.days
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"mien-{days.first.isoformat()}-{days.last.isoformat()}.{kind}"
        dialog = QFileDialog(self, self.tr("Export report"), str(Path(folder) / name))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self.write_report(Path(file), kind))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_report(self, file: Path, kind: ReportFormat) -> None:
        """Writes what is shown, with the comparison where there is one, in a process of its own."""
        if self._found is None:
            return
        data = ReportData(self._found.overview, self._min_viewers(), self._found.comparison)
        language = language_of(self.context.settings.settings().screen.language)

        def done(_nothing: None) -> None:
            self.context.audit.record("report_exported", file=str(file))
            self.say(self.tr("The report is written: {file}").format(file=file.name))

        self._writing.start(
            lambda: in_child(write_tallies_unseen, data, file, kind, language), done, self.show_problem
        )
