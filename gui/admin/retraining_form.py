"""What to train and how: the form of the page of retraining, and the configuration that it makes."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.errors import KnownError
from engine.model_registry import active_model_folder, read_manifest
from engine.paths import Paths
from gui.jobs.backbone_choice import BackboneChoice
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Form, Picks
from gui.jobs.words import optimizer_word
from gui.messages import count, expression_word
from training.datasets.dataset import DatasetManifest
from training.recognizer.config import (
    BUNDLED_BACKBONE,
    IMAGENET_BACKBONE,
    MOST_BATCH,
    MOST_OF_TEACHER,
    OPTIMIZERS,
    RANDOM_BACKBONE,
    RetrainConfig,
    TrainConfig,
)
from training.recognizer.defaults import load_defaults
from training.recognizer.going_on import classes_to_go_on_with, teacher_for
from training.recognizer.pretraining_config import PROVEN, PROVEN_FURTHER, PretrainConfig

MODEL, MEASUREMENT = "model", "measurement"
"""What a run is for."""
FROZEN, TUNED, SCRATCH = "frozen", "tuned", "scratch"
"""What is trained: the head, then also the backbone, or everything from its first weights on."""
MOST_EPOCHS, MOST_VIEWS, MOST_FOLDS, MOST_REPEATS, USUAL_FOLDS = 1000, 20, 20, 20, 10
STUDY = RetrainConfig("adam", epochs=50, dropout=0.6, batch_size=128)
"""The best of the seed's nine trainings: number 3."""


