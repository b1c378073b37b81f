"""Pictures that are nearly the same: they belong into the same split, or a test measures memory.

A picture's fingerprint is 64 signs of horizontal brightness differences (Krawetz's "dHash"). Two fingerprints
that differ in at most three bits agree in at least one of four 16-bit parts, so that only pictures with a part
in common are compared.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

MOST_BITS = 3
MOST_DIFFERENCE = 12.0
"""Mean absolute difference of the 9 x 8 thumbnails, in grey values, up to which equal fingerprints mean equal
pictures."""


def thumbnails(faces: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(n, 8, 9) small pictures of (n, h, w) faces."""
    small = [cv2.resize(face, (9, 8), interpolation=cv2.INTER_AREA) for face in faces]
    return np.stack(small).astype(np.uint8) if small else np.empty((0, 8, 9), np.uint8)


def clusters(small: NDArray[np.uint8]) -> NDArray[np.int64]:
    """A cluster's number for each thumbnail, (n,): the same where pictures are nearly the same, also by way of
    others."""
    n = len(small)
    parent = np.arange(n)

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = int(parent[i])
        return i

    bits = (small[:, :, 1:] > small[:, :, :-1]).reshape(n, 64)
    packed = np.packbits(bits, axis=1).view(np.uint16)
    values = small.reshape(n, -1).astype(np.int16)
    for part in range(4):
        order = np.argsort(packed[:, part], kind="stable")
        starts = np.flatnonzero(np.diff(packed[order, part].astype(np.int64), prepend=-1))
        for members in np.split(order, starts[1:]):
            for place, i in enumerate(members[:-1]):
                others = members[place + 1 :]
                near = np.sum(bits[others] != bits[i], axis=1) <= MOST_BITS
                near &= np.abs(values[others] - values[i]).mean(axis=1) <= MOST_DIFFERENCE
                for other in others[near]:
                    parent[root(int(other))] = root(int(i))
    return np.array([root(i) for i in range(n)], dtype=np.int64)
