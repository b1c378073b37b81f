"""How a learning rate falls with the share of the training that is done."""

from __future__ import annotations

import math


def half_cosine(done: float) -> float:
    """From 1 to 0 as `done` goes from 0 to 1, slowly at both ends: Loshchilov and Hutter, "SGDR" (2017)."""
    return 0.5 * (1 + math.cos(math.pi * min(1.0, max(0.0, done))))
