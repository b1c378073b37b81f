"""Which model is judged, or which two, and on which faces."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import KnownError


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """`candidate` and `other` are names of installed models, `dataset` one of a dataset with real test pictures."""

    candidate: str
    other: str
    dataset: str

    def __post_init__(self) -> None:
        if self.candidate == self.other:
            raise KnownError("The model {name} cannot be compared with itself. Choose another one.", name=self.other)


@dataclass(frozen=True, slots=True)
class EvaluateConfig:
    """`model` is the name of an installed model, `data` a folder with one folder of pictures a class."""

    model: str
    data: str
