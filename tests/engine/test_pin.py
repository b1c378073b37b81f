"""The PIN: right, wrong, and guessed at."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from engine.errors import KnownError
from engine.pin import LONGEST_WAIT_S, PinAnswer, PinLock, wait_after_s

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    """A steady clock that only moves when told."""

    def __init__(self, now_s: float = 1000.0) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "pin.json"


@pytest.fixture
def lock(file: Path, clock: Clock) -> PinLock:
    lock = PinLock(file, clock, FAST)
    lock.set_pin("4821")
    return lock


def test_there_is_no_pin_until_one_is_set(file: Path) -> None:
    lock = PinLock(file, hasher=FAST)
    assert not lock.is_set()
    with pytest.raises(KnownError, match="No PIN is set"):
        lock.try_pin("0000")
    lock.set_pin("4821")
    assert lock.is_set()


def test_only_the_right_pin_is_right(lock: PinLock) -> None:
    assert lock.try_pin("4822") is PinAnswer.WRONG
    assert lock.try_pin("") is PinAnswer.WRONG
    assert lock.try_pin("4821") is PinAnswer.RIGHT


def test_the_pin_itself_is_nowhere_in_the_file(lock: PinLock, file: Path) -> None:
    text = file.read_text()
    assert "4821" not in text.replace(json.loads(text)["hash"], "")
    assert json.loads(text)["hash"].startswith("$argon2id$")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_nobody_else_may_read_the_file(lock: PinLock, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", "1111", "12 34"])
def test_a_useless_pin_is_refused_and_the_old_one_stays(lock: PinLock, pin: str) -> None:
    with pytest.raises(KnownError):
        lock.set_pin(pin)
    assert lock.try_pin("4821") is PinAnswer.RIGHT


def test_the_wait_grows_and_has_an_end() -> None:
    assert [wait_after_s(tries) for tries in range(7)] == [0, 0, 0, 10, 20, 40, 80]
    assert wait_after_s(10) == LONGEST_WAIT_S
    assert wait_after_s(1_000_000) == LONGEST_WAIT_S


def guess(lock: PinLock, times: int) -> None:
    for _ in range(times):
        assert lock.try_pin("0000") is PinAnswer.WRONG


def test_after_three_wrong_tries_even_the_right_one_has_to_wait(lock: PinLock, clock: Clock) -> None:
    guess(lock, 3)
    assert lock.wait_s() == 10
    assert lock.try_pin("4821") is PinAnswer.TOO_EARLY
    clock.now_s += 9.9
    assert lock.try_pin("4821") is PinAnswer.TOO_EARLY
    clock.now_s += 0.2
    assert lock.try_pin("0000") is PinAnswer.WRONG
    assert lock.wait_s() == pytest.approx(20)
    clock.now_s += 20.1
    assert lock.try_pin("4821") is PinAnswer.RIGHT
    guess(lock, 2)
    assert lock.wait_s() == 0  # the right one had made up for the wrong ones


@pytest.mark.parametrize("clock_after_s", [0.0, 5.0, 1e9])
def test_starting_again_begins_the_wait_anew_whatever_the_clock_says(
    lock: PinLock, file: Path, clock_after_s: float
) -> None:
    guess(lock, 3)
    later = Clock(clock_after_s)
    again = PinLock(file, later, FAST)
    assert again.wait_s() == 10
    assert again.try_pin("4821") is PinAnswer.TOO_EARLY
    later.now_s += 10
    assert again.try_pin("4821") is PinAnswer.RIGHT


def test_pulling_the_plug_during_a_try_gains_nothing(lock: PinLock, file: Path, clock: Clock) -> None:
    class UnpluggedError(Exception):
        pass

    class Pulled(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            raise UnpluggedError

    for _ in range(3):
        with pytest.raises(UnpluggedError):
            PinLock(file, clock, Pulled()).try_pin("0000")
    assert PinLock(file, clock, FAST).wait_s() == 10


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"hash": "4821"}', '{"hash": "$argon2id$x", "wrong_tries": -1}', "\x00"]
)
def test_a_damaged_file_opens_nothing(file: Path, clock: Clock, content: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(content)
    lock = PinLock(file, clock, FAST)
    assert lock.is_set()
    with pytest.raises(KnownError, match="damaged"):
        lock.try_pin("4821")


def test_a_hash_that_is_none_opens_nothing(file: Path, clock: Clock) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('{"hash": "$argon2id$nonsense"}')
    with pytest.raises(KnownError, match="damaged"):
        PinLock(file, clock, FAST).try_pin("4821")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(KnownError, match="cannot be saved"):
        PinLock(tmp_path / "config" / "pin.json", hasher=FAST).set_pin("4821")


def test_a_thousand_wrong_tries_never_open_it_whatever_is_done_in_between(file: Path) -> None:
    """Restarts and changed clocks included; and whoever guesses waits for all but the first three."""
    steady = Clock(50_000.0)
    lock = PinLock(file, steady, FAST)
    lock.set_pin("4821")
    looked_at, waited_s = 0, 0.0
    guesses = [f"{number:04d}" for number in range(1001) if number != 4821]
    for number, guess_ in enumerate(guesses[:1000]):
        answer = lock.try_pin(guess_)
        assert answer is not PinAnswer.RIGHT
        if answer is PinAnswer.TOO_EARLY:
            assert lock.try_pin("4821") is PinAnswer.TOO_EARLY  # the right one has to wait as well
            if number % 3 == 0:  # the plug is pulled and the machine starts with another clock
                steady = Clock(float(number % 7) * 1e5)
                lock = PinLock(file, steady, FAST)
                assert lock.wait_s() == wait_after_s(looked_at)
            waited_s += lock.wait_s()
            steady.now_s += lock.wait_s() + 0.01
            answer = lock.try_pin(guess_)
            assert answer is PinAnswer.WRONG
        looked_at += 1
    assert looked_at == 1000
    assert waited_s > 9 * 24 * 3600  # nine days and more for a thousand of ten thousand PINs
    steady.now_s += LONGEST_WAIT_S + 1
    assert lock.try_pin("4821") is PinAnswer.RIGHT
