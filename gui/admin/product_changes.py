"""Reading and writing the shop's products, so that every change can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine.products.products import Product
from engine.store.store import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """All products in their order, retired ones last, and how many viewers each has had."""

    products: tuple[Product, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a change back: the products as they were, and the codes that were not there. `words` say what."""

    before: tuple[Product, ...]
    forgotten: tuple[str, ...]
    words: str


def read_list(store: Store) -> Listed:
    """What the page shows."""
    products = sorted(store.products(include_retired=True), key=lambda product: product.retired)
    sums = store.tally_sums(source=None)
    return Listed(tuple(products), {code: tally.viewers for code, tally in sums.items()})


def write_products(
    store: Store, changed: Sequence[Product], forgotten: Collection[str] = (), retire_others: bool = False
) -> tuple[tuple[Product, ...], tuple[str, ...], Listed]:
    """Writes products; returns those that they replaced, the codes that are new, and the list as it is now."""
    known = {product.code: product for product in store.products(include_retired=True)}
    codes = {product.code for product in changed}
    before = [known[code] for code in known if code in codes or code in forgotten]
    if retire_others:
        before += [product for code, product in known.items() if code not in codes and not product.retired]
    if forgotten:
        store.restore_products(changed, forgotten)
    else:
        store.import_products(changed, retire_others=retire_others)
    return tuple(before), tuple(code for code in codes if code not in known), read_list(store)
