"""Face detection with YuNet, a small network from OpenCV's model zoo: also tilted and turned faces, with landmarks.

The program ships no YuNet file; the administrator brings the one whose checksum is pinned here.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.faces.head_pose import estimate_yaw_deg
from engine.faces.reduction import reduce_for_faces
from engine.files import write_atomically
from engine.paths import Paths
from engine.types import Box, Face, Image

FILE_NAME = "face_detection_yunet_2026may.onnx"
SHA256 = "ebafce4e3c118d6554634be5c27ab333b4c047a9a8c3faf1d7cf93101c22f0f0"
WEAK_SCORE = 0.6
"""YuNet's own score from which a detection may continue a track."""
STRONG_SCORE = 0.75
"""YuNet's own score from which a detection may start one. Measured: faces of viewers have 0.85 to 0.94 and, tilted
far, 0.75 to 0.9; a shirt's print at most 0.6. (A moving hand had 0.84 for two frames: that is the tracker's part.)"""
SIDE_OVER_ROOT = 1.06
"""The longer side that a box gets, over the root of its area as YuNet gives it.

YuNet's boxes run from the forehead to the chin, and lower still under an open mouth; Haar's squares round the same
centre do not. Measured on the clips, this makes the longer side the same for both (median ratio 1.00, middle 80 %:
0.95 to 1.07), and with the crop's margin it gives FER2013's own framing. So one margin fits both detectors' crops,
and one minimum size means one distance."""
NMS_IOU = 0.3
DOUBTFUL_YAW_DEG = 20.0
"""From this yaw on a face is looked at again in turned pictures: it may only be tilted."""
MOST_LOOKS = 4
"""Faces of a frame that are looked at again, the best first, so that a crowd does not slow the detector down."""
LOOK_TURNS_DEG = (-35.0, 0.0, 35.0)
LOOK_SIDE_PX = 128
LOOK_FACE_PX = 56
LOOK_SCORE = 0.5
SMALLEST_PICTURE_PX = 32
"""YuNet's coarsest grid; nothing smaller can hold a face for it."""


