"""Who comes when, and what they show: the script of the loop."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.sources.demo.expression import ANGER, HAPPY, NEUTRAL, SURPRISE, Expression
from engine.sources.demo.looks import ANNA, BRUNO, CARL, DIANA, Looks

LOOP_S = 36.0
_WALK_S = 1.7
_RAMP_S = 0.55
_STEPS = 8
_BLINK_S = 0.2


@dataclass(frozen=True)
class Act:
    """An expression from `start_s` to `end_s`, coming and going softly."""

    start_s: float
    end_s: float
    expression: Expression


@dataclass(frozen=True)
class Visit:
    """One person, from the first step into the picture to the last one out.

    `x` and `y`: where the eyes are, as shares of the picture; `size`: of the head; `side`: -1 comes from the left.
    """

    looks: Looks
    start_s: float
    end_s: float
    x: float
    y: float
    size: float
    side: int
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Pose:
    """Where a head is in a frame, in shares of the picture's width and height, and degrees."""

    x: float
    y: float
    tilt_deg: float
    expression: Expression


STORY: tuple[Visit, ...] = (
    Visit(ANNA, 0.4, 13.4, 0.33, 0.42, 1.0, -1, (Act(3.6, 11.2, HAPPY),)),
    Visit(BRUNO, 7.4, 20.0, 0.72, 0.45, 0.88, 1, (Act(9.6, 16.2, SURPRISE), Act(16.7, 18.4, HAPPY))),
    Visit(CARL, 15.6, 28.4, 0.33, 0.43, 0.95, -1, (Act(18.0, 26.5, ANGER),)),
    Visit(DIANA, 22.2, 35.2, 0.70, 0.44, 0.92, 1, (Act(29.6, 32.4, HAPPY),)),
)


def pose(visit: Visit, time_s: float) -> Pose | None:
    """Where the visitor is and what they show at a moment of the loop; None while they are not there."""
    if not visit.start_s <= time_s < visit.end_s:
        return None
    t, left = time_s - visit.start_s, visit.end_s - time_s
    away = 1 - _ease(min(t, left) / _WALK_S)
    # They leave on the side from which they came.
    x = visit.x + visit.side * away * (0.25 + (1 - visit.x if visit.side > 0 else visit.x))
    y = (
        visit.y
        + 0.012 * away * abs(float(np.sin(2 * np.pi * 1.4 * t)))
        + 0.005 * float(np.sin(1.25 * time_s + visit.x))
    )
    x += 0.007 * float(np.sin(0.83 * time_s + 9 * visit.x)) + 0.003 * float(np.sin(2.1 * time_s))
    tilt = (
        2.0 * float(np.sin(0.61 * time_s + 5 * visit.x)) + 0.8 * float(np.sin(1.7 * time_s)) - 2.5 * visit.side * away
    )
    return Pose(x, y, tilt, _expression(visit, time_s))


def is_fully_in_view(visit: Visit, time_s: float) -> bool:
    return visit.start_s + _WALK_S <= time_s <= visit.end_s - _WALK_S


def _expression(visit: Visit, time_s: float) -> Expression:
    """In few steps, so that every face is drawn once and used again."""
    shown = NEUTRAL
    for act in visit.acts:
        share = _ease(min(time_s - act.start_s, act.end_s - time_s) / _RAMP_S)
        if share > 0:
            shown = NEUTRAL.blend(act.expression, round(share * _STEPS) / _STEPS)
            if share < 1:
                return shown
    since_blink = (time_s + 7 * visit.x) % 3.4
    if since_blink < _BLINK_S:
        shut = 1.0 if 0.3 < since_blink / _BLINK_S < 0.7 else 0.5
        shown = replace(shown, eye_open=(1 - shut) * shown.eye_open - shut)
    return shown


def _ease(share: float) -> float:
    s = min(1.0, max(0.0, share))
    return s * s * (3 - 2 * s)
