"""Axes are round and cover what is drawn; plots paint whatever comes."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.admin.look import admin_metrics
from gui.jobs.axis import tick_texts, ticks
from gui.jobs.plots import ConfusionPlot, Curve, CurvePlot, Effect, EffectsPlot, Level, thinned
from gui.theme import DARK, LIGHT

SIZES = admin_metrics(1280, 720)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 12))
def test_ticks_cover_the_range_evenly(low: float, width: float, most: int) -> None:
    marks = ticks(low, low + width, most)
    assert 2 <= len(marks) <= most + 1 or most == 1
    slack = 1e-6 * max(1.0, abs(low) + width)
    assert marks[0] <= low + slack and marks[-1] >= low + width - slack
    steps = [b - a for a, b in itertools.pairwise(marks)]
    assert max(steps) - min(steps) <= slack


def test_ticks_are_round_and_say_as_much_as_tells_them_apart(languages: object) -> None:
    assert ticks(0.9452, 0.9641, 4) == [0.945, 0.95, 0.955, 0.96, 0.965]
    assert tick_texts([0.945, 0.95, 0.955]) == ["0.945", "0.950", "0.955"]
    assert tick_texts([-1.0, 0.0, 1.0]) == ["−1", "0", "1"]
    assert ticks(math.nan, 1, 4) == [0.0, 1.0]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_plots_paint_anything(qtbot: QtBot, theme: object) -> None:
    curve = CurvePlot(theme, SIZES)  # type: ignore[arg-type]
    effects = EffectsPlot(theme, SIZES)  # type: ignore[arg-type]
    matrix = ConfusionPlot(theme, SIZES)  # type: ignore[arg-type]
    for plot in (curve, effects, matrix):
        qtbot.addWidget(plot)
        plot.resize(420, 260)
        plot.show()
        plot.grab()
    for points in (
        [],
        [(1, 0.5)],
        [(1, math.nan)],
        [(1, math.inf), (2, 1.0)],
        [(i, 1 / (i + 1)) for i in range(9000)],
    ):
        curve.show_curves([Curve("loss", points), Curve("validation", points, second=True)], "epoch", "nothing yet")
        curve.grab()
        assert curve.look.cut_texts == []
    level = (Level("Adam", 0.95, 0.01), Level("AdaGrad", 0.94), Level("Adadelta", math.nan))
    effects.show_effects([Effect("optimizer", level), Effect("epochs", level)], "nothing yet")
    effects.grab()
    assert effects.look.cut_texts == []
    matrix.show_matrix(("Happy", "Surprise"), ((12, 3), (0, 15)), "is", "taken for")
    matrix.grab()
    assert matrix.look.cut_texts == []


@given(st.lists(st.floats(-1e6, 1e6) | st.just(math.nan), min_size=1, max_size=400), st.sampled_from([4, 10, 60]))
def test_a_thinned_curve_keeps_its_ends_its_order_and_its_extremes(values: list[float], most: int) -> None:
    points = [(float(x), y) for x, y in enumerate(values)]
    few = thinned(points, most)
    assert len(few) <= max(most, 1) and few[0] is points[0] and few[-1] is points[-1]
    assert [x for x, _ in few] == sorted({x for x, _ in few})
    finite = [y for y in values if math.isfinite(y)]
    if finite:
        kept = [y for _, y in few if math.isfinite(y)]
        assert min(kept) == min(finite) and max(kept) == max(finite)
