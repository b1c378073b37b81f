"""Augmentation: balancing a dataset's classes with faces that a DCGAN draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from engine.errors import KnownError
from gui.admin.augmentation_form import AugmentationForm
from gui.admin.job_panel import JobPage
from gui.admin.parts import Card
from gui.jobs.plots import Curve, CurvePlot
from gui.jobs.sample_picture import SamplePicture
from gui.jobs.words import preset_word
from gui.messages import DOT, count, expression_word, percent
from gui.theme import LIGHT, Metrics, Theme
from training.augmentation.config import TOGETHER, AugmentConfig
from training.jobs.events import Event
from training.jobs.runs import Run


class AugmentationPage(JobPage):
    """Trains a DCGAN a class or one of all, shows what it draws, and adds what passes the filter to the pictures."""

    kind = "augment"

    def title(self) -> str:
        return self.tr("DCGAN augmentation")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        self.fields = AugmentationForm(self.form)
        self.about = QLabel(self.form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        self.form.inside.addWidget(self.about)

    def show_datasets(self) -> None:
        self.fields.offer(self.datasets)

    def config(self) -> tuple[AugmentConfig, str]:
        return self.fields.config()

    def fill_form(self, config: Any) -> None:
        self.fields.fill(config)

    def check(self) -> None:
        super().check()
        if not self._ready:
            return
        self.fields.show_what_counts()
        try:
            config, wanted = self.fields.wanted()
        except KnownError:
            self.about.setText("")
            return
        words = self.tr("To be drawn: {classes}. Only training pictures are added to; the test stays real.").format(
            classes=", ".join(f"{expression_word(name)} {count(n)}" for name, n in wanted.items())
        )
        if config.gan.size_px > 64:
            words += " " + self.tr("At 128 pixels this takes days without a graphics card.")
        self.about.setText(words)

    # The run

    def build_run(self, into: QVBoxLayout) -> None:
        self.picture_card, self.loss_card, self.table_card = Card(self), Card(self), Card(self)
        self.picture = SamplePicture(LIGHT, self.sizes, self.picture_card)
        self.picture_card.inside.addWidget(self.picture, 1)
        self.losses = CurvePlot(LIGHT, self.sizes, self.loss_card)
        self.distance = CurvePlot(LIGHT, self.sizes, self.loss_card)
        self.loss_card.inside.addWidget(self.losses, 1)
        self.loss_card.inside.addWidget(self.distance, 1)
        self.table = QTableWidget(0, 6, self.table_card)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._class_chosen)
        self.table_card.inside.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.addWidget(self.picture_card, 0, 0)
        grid.addWidget(self.loss_card, 0, 1)
        grid.addWidget(self.table_card, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        into.addLayout(grid, 1)
        self.clear_run()

    def clear_run(self) -> None:
        self._classes: dict[str, dict[str, Any]] = {}
        self._newest: str | None = None
        self._chosen: str | None = None
        self._figures: dict[str, Any] = {}
        self._failed: dict[str, str] = {}

    def show_event(self, event: Event) -> None:
        label = event.get("class")
        if not isinstance(label, str):
            return
        one = self._classes.setdefault(label, {"g_loss": [], "d_loss": [], "kid": [], "picture": None})
        self._newest = label
        if "picture" in event:
            one |= {"picture": str(event["picture"]), "picture_epoch": event.get("epoch")}
        for name in ("epochs", "kept", "failed", "drawn", "of", "warning"):
            if name in event:
                one[name] = event[name]
        if "epoch" not in event:
            return
        one["epoch"] = event["epoch"]
        for name in ("g_loss", "d_loss", "kid"):
            if isinstance(event.get(name), int | float):
                line = one[name]
                while line and line[-1][0] >= event["epoch"]:
                    line.pop()  # a resumed run tells the epochs after its last checkpoint once more
                line.append((float(event["epoch"]), float(event[name])))

    def show_result(self, run: Run) -> None:
        result = run.record.result or {}
        self._figures, self._failed = dict(result.get("classes", {})), dict(result.get("failed", {}))
        self.draw_run()

    def _class_chosen(self) -> None:
        row = self.table.currentRow()
        names = self._names()
        self._chosen = names[row] if 0 <= row < len(names) else None
        self._draw_class()

    def _names(self) -> list[str]:
        return list(dict.fromkeys([*self._classes, *self._figures, *self._failed]))

    def draw_run(self) -> None:
        shown = self._shown is not None
        for card in (self.picture_card, self.loss_card, self.table_card):
            card.setVisible(shown)
        if not shown:
            return
        names = self._names()
        self.table.blockSignals(True)
        self.table.setRowCount(len(names))
        for place, name in enumerate(names):
            for column, text in enumerate(self._row(name)):
                item = QTableWidgetItem(text)
                if column == 5 and name in self._failed:
                    item.setForeground(QColor(self.theme.bad))
                self.table.setItem(place, column, item)
        self.table.resizeRowsToContents()
        self.table.blockSignals(False)
        self._draw_class()

    def _row(self, name: str) -> tuple[str, ...]:
        one, figures = self._classes.get(name, {}), self._figures.get(name, {})
        quality = figures.get("quality") or figures.get("quality_of_all") or {}
        failed = self._failed.get(name) or one.get("failed")
        kids = one.get("kid") or []
        kid = figures.get("quality", {}).get("kid") if figures else None
        nearest = min((value for _, value in kids), default=None) if kid is None else kid
        state = ""
        if failed:
            state = str(failed)
        elif figures:
            state = self.tr("added") if self._was_added(name) else self.tr("kept in the run's folder")
        elif name == self._newest and self._is_mine():
            state = self.tr("at work")
        if one.get("warning"):
            state += f"{DOT}{one['warning']}" if state else str(one["warning"])
        diversity = quality.get("diversity")
        return (
            self._row_word(name),
            f"{one['epoch']:.4g} / {one.get('epochs', '?')}" if "epoch" in one else str(figures.get("epochs", "")),
            count(int(one.get("kept", figures.get("kept", 0)))) if "kept" in one or figures else "",
            "" if nearest is None else f"{float(nearest):.4f}",
            percent(float(diversity)) if isinstance(diversity, int | float) else "",
            state,
        )

    def _row_word(self, name: str) -> str:
        return self.tr("All together") if name == TOGETHER else expression_word(name)

    def _was_added(self, name: str) -> bool:
        result = (self._shown.record.result if self._shown is not None else None) or {}
        return name in result.get("added", {})

    def _draw_class(self) -> None:
        name = self._chosen if self._chosen in self._classes else self._newest
        one = self._classes.get(name or "", {})
        if TOGETHER in self._classes and not one.get("picture"):
            name, one = TOGETHER, self._classes[TOGETHER]
        file: Path | None = None
        if self._shown is not None and one.get("picture"):
            file = self._shown.folder / str(one["picture"])
        words = "" if name is None else self._row_word(name)
        if one.get("picture_epoch") is not None:
            words += DOT + self.tr("after epoch {n}").format(n=one["picture_epoch"])
        self.picture_card.set_title(self.tr("What it draws") + (f"{DOT}{words}" if words else ""))
        self.picture.show_picture(file, self.tr("The first pictures come after the first epoch."))
        self.losses.show_curves(
            [
                Curve(self.tr("generator"), one.get("g_loss", [])),
                Curve(self.tr("discriminator"), one.get("d_loss", []), second=True),
            ],
            self.tr("epoch"),
            self.tr("The first epoch is not yet done."),
        )
        self.distance.show_curves(
            [Curve(self.tr("distance from real faces (KID, the lower the better)"), one.get("kid", []))],
            self.tr("epoch"),
            "",
            decimals=4,
        )
        self.loss_card.set_title(self.tr("Losses") + (f"{DOT}{self._row_word(name)}" if name else ""))

    # Words

    def start_words(self) -> str:
        return self.tr("Start drawing")

    def settings_text(self, config: Any) -> str:
        name = "paper" if config.gan.size_px > 64 else "compact"
        parts = [config.dataset, preset_word(name)]
        if config.gan.conditional:
            parts.append(self.tr("one network for all"))
        parts.append(self.tr("{epochs} epochs").format(epochs=config.gan.epochs))
        parts.append(self.tr("batch {size}").format(size=config.gan.batch_size))
        if config.balance_to is not None:
            parts.append(self.tr("to {n} each").format(n=count(config.balance_to)))
        elif config.factor is not None:
            parts.append(self.tr("{factor} times as many").format(factor=f"{config.factor:g}"))
        if config.classes is not None:
            parts.append(", ".join(expression_word(name) for name in config.classes))
        return DOT.join(parts)

    def result_text(self, run: Run) -> str:
        added = (run.record.result or {}).get("added", {})
        failed = (run.record.result or {}).get("failed", {})
        words = self.tr("{n} pictures added").format(n=count(sum(added.values())))
        if failed:
            words += DOT + self.tr("failed: {classes}").format(
                classes=", ".join(expression_word(name) for name in failed)
            )
        return words

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for thing in (
            self.picture_card, self.loss_card, self.table_card, self.picture, self.losses, self.distance,
        ):  # fmt: skip
            thing.set_look(theme, sizes)
        self._grid.setSpacing(sizes.gap)
        self.picture.setMinimumHeight(round(sizes.body_px * 15))
        for plot in (self.losses, self.distance):
            plot.setMinimumHeight(round(sizes.body_px * 8))
        self.table.setMinimumHeight(round(sizes.body_px * 11))

    def retranslate(self) -> None:
        self.fields.retranslate()
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Expression"), self.tr("Epoch"), self.tr("Kept"), self.tr("KID"), self.tr("Variety"),
                self.tr("State"),
            ]
        )  # fmt: skip
        self.table_card.set_title(self.tr("By expression"))
        super().retranslate()
        self.check()
