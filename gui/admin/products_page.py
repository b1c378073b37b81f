"""The shop's products: what is on offer, in which order, when, and where it stands on the shelf."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import KnownError
from engine.products.import_plan import ImportPlan, plan_import
from engine.products.product_csv import export_csv, hours_text
from engine.products.products import Product
from gui.admin.attribution_card import AttributionCard
from gui.admin.files import choose_file
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card, scrolling
from gui.admin.product_changes import Listed, Undo, read_list, write_products
from gui.admin.product_editor import ProductEditor
from gui.admin.product_import import ImportDialog
from gui.background import Background
from gui.drawing import picture_tile
from gui.messages import viewers
from gui.pictures import PictureShelf
from gui.theme import Metrics, Theme

CODE = Qt.ItemDataRole.UserRole
MOST_UNDOS = 30


class ProductsPage(AdminPage):
    """The list at the left, to be put in order by dragging; the chosen product and the shelf at the right."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._listed = Listed((), {})
        self._undos: list[Undo] = []
        self._wanted: str | None = None
        self._new: Product | None = None
        self._staging: tempfile.TemporaryDirectory[str] | None = None
        self._working = Background(self)
        self._waiting: deque[tuple[Callable[[], Any], Callable[[Any], None], Callable[[KnownError], None]]] = deque()
        self._shelf = PictureShelf(context.paths.product_pictures, self)
        self._shelf.arrived.connect(lambda _name: self._show_icons())
        self.undo, self.export, self.bring, self.add = (
            self.add_action(), self.add_action(), self.add_action(), self.add_action(primary=True),
        )  # fmt: skip
        self.undo.clicked.connect(self.undo_last)
        self.export.clicked.connect(self._choose_export)
        self.bring.clicked.connect(self._choose_import)
        self.add.clicked.connect(self.add_product)
        self._make_list()
        self.editor = ProductEditor(self._shelf, context.paths.product_pictures, self)
        self.editor.save_wanted.connect(self._save)
        self.editor.retire_wanted.connect(self._retire)
        self.editor.failed.connect(self.show_problem)
        self.shelf_card = AttributionCard(context, self.theme, self.sizes, self)
        self.shelf_card.zone_changed.connect(self._set_zone)
        self.shelf_card.zone_chosen.connect(self.choose)
        self.shelf_card.failed.connect(self.show_problem)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.editor)
        self._right.addWidget(self.shelf_card, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.list_card, 2)
        self._row.addWidget(scrolling(right), 3)
        self.body.addLayout(self._row, 1)

    def _make_list(self) -> None:
        self.list_card = Card(self)
        self.list = QListWidget(self.list_card)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self.list.model().rowsMoved.connect(lambda *_: self._keep_order())
        self.up, self.down = QPushButton(self.list_card), QPushButton(self.list_card)
        self.up.clicked.connect(lambda: self.move_chosen(-1))
        self.down.clicked.connect(lambda: self.move_chosen(1))
        self.retired = QCheckBox(self.list_card)
        self.retired.toggled.connect(lambda _on: self._fill())
        row = QHBoxLayout()
        row.addWidget(self.retired, 1)
        row.addWidget(self.up)
        row.addWidget(self.down)
        self.list_card.inside.addWidget(self.list, 1)
        self.list_card.inside.addLayout(row)

    def title(self) -> str:
        return self.tr("Products")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("Drag to put them in order; every change is on the kiosk at once"))
        self.undo.setText(self.tr("Undo"))
        self.export.setText(self.tr("Export CSV…"))
        self.bring.setText(self.tr("Import CSV…"))
        self.add.setText(self.tr("Add product"))
        self.list_card.set_title(self.tr("On the kiosk"))
        self.retired.setText(self.tr("Show retired ones"))
        self.up.setText("↑")
        self.down.setText("↓")
        self.up.setAccessibleName(self.tr("Further to the front"))
        self.down.setAccessibleName(self.tr("Further to the back"))
        self.editor.retranslate()
        self.shelf_card.retranslate()
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self._row.setStretch(0, 1 if sizes.compact else 2)
        self._row.setStretch(1, 2 if sizes.compact else 3)
        for card in (self.list_card, self.editor, self.shelf_card):
            card.set_look(theme, sizes)
        self._row.setSpacing(sizes.gap)
        self._right.setSpacing(sizes.gap)
        side = round(sizes.touch * 1.1)
        self.list.setIconSize(QSize(side, side))
        self.list.setSpacing(1)
        self._fill()

    def enter(self) -> None:
        self.shelf_card.enter()
        store = self.context.store
        self._do(lambda: read_list(store.get()), self._take, self.show_problem)

    def leave(self) -> None:
        self.shelf_card.leave()

    # What there is

    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._working.is_busy() or bool(self._waiting)

    def products(self) -> tuple[Product, ...]:
        """All products as they were read last, retired ones last."""
        return self._listed.products

    def chosen(self) -> Product | None:
        """The product of the chosen line, or the new one."""
        if self._new is not None:
            return self._new
        item = self.list.currentItem()
        code = item.data(CODE) if item is not None else None
        return next((product for product in self._listed.products if product.code == code), None)

    def choose(self, code: str) -> None:
        """Chooses a product's line."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item is not None and item.data(CODE) == code:
                self._new = None
                self.list.setCurrentItem(item)
                self._show_chosen()

    def _take(self, listed: Listed) -> None:
        self._listed = listed
        self._fill()

    def _fill(self) -> None:
        item = self.list.currentItem()
        wanted = self._wanted or (item.data(CODE) if item is not None else None)
        self._wanted = None
        self.list.blockSignals(True)
        self.list.clear()
        for product in self._listed.products:
            if product.retired and not self.retired.isChecked():
                continue
            line = QListWidgetItem(self._line(product), self.list)
            line.setData(CODE, product.code)
            line.setSizeHint(QSize(0, round(self.sizes.touch * 1.5)))
            if product.retired:
                line.setFlags(line.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            if product.code == wanted:
                self.list.setCurrentItem(line)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show_icons()
        self._show_chosen()
        self._show_buttons()

    def _line(self, product: Product) -> str:
        about = [product.code, viewers(self._listed.counts.get(product.code, 0))]
        if product.hours is not None:
            about.append(hours_text(product.hours).replace("-", "–"))
        if product.retired:
            about.append(self.tr("retired"))
        return f"{product.name}\n{' · '.join(about)}"

    def _show_icons(self) -> None:
        side = self.list.iconSize().width()
        by_code = {product.code: product for product in self._listed.products}
        for place in range(self.list.count()):
            item = self.list.item(place)
            product = by_code.get(item.data(CODE)) if item is not None else None
            if item is not None and product is not None:
                picture = self._shelf.picture(product.picture)
                if picture is None:
                    picture = picture_tile(product.name, product.code, side, self.devicePixelRatioF())
                icon = QIcon(picture)
                icon.addPixmap(picture, QIcon.Mode.Selected)  # else it is tinted in the chosen line
                item.setIcon(icon)

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        others = {p.code for p in self._listed.products if chosen is None or p.code != chosen.code}
        is_new = self._new is not None and chosen is self._new
        count = self._listed.counts.get(chosen.code, 0) if chosen is not None else 0
        if is_new:
            others = {p.code for p in self._listed.products}
        self.editor.show_product(chosen, is_new=is_new, count=count, taken=frozenset(others))
        offered = [product for product in self._listed.products if not product.retired]
        self.shelf_card.show_products(offered, None if is_new else chosen)
        self._show_buttons()

    def _show_buttons(self) -> None:
        place, last = self.list.currentRow(), sum(not p.retired for p in self._listed.products) - 1
        self.up.setEnabled(0 < place <= last)
        self.down.setEnabled(0 <= place < last)
        self.undo.setEnabled(bool(self._undos))
        self.undo.setToolTip(self._undos[-1].words if self._undos else "")
        self.export.setEnabled(bool(self._listed.products))

    # What can be done

    def add_product(self) -> None:
        """Begins a new product; it is kept when it is saved."""
        last = max((product.order for product in self._listed.products), default=-1)
        self._new = Product("", "", order=last + 1)
        self.list.blockSignals(True)
        self.list.setCurrentItem(None)  # type: ignore[call-overload]
        self.list.blockSignals(False)
        self._show_chosen()
        self.editor.name.setFocus()

    def move_chosen(self, step: int) -> None:
        """Moves the chosen product in the order."""
        place = self.list.currentRow()
        if 0 <= place + step < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + step, item)
            self.list.setCurrentItem(item)
            self._keep_order()

    def undo_last(self) -> None:
        """Takes the last change of the products back."""
        if not self._undos or self.is_busy():
            return
        last = self._undos.pop()

        def work() -> Listed:
            store = self.context.store.get()
            store.restore_products(last.before, last.forgotten)
            return read_list(store)

        def done(listed: Listed) -> None:
            codes = ", ".join([*(product.code for product in last.before), *last.forgotten])
            self.context.audit.record("products_undone", codes=codes)
            self.context.session.reload_products()
            self._new = None
            self.say(self.tr("Undone: {what}").format(what=last.words))
            self._take(listed)

        def failed(problem: KnownError) -> None:
            self._undos.append(last)
            self.show_problem(problem)
            self._show_buttons()

        self._do(work, done, failed)

    def plan_file(self, file: Path) -> None:
        """Reads a CSV file and shows what importing it would do; nothing changes before that is accepted."""
        self.show_problem()
        staging = tempfile.TemporaryDirectory(prefix="mien-import-")
        known = self._listed.products

        def failed(problem: KnownError) -> None:
            staging.cleanup()
            self.show_problem(problem)

        self._staging = staging
        self._do(lambda: plan_import(file, Path(staging.name), known), self._show_plan, failed)

    def export_to(self, file: Path) -> None:
        """Writes the products that are on offer, with their pictures beside the file."""
        pictures = self.context.paths.product_pictures
        offered = [product for product in self._listed.products if not product.retired]

        def done(warnings: list[KnownError]) -> None:
            self.show_problem(*warnings)
            self.say(self.tr("%n product(s) written to {file}", "", len(offered)).format(file=file.name))

        self._do(lambda: export_csv(file, offered, pictures), done, self.show_problem)

    def _show_plan(self, plan: ImportPlan) -> None:
        dialog = ImportDialog(plan, self.theme, self.sizes, self)

        def ended(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                self._carry_out(plan, retire_others=dialog.retires_others())
            else:
                self._forget_staging()

        dialog.finished.connect(ended)
        dialog.open()

    def _carry_out(self, plan: ImportPlan, *, retire_others: bool) -> None:
        pictures = self.context.paths.product_pictures
        changed = (*plan.products, *plan.same)

        def record(_listed: Listed) -> None:
            self._forget_staging()
            self.context.audit.record("products_imported", n=len(changed), file=plan.file)
            self.say(self.tr("%n product(s) imported", "", len(changed)))

        words = self.tr("Import of {file}").format(file=plan.file)
        self._write(changed, words, record, first=lambda: plan.take_pictures(pictures), retire_others=retire_others)

    def _forget_staging(self) -> None:
        if self._staging is not None:
            self._staging.cleanup()
            self._staging = None

    def _save(self, product: Product) -> None:
        before = self.editor.product()
        is_new, renamed = self._new is not None, before is not None and before.code not in ("", product.code)
        forgotten = (before.code,) if renamed and before is not None else ()

        def record(_listed: Listed) -> None:
            self.context.audit.record("product_saved", code=product.code, name=product.name)
            words = self.tr("{name} is on the kiosk.") if is_new else self.tr("{name} is saved.")
            self.say(words.format(name=product.name))

        self._wanted = product.code
        self._write((product,), self.tr("Change of {name}").format(name=product.name), record, forgotten=forgotten)

    def _retire(self, product: Product) -> None:
        def record(_listed: Listed) -> None:
            action = "product_retired" if product.retired else "product_back"
            self.context.audit.record(action, code=product.code, name=product.name)
            words = self.tr("{name} is retired.") if product.retired else self.tr("{name} is on the kiosk again.")
            self.say(words.format(name=product.name))

        words = self.tr("Retiring {name}") if product.retired else self.tr("Offering {name} again")
        self._write((product,), words.format(name=product.name), record)

    def _set_zone(self, code: str, zone: tuple[float, float, float, float] | None) -> None:
        product = next((product for product in self._listed.products if product.code == code), None)
        if product is None:
            return
        shown = "–" if zone is None else ", ".join(f"{round(value * 100)} %" for value in zone)
        self._write(
            (replace(product, zone=zone),),
            self.tr("Zone of {name}").format(name=product.name),
            lambda _listed: self.context.audit.record("zone_drawn", code=code, zone=shown),
        )

    def _keep_order(self) -> None:
        codes = [self.list.item(place).data(CODE) for place in range(self.list.count())]
        by_code = {product.code: product for product in self._listed.products}
        offered = [by_code[code] for code in codes if not by_code[code].retired]
        changed = [replace(p, order=place) for place, p in enumerate(offered) if p.order != place]
        if changed:
            item = self.list.currentItem()
            self._wanted = item.data(CODE) if item is not None else None
            self._write(changed, self.tr("Order"), lambda _listed: self.context.audit.record("products_ordered"))

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[KnownError], None]) -> None:
        """One thing after the other, each off the GUI thread; none is dropped for the next."""
        if self._working.is_busy():
            self._waiting.append((work, done, failed))
            return

        def then_next(told: Callable[[Any], None]) -> Callable[[Any], None]:
            def tell(outcome: Any) -> None:
                told(outcome)
                if self._waiting and not self._working.is_busy():
                    self._do(*self._waiting.popleft())

            return tell

        self._working.start(work, then_next(done), then_next(failed))

    def _write(
        self,
        changed: Sequence[Product],
        words: str,
        record: Callable[[Listed], Any],
        *,
        forgotten: Collection[str] = (),
        retire_others: bool = False,
        first: Callable[[], None] | None = None,
    ) -> None:
        """Writes off the GUI thread; then it is noted, the kiosk reads its products again, and it can be undone."""
        self.show_problem()

        def work() -> tuple[tuple[Product, ...], tuple[str, ...], Listed]:
            if first is not None:
                first()
            return write_products(self.context.store.get(), changed, forgotten, retire_others)

        def done(outcome: tuple[tuple[Product, ...], tuple[str, ...], Listed]) -> None:
            before, new, listed = outcome
            self._undos = [*self._undos, Undo(before, new, words)][-MOST_UNDOS:]
            self.context.session.reload_products()
            self._new = None
            record(listed)
            self._take(listed)

        def failed(problem: KnownError) -> None:
            self.show_problem(problem)
            self._fill()  # as it still is

        self._do(work, done, failed)

    # Questions

    def _choose_import(self) -> None:
        kinds = self.tr("CSV files (*.csv *.txt)")
        choose_file(self, self.tr("Import products"), kinds, self.plan_file)

    def _choose_export(self) -> None:
        kinds = self.tr("CSV files (*.csv)")
        choose_file(self, self.tr("Export products"), kinds, self.export_to, save_as="products.csv")
