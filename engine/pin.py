"""The PIN that lets an administrator out of the locked kiosk.

Only its argon2id hash is kept. After wrong tries it has to be waited, longer each time. The wait is counted on the
steady clock from the moment this program knew of the tries: setting the machine's clock does not shorten it, and
neither does starting the program again, which begins the wait anew.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths

MIN_DIGITS, MAX_DIGITS = 4, 12
FREE_TRIES = 3
FIRST_WAIT_S = 10.0
LONGEST_WAIT_S = 900.0


class PinAnswer(Enum):
    """What came of a try. `TOO_EARLY`: it was not even looked at."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_EARLY = "too_early"


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")

    hash: Annotated[str, Field(pattern=r"^\$argon2id\$")]
    wrong_tries: Annotated[int, Field(ge=0)] = 0


def wait_after_s(wrong_tries: int) -> float:
    """How long to wait after so many wrong tries in a row, in seconds: nothing for the first three, then 10 s,
    doubled each time, up to a quarter of an hour."""
    if wrong_tries < FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(wrong_tries - FREE_TRIES, 30))


def check_digits(pin: str) -> None:
    """Raises KnownError unless `pin` is a usable PIN: 4 to 12 digits, not all the same."""
    if not (MIN_DIGITS <= len(pin) <= MAX_DIGITS and pin.isascii() and pin.isdigit()):
        raise KnownError("A PIN has {least} to {most} digits. Choose another one.", least=MIN_DIGITS, most=MAX_DIGITS)
    if len(set(pin)) == 1:
        raise KnownError("A PIN of one repeated digit is guessed at once. Choose another one.")


@dataclass(slots=True)
class PinLock:
    """The PIN in one file. Make it when the program starts: waits are counted from then.

    `clock` is a steady clock in seconds. Not thread-safe: `try_pin` and `set_pin` take a noticeable part of a second
    on purpose, so call them off the screen's thread, one at a time.
    """

    path: Path
    clock: Callable[[], float] = time.monotonic
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _free_at_s: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        kept = self._read(forgiving=True)
        self._free_at_s = self.clock() + (wait_after_s(kept.wrong_tries) if kept else 0.0)

    @classmethod
    def of(cls, paths: Paths) -> PinLock:
        """The PIN of an installation."""
        return cls(paths.config / "pin.json")

    def is_set(self) -> bool:
        """Whether there is a PIN; a damaged file counts as one, so that damaging it opens nothing."""
        return self.path.exists()

    def wait_s(self) -> float:
        """How long until the next try is looked at, in seconds."""
        return max(0.0, self._free_at_s - self.clock())

    def set_pin(self, pin: str) -> None:
        """Sets the PIN; who may do that is the caller's part. Raises KnownError for a bad PIN or a full disk."""
        check_digits(pin)
        self._write(_Kept(hash=self.hasher.hash(pin)))
        self._free_at_s = self.clock()

    def try_pin(self, pin: str) -> PinAnswer:
        """Looks at a try. It is written down as a wrong one before it is looked at, so that pulling the plug in
        between gains nothing. Raises KnownError when the file is damaged or cannot be written."""
        kept = self._read()
        if kept is None:
            raise KnownError("No PIN is set yet. Set one first.")
        if self.wait_s() > 0:
            return PinAnswer.TOO_EARLY
        tries = kept.wrong_tries + 1
        self._write(kept.model_copy(update={"wrong_tries": tries}))
        try:
            self.hasher.verify(kept.hash, pin)
        except VerifyMismatchError:
            self._free_at_s = self.clock() + wait_after_s(tries)
            return PinAnswer.WRONG
        except (InvalidHashError, VerificationError) as error:
            raise self._damaged() from error
        renewed = self.hasher.hash(pin) if self.hasher.check_needs_rehash(kept.hash) else kept.hash
        self._write(_Kept(hash=renewed))
        return PinAnswer.RIGHT

    def _damaged(self) -> KnownError:
        return KnownError(
            "The file of the PIN, {path}, is damaged. Delete it in the file system, then set a new PIN.",
            path=self.path,
        )

    def _read(self, *, forgiving: bool = False) -> _Kept | None:
        try:
            return _Kept.model_validate(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, ValidationError) as error:
            if forgiving:
                return None
            raise self._damaged() from error

    def _write(self, kept: _Kept) -> None:
        try:
            write_atomically(self.path, kept.model_dump_json().encode())
        except OSError as error:
            raise KnownError(
                "The PIN cannot be saved in {path} ({reason}). Check the disk and the folder's permissions.",
                path=self.path.parent,
                reason=error.strerror or error,
            ) from error
