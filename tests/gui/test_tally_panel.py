"""The figures of one product, and bars that are as long as they say."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from engine.preference import Preference, ProductTally
from engine.products.products import Product
from gui.languages import Languages
from gui.tally_panel import TallyPanel, bar_rows
from gui.tally_parts import ExpressionBars, PreferenceGauge
from gui.theme import DARK, EXPRESSION_COLOURS, LIGHT, Theme, contrast, metrics_for, readable_on
from tests.gui.scripted_kiosk import CLASSES, TALLIES

SIZES = metrics_for(1280, 720)


def lengths(image: QImage, colour: str) -> int:
    """The longest run of one colour in any row of the image."""
    wanted = QColor(colour)
    rows = range(0, image.height(), 2)
    return max(sum(image.pixelColor(x, y) == wanted for x in range(image.width())) for y in rows)


@pytest.mark.parametrize("width", [268, 366, 433, 548, 549, 550, 551, 777])
def test_a_bars_length_is_the_share_of_viewers(qtbot: QtBot, languages: Languages, width: int) -> None:
    bars = ExpressionBars(DARK, SIZES)
    qtbot.addWidget(bars)
    bars.resize(width, 240)
    tally = TALLIES["4711-0233"]
    bars.show_counts(bar_rows(CLASSES, tally), tally.viewers)
    image = bars.grab().toImage()
    full = tuple((name, 128 if name == "happy" else 0) for name, _ in bar_rows(CLASSES, tally))
    bars.show_counts(full, tally.viewers)
    track = lengths(bars.grab().toImage(), EXPRESSION_COLOURS["happy"])
    for name in ("happy", "surprise", "neutral", "disgust", "fear", "anger"):
        expected = track * tally.emotions[name] / tally.viewers
        assert lengths(image, EXPRESSION_COLOURS[name]) == pytest.approx(expected, abs=4), name


def test_bars_stand_in_the_agreed_order_and_nothing_counted_is_left_out() -> None:
    tally = ProductTally(4, 1.0, 1.0, {"sad": 1, "happy": 2, "uncertain": 1}, None)
    assert bar_rows(("anger", "happy", "neutral"), tally) == (
        ("happy", 2),
        ("neutral", 0),
        ("anger", 0),
        ("uncertain", 1),
        ("sad", 1),
    )


def test_the_panel_says_everything_with_its_unit(qtbot: QtBot, languages: Languages) -> None:
    panel = TallyPanel(DARK, SIZES)
    qtbot.addWidget(panel)
    product = Product("4711-0233", "Oolong tea")
    panel.show_tally(
        product,
        TALLIES[product.code],
        caption="On show",
        picture=None,
        classes=CLASSES,
        min_viewers=10,
        period="today",
    )
    said = panel.figures.accessibleName().replace("\u00a0", " ")
    assert said == "Viewers today: 128, Mean dwell: 6.4 s, Mean attention: 4.9 s"
    assert panel.gauge.accessibleName().replace("\u2009", " ") == "Preference +31 ± 7, n = 128"
    assert "Happy 49" in panel.bars.accessibleName()


@pytest.mark.parametrize(
    "preference", [None, Preference(80.0, 1, None), Preference(80.0, 9, (70.0, 90.0))], ids=["none", "one", "nine"]
)
def test_few_viewers_are_too_few_to_tell(qtbot: QtBot, languages: Languages, preference: Preference | None) -> None:
    gauge = PreferenceGauge(DARK, SIZES)
    qtbot.addWidget(gauge)
    gauge.show_preference(preference, 10)
    assert gauge.accessibleName() == "Preference too few to tell"
    gauge.show_preference(Preference(80.0, 10, (70.0, 90.0)), 10)
    assert "too few" not in gauge.accessibleName()


@pytest.mark.parametrize(("mean", "place"), [(-100.0, 0.0), (-50.0, 0.25), (0.0, 0.5), (31.0, 0.655), (100.0, 1.0)])
def test_the_gauges_mark_stands_at_the_mean(qtbot: QtBot, languages: Languages, mean: float, place: float) -> None:
    gauge = PreferenceGauge(DARK, SIZES)
    qtbot.addWidget(gauge)
    gauge.resize(400, gauge.sizeHint().height())
    gauge.show_preference(Preference(mean, 40, (max(-100.0, mean - 8), min(100.0, mean + 8))), 10)
    image = gauge.grab().toImage()
    row = round(SIZES.body_px * 1.5 + gauge._track_h() * 1.2)
    bright = [x for x in range(400) if image.pixelColor(x, row) == QColor(DARK.text)]
    assert min(abs(x - 400 * place) for x in bright) <= 3


def test_nobody_yet_is_no_zero_seconds(qtbot: QtBot, languages: Languages) -> None:
    panel = TallyPanel(DARK, SIZES)
    qtbot.addWidget(panel)
    panel.show_tally(None, None, caption="", picture=None, classes=(), min_viewers=10, period="all")
    assert panel.figures.accessibleName() == "Viewers: 0, Mean dwell: –, Mean attention: –"
    assert panel.heading.accessibleName().endswith("No products yet")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_words_can_be_read_on_their_ground(theme: Theme) -> None:
    for ground in (theme.background, theme.card, theme.tile):
        assert contrast(QColor(theme.text), QColor(ground)) >= 7
        assert contrast(QColor(theme.muted), QColor(ground)) >= 4.5
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= 4.3
    for colour in EXPRESSION_COLOURS.values():
        assert contrast(readable_on(QColor(colour)), QColor(colour)) >= 4.5
