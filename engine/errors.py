"""The two families of errors: what a user can mend, and everything else; and sentences for people.

A `KnownError` is the first family. Every other exception is a bug and is shown as one.
"""

from __future__ import annotations


class KnownError(Exception):
    """A problem that its reader can mend, said in one sentence that tells how.

    The first argument is always a literal template, so that the translations can be collected from the source;
    the values for its placeholders are passed by name.

    >>> str(KnownError("There is no file {path}. Check the name.", path="a.mp4"))
    'There is no file a.mp4. Check the name.'
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, object]]]:
        return rebuilt, (self.template, self.values)


def rebuilt(template: str, values: dict[str, object]) -> KnownError:
    """An error from its parts, as another process or a file has kept them."""
    return KnownError(template, **values)


class Sentence(str):
    """A text for people that remembers its template and values, so that a screen can say it in its own language.

    The template is a literal, as in a `KnownError`. A value may be another sentence.

    >>> Sentence("{n} cores", n=2)
    '2 cores'
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Sentence:
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    @classmethod
    def of(cls, problem: KnownError) -> Sentence:
        """What an error says."""
        return cls(problem.template, **problem.values)

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, object]]]:
        return _said_again, (self.template, self.values)


def _said_again(template: str, values: dict[str, object]) -> Sentence:
    return Sentence(template, **values)