class RetrainingForm(QObject):
    """The fields within a `Form`, which tells when one was edited."""

    def __init__(self, form: Form, paths: Paths, dialogs_over: QWidget) -> None:
        super().__init__(form)
        self.form, self._paths = form, paths
        self._named_by_hand = False
        self._filled_for = FROZEN
        self._base = PROVEN
        """What the fields do not ask of a training from scratch."""
        self.dataset = DatasetChoice(form)
        form.add_choice("dataset", self.dataset)
        self.method = form.choice("method")
        self.aim = form.choice("aim")
        self.name = form.line("name")
        self.folds = form.spin("folds", 2, MOST_FOLDS)
        self.folds.setValue(USUAL_FOLDS)
        self.repeats = form.spin("repeats", 1, MOST_REPEATS)
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.backbone = BackboneChoice(dialogs_over, form)
        self.backbone.edited.connect(form.edited.emit)
        form.add_choice("backbone", self.backbone)
        self.start = form.choice("start")
        self.optimizer = form.choice("optimizer")
        self.epochs = form.spin("epochs", 1, MOST_EPOCHS)
        self.tuning_epochs = form.spin("tuning_epochs", 1, MOST_EPOCHS)
        self.batch = form.spin("batch", 1, MOST_BATCH)
        self.dropout = form.decimal("dropout", 0.0, 0.95, 0.05, 2)
        self.rate = form.decimal("rate", 0.0, 10.0, 0.0001, 6)
        self.views_n = form.spin("views", 0, MOST_VIEWS)
        self.teacher = form.decimal("teacher", 0.0, MOST_OF_TEACHER - 0.05, 0.05, 2)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.weights = form.tick("weights")
        self.flip = form.tick("flip")
        for choice, values in (
            (self.aim, (MODEL, MEASUREMENT)),
            (self.method, (FROZEN, TUNED, SCRATCH)),
            (self.optimizer, OPTIMIZERS),
            (self.start, (RANDOM_BACKBONE, BUNDLED_BACKBONE)),
        ):
            for value in values:
                choice.addItem(str(value), value)
        self.defaults, self.study = QPushButton(form), QPushButton(form)
        row = QHBoxLayout()
        row.addWidget(self.defaults)
        row.addWidget(self.study)
        row.addStretch(1)
        form.inside.addLayout(row)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)
        self._fill_numbers(load_defaults(paths).settings)
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.method.currentIndexChanged.connect(lambda _index: self._method_chosen())
        self.start.activated.connect(self._start_chosen)
        self.name.textEdited.connect(self._name_edited)
        self.defaults.clicked.connect(self._fill_usual)
        self.study.clicked.connect(lambda: self._fill_numbers(STUDY))

    # What is chosen

    @property
    def wanted_folds(self) -> int | None:
        """Into how many folds to measure; None where a model is wanted."""
        measured = self.aim.currentData() == MEASUREMENT and not self._from_scratch
        return self.folds.value() if measured else None

    @property
    def _from_scratch(self) -> bool:
        return bool(self.method.currentData() == SCRATCH)

    @property
    def _can_be_taught(self) -> bool:
        return self.method.currentData() == TUNED and self.backbone.backbone() != IMAGENET_BACKBONE

    def config(self) -> tuple[TrainConfig, str]:
        """What the form says, and the dataset that it is about. Raises `KnownError` where it makes no sense."""
        manifest = self.dataset.manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        folds = self.wanted_folds
        name = self.name.text().strip() if folds is None else MEASUREMENT
        if folds is None and (self._paths.models / name).exists() and name:
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
        backbone, pretraining = self.backbone.backbone(), None
        if self._from_scratch:
            backbone, pretraining = self.start.currentData(), self._pretraining()
            if backbone == BUNDLED_BACKBONE:
                classes_to_go_on_with(classes, self._paths)
        teacher_share = round(self.teacher.value(), 2) if self._can_be_taught else 0.0
        if teacher_share:
            teacher_for(backbone, self._paths)
        config = TrainConfig(
            manifest.name,
            name,
            classes=classes,
            backbone=backbone,
            head=RetrainConfig() if self._from_scratch else self._head(),
            fine_tune=self.method.currentData() == TUNED,
            fine_tune_epochs=self.tuning_epochs.value(),
            folds=folds,
            repeats=1 if folds is None else self.repeats.value(),
            teacher_share=teacher_share,
            pretraining=pretraining,
        )
        return config, manifest.name

    def _head(self) -> RetrainConfig:
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
        return replace(head, transforms=replace(head.transforms, vertical_flip=self.flip.isChecked()))

    def _pretraining(self) -> PretrainConfig:
        shown_more_often = self._base.rare_class_power or PROVEN.rare_class_power
        return replace(
            self._base,
            epochs=self.epochs.value(),
            batch_size=self.batch.value(),
            peak_learning_rate=self.rate.value() or self._usual_pretraining().peak_learning_rate,
            rare_class_power=shown_more_often if self.weights.isChecked() else 0.0,
            seed=self.seed.value(),
        )

    def _usual_pretraining(self) -> PretrainConfig:
        return PROVEN_FURTHER if self.start.currentData() == BUNDLED_BACKBONE else PROVEN

    # What is filled in

    def offer(self, datasets: tuple[DatasetManifest, ...]) -> None:
        """The datasets that there are."""
        if self.dataset.offer(datasets) or not self.picks.picked():
            self._offer_classes()

    def _offer_classes(self) -> None:
        """Those of the present model are on at first: a kiosk counts what it counted before."""
        manifest = self.dataset.manifest()
        if manifest is None:
            self.picks.offer((), frozenset(), expression_word)
            return
        try:
            known = frozenset(read_manifest(active_model_folder(self._paths)).classes)
        except KnownError:
            known = frozenset(manifest.classes)
        on = known & frozenset(manifest.classes)
        if len(on) < 2:
            on = frozenset(manifest.classes)
        self.picks.offer(manifest.classes, on, self._class_words)
        if not self._named_by_hand:
            self.name.setText(f"{manifest.name}-{time.strftime('%Y%m%d-%H%M')}")
        self.form.edited.emit()

    def _class_words(self, name: str) -> str:
        manifest = self.dataset.manifest()
        n = 0 if manifest is None else sum(of[name] for of in manifest.counts.values())
        return f"{expression_word(name)}  {count(n)}"

    def _name_edited(self, text: str) -> None:
        self._named_by_hand = bool(text)

    def _method_chosen(self) -> None:
        """A head's usual numbers and a whole network's differ: who goes over to the other gets its own."""
        if (self.method.currentData() == SCRATCH) != (self._filled_for == SCRATCH):
            self._fill_usual()
        self._filled_for = self.method.currentData()

    def _start_chosen(self) -> None:
        self._base = self._usual_pretraining()
        self.form.edited.emit()

    def _fill_usual(self) -> None:
        if self._from_scratch:
            self._fill_pretraining(self._usual_pretraining())
        else:
            self._fill_numbers(RetrainConfig())

    def fill(self, config: TrainConfig) -> None:
        """Puts a configuration into the fields."""
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self.aim.setCurrentIndex(0 if config.folds is None else 1)
        self.folds.setValue(config.folds or USUAL_FOLDS)
        self.repeats.setValue(config.repeats)
        method = SCRATCH if config.pretraining is not None else TUNED if config.fine_tune else FROZEN
        self.method.setCurrentIndex(self.method.findData(method))
        if config.pretraining is not None:
            self.start.setCurrentIndex(self.start.findData(config.backbone))
            self._fill_pretraining(config.pretraining)
            return
        self.backbone.show_backbone(config.backbone)
        self._fill_numbers(config.head)
        self.tuning_epochs.setValue(config.fine_tune_epochs)
        self.teacher.setValue(config.teacher_share)

    def _fill_numbers(self, head: RetrainConfig) -> None:
        self.optimizer.setCurrentIndex(self.optimizer.findData(head.optimizer))
        self.epochs.setValue(head.epochs)
        whole = TrainConfig("-", "model")
        self.tuning_epochs.setValue(whole.fine_tune_epochs)
        self.teacher.setValue(whole.teacher_share)
        self.dropout.setValue(head.dropout)
        self.batch.setValue(head.batch_size)
        self.rate.setValue(head.learning_rate or 0.0)
        self.weights.setChecked(head.class_weights)
        self.views_n.setValue(head.views)
        self.flip.setChecked(head.transforms.vertical_flip)
        self.seed.setValue(head.seed)

    def _fill_pretraining(self, pretraining: PretrainConfig) -> None:
        usual = self._usual_pretraining().peak_learning_rate
        self._base = pretraining
        self.epochs.setValue(round(pretraining.epochs))
        self.batch.setValue(pretraining.batch_size)
        self.rate.setValue(0.0 if pretraining.peak_learning_rate == usual else pretraining.peak_learning_rate)
        self.weights.setChecked(pretraining.rare_class_power > 0)
        self.seed.setValue(pretraining.seed)

    # What is shown

    def show_what_applies(self) -> None:
        """Hides the fields that say nothing to what is chosen, and says what the choice means."""
        scratch, measured = self._from_scratch, self.wanted_folds is not None
        for names, shown in (
            (("aim", "backbone", "optimizer", "dropout", "views", "flip"), not scratch),
            (("start",), scratch),
            (("teacher",), self._can_be_taught),
            (("tuning_epochs",), self.method.currentData() == TUNED),
            (("folds", "repeats"), measured),
            (("name",), not measured),
        ):
            for name in names:
                self.form.show_field(name, shown)
        self.study.setVisible(not scratch)
        self._word_rate()
        self.about.setText(self._about())

    def _about(self) -> str:
        manifest = self.dataset.manifest()
        if manifest is None:
            return ""
        n = {
            split: sum(of[name] for name in self.picks.picked() if name in of)
            for split, of in manifest.counts.items()
        }
        if self.wanted_folds is not None:
            words = self.tr("{n} real pictures, each judged once a repeat; no model comes of it.")
            if self.repeats.value() == 1:
                words += " " + self.tr("Who is judged beside whom is chance too: repeats show how much.")
            return words.format(n=count(sum(n.values())))
        numbers = {split: count(of_split) for split, of_split in n.items()}
        words = self.tr(
            "{train} pictures to train on, {val} to choose the best epoch by, {test} to judge the result by."
        ).format(**numbers)
        judges = manifest.counts["test" if n["test"] else "val"]
        unjudged = [name for name in self.picks.picked() if not judges.get(name)]
        if self._from_scratch:
            words = self.tr(
                "{train} pictures to train on, {val} to watch and calibrate it by, {test} to judge the result by."
            ).format(**numbers)
            words += " " + self.tr(
                "A network that knows nothing yet needs 10,000 pictures or more and a night or two; with fewer, "
                "train on the program's own."
            )
        if unjudged:
            names = ", ".join(expression_word(name) for name in unjudged)
            words += " " + self.tr("No picture judges {classes}: bring more people who show it.").format(
                classes=names
            )
        return words

    def _word_rate(self) -> None:
        scratch = self._from_scratch
        self.form.set_words("rate", self.tr("Highest learning rate") if scratch else self.tr("Learning rate"))
        self.rate.setSpecialValueText(self.tr("the usual one") if scratch else self.tr("the optimizer's own"))

    def retranslate(self) -> None:
        """Sets every text anew."""
        form = self.form
        form.set_title(self.tr("What to train, and how"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("aim", self.tr("What comes of it"))
        form.set_words("folds", self.tr("Folds"))
        form.set_words("repeats", self.tr("Repeats, the people divided anew"))
        form.set_words("method", self.tr("Method"))
        form.set_words("name", self.tr("Name of the new model"))
        form.set_words("classes", self.tr("Expressions that the model shall tell apart"))
        form.set_words("optimizer", self.tr("Optimizer"))
        form.set_words("epochs", self.tr("Epochs"))
        form.set_words("tuning_epochs", self.tr("Epochs of fine-tuning"))
        form.set_words("dropout", self.tr("Dropout (0 to 0.95)"))
        form.set_words("batch", self.tr("Batch size"))
        form.set_words("views", self.tr("Random views of each picture"))
        form.set_words("backbone", self.tr("Backbone"))
        form.set_words("start", self.tr("Start from"))
        form.set_words("teacher", self.tr("Keep what the start model knew (0 to 0.45)"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        form.set_words("weights", self.tr("Rare classes weigh more"))
        form.set_words("flip", self.tr("Also upside down"))
        words = {
            MODEL: self.tr("A new model"),
            MEASUREMENT: self.tr("A measurement by folds"),
            FROZEN: self.tr("Frozen backbone (minutes)"),
            TUNED: self.tr("Fine-tune everything (hours)"),
            SCRATCH: self.tr("From scratch (a night or more)"),
            BUNDLED_BACKBONE: self.tr("The program's own"),
            RANDOM_BACKBONE: self.tr("Random weights"),
        }
        self.backbone.retranslate()
        for choice in (self.aim, self.method, self.start):
            for index in range(choice.count()):
                choice.setItemText(index, words[choice.itemData(index)])
        for index in range(self.optimizer.count()):
            self.optimizer.setItemText(index, optimizer_word(self.optimizer.itemData(index)))
        self.picks.word_again(self._class_words)
        self.defaults.setText(self.tr("Usual values"))
        self.study.setText(self.tr("Values of the original study"))
