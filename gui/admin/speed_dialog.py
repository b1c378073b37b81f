"""How fast this machine runs the kiosk: what `main.py bench` measures, for people."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.errors import KnownError
from engine.paths import resources_folder
from gui.admin.parts import scrolling
from gui.admin.reading_dialog import ReadingDialog
from gui.theme import Metrics, Theme

MEASURED = ("classifier", "pipeline")
LIMIT_S = 300.0


def measured_speed() -> dict[str, Any]:
    """The benchmark's document, from a process of its own; half a minute. Raises `KnownError` where it fails."""
    only = [word for name in MEASURED for word in ("--only", name)]
    program = resources_folder().parent / "main.py"
    try:
        answer = subprocess.run(
            [sys.executable, str(program), "bench", "--json", *only],
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed("it took too long") from error
    if answer.returncode != 0:
        raise _failed((answer.stderr.strip().splitlines() or ["?"])[-1])
    return dict(json.loads(answer.stdout))


def _failed(reason: str) -> KnownError:
    return KnownError("The speed cannot be measured ({reason}). Try it again.", reason=reason)


class SpeedDialog(ReadingDialog):
    """A verdict, then what each step costs; `document`: the benchmark's."""

    def __init__(self, document: dict[str, Any], theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__("", theme, sizes, parent)
        self.heading.setText(self.tr("How fast this machine runs the kiosk"))
        self.verdict = QLabel(self._verdict(document["targets"]), self)
        self.verdict.setWordWrap(True)
        self.verdict.setProperty("role", "large")
        self.about = QLabel(
            self.tr(
                "Measured beside what the kiosk does at the moment, in milliseconds (medians). What is analysed less "
                "often than the camera delivers is left out, never delayed: seconds stay right."
            ),
            self,
        )
        self.about.setWordWrap(True)
        self.about.setProperty("role", "explanation")
        column = QWidget()
        self.table = QGridLayout(column)
        self.table.setHorizontalSpacing(2 * sizes.gap)
        self.table.setVerticalSpacing(round(sizes.gap * 0.6))
        self._put(0, (self.tr("What"), self.tr("Faces"), self.tr("Time"), self.tr("Frames a second")), "muted")
        for row, texts in enumerate(self._rows(document), start=1):
            self._put(row, texts)
        self.table.setRowStretch(self.table.rowCount(), 1)
        self.table.setColumnStretch(0, 1)
        self.body.addWidget(self.verdict)
        self.body.addWidget(scrolling(column), 1)
        self.body.addWidget(self.about)

    def _verdict(self, targets: list[dict[str, Any]]) -> str:
        if not all(target["met"] for target in targets):
            return self.tr("Slower than the kiosk needs. Measure again when nothing else is at work.")
        return self.tr("Fast enough.")

    def _rows(self, document: dict[str, Any]) -> list[tuple[str, str, str, str]]:
        rows = []
        for found in document["pipeline"]["rows"]:
            name = {"haar": "Haar", "yunet": "YuNet"}.get(found["detector"], found["detector"])
            what = self.tr("Detector {name}, {size}, and all that follows").format(name=name, size=found["size"])
            rows.append((what, str(found["faces"]), _ms(found["pipeline_ms"]), f"{found['fps']:.0f}"))
        for faces, timing in document["classifier"]["faces"].items():
            rows.append((self.tr("The model alone"), str(faces), _ms(timing), ""))
        return rows

    def _put(self, row: int, texts: tuple[str, ...], role: str = "") -> None:
        for column, text in enumerate(texts):
            cell = QLabel(text, self)
            cell.setProperty("role", role)
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.table.addWidget(cell, row, column)


def _ms(timing: dict[str, Any]) -> str:
    return f"{timing['p50_ms']:.1f} ms"
