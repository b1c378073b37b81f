"""Which datasets there are, without reading their pictures."""

from __future__ import annotations

import logging
from pathlib import Path

from training.datasets.dataset import MANIFEST, DatasetManifest

log = logging.getLogger(__name__)


def list_manifests(folder: Path) -> tuple[DatasetManifest, ...]:
    """The manifests of the datasets in `folder`, by name; one that cannot be read is left out and logged.

    A dataset is known by its folder's name, whatever its manifest says.
    """
    found = []
    for file in sorted(folder.glob(f"[!.]*/{MANIFEST}")):
        try:
            manifest = DatasetManifest.model_validate_json(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            log.warning("the dataset in %s is passed over: %s", file.parent, error)
            continue
        found.append(manifest.model_copy(update={"name": file.parent.name}))
    return tuple(found)
