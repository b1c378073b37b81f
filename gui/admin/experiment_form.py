"""What to vary and how often: the form of the page of the experiment, and the configuration that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from engine.errors import KnownError
from engine.model_registry import active_model_folder, read_manifest
from engine.paths import Paths
from gui.admin.parts import mark_wrong
from gui.admin.trial_table import level_word
from gui.jobs.backbone_choice import BackboneChoice
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Form, Picks, word_more
from gui.messages import expression_word
from gui.remarks import setting_word
from training.datasets.dataset import DatasetManifest
from training.experiment.config import (
    FACTOR_NAMES,
    MOST_REPEATS,
    MOST_WORKERS,
    RESPONSES,
    SWITCHES,
    ExperimentConfig,
    factor,
)
from training.experiment.orthogonal_arrays import ARRAY_NAMES
from training.experiment.taguchi import SEED_FACTORS, Factor
from training.recognizer.config import RetrainConfig

FIRST = tuple(one.name for one in SEED_FACTORS)
OTHERS = tuple(name for name in FACTOR_NAMES if name not in FIRST)
"""Settings whose lines are shown when they are asked for, or when they are not the usual ones."""
SELDOM_CHANGED = ("backbone", "array", "scheduler", *OTHERS)


class ExperimentForm(QObject):
    """The fields within a `Form`, which tells when one was edited.

    Every setting of the training has a line: several values are levels of a factor, one alone is what all trials
    take, and none leaves it at the usual one.
    """

    def __init__(self, form: Form, paths: Paths, dialogs_over: QWidget) -> None:
        super().__init__(form)
        self.form, self._paths, self._usual = form, paths, ExperimentConfig("-")
        self.dataset = DatasetChoice(form)
        form.add_choice("dataset", self.dataset)
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.repeats = form.spin("repeats", 1, MOST_REPEATS)
        self.repeat_by = form.choice("repeat_by")
        self.response = form.choice("response")
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.levels: dict[str, QLineEdit] = {name: form.line(name) for name in FIRST}
        self.workers = form.spin("workers", 1, MOST_WORKERS)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.confirm = form.tick("confirm")
        self.backbone = BackboneChoice(dialogs_over, form)
        self.backbone.edited.connect(form.edited.emit)
        form.add_choice("backbone", self.backbone)
        self.array = form.choice("array")
        self.scheduler = form.line("scheduler")
        self.scheduler.setPlaceholderText("tcp://HOST:PORT")
        self.levels |= {name: form.line(name) for name in OTHERS}
        self.more = form.more(*SELDOM_CHANGED)
        for choice, values in (
            (self.repeat_by, ("seeds", "folds")),
            (self.response, RESPONSES),
            (self.array, (None, *ARRAY_NAMES)),
        ):
            for value in values:
                choice.addItem(str(value), value)
        self.quick, self.study = QPushButton(form), QPushButton(form)
        self.quick.clicked.connect(self._fill_quick)
        self.study.clicked.connect(lambda: self.fill_plan(SEED_FACTORS, None))
        self.fill(self._usual)

    # What is chosen

    def config(self) -> tuple[ExperimentConfig, str]:
        """What the form says, and the dataset that it is about. Raises `KnownError` where it makes no sense."""
        manifest = self.dataset.manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        factors, fixed = self._lines()
        config = ExperimentConfig(
            manifest.name,
            classes=self.picks.picked(),
            factors=factors,
            array=self.array.currentData(),
            repeats=self.repeats.value(),
            repeat_by=self.repeat_by.currentData(),
            response=self.response.currentData(),
            base=replace(self._usual.settings(fixed), seed=self.seed.value()),
            backbone=self.backbone.backbone(),
            confirm=self.confirm.isChecked(),
            workers=self.workers.value(),
            scheduler=self.scheduler.text().strip() or None,
        )
        return config, manifest.name

    def _lines(self) -> tuple[tuple[Factor, ...], dict[str, str]]:
        """The factors, and the settings that all trials share. Each wrong line is marked."""
        factors: list[Factor] = []
        fixed: dict[str, str] = {}
        problem: KnownError | None = None
        for name, field in self.levels.items():
            texts = [_plain(name, part.strip()) for part in re.split("[,，、]", field.text()) if part.strip()]
            wrong = False
            try:
                if len(texts) == 1:
                    fixed[name] = texts[0].casefold()
                    self._usual.settings({name: fixed[name]})
                elif texts:
                    factors.append(factor(name, texts))
                    ExperimentConfig("-", factors=(factors[-1],), array=None)
            except KnownError as error:
                wrong, problem = True, problem or error
            mark_wrong(field, wrong)
        if problem is not None:
            raise problem
        if not factors:
            raise KnownError("Give at least one setting two levels or more, separated by commas.")
        return tuple(factors), fixed

    # What is filled in

    def offer(self, datasets: tuple[DatasetManifest, ...]) -> None:
        """The datasets that there are."""
        if self.dataset.offer(datasets) or not self.picks.picked():
            self._offer_classes()

    def _offer_classes(self) -> None:
        """Those of the present model are on at first."""
        manifest = self.dataset.manifest()
        classes = () if manifest is None else manifest.classes
        try:
            known = frozenset(read_manifest(active_model_folder(self._paths)).classes) & frozenset(classes)
        except KnownError:
            known = frozenset(classes)
        self.picks.offer(classes, known if len(known) > 1 else frozenset(classes), expression_word)
        self.form.edited.emit()

    def fill(self, config: ExperimentConfig) -> None:
        """Puts a configuration into the fields."""
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self.repeats.setValue(config.repeats)
        self.repeat_by.setCurrentIndex(self.repeat_by.findData(config.repeat_by))
        self.response.setCurrentIndex(self.response.findData(config.response))
        self.workers.setValue(config.workers)
        self.seed.setValue(config.base.seed)
        self.confirm.setChecked(config.confirm)
        self.backbone.show_backbone(config.backbone)
        self.scheduler.setText(config.scheduler or "")
        fixed = {
            name: text for name in FACTOR_NAMES if (text := _value(config.base, name)) != self._usual_value(name)
        }
        self.fill_plan(config.factors, config.array, fixed)

    def fill_plan(
        self, factors: Iterable[Factor], array: str | None, fixed: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Puts the factors into their lines, and what all trials share into theirs."""
        lines = {name: (text,) for name, text in fixed.items()} | {one.name: one.levels for one in factors}
        texts = {name: ", ".join(level_word(name, level) for level in levels) for name, levels in lines.items()}
        for name, field in self.levels.items():
            field.setText(texts.get(name, ""))
        self.array.setCurrentIndex(max(0, self.array.findData(array)))
        elsewhere = self.scheduler.text() or self.backbone.backbone() != self._usual.backbone
        if array is not None or elsewhere or any(name in texts for name in OTHERS):
            self.more.setChecked(True)

    def _fill_quick(self) -> None:
        """A tenth of the epochs: whether everything works, in minutes."""
        quick = tuple(f if f.name != "epochs" else Factor("epochs", ("3", "4", "5")) for f in SEED_FACTORS)
        self.fill_plan(quick, None)
        self.repeats.setValue(2)

    def _usual_value(self, name: str) -> str:
        return _value(self._usual.base, name)

    # Words

    def retranslate(self) -> None:
        """Sets every text anew."""
        form = self.form
        form.set_title(self.tr("What to vary, and how often"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("repeats", self.tr("Repeats of each combination"))
        form.set_words("repeat_by", self.tr("Repeats differ by"))
        form.set_words("response", self.tr("What is judged"))
        form.set_words("classes", self.tr("Expressions that the model shall tell apart"))
        for name in self.levels:
            form.set_words(name, setting_word(name), self.tr("levels, separated by commas") if name in FIRST else "")
        form.set_words("workers", self.tr("Processes at once"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        form.set_words("confirm", self.tr("Confirm the predicted best"))
        form.set_words("backbone", self.tr("Backbone"))
        form.set_words("array", self.tr("Orthogonal array"))
        form.set_words("scheduler", self.tr("Dask cluster that trains"))
        words: dict[Any, str] = {
            "seeds": self.tr("other random numbers"),
            "folds": self.tr("other people (folds)"),
            None: self.tr("the smallest that fits"),
        }
        for choice in (self.repeat_by, self.array):
            for index in range(choice.count()):
                choice.setItemText(index, words.get(choice.itemData(index), str(choice.itemData(index))))
        for index in range(self.response.count()):
            self.response.setItemText(index, setting_word(self.response.itemData(index)))
        for name in OTHERS:
            usual = level_word(name, self._usual_value(name))
            self.levels[name].setPlaceholderText(usual or self.tr("the optimizer's own"))
        self.picks.word_again(expression_word)
        self.backbone.retranslate()
        word_more(self.more)
        self.study.setText(self.tr("Levels of the original study"))
        self.quick.setText(self.tr("A quick try (few epochs)"))


def _plain(name: str, level: str) -> str:
    """A level as the configuration has it, of one in the screen's language."""
    return next((word for word in ("yes", "no") if name in SWITCHES and level == level_word(name, word)), level)


def _value(base: RetrainConfig, name: str) -> str:
    """A setting as one would write it into its line; empty where the optimizer decides."""
    value = getattr(base, name) if hasattr(base, name) else getattr(base.transforms, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).removesuffix(".0")