class YuNetDetector:
    """Runs the YuNet file at `path`; `min_face_share` is of the frame's height.

    Raises `KnownError` when the file is missing or is not the one with the pinned checksum.
    """

    name = "yunet"
    looks_near = False

    def __init__(self, path: Path, min_face_share: float, working_width_px: int) -> None:
        self._min_face_share = min_face_share
        self._working_width_px = working_width_px
        # From the very bytes that were checked: nothing can change between the check and the loading.
        network = np.frombuffer(_read_checked(path), dtype=np.uint8)
        nothing = np.empty(0, dtype=np.uint8)
        self._network = cv2.FaceDetectorYN.create("onnx", network, nothing, (320, 320), WEAK_SCORE, NMS_IOU)
        self._second_look = cv2.FaceDetectorYN.create(
            "onnx", network, nothing, (LOOK_SIDE_PX, LOOK_SIDE_PX), LOOK_SCORE, NMS_IOU
        )

    def detect(self, image: Image, near: Sequence[Box] | None = None) -> tuple[Face, ...]:
        """Faces in a (H, W, 3) BGR frame, with landmarks and yaw; boxes in its pixels, best first.

        A score of 0.5 stands for `STRONG_SCORE`. It looks everywhere, `near` or not: it is quick, and its network is
        made for whole pictures.
        """
        small, scale = reduce_for_faces(image, self._min_face_share, self._working_width_px)
        height, width = small.shape[:2]
        if min(height, width) < SMALLEST_PICTURE_PX:
            return ()
        self._network.setInputSize((width, height))
        # OpenCV's type stub forgets that no face is None.
        rows = cast("NDArray[np.float32] | None", self._network.detect(small)[1])
        if rows is None:
            return ()
        smallest_px = self._min_face_share * image.shape[0]
        faces = [_face(row * np.float32(scale), float(row[14])) for row in rows]
        faces = [face for face in faces if _longer_side_px(face.box) >= smallest_px and _touches(face.box, image)]
        faces.sort(key=lambda face: -face.score)
        doubtful = [face for face in faces if abs(face.yaw_deg or 0.0) >= DOUBTFUL_YAW_DEG][:MOST_LOOKS]
        return tuple(self._looked_at_again(image, face) if face in doubtful else face for face in faces)

    def _looked_at_again(self, image: Image, face: Face) -> Face:
        """The face with its yaw from the picture in which it stands most upright.

        YuNet sets the landmarks of a tilted head nearly as if it were upright (measured: at 45 degrees of tilt the
        line of the eyes shows 6 to 22), and the nose beside the middle: a head that is only tilted seems turned. No
        geometry of those points can undo that. A picture turned back by about the tilt does, and of several pictures
        the score tells which one that is.
        """
        looks = [look for turn_deg in LOOK_TURNS_DEG if (look := self._look(image, face.box, turn_deg)) is not None]
        if not looks:
            return face
        _, yaw_deg = max(looks, key=lambda look: look[0])
        return replace(face, yaw_deg=yaw_deg)

    def _look(self, image: Image, box: Box, turn_deg: float) -> tuple[float, float] | None:
        """Score and yaw of the face in `box` with the picture turned counterclockwise; None if it is not found."""
        (x, y), middle = box.centre, LOOK_SIDE_PX / 2
        scale = LOOK_FACE_PX / _longer_side_px(box)
        turn = cv2.getRotationMatrix2D((x, y), turn_deg, scale)
        turn[:, 2] += np.array((middle - x, middle - y))
        picture = cv2.warpAffine(
            image, turn, (LOOK_SIDE_PX, LOOK_SIDE_PX), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        rows = cast("NDArray[np.float32] | None", self._second_look.detect(picture)[1])
        found = [
            row
            for row in (() if rows is None else rows)
            if abs(row[0] + row[2] / 2 - middle) < LOOK_FACE_PX / 2
            and abs(row[1] + row[3] / 2 - middle) < LOOK_FACE_PX / 2
        ]
        if not found:
            return None
        best = max(found, key=lambda row: float(row[14]))
        return float(best[14]), estimate_yaw_deg(_landmarks(best))


def _landmarks(row: NDArray[np.float32]) -> tuple[tuple[float, float], ...]:
    return tuple((float(row[i]), float(row[i + 1])) for i in range(4, 14, 2))


def _face(row: NDArray[np.float32], raw_score: float) -> Face:
    """A row of YuNet's output: x, y, width, height, five landmarks, score."""
    x, y = float(row[0]), float(row[1])
    width, height = max(1.0, float(row[2])), max(1.0, float(row[3]))
    landmarks = _landmarks(row)
    scale = SIDE_OVER_ROOT * math.sqrt(width * height) / max(width, height)
    half_width, half_height = width * scale / 2, height * scale / 2
    centre_x, centre_y = x + width / 2, y + height / 2
    score = (raw_score - WEAK_SCORE) / (2 * (STRONG_SCORE - WEAK_SCORE))
    return Face(
        box=Box(centre_x - half_width, centre_y - half_height, centre_x + half_width, centre_y + half_height),
        score=min(1.0, max(0.0, score)),
        landmarks=landmarks,
        yaw_deg=estimate_yaw_deg(landmarks),
    )


def _longer_side_px(box: Box) -> float:
    return max(box.width_px, box.height_px)


def _touches(box: Box, image: Image) -> bool:
    """Whether part of the box lies in the picture: the network may place one beyond its edge."""
    height, width = image.shape[:2]
    return box.x1 < width - 1 and box.y1 < height - 1 and box.x2 > 1 and box.y2 > 1


def find_yunet(paths: Paths) -> Path | None:
    """The installed YuNet file, if there is one."""
    path = paths.models / FILE_NAME
    return path if path.is_file() else None


def install_yunet(file: Path, paths: Paths) -> Path:
    """Copies the YuNet file to where every start finds it; returns its place there.

    Raises `KnownError` when it is unreadable or not the expected one, or when the folder cannot be written.
    """
    content = _read_checked(file)
    target = paths.models / FILE_NAME
    try:
        write_atomically(target, content)
    except OSError as error:
        raise KnownError(
            "The face detector cannot be saved in {path} ({reason}). Check the disk and the folder's permissions.",
            path=target.parent,
            reason=error.strerror or error,
        ) from error
    return target


def _read_checked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnownError(
            "The face detector's file {path} cannot be read ({reason}). Check its name, or import it again.",
            path=path,
            reason=error.strerror or error,
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise KnownError(
            "The file {path} is damaged or not the expected face detector: its checksum is wrong. Bring {expected}.",
            path=path,
            expected=FILE_NAME,
        )
    return content
