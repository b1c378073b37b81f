"""What a product needs, for forms and files alike."""

from __future__ import annotations

from engine.errors import KnownError
from engine.products.products import Product

MAX_CODE_LETTERS = 100
MAX_NAME_LETTERS = 200


def code_problem(code: str) -> KnownError | None:
    """What is wrong with a code."""
    if not code.strip():
        return KnownError("A product needs a code. Scan its barcode, or type one.")
    if len(code) > MAX_CODE_LETTERS or not code.isprintable():
        return KnownError(
            "This code is too long or has signs that cannot be typed. Keep it to {limit} characters.",
            limit=MAX_CODE_LETTERS,
        )
    return None


def name_problem(name: str) -> KnownError | None:
    """What is wrong with a name."""
    if not name.strip():
        return KnownError("A product needs a name. Type it as shoppers know it.")
    if len(name) > MAX_NAME_LETTERS:
        return KnownError("This name is too long. Keep it to {limit} characters.", limit=MAX_NAME_LETTERS)
    return None


def hours_problem(hours: tuple[int, int] | None) -> KnownError | None:
    """What is wrong with the hours."""
    if hours is not None and hours[0] == hours[1]:
        return KnownError("The hours begin and end at the same time. Choose two times, or all day.")
    return None


def product_problem(product: Product) -> KnownError | None:
    """The first thing that is wrong with a product."""
    return code_problem(product.code) or name_problem(product.name) or hours_problem(product.hours)
