"""What is known of one product: heading, figures, preference, expressions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from engine.emotions import DISPLAY_ORDER, UNCERTAIN, in_display_order
from engine.preference import ProductTally
from engine.products.products import Product
from gui.messages import count, seconds
from gui.tally_parts import ExpressionBars, Figures, PreferenceGauge, ProductHeading
from gui.theme import Metrics, Theme

EMPTY_TALLY = ProductTally(viewers=0, dwell_s=0.0, attention_s=0.0, emotions={}, preference=None)
NOTHING = "–"


def viewers_caption(period: str) -> str:
    """The caption of the number of viewers, which says what time it covers."""
    captions = {
        "today": QCoreApplication.translate("TallyPanel", "Viewers today"),
        "week": QCoreApplication.translate("TallyPanel", "Viewers (7 d)"),
    }
    return captions.get(period, QCoreApplication.translate("TallyPanel", "Viewers"))


def bar_rows(classes: tuple[str, ...], tally: ProductTally) -> tuple[tuple[str, int], ...]:
    """One row for each class of the model and each one counted earlier, in the order of every screen."""
    known = classes or tuple(name for name in DISPLAY_ORDER if name != UNCERTAIN)
    names = in_display_order(tuple(dict.fromkeys((*known, *tally.emotions, UNCERTAIN))))
    return tuple((name, tally.emotions.get(name, 0)) for name in names)


class TallyPanel(QFrame):
    """Shows one product's tally; computes nothing."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.heading = ProductHeading(theme, sizes, self)
        self.figures = Figures(theme, sizes, self)
        self.gauge = PreferenceGauge(theme, sizes, self)
        self.bars = ExpressionBars(theme, sizes, self)
        self._layout = QVBoxLayout(self)
        for part in (self.heading, self.figures, self.gauge, self.bars):
            self._layout.addWidget(part)
        self._layout.setStretchFactor(self.bars, 1)
        self.set_look(theme, sizes)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        for part in (self.heading, self.figures, self.gauge, self.bars):
            part.set_look(theme, sizes)
        self._layout.setContentsMargins(*(4 * (sizes.padding,)))
        self._layout.setSpacing(6 if sizes.compact else round(sizes.gap * 1.25))

    def show_tally(
        self,
        product: Product | None,
        tally: ProductTally | None,
        *,
        caption: str,
        picture: QPixmap | None,
        classes: tuple[str, ...],
        min_viewers: int,
        period: str,
    ) -> None:
        """`caption` says why this product is here; `classes` are the model's; no product: an empty panel says so."""
        tally = tally or EMPTY_TALLY
        if product is None:
            self.heading.show_product(self.tr("Import a list to begin"), self.tr("No products yet"), "", None)
        else:
            self.heading.show_product(caption, product.name, product.code, picture)
        some = tally.viewers > 0
        self.figures.show_figures(
            (
                (count(tally.viewers), viewers_caption(period)),
                (seconds(tally.dwell_s) if some else NOTHING, self.tr("Mean dwell")),
                (seconds(tally.attention_s) if some else NOTHING, self.tr("Mean attention")),
            )
        )
        self.gauge.show_preference(tally.preference, min_viewers)
        self.bars.show_counts(bar_rows(classes, tally), tally.viewers)
