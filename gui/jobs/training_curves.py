"""A training as it goes: loss and accuracy, epoch by epoch, of the phase that is at work."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.admin.parts import Card
from gui.jobs.plots import Curve, CurvePlot
from gui.messages import DOT
from gui.theme import LIGHT, Metrics, Theme
from training.jobs.events import Event

HEAD, TUNING, SCRATCH = "head", "tuning", "scratch"
PLOT_EMS = 13


class TrainingCurves(QWidget):
    """Two plots side by side and what they are of."""

    def __init__(self, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: dict[str, dict[str, list[tuple[float, float]]]] = {}
        """By stage and figure: (epoch, value)."""
        self._rate: float | None = None
        self.phase = QLabel(self)
        self.phase.setProperty("role", "explanation")
        self.cards = {name: Card(self) for name in ("loss", "accuracy")}
        self.plots = {name: CurvePlot(LIGHT, sizes, self) for name in self.cards}
        self._row = QGridLayout()
        for column, (name, card) in enumerate(self.cards.items()):
            card.inside.addWidget(self.plots[name], 1)
            self._row.addWidget(card, 0, column)
            self._row.setColumnStretch(column, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.phase)
        inside.addLayout(self._row, 1)
        self.set_look(LIGHT, sizes)

    def clear(self) -> None:
        """Forgets what was shown."""
        self.points, self._rate = {}, None

    def tell(self, event: Event) -> None:
        """Remembers an epoch; other events say nothing here."""
        if "epoch" not in event or "loss" not in event:
            return
        of_stage = self.points.setdefault(str(event.get("stage", "")), {})
        for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
            if isinstance(event.get(name), int | float):
                line = of_stage.setdefault(name, [])
                # A resumed run tells the epochs after its last checkpoint once more.
                while line and line[-1][0] >= event["epoch"]:
                    line.pop()
                line.append((float(event["epoch"]), float(event[name])))
        self._rate = event.get("learning_rate")

    def draw(self) -> None:
        """Draws what was remembered."""
        stage = next((later for later in (SCRATCH, TUNING) if later in self.points), HEAD)
        of_stage = self.points.get(stage, {})
        words = {
            HEAD: self.tr("The head on the frozen backbone"),
            TUNING: self.tr("The whole network, fine-tuned"),
            SCRATCH: self.tr("The whole network, from scratch"),
        }[stage]
        if self._rate is not None:
            words += DOT + self.tr("learning rate {rate}").format(rate=f"{self._rate:.2g}")
        self.phase.setText(words)
        self.phase.setVisible(bool(of_stage))
        for name, plot in self.plots.items():
            plot.show_curves(
                [
                    Curve(self.tr("training"), of_stage.get(name, [])),
                    Curve(self.tr("validation"), of_stage.get(f"val_{name}", []), second=True),
                ],
                self.tr("epoch"),
                self.tr("The first epoch is not yet done."),
            )

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        for name, plot in self.plots.items():
            self.cards[name].set_look(theme, sizes)
            plot.set_look(theme, sizes)
            plot.setMinimumHeight(round(sizes.body_px * PLOT_EMS))
        self._row.setSpacing(sizes.gap)

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.cards["loss"].set_title(self.tr("Loss (the lower the better)"))
        self.cards["accuracy"].set_title(self.tr("Accuracy (share read rightly)"))
        self.draw()
