"""Does augmentation help? The same training with other training pictures, judged on the same real faces."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace
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
from engine.model_registry import active_model_folder, read_manifest
from gui.admin.job_panel import JobPage
from gui.admin.parts import Card
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Picks, word_more
from gui.jobs.model_choice import p_text
from gui.jobs.words import arm_word, backbone_word, preset_word
from gui.messages import DOT, NO_BREAK, PLUS_MINUS, count, expression_word, points
from gui.theme import Metrics, Theme
from training.augmentation.config import ARMS, BACKBONES, DEFAULT_ARMS, PRESETS, CompareConfig, GanConfig, preset
from training.jobs.events import Event
from training.jobs.runs import Run

MOST_REPEATS, MOST_FOLDS, MOST_EPOCHS, MOST_VIEWS = 20, 10, 1000, 20
SELDOM_CHANGED = ("preset", "conditional", "views", "seed")
"""Settings whose fields are shown when they are asked for, or when they are not the usual ones."""
SCRATCH = "vgg16:scratch"
OFFERED = (BACKBONES[0], SCRATCH, *BACKBONES[1:])
"""The program's own, the situation of the seed, and Keras's networks with weights from ImageNet."""

Line = tuple[str, str]
"""Of the table: a backbone and an arm."""


class ComparisonPage(JobPage):
    """Trains with and without generated pictures, and says which differences are real."""

    kind = "compare"

    def title(self) -> str:
        return self.tr("Does it help?")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        form = self.form
        self.dataset = DatasetChoice(form)
        form.add_choice("dataset", self.dataset)
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.repeats = form.spin("repeats", 1, MOST_REPEATS)
        self.folds = form.spin("folds", 1, MOST_FOLDS)
        self.baseline = form.choice("baseline")
        self.arms = Picks(form, columns=3)
        self.arms.changed.connect(form.edited.emit)
        form.add("arms", self.arms, wide=True)
        self.backbones = Picks(form, columns=4)
        self.backbones.changed.connect(form.edited.emit)
        form.add("backbones", self.backbones, wide=True)
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.epochs = form.spin("epochs", 1, MOST_EPOCHS)
        self.scratch_epochs = form.spin("scratch_epochs", 1, MOST_EPOCHS)
        self.gan_epochs = form.spin("gan_epochs", 1, MOST_EPOCHS)
        self.share = form.spin("share", 1, 100)
        self.preset = form.choice("preset")
        self.conditional = form.tick("conditional")
        self.views_n = form.spin("views", 0, MOST_VIEWS)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.more = form.more(*SELDOM_CHANGED)
        self.more.toggled.connect(self.check)
        for name in PRESETS:
            self.preset.addItem(name, name)
        self.preset.activated.connect(lambda _index: self._fill_gan(preset(self.preset.currentData())))
        for arm in ARMS:
            self.baseline.addItem(arm, arm)
        form.inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)
        self.arms.offer(ARMS, frozenset(DEFAULT_ARMS), arm_word)
        self._fill(CompareConfig("-"))

    def show_datasets(self) -> None:
        if self.dataset.offer(self.datasets) or not self.picks.picked():
            self._offer_classes()

    def _offer_classes(self) -> None:
        manifest = self.dataset.manifest()
        classes = () if manifest is None else manifest.classes
        try:
            known = frozenset(read_manifest(active_model_folder(self.context.paths)).classes) & frozenset(classes)
        except KnownError:
            known = frozenset(classes)
        self.picks.offer(classes, known if len(known) > 1 else frozenset(classes), expression_word)
        self.check()

    def config(self) -> tuple[CompareConfig, str]:
        manifest = self.dataset.manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        arms = tuple(arm for arm in ARMS if arm in self.arms.picked())
        if len(arms) < 2:
            raise KnownError("Choose two kinds of training pictures or more: they are compared.")
        if self.baseline.currentData() not in arms:
            raise KnownError("What is compared with must be among the kinds of training pictures chosen.")
        generated = any(sum(of.values()) for of in manifest.generated.values())
        if self.folds.value() == 1 and not generated and any("dcgan" in arm for arm in arms):
            raise KnownError(
                "The dataset has no generated pictures. Draw some on the page DCGAN augmentation, or divide by "
                "folds, which draws them anew for each."
            )
        folds = self.folds.value()
        config = replace(
            self._base,
            dataset=manifest.name,
            classes=self.picks.picked(),
            arms=arms,
            baseline=self.baseline.currentData(),
            backbones=self.backbones.picked(),
            repeats=self.repeats.value(),
            folds=folds if folds > 1 else None,
            share=self.share.value() / 100,
            head=replace(self._base.head, epochs=self.epochs.value(), views=self.views_n.value()),
            scratch_epochs=self.scratch_epochs.value(),
            gan=replace(self._base.gan, epochs=self.gan_epochs.value(), conditional=self.conditional.isChecked()),
            seed=self.seed.value(),
        )
        return config, manifest.name

    def fill_form(self, config: Any) -> None:
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self._fill(config)
        usual = CompareConfig("-")
        if (config.seed, config.head.views) != (usual.seed, usual.head.views) or (
            config.folds is not None and replace(config.gan, epochs=usual.gan.epochs) != usual.gan
        ):
            self.more.setChecked(True)

    def _fill(self, config: CompareConfig) -> None:
        self._base = config
        others = tuple(name for name in config.backbones if name not in OFFERED)
        self.backbones.offer((*OFFERED, *others), frozenset(config.backbones), backbone_word)
        self.epochs.setValue(config.head.epochs)
        self.scratch_epochs.setValue(config.scratch_epochs)
        self.views_n.setValue(config.head.views)
        self.seed.setValue(config.seed)
        self._fill_gan(config.gan)
        self.share.setValue(round(100 * config.share))
        self.repeats.setValue(config.repeats)
        self.folds.setValue(config.folds or 1)
        self.baseline.setCurrentIndex(self.baseline.findData(config.baseline))
        self.arms.pick(frozenset(config.arms))

    def _fill_gan(self, gan: GanConfig) -> None:
        """Of the folds' DCGANs; what has no field of its own stays as it is."""
        self._base = replace(self._base, gan=gan)
        name = "paper" if gan.size_px == preset("paper").size_px else "compact"
        self.preset.setCurrentIndex(self.preset.findData(name))
        self.gan_epochs.setValue(gan.epochs)
        self.conditional.setChecked(gan.conditional)

    def check(self) -> None:
        super().check()
        if not self._ready:
            return
        self.form.show_field("scratch_epochs", any(name.endswith(":scratch") for name in self.backbones.picked()))
        self.form.show_field("gan_epochs", self.folds.value() > 1)
        for name in ("preset", "conditional"):
            self.form.show_field(name, self.folds.value() > 1 and self.more.isChecked())
        try:
            config, _ = self.config()
        except KnownError:
            self.about.setText("")
            return
        trainings = len(config.backbones) * len(config.arms) * config.repeats * (config.folds or 1)
        words = self.tr("{n} trainings, all judged on the same real faces.").format(n=count(trainings))
        if config.folds is not None:
            words += " " + self.tr("For each fold the DCGANs are trained anew: this takes hours.")
        if any(name.endswith(":scratch") for name in config.backbones):
            words += " " + self.tr(
                "A network from scratch knows no other faces: augmentation should matter most there."
            )
        self.about.setText(words)

    # The run

    def build_run(self, into: QVBoxLayout) -> None:
        self.table_card, self.verdict_card = Card(self), Card(self)
        self.table = QTableWidget(0, 6, self.table_card)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(1, 6):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table_card.inside.addWidget(self.table, 1)
        self.verdict = QLabel(self.verdict_card)
        self.verdict.setWordWrap(True)
        self.basis = QLabel(self.verdict_card)
        self.basis.setProperty("role", "explanation")
        self.basis.setWordWrap(True)
        self.verdict_card.inside.addWidget(self.verdict)
        self.verdict_card.inside.addWidget(self.basis)
        grid = QGridLayout()
        grid.addWidget(self.table_card, 0, 0)
        grid.addWidget(self.verdict_card, 1, 0)
        self._grid = grid
        into.addLayout(grid, 1)
        self.clear_run()

    def clear_run(self) -> None:
        self._told: dict[Line, list[tuple[float, float]]] = {}
        self._at_work = ""
        self._result: dict[str, Any] = {}

    def show_event(self, event: Event) -> None:
        backbone, _, arm = str(event.get("stage", "")).rpartition(":")
        if "f1_macro" not in event or arm not in ARMS:
            return
        done = self._told.setdefault((backbone, arm), [])
        # A resumed run goes on with the repeats that were not done.
        del done[int(event["repeat"]) - 1 :]
        done.append((float(event["accuracy"]), float(event["f1_macro"])))

    def show_result(self, run: Run) -> None:
        self._result = run.record.result or {}
        self.draw_run()

    def draw_run(self) -> None:
        shown = self._shown is not None
        for card in (self.table_card, self.verdict_card):
            card.setVisible(shown)
        if self._shown is None:
            return
        try:
            config: CompareConfig = self._shown.config()
        except KnownError as error:
            self.show_problem(error)
            return
        lines = [(backbone, arm) for backbone in config.backbones for arm in config.arms]
        self.table.setRowCount(len(lines))
        for place, line in enumerate(lines):
            known = bool(self._outcome(line)) or line in self._told
            for column, text in enumerate(self._row(line, config)):
                item = QTableWidgetItem(text)
                item.setForeground(QColor(self.theme.text if known else self.theme.muted))
                self.table.setItem(place, column, item)
        self._say_verdict()

    def _outcome(self, line: Line) -> dict[str, Any]:
        backbone, arm = line
        return dict(self._result.get("backbones", {}).get(backbone, {}).get(arm, {}))

    def _row(self, line: Line, config: CompareConfig) -> tuple[str, ...]:
        one, told, name = self._outcome(line), self._told.get(line, []), _line_words(line, config.backbones)
        repeats = f"{len(told) or (config.repeats if one else 0)} / {config.repeats}"
        if not one:
            if not told:
                return name, repeats, self.tr("waiting"), "", "", ""
            accuracy, f1 = (f"{statistics.fmean(values):.3f}" for values in zip(*told, strict=True))
            return name, repeats, accuracy, f1, "", ""
        difference, p_value = self.tr("compared with"), ""
        if one["f1_difference"] is not None:
            low, high = one["f1_difference_interval"]
            difference = f"{points(one['f1_difference'])} ({points(low)} … {points(high)})"
            p_value = p_text(one["p_value"])
        accuracy = _with_half(one["accuracy"], one["accuracy_interval"])
        return (
            name,
            repeats,
            accuracy,
            _with_half(one["f1_macro"], one["f1_macro_interval"]),
            difference,
            p_value,
        )

    def _say_verdict(self) -> None:
        if not self._result:
            self.verdict.setText(self.tr("There is nothing to conclude yet."))
            self.basis.setText("")
            return
        real = []
        backbones: dict[str, Any] = self._result["backbones"]
        for backbone, arms in backbones.items():
            for arm, one in arms.items():
                if one["f1_difference"] is None:
                    continue
                low, high = one["f1_difference_interval"]
                if low > 0:
                    words = self.tr("{arm} helps.")
                elif high < 0:
                    words = self.tr("{arm} does harm.")
                else:
                    words = self.tr("{arm}: no difference that these people can show.")
                real.append(words.format(arm=_line_words((backbone, arm), tuple(backbones))))
        self.verdict.setText("\n".join(real))
        self.basis.setText(
            self.tr(
                "Judged on {n} real faces of {people} people. Differences are of macro F1, in percentage points "
                "against “{baseline}”, with 95 % intervals over people and repeats."
            ).format(
                n=count(self._result["n_test"]),
                people=count(self._result["test_subjects"]),
                baseline=arm_word(self._result["baseline"]),
            )
        )

    # Words

    def start_words(self) -> str:
        return self.tr("Start the comparison")

    def settings_text(self, config: Any) -> str:
        parts = [config.dataset, ", ".join(arm_word(arm) for arm in config.arms)]
        if config.backbones != CompareConfig("-").backbones:
            parts.append(", ".join(backbone_word(name) for name in config.backbones))
        parts.append(self.tr("repeats: {n}").format(n=config.repeats))
        if config.folds is not None:
            parts.append(self.tr("{n} folds").format(n=config.folds))
        return DOT.join(parts)

    def result_text(self, run: Run) -> str:
        backbones: dict[str, Any] = (run.record.result or {}).get("backbones", {})
        lines = [
            (one["f1_macro"], (backbone, arm)) for backbone, arms in backbones.items() for arm, one in arms.items()
        ]
        if not lines:
            return ""
        figure, line = max(lines)
        words = self.tr("highest macro F1 {figure}: {arm}")
        return words.format(figure=f"{figure:.3f}", arm=_line_words(line, tuple(backbones)))

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for thing in (self.table_card, self.verdict_card):
            thing.set_look(theme, sizes)
        self._grid.setSpacing(sizes.gap)
        self.table.verticalHeader().setDefaultSectionSize(round(sizes.body_px * 2.3))
        self.table.setMinimumHeight(round(sizes.body_px * 2.3 * 5.6))

    def retranslate(self) -> None:
        form = self.form
        form.set_title(self.tr("Which training pictures to compare"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("repeats", self.tr("Repeats"))
        form.set_words("folds", self.tr("Folds by person (1: the dataset's own split)"))
        form.set_words("baseline", self.tr("Compare with"))
        form.set_words("arms", self.tr("Kinds of training pictures"))
        form.set_words("classes", self.tr("Expressions that the model shall tell apart"))
        form.set_words("backbones", self.tr("On which networks"))
        form.set_words("epochs", self.tr("Epochs of a head"))
        form.set_words("scratch_epochs", self.tr("Epochs from scratch"))
        form.set_words("gan_epochs", self.tr("Epochs of a fold's DCGAN"))
        form.set_words("share", self.tr("Share of the generated pictures"))
        self.share.setSuffix(f"{NO_BREAK}%")
        form.set_words("preset", self.tr("Network of a fold's DCGAN"))
        form.set_words("conditional", self.tr("One network for all expressions"))
        form.set_words("views", self.tr("Random views of each picture"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        word_more(self.more)
        for index in range(self.preset.count()):
            self.preset.setItemText(index, preset_word(self.preset.itemData(index)))
        for index in range(self.baseline.count()):
            self.baseline.setItemText(index, arm_word(self.baseline.itemData(index)))
        self.arms.word_again(arm_word)
        self.backbones.word_again(backbone_word)
        self.picks.word_again(expression_word)
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Training pictures"), self.tr("Repeats"), self.tr("Accuracy"), self.tr("Macro F1"),
                self.tr("Difference (points)"), self.tr("McNemar p"),
            ]
        )  # fmt: skip
        self.table_card.set_title(self.tr("On the same real faces"))
        self.verdict_card.set_title(self.tr("What it says"))
        super().retranslate()
        self.check()


def _with_half(value: float, interval: Sequence[float]) -> str:
    return f"{value:.3f}{PLUS_MINUS}{(interval[1] - interval[0]) / 2:.3f}"


def _line_words(line: Line, backbones: Sequence[str]) -> str:
    """What a line trains on, and which network where there are several."""
    backbone, arm = line
    return arm_word(arm) if len(backbones) == 1 else f"{backbone_word(backbone)}{DOT}{arm_word(arm)}"
