"""Faces of the demo's people, as a kiosk crops them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.faces.haar import HaarDetector
from engine.preprocessing import crop_face
from engine.sources.demo.expression import Expression
from engine.sources.demo.player import Player
from engine.sources.demo.story import LOOP_S, STORY, is_fully_in_view, pose

SIZE = (640, 480)


def crops_showing(expression: Expression, player: Player) -> NDArray[np.uint8]:
    """(n, 48, 48): at each 0.4 s of the story, whoever shows this expression. `player` draws pictures of `SIZE`."""
    detector = HaarDetector(0.12, 480)
    crops = []
    for time_s in np.arange(0, LOOP_S, 0.4):
        for visit in STORY:
            where = pose(visit, time_s)
            if where is None or where.expression != expression or not is_fully_in_view(visit, time_s):
                continue
            picture = player.draw(time_s)
            for face in detector.detect(picture):
                if abs(face.box.centre[0] - where.x * SIZE[0]) < 40:
                    crops.append(crop_face(picture, face.box))
    return np.stack(crops)
