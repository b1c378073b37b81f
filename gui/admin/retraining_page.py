"""Retraining: a head on the frozen backbone or the whole network, and the choice that follows; or a measurement by
folds."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from engine.errors import KnownError
from engine.model_registry import active_model_folder, read_manifest
from gui.admin.files import choose_file
from gui.admin.job_panel import JobPage
from gui.jobs.folds_card import FoldsCard
from gui.jobs.form import Picks
from gui.jobs.model_choice import ModelChoice
from gui.jobs.training_curves import TrainingCurves
from gui.jobs.words import optimizer_word
from gui.messages import DOT, count, expression_word
from gui.theme import Metrics, Theme
from training.datasets.dataset import DatasetManifest
from training.jobs.events import Event
from training.jobs.runs import Run
from training.recognizer.config import (
    BUNDLED_BACKBONE,
    IMAGENET_BACKBONE,
    MOST_BATCH,
    OPTIMIZERS,
    RetrainConfig,
    TrainConfig,
)
from training.recognizer.defaults import load_defaults

OWN_FILE = "file"
MODEL, MEASUREMENT = "model", "measurement"
"""What a run is for."""
MOST_EPOCHS, MOST_VIEWS, MOST_FOLDS, USUAL_FOLDS = 1000, 20, 20, 10
STUDY = RetrainConfig("adam", epochs=50, dropout=0.6, batch_size=128)
"""The best of the seed's nine trainings: number 3."""


