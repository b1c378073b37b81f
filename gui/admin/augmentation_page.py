"""Augmentation: balancing a dataset's classes with faces that a DCGAN draws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from engine.errors import KnownError
from gui.admin.job_panel import JobPage
from gui.admin.parts import Card
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Picks, word_more
from gui.jobs.plots import Curve, CurvePlot
from gui.jobs.sample_picture import SamplePicture
from gui.jobs.words import preset_word
from gui.messages import DOT, count, expression_word, percent
from gui.theme import LIGHT, Metrics, Theme
from training.augmentation.config import MOST_CANDIDATES, MOST_WANTED, TOGETHER, AugmentConfig, GanConfig, preset
from training.jobs.events import Event
from training.jobs.runs import Run

LARGEST, NUMBER, FACTOR = "largest", "number", "factor"
MOST_EPOCHS, MOST_STEPS = 5000, 10_000
SELDOM_CHANGED = ("steps", "generator_rate", "discriminator_rate", "label_smoothing", "differentiable")
"""Settings whose fields are shown when they are asked for, or when they are not the preset's."""


class AugmentationPage(JobPage):
    """Trains a DCGAN a class or one of all, shows what it draws, and adds what passes the filter to the pictures."""

    kind = "augment"

    def title(self) -> str:
        return self.tr("DCGAN augmentation")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        form = self.form
        self.dataset = DatasetChoice(form)
        form.add_choice("dataset", self.dataset)
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.target = form.choice("target")
        self.number = form.spin("number", 1, MOST_WANTED)
        self.factor = form.decimal("factor", 1.1, 100.0, 0.5, 1)
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.preset = form.choice("preset")
        self.epochs = form.spin("epochs", 1, MOST_EPOCHS)
        self.batch = form.spin("batch", 2, 1024)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.candidates = form.spin("candidates", 1, MOST_CANDIDATES)
        self.keep = form.tick("keep")
        self.add = form.tick("add")
        self.conditional = form.tick("conditional")
        self.steps = form.spin("steps", 0, MOST_STEPS)
        self.generator_rate = form.decimal("generator_rate", 1e-7, 1.0, 1e-5, 7)
        self.discriminator_rate = form.decimal("discriminator_rate", 1e-7, 1.0, 1e-5, 7)
        self.smoothing = form.decimal("label_smoothing", 0.0, 0.45, 0.05, 2)
        self.differentiable = form.tick("differentiable")
        self.more = form.more(*SELDOM_CHANGED)
        for name in ("compact", "paper"):
            self.preset.addItem(name, name)
        for name in (LARGEST, NUMBER, FACTOR):
            self.target.addItem(name, name)
        self.preset.activated.connect(lambda _index: self._fill_gan(preset(self.preset.currentData())))
        self.usual, self.study = QPushButton(form), QPushButton(form)
        self.usual.clicked.connect(lambda: self._fill_gan(preset("compact")))
        self.study.clicked.connect(lambda: self._fill_gan(preset("paper")))
        row = QHBoxLayout()
        row.addWidget(self.usual)
        row.addWidget(self.study)
        row.addStretch(1)
        row.addWidget(self.more)
        form.inside.addLayout(row)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)
        self.number.setValue(200)
        self.factor.setValue(2.0)
        self._fill(AugmentConfig("-"))

    def show_datasets(self) -> None:
        if self.dataset.offer(self.datasets) or not self.picks.picked():
            self._offer_classes()
        else:
            self.picks.word_again(self._class_words)

    def _offer_classes(self) -> None:
        manifest = self.dataset.manifest()
        classes = () if manifest is None else manifest.classes
        self.picks.offer(classes, frozenset(classes), self._class_words)
        self.check()

    def _class_words(self, name: str) -> str:
        manifest = self.dataset.manifest()
        n = 0 if manifest is None else manifest.counts["train"][name]
        return f"{expression_word(name)}  {count(n)}"

    def config(self) -> tuple[AugmentConfig, str]:
        manifest = self.dataset.manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        target = self.target.currentData()
        config = AugmentConfig(
            manifest.name,
            classes=self.picks.picked(),
            gan=replace(
                self._gan,
                epochs=self.epochs.value(),
                conditional=self.conditional.isChecked(),
                batch_size=self.batch.value(),
                steps=self.steps.value(),
                generator_rate=round(self.generator_rate.value(), 7),
                discriminator_rate=round(self.discriminator_rate.value(), 7),
                label_smoothing=round(self.smoothing.value(), 2),
                differentiable=self.differentiable.isChecked(),
                look_every=min(self._gan.look_every, self.epochs.value()),
                seed=self.seed.value(),
            ),
            balance_to=self.number.value() if target == NUMBER else None,
            factor=round(self.factor.value(), 1) if target == FACTOR else None,
            keep_best=self.keep.isChecked(),
            candidates=self.candidates.value(),
            add=self.add.isChecked(),
        )
        if not any(config.wanted(manifest.counts["train"]).values()):
            raise KnownError("These classes have as many pictures already. Ask for more, or choose other classes.")
        return config, manifest.name

    def fill_form(self, config: Any) -> None:
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self._fill(config)
        usual = preset(self.preset.currentData())
        if any(getattr(config.gan, name) != getattr(usual, name) for name in SELDOM_CHANGED):
            self.more.setChecked(True)

    def _fill(self, config: AugmentConfig) -> None:
        target = LARGEST
        if config.balance_to is not None:
            target = NUMBER
            self.number.setValue(config.balance_to)
        if config.factor is not None:
            target = FACTOR
            self.factor.setValue(config.factor)
        self.target.setCurrentIndex(self.target.findData(target))
        self.candidates.setValue(config.candidates)
        self.keep.setChecked(config.keep_best)
        self.add.setChecked(config.add)
        self._fill_gan(config.gan)

    def _fill_gan(self, gan: GanConfig) -> None:
        """What has no field of its own, sizes and changes of the pictures, stays the preset's."""
        self._gan = gan
        name = "paper" if gan.size_px == preset("paper").size_px else "compact"
        self.preset.setCurrentIndex(self.preset.findData(name))
        self.epochs.setValue(gan.epochs)
        self.conditional.setChecked(gan.conditional)
        self.batch.setValue(gan.batch_size)
        self.steps.setValue(gan.steps)
        self.generator_rate.setValue(gan.generator_rate)
        self.discriminator_rate.setValue(gan.discriminator_rate)
        self.smoothing.setValue(gan.label_smoothing)
        self.differentiable.setChecked(gan.differentiable)
        self.seed.setValue(gan.seed)
        self.check()

    def check(self) -> None:
        super().check()
        if not self._ready:
            return
        target = self.target.currentData()
        self.form.show_field("number", target == NUMBER)
        self.form.show_field("factor", target == FACTOR)
        self.candidates.setEnabled(self.keep.isChecked())
        try:
            config, _ = self.config()
        except KnownError:
            self.about.setText("")
            return
        manifest = self.dataset.manifest()
        assert manifest is not None
        wanted = {name: n for name, n in config.wanted(manifest.counts["train"]).items() if n}
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
        form = self.form
        form.set_title(self.tr("What to draw, and how"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("target", self.tr("How many"))
        form.set_words("number", self.tr("Training pictures of each class"))
        form.set_words("factor", self.tr("Times as many as now"))
        form.set_words("classes", self.tr("Expressions to be filled up, with their training pictures now"))
        form.set_words("preset", self.tr("Network"))
        form.set_words("epochs", self.tr("Epochs"))
        form.set_words("batch", self.tr("Batch size"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        form.set_words("candidates", self.tr("Drawn for each picture kept"))
        form.set_words("keep", self.tr("Keep only the good ones"))
        form.set_words("add", self.tr("Add them to the dataset"))
        form.set_words("conditional", self.tr("One network for all expressions"))
        form.set_words("steps", self.tr("Steps of an epoch, for each class"))
        self.steps.setSpecialValueText(self.tr("every picture once"))
        form.set_words("generator_rate", self.tr("Learning rate of the generator"))
        form.set_words("discriminator_rate", self.tr("Learning rate of the discriminator"))
        form.set_words(
            "label_smoothing",
            self.tr("Label smoothing"),
            self.tr("how far below 1 the target of real pictures lies"),
        )
        form.set_words("differentiable", self.tr("Change pictures before the discriminator sees them"))
        word_more(self.more)
        words = {
            LARGEST: self.tr("As many as the largest class"),
            NUMBER: self.tr("A number of each"),
            FACTOR: self.tr("A multiple"),
        }
        for index in range(self.target.count()):
            self.target.setItemText(index, words[self.target.itemData(index)])
        for index in range(self.preset.count()):
            self.preset.setItemText(index, preset_word(self.preset.itemData(index)))
        self.picks.word_again(self._class_words)
        self.usual.setText(self.tr("Usual values"))
        self.study.setText(self.tr("Values of the original study"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Expression"), self.tr("Epoch"), self.tr("Kept"), self.tr("KID"), self.tr("Variety"),
                self.tr("State"),
            ]
        )  # fmt: skip
        self.table_card.set_title(self.tr("By expression"))
        super().retranslate()
        self.check()
