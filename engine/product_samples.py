"""A few products that make the demo whole on a fresh installation."""

from __future__ import annotations

from engine.paths import Paths
from engine.products import Product
from engine.store import Store

SAMPLES = (
    Product("4711-0233", "冷萃烏龍茶 Cold brew oolong", order=0),
    Product("4711-0240", "抹茶拿鐵 Matcha latte", order=1),
    Product("4711-0257", "葡萄氣泡飲 Sparkling grape", order=2),
    Product("4711-0264", "海鹽檸檬水 Sea salt lemonade", order=3),
    Product("4711-0271", "辣味番茄汁 Spicy tomato", order=4),
)


def ensure_sample_products(store: Store, paths: Paths) -> None:
    """Puts the samples into a store that has never had a product."""
    if not store.products(include_retired=True):
        store.import_products(SAMPLES)
