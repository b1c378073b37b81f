"""What shoppers did: by product, by time, which differences are real, and before against after."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDateEdit,
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
from gui.admin.differences_table import DifferencesTable
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card
from gui.background import Background
from gui.charts.chart import Chart, Drawing
from gui.languages import language_of
from gui.messages import count
from gui.reports.in_child import write_report_in_child
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
        self.first, self.last = _date_edit(self.controls), _date_edit(self.controls)
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
        self._make_comparison()
        self.grid = QGridLayout()
        self.body.addWidget(self.controls)
        self.body.addWidget(self.summary)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)

    def _make_comparison(self) -> None:
        self.comparison = Card(self)
        self.compare = QPushButton(self.comparison)
        self.compare.setCheckable(True)
        self.compare.setProperty("role", "choice")
        self.compare.clicked.connect(lambda _checked=False: self._toggle_comparison())
        self.before_words = QLabel(self.comparison)
        self.before_first, self.before_last = _date_edit(self.comparison), _date_edit(self.comparison)
        self.before_until = QLabel("–", self.comparison)
        self.before_product = QComboBox(self.comparison)
        for edit in (self.before_first, self.before_last):
            edit.dateChanged.connect(lambda _date: self.read())
        self.before_product.currentIndexChanged.connect(lambda _index: self.read())
        self._before_row = QHBoxLayout()
        for widget in (self.before_words, self.before_first, self.before_until, self.before_last):
            self._before_row.addWidget(widget)
        self._before_row.addStretch(1)
        self._before_row.addWidget(self.before_product)
        self.comparison.corner.addWidget(self.compare)
        self.change_chart = Chart(self.theme, self.sizes, self.comparison)
        self.change_words = QLabel(self.comparison)
        self.change_words.setWordWrap(True)
        self.change_words.setProperty("role", "muted")
        self.comparison.inside.addLayout(self._before_row)
        self.comparison.inside.addWidget(self.change_chart)
        self.comparison.inside.addWidget(self.change_words)
        self._show_comparison_parts()

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
        self.comparison.set_title(self.tr("Before and after, such as a new package"))
        self.compare.setText(self.tr("Compare with earlier days"))
        self.before_words.setText(self.tr("Before"))
        self.before_first.setAccessibleName(self.tr("First day before"))
        self.before_last.setAccessibleName(self.tr("Last day before"))
        self.before_product.setAccessibleName(self.tr("Products compared"))
        if self.before_product.count():
            self.before_product.setItemText(0, self.tr("All products"))
        self._render()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.summary, self.differences, self.comparison, *self.cards.values()):
            card.set_look(theme, sizes)
        for painted in (self.figures, self.change_chart, *self.charts.values()):
            painted.set_look(theme, sizes)
        self.table.set_look(theme, sizes)
        self._control_row.setSpacing(round(sizes.gap * 0.6))
        self._before_row.setSpacing(round(sizes.gap * 0.6))
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
        while self.grid.count():
            self.grid.takeAt(0)
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
        return Days(_date_of(self.first), _date_of(self.last))

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
            _set_dates(self.first, self.last, latest)
            if not self.compare.isChecked():
                _set_dates(self.before_first, self.before_last, latest.before())
        self.read()

    def _dates_edited(self) -> None:
        if not self.compare.isChecked():
            with contextlib.suppress(KnownError):  # said when it is read
                _set_dates(self.before_first, self.before_last, self.days().before())
        self.read()

    def _toggle_comparison(self) -> None:
        self._show_comparison_parts()
        self.read()

    def _show_comparison_parts(self) -> None:
        shown = self.compare.isChecked()
        for widget in (
            self.before_words,
            self.before_first,
            self.before_until,
            self.before_last,
            self.before_product,
        ):
            widget.setVisible(shown)
        if not shown:
            self.change_chart.hide()

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
            before = (
                Days(_date_of(self.before_first), _date_of(self.before_last)) if self.compare.isChecked() else None
            )
        except KnownError as error:
            self._reading.forget()
            self.show_problem(error)
            self.summary.setVisible(self._found is not None)
            return
        access, source, least = self.context.store, self.source_kind(), self._min_viewers()
        code = self.before_product.currentData()

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
        self._fill_products(found.overview)
        self._render()

    def _fill_products(self, found: Overview) -> None:
        chosen = self.before_product.currentData()
        wanted = [(product.code, product.name) for product in found.products]
        shown = [(self.before_product.itemData(i), self.before_product.itemText(i)) for i in
                 range(1, self.before_product.count())]  # fmt: skip
        if shown == wanted and self.before_product.count():
            return
        self.before_product.blockSignals(True)
        self.before_product.clear()
        self.before_product.addItem(self.tr("All products"), None)
        for code, name in wanted:
            self.before_product.addItem(name, code)
        self.before_product.setCurrentIndex(max(0, self.before_product.findData(chosen)) if chosen else 0)
        self.before_product.blockSignals(False)

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
        self._render_comparison()

    def _render_comparison(self) -> None:
        compared = self._found.comparison if self._found else None
        self.change_chart.setVisible(compared is not None and self.compare.isChecked())
        if compared is not None and self.compare.isChecked():
            self.change_chart.show_drawing(words.change_drawing(compared))
            self.change_words.setText(" ".join(words.comparison_limits(compared)))
        else:
            self.change_words.setText(
                self.tr(
                    "Compares the chosen days with earlier ones: did a new package, place or price change anything?"
                )
            )

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

        self._writing.start(lambda: write_report_in_child(data, file, kind, language), done, self.show_problem)


def _date_edit(parent: QWidget) -> QDateEdit:
    edit = QDateEdit(parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setMaximumDate(words.to_qdate(date(2999, 12, 31)))
    edit.setKeyboardTracking(False)
    return edit


def _date_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def _set_dates(first: QDateEdit, last: QDateEdit, days: Days) -> None:
    for edit, day in ((first, days.first), (last, days.last)):
        edit.blockSignals(True)
        edit.setDate(words.to_qdate(day))
        edit.blockSignals(False)
