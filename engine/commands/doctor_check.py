"""What `main.py doctor` says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "warn", "problem"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `problem`: the kiosk cannot do its work until it is mended. `finding` and
    `advice` are `Sentence`s wherever they are words of this program."""

    subject: str
    mark: Mark
    finding: str
    advice: str = ""
