"""A CSV file of products looked at before anything changes: what would be new, what would change, what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import KnownError
from engine.products.product_csv import import_csv
from engine.products.products import Product


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing a file would do. `staged` holds the pictures that it brings, until `take_pictures`.

    `missing` are the products that are on offer now and not in the file; `warnings` what did not quite work.
    """

    file: str
    staged: Path
    new: tuple[Product, ...]
    changed: tuple[Product, ...]
    same: tuple[Product, ...]
    missing: tuple[Product, ...]
    warnings: tuple[KnownError, ...]

    @property
    def products(self) -> tuple[Product, ...]:
        """All that the file would write."""
        return (*self.new, *self.changed)

    def take_pictures(self, folder: Path) -> None:
        """Copies the staged pictures among the program's own. Raises `KnownError`."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for picture in self.staged.iterdir():
                if not (folder / picture.name).exists():
                    shutil.copyfile(picture, folder / picture.name)
        except OSError as error:
            raise KnownError(
                "The pictures cannot be kept in {folder} ({reason}). Check the disk and its permissions.",
                folder=folder,
                reason=error.strerror or error,
            ) from error


def plan_import(path: Path, staged: Path, known: Iterable[Product]) -> ImportPlan:
    """Reads `path` and changes nothing but the folder `staged`. Raises `KnownError` for a file that cannot be taken.

    `known`: the products that there are, retired ones too.
    """
    staged.mkdir(parents=True, exist_ok=True)
    before = {product.code: product for product in known}
    products, warnings = import_csv(path, staged, before.values())
    codes = {product.code for product in products}
    return ImportPlan(
        file=path.name,
        staged=staged,
        new=tuple(p for p in products if p.code not in before),
        changed=tuple(p for p in products if p.code in before and before[p.code] != p),
        same=tuple(p for p in products if before.get(p.code) == p),
        missing=tuple(p for p in before.values() if p.code not in codes and not p.retired),
        warnings=tuple(warnings),
    )
