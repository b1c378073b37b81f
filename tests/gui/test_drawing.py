"""Names on cards: whole where they can be, elided on purpose where not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gui.drawing import name_lines, text_width, wrapped
from gui.theme import font

pytestmark = pytest.mark.usefixtures("with_both_scripts", "languages")


def test_a_short_name_takes_one_line_at_full_size() -> None:
    assert name_lines("抹茶拿鐵", 20, 300, 2, 0.85) == (font(20, bold=True), ["抹茶拿鐵"])


def test_a_name_in_two_scripts_is_broken_between_them() -> None:
    assert name_lines("冷萃烏龍茶 Cold brew oolong", 20, 180, 2, 0.85)[1] == ["冷萃烏龍茶", "Cold brew oolong"]
    assert name_lines("Matcha latte 抹茶拿鐵", 20, 150, 2, 0.85)[1] == ["Matcha latte", "抹茶拿鐵"]


@pytest.mark.parametrize("width", range(60, 400, 17))
@pytest.mark.parametrize(
    "name", ["冷萃烏龍茶 500 ml", "Cold brew oolong tea 500 ml", "特大號家庭號限定版葡萄氣泡飲料", "A" * 80, ""]
)
def test_lines_fit_and_only_the_last_is_elided(qapp: QApplication, name: str, width: int) -> None:
    chosen, lines = name_lines(name, 20, width, 2, 0.85)
    assert 17 <= chosen.pixelSize() <= 20
    assert all(text_width(line, chosen) <= width + 0.5 for line in lines)
    assert len(lines) <= 2
    whole = "".join(lines).replace(" ", "")
    assert whole == name.replace(" ", "") or lines[-1].endswith("…")


def test_wrapping_loses_nothing_when_there_are_lines_enough() -> None:
    text = "This kiosk reads expressions with a camera. Only numbers are kept, never pictures."
    assert " ".join(wrapped(text, font(13), 200, 12)) == text
