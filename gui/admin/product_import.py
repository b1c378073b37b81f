"""What importing a file of products would do, shown before anything changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.products.import_plan import ImportPlan
from engine.products.products import Product
from gui.admin.look import admin_style
from gui.messages import error_text
from gui.theme import Metrics, Theme

MOST_NAMES = 8


class ImportDialog(QDialog):
    """Accepted when the plan is to be carried out; `retires_others` says whether the others leave the kiosk."""

    def __init__(self, plan: ImportPlan, theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self.plan = plan
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setStyleSheet(
            admin_style(theme, sizes) + f"QDialog {{ background: {theme.card}; border: 2px solid {theme.border}; }}"
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(4 * (sizes.padding,)))
        outer.setSpacing(sizes.gap)
        title = QLabel(self.tr("Import {file}?").format(file=plan.file), self)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        outer.addWidget(title)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        for words, products in (
            (self.tr("%n new", "", len(plan.new)), plan.new),
            (self.tr("%n changed", "", len(plan.changed)), plan.changed),
            (self.tr("%n the same as before", "", len(plan.same)), ()),
        ):
            lines.addWidget(self._line(words, products))
        if plan.warnings:
            head = QLabel(self.tr("%n thing(s) did not quite work:", "", len(plan.warnings)), inner)
            head.setStyleSheet("font-weight: bold;")
            lines.addWidget(head)
            for warning in plan.warnings:
                label = QLabel("•  " + error_text(warning), inner)
                label.setProperty("role", "warning")
                label.setWordWrap(True)
                lines.addWidget(label)
        lines.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setMinimumHeight(round(sizes.body_px * 12))
        outer.addWidget(scroll, 1)
        self.retire = QCheckBox(self.tr("Retire the %n product(s) not in the file", "", len(plan.missing)), self)
        self.retire.setVisible(bool(plan.missing))
        outer.addWidget(self.retire)
        cancel, self.action = QPushButton(self.tr("Cancel"), self), QPushButton(self.tr("Import"), self)
        self.action.setProperty("role", "primary")
        cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.retire.toggled.connect(lambda _on: self._render())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.action)
        outer.addLayout(row)
        self.setFixedWidth(round(sizes.body_px * 42))
        self._render()

    def retires_others(self) -> bool:
        """Whether products that the file does not name are retired."""
        return self.retire.isChecked()

    def _render(self) -> None:
        self.action.setEnabled(bool(self.plan.products) or self.retires_others())

    def _line(self, words: str, products: tuple[Product, ...]) -> QLabel:
        names = self.tr(", ").join(product.name for product in products[:MOST_NAMES])
        more = " …" if len(products) > MOST_NAMES else ""
        label = QLabel(words + (self.tr(": ") + names + more if names else ""), self)
        label.setWordWrap(True)
        return label