class RetrainingPage(JobPage):
    """Trains a candidate model, compares it with the one at work, and puts it there if that is wanted."""

    kind = "train"

    def title(self) -> str:
        return self.tr("Retraining")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        form = self.form
        self.dataset = form.choice("dataset")
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.aim = form.choice("aim")
        self.method = form.choice("method")
        self.name = form.line("name")
        self.backbone = form.choice("backbone")
        self.folds = form.spin("folds", 2, MOST_FOLDS)
        self.folds.setValue(USUAL_FOLDS)
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.optimizer = form.choice("optimizer")
        self.epochs = form.spin("epochs", 1, MOST_EPOCHS)
        self.dropout = form.decimal("dropout", 0.0, 0.95, 0.05, 2)
        self.batch = form.spin("batch", 1, MOST_BATCH)
        self.rate = form.decimal("rate", 0.0, 10.0, 0.0001, 6)
        self.views_n = form.spin("views", 0, MOST_VIEWS)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.tuning_epochs = form.spin("tuning_epochs", 1, MOST_EPOCHS)
        self.weights = form.tick("weights")
        self.flip = form.tick("flip")
        self._backbone_file = ""
        for choice, values in (
            (self.aim, (MODEL, MEASUREMENT)),
            (self.method, ("frozen", "tuned")),
            (self.optimizer, OPTIMIZERS),
            (self.backbone, (BUNDLED_BACKBONE, IMAGENET_BACKBONE, OWN_FILE)),
        ):
            for value in values:
                choice.addItem(str(value), value)
        self.backbone.activated.connect(self._backbone_chosen)
        self.defaults, self.study = QPushButton(form), QPushButton(form)
        self.defaults.clicked.connect(lambda: self._fill_numbers(RetrainConfig()))
        self.study.clicked.connect(lambda: self._fill_numbers(STUDY))
        row = QHBoxLayout()
        row.addWidget(self.defaults)
        row.addWidget(self.study)
        row.addStretch(1)
        form.inside.addLayout(row)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)
        self._named_by_hand = False
        self.name.textEdited.connect(self._name_edited)
        self._fill_numbers(load_defaults(self.context.paths).settings)

    def show_datasets(self) -> None:
        before = self.dataset.currentData()
        self.dataset.blockSignals(True)
        self.dataset.clear()
        for manifest in self.datasets:
            self.dataset.addItem(f"{manifest.name} ({count(manifest.n)})", manifest.name)
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(before)))
        self.dataset.blockSignals(False)
        if before != self.dataset.currentData() or not self.picks.picked():
            self._offer_classes()

    def _manifest(self) -> DatasetManifest | None:
        return next((one for one in self.datasets if one.name == self.dataset.currentData()), None)

    def _offer_classes(self) -> None:
        """Those of the present model are on at first: a kiosk counts what it counted before."""
        manifest = self._manifest()
        if manifest is None:
            self.picks.offer((), frozenset(), expression_word)
            return
        try:
            known = frozenset(read_manifest(active_model_folder(self.context.paths)).classes)
        except KnownError:
            known = frozenset(manifest.classes)
        on = known & frozenset(manifest.classes)
        if len(on) < 2:
            on = frozenset(manifest.classes)
        self.picks.offer(manifest.classes, on, self._class_words)
        if not self._named_by_hand:
            self.name.setText(f"{manifest.name}-{time.strftime('%Y%m%d-%H%M')}")
        self.check()

    def _class_words(self, name: str) -> str:
        manifest = self._manifest()
        n = 0 if manifest is None else sum(of[name] for of in manifest.counts.values())
        return f"{expression_word(name)}  {count(n)}"

    def _name_edited(self, text: str) -> None:
        self._named_by_hand = bool(text)

    def _backbone_chosen(self) -> None:
        if self.backbone.currentData() != OWN_FILE:
            return

        def take(file: Path) -> None:
            self._backbone_file = str(file)
            self.check()

        def ended() -> None:
            if not self._backbone_file:
                self.backbone.setCurrentIndex(0)
            self.check()

        dialog = choose_file(self, self.tr("A file of weights"), self.tr("Weights") + " (*.npz)", take)
        dialog.finished.connect(ended)

    def config(self) -> tuple[TrainConfig, str]:
        manifest = self._manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        folds = self._wanted_folds()
        name = self.name.text().strip() if folds is None else MEASUREMENT
        if folds is None and (self.context.paths.models / name).exists() and name:
            raise KnownError("There is already a model {name}. Choose another name.", name=name)
        classes = self.picks.picked()
        if len(classes) < 2:
            raise KnownError("Choose two classes or more: a model tells them apart.")
        empty = [label for label in classes if not manifest.counts["train"][label]]
        if empty:
            raise KnownError(
                "The dataset has no picture of {classes} to train on. Leave the class out.",
                classes=", ".join(expression_word(label) for label in empty),
            )
        backbone = self.backbone.currentData()
        head = RetrainConfig(
            optimizer=self.optimizer.currentData(),
            epochs=self.epochs.value(),
            dropout=round(self.dropout.value(), 2),
            batch_size=self.batch.value(),
            learning_rate=self.rate.value() or None,
            class_weights=self.weights.isChecked(),
            views=self.views_n.value(),
            seed=self.seed.value(),
        )
        head = replace(head, transforms=replace(head.transforms, vertical_flip=self.flip.isChecked()))
        config = TrainConfig(
            manifest.name,
            name,
            classes=classes,
            backbone=self._backbone_file if backbone == OWN_FILE else backbone,
            head=head,
            fine_tune=self.method.currentData() == "tuned",
            fine_tune_epochs=self.tuning_epochs.value(),
            folds=folds,
        )
        return config, manifest.name

    def _wanted_folds(self) -> int | None:
        return self.folds.value() if self.aim.currentData() == MEASUREMENT else None

    def fill_form(self, config: Any) -> None:
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self.aim.setCurrentIndex(0 if config.folds is None else 1)
        self.folds.setValue(config.folds or USUAL_FOLDS)
        self.method.setCurrentIndex(1 if config.fine_tune else 0)
        self.tuning_epochs.setValue(config.fine_tune_epochs)
        known = config.backbone in (BUNDLED_BACKBONE, IMAGENET_BACKBONE)
        self._backbone_file = "" if known else config.backbone
        self.backbone.setCurrentIndex(self.backbone.findData(config.backbone if known else OWN_FILE))
        self._fill_numbers(config.head)

    def _fill_numbers(self, head: RetrainConfig) -> None:
        self.optimizer.setCurrentIndex(self.optimizer.findData(head.optimizer))
        self.epochs.setValue(head.epochs)
        self.tuning_epochs.setValue(TrainConfig("-", "model").fine_tune_epochs)
        self.dropout.setValue(head.dropout)
        self.batch.setValue(head.batch_size)
        self.rate.setValue(head.learning_rate or 0.0)
        self.weights.setChecked(head.class_weights)
        self.views_n.setValue(head.views)
        self.flip.setChecked(head.transforms.vertical_flip)
        self.seed.setValue(head.seed)

    def check(self) -> None:
        super().check()
        if not self._ready:
            return
        tuned = self.method.currentData() == "tuned"
        measured = self._wanted_folds() is not None
        self.form.show_field("tuning_epochs", tuned)
        self.form.show_field("folds", measured)
        self.form.show_field("name", not measured)
        manifest = self._manifest()
        if manifest is None:
            self.about.setText("")
            return
        n = {
            split: sum(of[name] for name in self.picks.picked() if name in of)
            for split, of in manifest.counts.items()
        }
        if measured:
            words = self.tr("{n} real pictures, each judged once; no model comes of it.")
            self.about.setText(words.format(n=count(sum(n.values()))))
            return
        self.about.setText(
            self.tr(
                "{train} pictures to train on, {val} to choose the best epoch by, {test} to judge the result by."
            ).format(train=count(n["train"]), val=count(n["val"]), test=count(n["test"]))
        )

    # The run

    def build_run(self, into: QVBoxLayout) -> None:
        self.curves = TrainingCurves(self.sizes, self)
        self.choice = ModelChoice(self.context, self.sizes, self)
        self.by_folds = FoldsCard(self.sizes, self)
        into.addWidget(self.curves, 1)
        into.addWidget(self.by_folds, 1)
        into.addWidget(self.choice)
        self.clear_run()

    def clear_run(self) -> None:
        self.curves.clear()
        self.choice.clear()
        self.by_folds.clear()

    def show_event(self, event: Event) -> None:
        if "fold" in event:
            self.by_folds.tell(str(event["model"]), int(event["fold"]), int(event["folds"]), float(event["accuracy"]))
            return
        self.curves.tell(event)

    def draw_run(self) -> None:
        shown, measured = self._shown is not None, self._is_measurement()
        self.curves.setVisible(shown and not measured)
        self.by_folds.setVisible(shown and measured)
        if measured:
            self.by_folds.render_again()
        else:
            self.curves.draw()

    def show_result(self, run: Run) -> None:
        result = run.record.result
        if run.record.status != "succeeded" or result is None:
            return
        if "models" in result:
            self.by_folds.show_result(result)
            return
        name = str(result["model"])
        if (self.context.paths.models / name).is_dir():
            self.choice.show_candidate(name, str(run.record.dataset))

    # Words

    def start_words(self) -> str:
        return self.tr("Start the training") if self._wanted_folds() is None else self.tr("Start the measurement")

    def _is_measurement(self) -> bool:
        with contextlib.suppress(KnownError):
            return self._shown is not None and self._shown.config().folds is not None
        return False

    def settings_text(self, config: Any) -> str:
        head = config.head
        parts = [
            config.name if config.folds is None else self.tr("{n} folds").format(n=config.folds),
            self.tr("fine-tuned, {epochs} epochs").format(epochs=config.fine_tune_epochs)
            if config.fine_tune
            else self.tr("frozen backbone"),
            optimizer_word(head.optimizer),
            self.tr("{epochs} epochs").format(epochs=head.epochs),
            self.tr("dropout {dropout}").format(dropout=f"{head.dropout:g}"),
            self.tr("batch {size}").format(size=head.batch_size),
        ]
        if head.class_weights:
            parts.append(self.tr("class weights"))
        if head.views:
            parts.append(self.tr("{n} views").format(n=head.views))
        return DOT.join(parts)

    def result_text(self, run: Run) -> str:
        result = run.record.result or {}
        if "models" in result:
            last = list(result["models"].values())[-1]
            words = self.tr("accuracy {accuracy} on {n} faces")
            return words.format(accuracy=f"{last['accuracy']:.3f}", n=count(last["n"]))
        metrics = result.get("metrics", {})
        if "accuracy" not in metrics:
            return ""
        return self.tr("accuracy {accuracy} on {n} faces").format(
            accuracy=f"{metrics['accuracy']:.3f}", n=count(metrics.get("n", 0))
        )

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for thing in (self.curves, self.by_folds, self.choice):
            thing.set_look(theme, sizes)

    def retranslate(self) -> None:
        form = self.form
        form.set_title(self.tr("What to train, and how"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("aim", self.tr("What comes of it"))
        form.set_words("folds", self.tr("Folds"))
        form.set_words("method", self.tr("Method"))
        form.set_words("name", self.tr("Name of the new model"))
        form.set_words("classes", self.tr("Expressions that the model shall tell apart"))
        form.set_words("optimizer", self.tr("Optimizer"))
        form.set_words("epochs", self.tr("Epochs"))
        form.set_words("tuning_epochs", self.tr("Epochs of fine-tuning"))
        form.set_words("dropout", self.tr("Dropout (0 to 0.95)"))
        form.set_words("batch", self.tr("Batch size"))
        form.set_words("rate", self.tr("Learning rate"))
        form.set_words("views", self.tr("Random views of each picture"))
        form.set_words("backbone", self.tr("Backbone"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        form.set_words("weights", self.tr("Rare classes weigh more"))
        form.set_words("flip", self.tr("Also upside down"))
        self.rate.setSpecialValueText(self.tr("the optimizer's own"))
        words = {
            MODEL: self.tr("A new model"),
            MEASUREMENT: self.tr("A measurement by folds"),
            "frozen": self.tr("Frozen backbone (minutes)"),
            "tuned": self.tr("Fine-tune everything (hours)"),
            BUNDLED_BACKBONE: self.tr("The program's own"),
            IMAGENET_BACKBONE: self.tr("ImageNet (download)"),
            OWN_FILE: self.tr("A file …"),
        }
        for choice in (self.aim, self.method, self.backbone):
            for index in range(choice.count()):
                choice.setItemText(index, words[choice.itemData(index)])
        for index in range(self.optimizer.count()):
            self.optimizer.setItemText(index, optimizer_word(self.optimizer.itemData(index)))
        self.picks.word_again(self._class_words)
        self.defaults.setText(self.tr("Usual values"))
        self.study.setText(self.tr("Values of the original study"))
        self.curves.retranslate()
        self.by_folds.render_again()
        self.choice.retranslate()
        super().retranslate()
        self.check()

    def leave(self) -> None:
        super().leave()
        self.choice.shut_down()
