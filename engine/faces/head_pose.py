"""How far a face is turned to the side, from five landmarks.

Source: weak perspective of a rigid face, as in Gee and Cipolla, "Determining the gaze of faces in images" (Image
and Vision Computing 12, 1994): the nose tip stands out of the plane of eyes and mouth, so it moves sideways in the
picture as the head turns. Its place is written in the face's own skewed axes — along the eyes, and from the eyes'
middle to the mouth's middle —, which takes tilt (roll) out exactly and nodding (pitch) nearly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

NOSE_OVER_EYES = 0.42
"""How far the nose tip stands out of the plane of eyes and mouth, over the distance of the eyes.

From the generic head model that is common in head-pose estimation (nose tip 135 and mouth corners 10 units before the
eyes' outer corners, which are 450 units apart): a nose 26 mm out with pupils 63 mm apart."""


def estimate_yaw_deg(landmarks: Sequence[tuple[float, float]]) -> float:
    """Yaw in degrees: 0 straight at the camera, positive when the face turns to the right of the picture.

    `landmarks`: eye at the left of the picture, eye at the right, nose tip, left and right mouth corner; any unit.
    Where one eye hides the other it is a profile: 90 or -90.

    With e the vector between the eyes, m that from their middle to the mouth's middle, and n that to the nose tip,
    n = a e + b m; under weak perspective a = NOSE_OVER_EYES tan(yaw).
    """
    (lx, ly), (rx, ry), (nx, ny), (mlx, mly), (mrx, mry) = landmarks
    ex, ey = rx - lx, ry - ly
    mid_x, mid_y = (lx + rx) / 2, (ly + ry) / 2
    mx, my = (mlx + mrx) / 2 - mid_x, (mly + mry) / 2 - mid_y
    area = ex * my - ey * mx
    aside = (nx - mid_x) * my - (ny - mid_y) * mx
    if area <= 0:
        return math.copysign(90.0, aside)
    return math.degrees(math.atan2(aside, area * NOSE_OVER_EYES))
