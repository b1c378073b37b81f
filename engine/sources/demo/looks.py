"""The people of the demo. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.sources.demo.canvas import Colour


@dataclass(frozen=True)
class Looks:
    """What makes one person differ from another."""

    skin: Colour
    hair: Colour
    iris: Colour
    lips: Colour
    clothes: Colour
    style: Literal["long", "short", "bun", "grey"]
    collar: Literal["round", "shirt"] = "round"
    brow: float = 0.05
    """Half the thickness of the brows."""
    jaw_width: float = 1.0
    nose_width: float = 1.0
    lip_fullness: float = 1.0
    lashes: float = 1.0
    stubble: float = 0.0
    age: float = 0.0
    parting: float = 0.0
    seed: int = 0


ANNA = Looks(
    skin=(0.64, 0.74, 0.92),
    hair=(0.11, 0.16, 0.25),
    iris=(0.20, 0.33, 0.40),
    lips=(0.42, 0.40, 0.74),
    clothes=(0.50, 0.42, 0.22),
    style="long",
    parting=0.22,
    seed=1,
    jaw_width=0.95,
)
BRUNO = Looks(
    skin=(0.44, 0.57, 0.78),
    hair=(0.06, 0.065, 0.08),
    iris=(0.07, 0.12, 0.20),
    lips=(0.38, 0.40, 0.63),
    clothes=(0.34, 0.24, 0.16),
    style="short",
    collar="shirt",
    brow=0.058,
    jaw_width=1.08,
    nose_width=1.12,
    lip_fullness=0.85,
    lashes=0.3,
    stubble=0.35,
    seed=2,
    parting=-0.35,
)
CARL = Looks(
    skin=(0.58, 0.67, 0.86),
    hair=(0.60, 0.62, 0.64),
    iris=(0.45, 0.38, 0.30),
    lips=(0.42, 0.42, 0.66),
    clothes=(0.30, 0.34, 0.30),
    style="grey",
    collar="shirt",
    brow=0.052,
    jaw_width=1.06,
    nose_width=1.15,
    lip_fullness=0.75,
    lashes=0.2,
    age=0.8,
    seed=3,
)
DIANA = Looks(
    skin=(0.27, 0.40, 0.60),
    hair=(0.035, 0.035, 0.045),
    iris=(0.06, 0.09, 0.15),
    lips=(0.28, 0.25, 0.52),
    clothes=(0.25, 0.55, 0.80),
    style="bun",
    brow=0.042,
    nose_width=1.15,
    lip_fullness=1.25,
    seed=4,
    jaw_width=0.97,
)
