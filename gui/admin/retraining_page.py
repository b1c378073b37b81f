"""Retraining: a head on the frozen backbone or the whole network, and the choice that follows; or a measurement by
folds."""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from engine.errors import KnownError
from gui.admin.job_panel import JobPage
from gui.admin.retraining_form import RetrainingForm
from gui.jobs.folds_card import FoldsCard
from gui.jobs.model_choice import ModelChoice
from gui.jobs.training_curves import TrainingCurves
from gui.jobs.words import optimizer_word
from gui.messages import DOT, count
from gui.theme import Metrics, Theme
from training.jobs.events import Event
from training.jobs.runs import Run
from training.recognizer.config import BUNDLED_BACKBONE, TrainConfig


class RetrainingPage(JobPage):
    """Trains a candidate model, compares it with the one at work, and puts it there if that is wanted."""

    kind = "train"

    def title(self) -> str:
        return self.tr("Retraining")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        self.fields = RetrainingForm(self.form, self.context.paths, self)

    def show_datasets(self) -> None:
        self.fields.offer(self.datasets)

    def config(self) -> tuple[TrainConfig, str]:
        return self.fields.config()

    def fill_form(self, config: Any) -> None:
        self.fields.fill(config)

    def check(self) -> None:
        super().check()
        if self._ready:
            self.fields.show_what_applies()

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
        return self.tr("Start the training") if self.fields.wanted_folds is None else self.tr("Start the measurement")

    def _is_measurement(self) -> bool:
        with contextlib.suppress(KnownError):
            return self._shown is not None and self._shown.config().folds is not None
        return False

    def settings_text(self, config: Any) -> str:
        if config.pretraining is not None:
            return self._scratch_text(config)
        head = config.head
        parts = [
            config.name if config.folds is None else self._folds_text(config),
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
            parts.append(self.tr("random views: {n}").format(n=head.views))
        if config.teacher_share:
            parts.append(self.tr("what the start knew is kept: {share}").format(share=f"{config.teacher_share:g}"))
        return DOT.join(parts)

    def _folds_text(self, config: TrainConfig) -> str:
        words = self.tr("{n} folds") if config.repeats == 1 else self.tr("{n} folds, {repeats} times over")
        return words.format(n=config.folds, repeats=config.repeats)

    def _scratch_text(self, config: TrainConfig) -> str:
        pretraining = config.pretraining
        assert pretraining is not None
        further = config.backbone == BUNDLED_BACKBONE
        parts = [
            config.name,
            self.tr("on from the program's own model") if further else self.tr("from random weights"),
            self.tr("{epochs} epochs").format(epochs=f"{pretraining.epochs:g}"),
            self.tr("batch {size}").format(size=pretraining.batch_size),
            self.tr("learning rate {rate}").format(rate=f"{pretraining.peak_learning_rate:g}"),
        ]
        return DOT.join(parts)

    def result_text(self, run: Run) -> str:
        result = run.record.result or {}
        if "models" in result:
            last = list(result["models"].values())[-1]
            words = self.tr("accuracy {accuracy} on {n} faces")
            return words.format(accuracy=f"{last['accuracy']:.3f}", n=count(result["n"]))
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
        self.fields.retranslate()
        self.curves.retranslate()
        self.by_folds.render_again()
        self.choice.retranslate()
        super().retranslate()
        self.check()

    def leave(self) -> None:
        super().leave()
        self.choice.shut_down()
