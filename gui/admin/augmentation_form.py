"""What to draw and how: the form of the page of augmentation, and the configuration that it makes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from engine.errors import KnownError
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Form, Picks, word_more
from gui.jobs.words import preset_word
from gui.messages import count, expression_word
from training.augmentation.config import MOST_CANDIDATES, MOST_WANTED, AugmentConfig, GanConfig, preset
from training.datasets.dataset import DatasetManifest

LARGEST, NUMBER, FACTOR = "largest", "number", "factor"
MOST_EPOCHS, MOST_STEPS = 5000, 10_000
SELDOM_CHANGED = ("steps", "generator_rate", "discriminator_rate", "label_smoothing", "differentiable")
"""Settings whose fields are shown when they are asked for, or when they are not the preset's."""


class AugmentationForm(QObject):
    """The fields within a `Form`, which tells when one was edited."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.form, self._gan = form, preset("compact")
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
        self.number.setValue(200)
        self.factor.setValue(2.0)
        self._fill(AugmentConfig("-"))

    # What is chosen

    def config(self) -> tuple[AugmentConfig, str]:
        """What the form says, and the dataset that it is about. Raises `KnownError` where it makes no sense."""
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

    def wanted(self) -> tuple[AugmentConfig, dict[str, int]]:
        """What the form says, and how many pictures of which class that asks for. Raises as `config` does."""
        config, _ = self.config()
        manifest = self.dataset.manifest()
        assert manifest is not None
        return config, {name: n for name, n in config.wanted(manifest.counts["train"]).items() if n}

    # What is filled in

    def offer(self, datasets: tuple[DatasetManifest, ...]) -> None:
        """The datasets that there are."""
        if self.dataset.offer(datasets) or not self.picks.picked():
            self._offer_classes()
        else:
            self.picks.word_again(self._class_words)

    def _offer_classes(self) -> None:
        manifest = self.dataset.manifest()
        classes = () if manifest is None else manifest.classes
        self.picks.offer(classes, frozenset(classes), self._class_words)
        self.form.edited.emit()

    def _class_words(self, name: str) -> str:
        manifest = self.dataset.manifest()
        n = 0 if manifest is None else manifest.counts["train"][name]
        return f"{expression_word(name)}  {count(n)}"

    def fill(self, config: AugmentConfig) -> None:
        """Puts a configuration into the fields."""
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
        self.form.edited.emit()

    def show_what_counts(self) -> None:
        """Shows the fields that the others give a meaning."""
        target = self.target.currentData()
        self.form.show_field("number", target == NUMBER)
        self.form.show_field("factor", target == FACTOR)
        self.candidates.setEnabled(self.keep.isChecked())

    # Words

    def retranslate(self) -> None:
        """Sets every text anew."""
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
