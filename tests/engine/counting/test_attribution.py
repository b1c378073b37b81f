"""The three ways of telling which product a face looks at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.counting.attribution import Attribution
from engine.products.products import Product
from engine.settings import AttributionSettings
from engine.types import Box

TEA, MILK, JUICE = Product("tea", "Tea"), Product("milk", "Milk"), Product("juice", "Juice")
SIZE_PX = (640, 480)


def face_at(x: float, y: float = 240) -> Box:
    return Box(x - 40, y - 50, x + 40, y + 50)


def attribution(mode: str, *products: Product, rotation_s: float = 10) -> Attribution:
    settings = AttributionSettings.model_validate({"mode": mode, "rotation_s": rotation_s})
    return Attribution(settings, products)


def test_the_first_product_is_on_show_at_first() -> None:
    assert attribution("on_show", TEA, MILK).product_for(1, face_at(100), SIZE_PX) == "tea"
    assert attribution("on_show").product_for(1, face_at(100), SIZE_PX) is None


def test_operator_chooses() -> None:
    shown = attribution("on_show", TEA, MILK, JUICE)
    assert shown.show("juice")
    assert shown.product_for(1, face_at(100), SIZE_PX) == "juice"
    assert not shown.show("beer")
    assert shown.on_show == "juice"
    shown.step(1)
    assert shown.on_show == "tea"
    shown.step(-1)
    assert shown.on_show == "juice"


def test_rotation_gives_each_its_seconds() -> None:
    turning = attribution("rotation", TEA, MILK, JUICE, rotation_s=10)
    seen = []
    for second in range(0, 35, 5):
        turning.tick(1000.0 + second)
        seen.append(turning.on_show)
    assert seen == ["tea", "tea", "milk", "milk", "juice", "juice", "tea"]
    assert turning.rotation_left_s(1000.0 + 33) == 7.0


def test_rotation_over_a_long_silence_keeps_the_beat() -> None:
    turning = attribution("rotation", TEA, MILK, JUICE, rotation_s=10)
    turning.tick(0.0)
    turning.tick(47.0)
    assert turning.on_show == "milk"
    assert turning.rotation_left_s(47.0) == 3.0


def test_choosing_in_rotation_begins_a_turn() -> None:
    turning = attribution("rotation", TEA, MILK, JUICE, rotation_s=10)
    turning.tick(0.0)
    turning.show("juice")
    turning.tick(8.0)
    turning.tick(17.0)
    assert turning.on_show == "juice"
    turning.tick(18.0)
    assert turning.on_show == "tea"


LEFT = Product("tea", "Tea", zone=(0.0, 0.0, 0.5, 1.0))
RIGHT = Product("milk", "Milk", zone=(0.5, 0.0, 1.0, 1.0))


def test_zones() -> None:
    shelf = attribution("zones", LEFT, RIGHT, JUICE)
    assert shelf.product_for(1, face_at(100), SIZE_PX) == "tea"
    assert shelf.product_for(2, face_at(500), SIZE_PX) == "milk"
    assert attribution("zones", LEFT).product_for(3, face_at(500), SIZE_PX) is None


def test_standing_on_the_border_is_one_product() -> None:
    shelf = attribution("zones", LEFT, RIGHT)
    assert {shelf.product_for(1, face_at(320 + d), SIZE_PX) for d in (-5, 5, -8, 8, -10, 10)} == {"tea"}
    assert shelf.product_for(1, face_at(400), SIZE_PX) == "milk"
    shelf.forget(set())
    assert shelf.product_for(1, face_at(319), SIZE_PX) == "tea"


@given(st.lists(st.floats(0.01, 30), min_size=1, max_size=50))
def test_rotation_depends_on_time_alone(steps_s: list[float]) -> None:
    often, once = (attribution("rotation", TEA, MILK, JUICE, rotation_s=10) for _ in range(2))
    often.tick(0.0)
    once.tick(0.0)
    total = 0.0
    for step in steps_s:
        total += step
        often.tick(total)
    once.tick(total)
    if abs(total % 10 - 0) > 1e-6 and abs(total % 10 - 10) > 1e-6:
        assert often.on_show == once.on_show
