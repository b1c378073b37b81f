"""A few products that make the demo whole on a fresh installation."""

from __future__ import annotations

import logging

from engine.paths import Paths
from engine.products.product_csv import import_csv
from engine.store.store import Store

log = logging.getLogger(__name__)


def ensure_sample_products(store: Store, paths: Paths) -> None:
    """Puts the samples into a store that has never had a product. Raises `KnownError` where they cannot be read."""
    if store.products(include_retired=True):
        return
    samples, warnings = import_csv(paths.resources / "products" / "products.csv", paths.product_pictures)
    for warning in warnings:
        log.warning("%s", warning)
    store.import_products(samples)
