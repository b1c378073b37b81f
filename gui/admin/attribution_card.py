"""Which product a face looks at: the way, the time of a turn, and the shelf zones on the live picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.errors import KnownError
from engine.products.products import Product
from engine.settings import Settings
from engine.types import Analysis, Frame
from gui.admin.page import AdminContext
from gui.admin.setting_form import SettingForm
from gui.admin.zone_view import ZoneView
from gui.jobs.form import Segments
from gui.theme import Metrics, Theme

MODES = ("on_show", "rotation", "zones")


class AttributionCard(SettingForm):
    """`zone_changed(code, zone)`: one was drawn, dragged or (None) removed; `zone_chosen(code)`: one was touched."""

    zone_changed = Signal(str, object)
    zone_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, context: AdminContext, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(context.settings, parent, columns=2)
        self._context = context
        self._chosen: Product | None = None
        self._products: tuple[Product, ...] = ()
        self._watching = False
        self.modes = Segments(MODES, self)
        self.modes.chosen.connect(self._set_mode)
        self.inside.insertWidget(0, self.modes)
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.inside.insertWidget(1, self.words)
        self.bind_number("attribution.rotation_s", step=5)
        self.view = ZoneView(theme, sizes, self)
        self.view.zone_changed.connect(self.zone_changed)
        self.view.zone_chosen.connect(self.zone_chosen)
        self.remove = QPushButton(self)
        self.remove.clicked.connect(self._remove)
        self.missing = QLabel(self)
        self.missing.setProperty("role", "warning")
        self.missing.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.missing, 1)
        row.addWidget(self.remove)
        self.inside.addWidget(self.view, 100)
        self.inside.addLayout(row)
        self.inside.addStretch(1)
        context.settings.changed.connect(self._follow)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.modes.set_upright(sizes.compact)
        self.view.set_look(theme, sizes)
        self.view.setMinimumHeight(round(sizes.body_px * 15))

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.set_title(self.tr("Which product a face looks at"))
        words = {
            "on_show": self.tr("The one on show"),
            "rotation": self.tr("Each in turn"),
            "zones": self.tr("By shelf zone"),
        }
        for name, button in self.modes.buttons.items():
            button.setText(words[name])
        self.set_words("attribution.rotation_s", self.tr("Each is on show for"))
        self._fields["attribution.rotation_s"].setSuffix(self.tr(" s"))  # type: ignore[attr-defined]
        self.defaults.hide()
        self.remove.setText(self.tr("Remove zone"))
        self._render()

    def enter(self) -> None:
        """Shows the live picture."""
        if not self._watching:
            self._watching = True
            self._context.session.frame_changed.connect(self._show_frame)
            self._context.session.picture_lost.connect(self.view.clear)
        self._follow(self._context.settings.settings())

    def leave(self) -> None:
        """Shows no picture any more."""
        if self._watching:
            self._watching = False
            self._context.session.frame_changed.disconnect(self._show_frame)
            self._context.session.picture_lost.disconnect(self.view.clear)
            self.view.clear()

    def show_products(self, products: Sequence[Product], chosen: Product | None) -> None:
        """The products on offer, and whose zone is dragged."""
        self._products, self._chosen = tuple(products), chosen
        self._render()

    def _mode(self) -> str:
        return self._context.settings.settings().attribution.mode

    def _set_mode(self, mode: str) -> None:
        try:
            self._context.settings.change({"attribution.mode": mode})
        except KnownError as error:
            self.failed.emit(error)
            self.modes.choose(self._mode())

    def _follow(self, _settings: Settings) -> None:
        self.show_settings()
        self.defaults.hide()
        self._render()

    def _show_frame(self, frame: Frame, analysis: Analysis | None) -> None:
        if self.view.isVisible():
            mirror = self._context.settings.settings().screen.mirror
            self.view.show_frame(frame, analysis, mirrored=mirror)

    def _remove(self) -> None:
        if self._chosen is not None:
            self.zone_changed.emit(self._chosen.code, None)

    def _render(self) -> None:
        mode = self._mode()
        self.modes.choose(mode)
        chosen = self._chosen
        explained = {
            "on_show": self.tr("Everybody looks at the product that the operator has put on show."),
            "rotation": self.tr("The products are put on show one after the other, each for the same time."),
            "zones": self.tr(
                "All products stand on the shelf at once; a face looks at the product in whose zone it is. Choose a "
                "product at the left and drag its zone on the picture."
            ),
        }
        self.words.setText(explained[mode])
        self.show_field("attribution.rotation_s", mode == "rotation")
        in_zones = mode == "zones"
        for widget in (self.view, self.remove):
            widget.setVisible(in_zones)
        self.remove.setEnabled(chosen is not None and chosen.zone is not None)
        without = [product.name for product in self._products if product.zone is None]
        self.missing.setVisible(in_zones and bool(without))
        self.missing.setText(
            self.tr("Nobody is counted for products without a zone: {names}").format(
                names=", ".join(without[:3]) + (" …" if len(without) > 3 else "")
            )
        )
        self.view.show_shares(
            {product.code: product.zone for product in self._products if product.zone is not None},
            {product.code: product.name for product in self._products},
            editable=in_zones,
        )
        on_offer = chosen is not None and not chosen.retired
        self.view.choose(chosen.code if chosen is not None and on_offer else None)
