"""A sentence with figures in it, kept as template and values so that it can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Remark:
    """A sentence for the reader. As with `KnownError`, the template comes first and literally.

    >>> str(Remark("{factor} has one level only.", factor="dropout"))
    'dropout has one level only.'
    """

    template: str
    values: Mapping[str, object]

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return self.template.format(**self.values)
