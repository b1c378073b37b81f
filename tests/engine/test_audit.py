"""The history of changes: complete, readable, bounded, and no obstacle to the change itself."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engine.audit import AuditLog

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_entries_come_back_newest_first_and_in_any_script(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "data" / "audit.jsonl", now=lambda: NOON)
    assert log.entries() == ()
    log.record("product_saved", code="1", name="冷萃烏龍茶")
    log.record("setting_changed", name="counting.index_weights", before={"happy": 1.0}, after={"happy": 0.5})
    newest, oldest = log.entries()
    assert (oldest.action, oldest.details["name"], oldest.at) == ("product_saved", "冷萃烏龍茶", NOON)
    assert newest.details["after"] == {"happy": 0.5}
    assert "冷萃烏龍茶" in log.path.read_text(encoding="utf-8")
    assert len(log.entries(most=1)) == 1


def test_it_is_bounded_and_the_newest_stay(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl", max_bytes=2000)
    for number in range(200):
        log.record("x", number=number)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 4000
    numbers = [entry.details["number"] for entry in log.entries()]
    assert numbers == list(range(199, 199 - len(numbers), -1))
    assert len(numbers) > 20


def test_a_line_that_was_cut_off_harms_no_other(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log.record("one")
    log.record("two")
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[:-20])
    log.record("three")
    assert [entry.action for entry in log.entries()] == ["three", "one"]


def test_threads_do_not_mix_their_lines(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")

    def write() -> None:
        for _ in range(20):
            log.record("x", n="y" * 200)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([json.loads(line) for line in log.path.read_text().splitlines()]) == 80


def test_a_disk_that_does_not_take_it_is_said_and_mended(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file where the folder should be")
    log = AuditLog(blocked / "audit.jsonl")
    log.record("x")
    assert "cannot be written" in str(log.problem)
    blocked.unlink()
    log.record("y")
    assert str(log.problem) == "None"
    assert [entry.action for entry in log.entries()] == ["y"]


@pytest.mark.parametrize("hours", [-5, 8])
def test_times_are_instants_whatever_the_zone(tmp_path: Path, hours: int) -> None:
    local = NOON.astimezone(timezone(timedelta(hours=hours)))
    log = AuditLog(tmp_path / "audit.jsonl", now=lambda: local)
    log.record("x")
    assert log.entries()[0].at == NOON
