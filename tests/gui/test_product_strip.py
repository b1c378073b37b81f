"""The products with their ranks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from engine.preference import Preference, ProductTally
from engine.products.products import Product
from gui.languages import Languages
from gui.pictures import PictureShelf
from gui.product_strip import ProductStrip, ranks
from gui.theme import DARK, metrics_for
from tests.gui.scripted_kiosk import PRODUCTS, TALLIES, tally_of


def test_ranks_go_by_preference_and_leave_out_who_has_too_few() -> None:
    assert ranks(TALLIES, 10) == {"4711-0233": 1, "4711-0240": 2, "4711-0257": 3, "4711-0264": 4}


def test_equals_share_a_rank() -> None:
    same = {name: tally_of(mean, 5, {"neutral": 20}, 1, 1) for name, mean in (("a", 3), ("b", 9), ("c", 9), ("d", 1))}
    assert ranks(same, 10) == {"b": 1, "c": 1, "a": 3, "d": 4}


def test_one_viewer_ranks_nowhere() -> None:
    assert ranks({"a": ProductTally(1, 1.0, 1.0, {"happy": 1}, Preference(80.0, 1, None))}, 2) == {}
    assert ranks({"a": ProductTally(0, 0.0, 0.0, {}, None)}, 2) == {}


@pytest.fixture
def strip(qtbot: QtBot, languages: Languages, paths: Paths) -> ProductStrip:
    strip = ProductStrip(DARK, metrics_for(1280, 720), PictureShelf(paths.product_pictures))
    qtbot.addWidget(strip)
    strip.resize(1248, 130)
    return strip


def test_a_card_for_each_product_in_order(strip: ProductStrip) -> None:
    strip.show_products(PRODUCTS, TALLIES, "4711-0240", 10)
    cards = strip.cards()
    assert [card.product for card in cards] == list(PRODUCTS)
    assert [card.isChecked() for card in cards] == [False, True, False, False, False]
    words = [card.preference_words().replace("\u2009", " ") for card in cards]
    assert words == ["+31 ± 7", "+22 ± 9", "+9 ± 11", "−4 ± 12", "too few to tell"]
    assert cards[0].accessibleName().replace("\u2009", " ") == "冷萃烏龍茶 500 ml, 128 viewers · no. 1" + ", +31 ± 7"


def test_touching_a_card_asks_for_its_product_and_checks_nothing_by_itself(qtbot: QtBot, strip: ProductStrip) -> None:
    strip.show_products(PRODUCTS, TALLIES, "4711-0233", 10)
    strip.show()
    with qtbot.waitSignal(strip.chosen, timeout=5000) as got:
        QTest.mouseClick(strip.cards()[2], Qt.MouseButton.LeftButton)
    assert got.args == ["4711-0257"]
    assert [card.isChecked() for card in strip.cards()] == [True, False, False, False, False]


def test_many_products_scroll_and_the_one_on_show_is_seen(qtbot: QtBot, strip: ProductStrip) -> None:
    many = tuple(Product(f"{number:04}", f"Product {number}", order=number) for number in range(40))
    strip.show()
    strip.show_products(many, {}, "0000", 10)
    qtbot.wait(50)
    assert strip.horizontalScrollBar().maximum() > 0
    strip.show_products(many, {}, "0039", 10)
    qtbot.wait(50)
    last = strip.cards()[-1]
    assert 0 <= last.mapTo(strip, QPoint(0, 0)).x() <= strip.width() - last.width() + 1


def test_cards_come_and_go_with_the_products(qtbot: QtBot, strip: ProductStrip) -> None:
    strip.show_products(PRODUCTS, TALLIES, "4711-0233", 10)
    strip.show_products(PRODUCTS[:2], TALLIES, "4711-0233", 10)
    assert len(strip.cards()) == 2
    strip.show_products((), {}, None, 10)
    assert strip.cards() == ()
