"""What a face detector is, and which one this installation uses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from engine.errors import KnownError
from engine.faces.haar import HaarDetector
from engine.faces.yunet import YuNetDetector, find_yunet, install_yunet
from engine.paths import Paths
from engine.settings import DetectionSettings
from engine.types import Box, Face, Image

__all__ = ["FaceDetector", "HaarDetector", "YuNetDetector", "choose_detector", "install_yunet"]


class FaceDetector(Protocol):
    """Finds faces in a frame.

    Scores run from 0 to 1 and are made comparable by each detector: from 0.5 on, one detection is evidence enough to
    start a track; a weaker one only continues a track that is there already. So a print on a shirt or a fold, which
    both detectors report now and then with a low score, never becomes a viewer, and a face that turns away is kept.
    """

    @property
    def name(self) -> str: ...

    @property
    def looks_near(self) -> bool:
        """Whether it takes less time where it is told where to look."""
        ...

    def detect(self, image: Image, near: Sequence[Box] | None = None) -> tuple[Face, ...]:
        """Faces in a (H, W, 3) BGR frame of any size; boxes in its pixels, best first.

        `near`: where faces were a moment ago; a detector that `looks_near` looks nowhere else. Two of these boxes
        that lie close together may give the same face twice.
        """
        ...


def choose_detector(settings: DetectionSettings, paths: Paths) -> tuple[FaceDetector, KnownError | None]:
    """The detector that the settings ask for, and what is wrong where that cannot be had.

    "auto" takes YuNet where its file is installed. There is always a detector: the Haar cascade stands in.
    """
    haar = HaarDetector(settings.min_face_share, settings.working_width_px)
    if settings.detector == "haar":
        return haar, None
    path = Path(settings.yunet_path).expanduser() if settings.yunet_path else find_yunet(paths)
    if path is None:
        return haar, _not_installed() if settings.detector == "yunet" else None
    try:
        return YuNetDetector(path, settings.min_face_share, settings.working_width_px), None
    except KnownError as problem:
        return haar, problem


def _not_installed() -> KnownError:
    return KnownError(
        "The face detector YuNet is not installed; the simpler one is used. Import its file or choose another."
    )
