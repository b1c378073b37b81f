"""The shop's products: what is on offer, in which order, when, and where it stands on the shelf."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engine.errors import KnownError
from engine.products.import_plan import ImportPlan, plan_import
from engine.products.product_csv import export_csv
from engine.products.products import Product
from gui.admin.attribution_card import AttributionCard
from gui.admin.files import choose_file
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import scrolling
from gui.admin.product_changes import Listed, Undo, read_list, write_products
from gui.admin.product_editor import ProductEditor
from gui.admin.product_import import ImportDialog
from gui.admin.product_list import ProductList
from gui.background_queue import BackgroundQueue
from gui.pictures import PictureShelf
from gui.theme import Metrics, Theme

MOST_UNDOS = 30


class ProductsPage(AdminPage):
    """The list at the left, to be put in order by dragging; the chosen product and the shelf at the right."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._listed = Listed((), {})
        self._undos: list[Undo] = []
        self._new: Product | None = None
        self._chosen_before: str | None = None
        self._staging: tempfile.TemporaryDirectory[str] | None = None
        self._working = BackgroundQueue(self)
        self._shelf = PictureShelf(context.paths.product_pictures, self)
        self.undo, self.export, self.bring, self.add = (
            self.add_action(), self.add_action(), self.add_action(), self.add_action(primary=True),
        )  # fmt: skip
        self.undo.clicked.connect(self.undo_last)
        self.export.clicked.connect(self._choose_export)
        self.bring.clicked.connect(self._choose_import)
        self.add.clicked.connect(self.add_product)
        self.list = ProductList(self._shelf, self)
        self.list.chosen_changed.connect(self._on_chosen)
        self.list.order_changed.connect(self._keep_order)
        self.editor = ProductEditor(self._shelf, context.paths.product_pictures, self)
        self.editor.save_wanted.connect(self._save)
        self.editor.retire_wanted.connect(self._retire)
        self.editor.discarded.connect(self._leave_new)
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
        self._row.addWidget(self.list, 2)
        self._row.addWidget(scrolling(right), 3)
        self.body.addLayout(self._row, 1)

    def title(self) -> str:
        return self.tr("Products")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("Drag to put them in order; every change is on the kiosk at once"))
        self.undo.setText(self.tr("Undo"))
        self.export.setText(self.tr("Export CSV…"))
        self.bring.setText(self.tr("Import CSV…"))
        self.add.setText(self.tr("Add product"))
        self.list.retranslate()
        self.editor.retranslate()
        self.shelf_card.retranslate()
        self._show_chosen()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self._row.setStretch(0, 1 if sizes.compact else 2)
        self._row.setStretch(1, 2 if sizes.compact else 3)
        for card in (self.list, self.editor, self.shelf_card):
            card.set_look(theme, sizes)
        self._row.setSpacing(sizes.gap)
        self._right.setSpacing(sizes.gap)

    def enter(self) -> None:
        self.shelf_card.enter()
        store = self.context.store
        self._working.add(lambda: read_list(store.get()), self._take, self.show_problem)

    def leave(self) -> None:
        self.shelf_card.leave()

    # What there is

    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._working.is_busy()

    def products(self) -> tuple[Product, ...]:
        """All products as they were read last, retired ones last."""
        return self._listed.products

    def chosen(self) -> Product | None:
        """The product of the chosen line, or the new one."""
        if self._new is not None:
            return self._new
        code = self.list.chosen_code()
        return next((product for product in self._listed.products if product.code == code), None)

    def choose(self, code: str) -> None:
        """Chooses a product's line."""
        self.list.choose(code)

    def _on_chosen(self) -> None:
        self._new = None
        self._show_chosen()

    def _take(self, listed: Listed, chosen: str | None = None) -> None:
        self._listed = listed
        self.list.show_products(listed, chosen)
        self._show_chosen()

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
        self._show_actions()

    def _show_actions(self) -> None:
        self.undo.setEnabled(bool(self._undos))
        self.undo.setToolTip(self._undos[-1].words if self._undos else "")
        self.export.setEnabled(bool(self._listed.products))

    # What can be done

    def add_product(self) -> None:
        """Begins a new product; it is kept when it is saved."""
        last = max((product.order for product in self._listed.products), default=-1)
        self._new = Product("", "", order=last + 1)
        self._chosen_before = self.list.chosen_code()
        self.list.choose_none()
        self._show_chosen()
        self.editor.name.setFocus()

    def _leave_new(self) -> None:
        if self._new is not None:
            self._new = None
            self._take(self._listed, self._chosen_before)

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
            self._show_actions()

        self._working.add(work, done, failed)

    def plan_file(self, file: Path) -> None:
        """Reads a CSV file and shows what importing it would do; nothing changes before that is accepted."""
        self.show_problem()
        staging = tempfile.TemporaryDirectory(prefix="mien-import-")
        known = self._listed.products

        def failed(problem: KnownError) -> None:
            staging.cleanup()
            self.show_problem(problem)

        self._staging = staging
        self._working.add(lambda: plan_import(file, Path(staging.name), known), self._show_plan, failed)

    def export_to(self, file: Path) -> None:
        """Writes the products that are on offer, with their pictures beside the file."""
        pictures = self.context.paths.product_pictures
        offered = [product for product in self._listed.products if not product.retired]

        def done(warnings: list[KnownError]) -> None:
            self.show_problem(*warnings)
            self.say(self.tr("%n product(s) written to {file}", "", len(offered)).format(file=file.name))

        self._working.add(lambda: export_csv(file, offered, pictures), done, self.show_problem)

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

        words = self.tr("Change of {name}").format(name=product.name)
        self._write((product,), words, record, forgotten=forgotten, chosen=product.code)

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

    def _keep_order(self, codes: Sequence[str]) -> None:
        by_code = {product.code: product for product in self._listed.products}
        offered = [by_code[code] for code in codes]
        changed = [replace(p, order=place) for place, p in enumerate(offered) if p.order != place]
        if changed:
            self._write(changed, self.tr("Order"), lambda _listed: self.context.audit.record("products_ordered"))

    def _write(
        self,
        changed: Sequence[Product],
        words: str,
        record: Callable[[Listed], Any],
        *,
        forgotten: Collection[str] = (),
        retire_others: bool = False,
        chosen: str | None = None,
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
            self._take(listed, chosen)

        def failed(problem: KnownError) -> None:
            self.show_problem(problem)
            self._take(self._listed)  # as it still is

        self._working.add(work, done, failed)

    # Questions

    def _choose_import(self) -> None:
        kinds = self.tr("CSV files (*.csv *.txt)")
        choose_file(self, self.tr("Import products"), kinds, self.plan_file)

    def _choose_export(self) -> None:
        kinds = self.tr("CSV files (*.csv)")
        choose_file(self, self.tr("Export products"), kinds, self.export_to, save_as="products.csv")
