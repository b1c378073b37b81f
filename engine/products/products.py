"""Products, and the CSV files that bring them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """One product. `code` is what its barcode says; `picture` names a file in the folder of product pictures;
    `zone` is the part of the picture, as shares (x1, y1, x2, y2) of its width and height before mirroring, in which a
    face looks at this product. A retired product keeps its exposures and takes no new ones.
    """

    code: str
    name: str
    picture: str | None = None
    order: int = 0
    zone: tuple[float, float, float, float] | None = None
    retired: bool = False
