"""The page of products over a real store: every change is kept, noted, told to the kiosk, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from engine.exposures import Exposure
from engine.paths import Paths
from engine.products.products import Product
from engine.settings import AttributionSettings, Settings
from engine.store.store import open_store
from gui.admin.look import admin_metrics, admin_style
from gui.admin.product_import import ImportDialog
from gui.admin.products_page import ProductsPage
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.admin.panel import Panel, no_stall
from tests.gui.scripted_kiosk import ScriptedKiosk

PRODUCTS = (Product("a", "Tea", order=0), Product("b", "Latte", order=1), Product("c", "Grape", order=2))


def seen(code: str) -> Exposure:
    return Exposure(code, datetime(2026, 3, 4, tzinfo=UTC), 2.0, 1.0, {"happy": 1.0}, "happy", 100.0, "m")


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    store, _ = open_store(paths.database, now=lambda: datetime.now(UTC))
    with closing(store):
        store.import_products(PRODUCTS)
        store.save_exposure(seen("a"))
    panel = Panel(paths, qtbot)
    yield panel
    panel.close()


@pytest.fixture
def page(panel: Panel, qtbot: QtBot) -> ProductsPage:
    page = panel.show(ProductsPage)
    settled(page, qtbot)
    return page


def settled(page: ProductsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=10_000)


def stored(panel: Panel) -> list[Product]:
    return list(panel.context.store.get().products(include_retired=True))


def lines(page: ProductsPage) -> list[str]:
    return [page.list.lines.item(place).text() for place in range(page.list.lines.count())]


def type_into(field: QLineEdit, text: str) -> None:
    field.clear()
    QTest.keyClicks(field, text)


def test_the_list_says_what_there_is(page: ProductsPage) -> None:
    assert lines(page) == ["Tea\na · 1 viewer", "Latte\nb · 0 viewers", "Grape\nc · 0 viewers"]
    assert page.editor.name.text() == "Tea"
    assert not page.editor.code.isEnabled(), "the code ties the product to what was counted"
    page.choose("b")
    assert page.editor.code.isEnabled()


def test_a_new_product_is_kept_once_it_is_whole(panel: Panel, page: ProductsPage, qtbot: QtBot) -> None:
    page.add.click()
    assert not page.editor.save.isEnabled() and page.editor.hint.text() == ""
    type_into(page.editor.name, "Lemonade")
    assert "needs a code" in page.editor.hint.text() and page.editor.code.property("wrong")
    type_into(page.editor.code, "b")
    assert "Another product has the code b" in page.editor.hint.text()
    type_into(page.editor.code, "4711")
    assert page.editor.save.isEnabled()
    with no_stall():
        page.editor.save.click()
        settled(page, qtbot)
    assert stored(panel)[-1] == Product("4711", "Lemonade", order=3)
    assert ("reload_products",) in panel.kiosk.told
    assert panel.said == ["Lemonade is on the kiosk."] and panel.actions() == ["product_saved"]
    chosen = page.chosen()
    assert chosen is not None and chosen.code == "4711"
    page.undo.click()
    settled(page, qtbot)
    assert stored(panel) == list(PRODUCTS)
    assert panel.actions()[-1] == "products_undone" and not page.undo.isEnabled()


def test_a_new_product_is_left_by_choosing_another(page: ProductsPage, qtbot: QtBot) -> None:
    page.add.click()
    page.set_look(page.theme, page.sizes)  # a window that changes its size
    assert page.list.chosen_code() is None
    lines = page.list.lines
    middle = lines.visualItemRect(lines.item(1)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    chosen = page.chosen()
    assert chosen is not None and chosen.code == "b" and page.editor.name.text() == "Latte"


def test_a_new_product_outlives_the_sight_of_retired_ones(page: ProductsPage) -> None:
    page.add.click()
    type_into(page.editor.name, "Lemonade")
    page.list.retired.click()
    assert page.editor.name.text() == "Lemonade" and page.list.chosen_code() is None


def test_a_new_product_that_is_discarded_leads_back(page: ProductsPage) -> None:
    page.choose("b")
    page.add.click()
    type_into(page.editor.name, "Lemonade")
    page.editor.discard.click()
    chosen = page.chosen()
    assert chosen is not None and chosen.code == "b" == page.list.chosen_code()
    assert page.editor.name.text() == "Latte" and not page.editor.is_dirty()


def test_hours_name_and_code_change_and_come_back(panel: Panel, page: ProductsPage, qtbot: QtBot) -> None:
    page.choose("b")
    page.editor.all_day.click()
    page.editor.start.setTime(QTime(8, 30))
    page.editor.end.setTime(QTime(0, 0))
    type_into(page.editor.code, "bb")
    page.editor.save.click()
    settled(page, qtbot)
    assert Product("bb", "Latte", order=1, hours=(510, 1440)) in stored(panel)
    assert len(stored(panel)) == 3
    assert lines(page)[1] == "Latte\nbb · 0 viewers · 08:30–24:00"
    page.undo.click()
    settled(page, qtbot)
    assert stored(panel) == list(PRODUCTS)
    page.choose("b")
    page.editor.all_day.click()
    page.editor.end.setTime(page.editor.start.time())
    assert not page.editor.save.isEnabled() and "same time" in page.editor.hint.text()
    page.editor.discard.click()
    assert not page.editor.is_dirty()


def test_retire_and_offer_again(panel: Panel, page: ProductsPage, qtbot: QtBot) -> None:
    page.choose("a")
    page.editor.retire.click()
    settled(page, qtbot)
    assert [line.split("\n")[0] for line in lines(page)] == ["Latte", "Grape"]
    assert [p.retired for p in stored(panel)] == [True, False, False]
    page.list.retired.click()
    assert lines(page)[-1].endswith("retired")
    page.choose("a")
    page.editor.retire.click()
    settled(page, qtbot)
    assert not any(product.retired for product in stored(panel))
    assert panel.actions() == ["product_retired", "product_back"]


def test_dragging_and_the_arrows_put_them_in_order(panel: Panel, page: ProductsPage, qtbot: QtBot) -> None:
    model = page.list.lines.model()
    assert model.moveRow(QModelIndex(), 2, QModelIndex(), 0)
    settled(page, qtbot)
    assert [p.code for p in stored(panel)] == ["c", "a", "b"]
    page.choose("c")
    page.list.down.click()
    settled(page, qtbot)
    assert [p.code for p in stored(panel)] == ["a", "c", "b"]
    chosen = page.chosen()
    assert chosen is not None and chosen.code == "c"
    page.undo.click()
    page.undo.click()  # while the first is under way
    settled(page, qtbot)
    page.undo.click()
    settled(page, qtbot)
    assert stored(panel) == list(PRODUCTS)


def test_a_picture_is_copied_small(panel: Panel, page: ProductsPage, qtbot: QtBot, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    cv2.imwrite(str(tmp_path / "photo.png"), rng.integers(0, 255, (900, 1200, 3), dtype=np.uint8))
    page.editor.take_file(tmp_path / "photo.png")
    qtbot.waitUntil(page.editor.save.isEnabled, timeout=5000)
    page.editor.save.click()
    settled(page, qtbot)
    name = stored(panel)[0].picture
    assert name is not None
    kept = cv2.imread(str(panel.paths.product_pictures / name))
    assert kept is not None and max(kept.shape) == 512
    (tmp_path / "no.png").write_bytes(b"no picture")
    page.editor.take_file(tmp_path / "no.png")
    qtbot.waitUntil(page.problems.isVisible, timeout=5000)
    assert "not a picture" in page.problems.words.text()


def test_an_import_is_shown_before_anything_changes(
    panel: Panel, page: ProductsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "p.csv").write_text("code,name,picture\nb,Better latte,\nd,Date,nowhere.png\n")
    page.plan_file(tmp_path / "p.csv")
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is not None, timeout=5000)
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert [p.code for p in dialog.plan.new] == ["d"] and len(dialog.plan.warnings) == 1
    assert stored(panel) == list(PRODUCTS)
    dialog.retire.click()
    dialog.action.click()
    settled(page, qtbot)
    by_code = {p.code: p for p in stored(panel)}
    assert by_code["b"].name == "Better latte" and by_code["d"].name == "Date"
    assert by_code["a"].retired and by_code["c"].retired
    page.undo.click()
    settled(page, qtbot)
    assert stored(panel) == list(PRODUCTS)


def test_a_wrong_file_is_explained_and_changes_nothing(
    panel: Panel, page: ProductsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "p.csv").write_text("code,name\nb,\n")
    page.plan_file(tmp_path / "p.csv")
    settled(page, qtbot)
    assert "Line 2" in page.problems.words.text()
    assert stored(panel) == list(PRODUCTS) and ("reload_products",) not in panel.kiosk.told


def test_what_is_exported_imports_as_the_same(panel: Panel, page: ProductsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export_to(tmp_path / "out.csv")
    settled(page, qtbot)
    page.plan_file(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is not None, timeout=5000)
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert len(dialog.plan.same) == 3 and not dialog.plan.products and not dialog.action.isEnabled()
    dialog.reject()


@pytest.fixture
def zone_page(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[tuple[Panel, ProductsPage]]:
    store, _ = open_store(paths.database, now=lambda: datetime.now(UTC))
    with closing(store):
        store.import_products((replace(PRODUCTS[0], zone=(0.0, 0.0, 0.5, 1.0)), *PRODUCTS[1:]))
    settings = Settings(attribution=AttributionSettings(mode="zones"))
    panel = Panel(paths, qtbot, ScriptedKiosk(settings=settings))
    panel.kiosk.run()
    page = panel.show(ProductsPage, (1060, 900))
    panel.session.start()
    qtbot.waitUntil(lambda: not page.is_busy() and page.shelf_card.view.has_picture(), timeout=10_000)
    yield panel, page
    panel.close()


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_zone_is_drawn_on_the_live_picture_where_it_is_seen(
    zone_page: tuple[Panel, ProductsPage], qtbot: QtBot, mirrored: bool
) -> None:
    panel, page = zone_page
    panel.keeper.change({"screen.mirror": mirrored})
    panel.kiosk.run()
    view = page.shelf_card.view
    qtbot.waitUntil(lambda: view._mirrored is mirrored, timeout=5000)
    page.choose("b")
    # In the frame's right half, which a mirrored view shows at its left.
    rect = view.rect_of((0.6, 0.2, 0.9, 0.8))
    assert rect is not None
    start, end = rect.topLeft().toPoint(), rect.bottomRight().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    settled(page, qtbot)
    zone = next(p for p in stored(panel) if p.code == "b").zone
    assert zone == pytest.approx((0.6, 0.2, 0.9, 0.8), abs=0.01)
    assert panel.actions()[-1] == "zone_drawn"
    assert "Grape" in page.shelf_card.missing.text() and "Latte" not in page.shelf_card.missing.text()
    QTest.keyClick(view, Qt.Key.Key_Down)
    settled(page, qtbot)
    zone = next(p for p in stored(panel) if p.code == "b").zone
    assert zone is not None and zone[1] == pytest.approx(0.21, abs=0.01)
    page.shelf_card.remove.click()
    settled(page, qtbot)
    assert next(p for p in stored(panel) if p.code == "b").zone is None


def test_a_zone_is_moved_by_its_middle_and_resized_by_a_corner(
    zone_page: tuple[Panel, ProductsPage], qtbot: QtBot
) -> None:
    panel, page = zone_page
    panel.keeper.change({"screen.mirror": False})
    panel.kiosk.run()
    view = page.shelf_card.view
    qtbot.waitUntil(lambda: view._mirrored is False, timeout=5000)

    def drag(start: QPointF, by: QPoint) -> None:
        at = start.toPoint()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QTest.mouseMove(view, at + by)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at + by)
        settled(page, qtbot)

    page.choose("b")
    whole, zone = view.rect_of((0, 0, 1, 1)), view.rect_of((0, 0, 0.5, 1))
    assert whole is not None and zone is not None
    drag(
        zone.center(), QPoint(round(whole.width() * 0.25), 40)
    )  # touched, it is chosen, and moved within the picture
    chosen = page.chosen()
    assert chosen is not None and chosen.code == "a"
    assert chosen.zone == pytest.approx((0.25, 0.0, 0.75, 1.0), abs=0.01)
    zone = view.rect_of((0.25, 0, 0.75, 1))
    assert zone is not None
    drag(zone.bottomRight() - QPointF(3, 3), QPoint(-round(whole.width() * 0.25), -round(whole.height() * 0.5)))
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.zone == pytest.approx((0.25, 0.0, 0.5, 0.5), abs=0.02)


def test_the_way_of_attribution_is_a_setting(panel: Panel, page: ProductsPage) -> None:
    assert not page.shelf_card.view.isVisible()
    page.shelf_card.modes.buttons["rotation"].click()
    assert panel.keeper.value("attribution.mode") == "rotation"
    page.shelf_card._fields["attribution.rotation_s"].setValue(45)  # type: ignore[attr-defined]
    assert panel.keeper.value("attribution.rotation_s") == 45
    page.shelf_card.modes.buttons["zones"].click()
    assert page.shelf_card.view.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_a_product_can_be_edited_on_a_small_screen(
    panel: Panel, languages: Languages, qtbot: QtBot, with_both_scripts: None, language: str
) -> None:
    """800 x 480, less the list of pages and the foot."""
    languages.speak(language)
    page = panel.show(ProductsPage, size=(600, 420))
    small = admin_metrics(800, 480)
    assert panel.window is not None
    around = panel.window.layout()
    assert around is not None
    around.setContentsMargins(0, 0, 0, 0)  # as in the real window
    panel.window.setStyleSheet(admin_style(LIGHT, small))
    page.set_look(LIGHT, small)
    settled(page, qtbot)
    page.editor.all_day.setChecked(False)
    qtbot.waitUntil(page.editor.end.isVisible, timeout=5000)
    QTest.qWait(50)
    for card in (page.editor, page.shelf_card):
        assert card.minimumSizeHint().width() <= card.visibleRegion().boundingRect().width()
