"""What a service manager hears, on a real socket of its kind."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.service_manager import ServiceManager

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd's sockets are Unix's")


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bound:
        bound.bind(str(tmp_path / "notify"))
        bound.settimeout(5.0)
        yield bound


def test_it_is_told_in_systemds_words(listener: socket.socket) -> None:
    manager = ServiceManager.of({"NOTIFY_SOCKET": listener.getsockname(), "WATCHDOG_USEC": "20000000"})
    assert manager.listens() and manager.watchdog_s == 20.0
    manager.ready()
    manager.alive()
    manager.stopping()
    assert [listener.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


@pytest.mark.skipif(os.name != "posix" or not Path("/proc").exists(), reason="Linux alone has sockets without a file")
def test_a_socket_without_a_file() -> None:
    name = f"mien-{uuid.uuid4()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bound:
        bound.bind("\0" + name)
        bound.settimeout(5.0)
        ServiceManager.of({"NOTIFY_SOCKET": "@" + name}).ready()
        assert bound.recv(100) == b"READY=1"


def test_started_by_anybody_else_it_tells_nobody() -> None:
    manager = ServiceManager.of({})
    assert not manager.listens() and manager.watchdog_s is None
    manager.ready()
    manager.alive()


def test_a_child_that_inherits_the_names_is_not_meant(listener: socket.socket) -> None:
    told = {"NOTIFY_SOCKET": listener.getsockname(), "WATCHDOG_USEC": "20000000"}
    assert ServiceManager.of({**told, "WATCHDOG_PID": str(os.getpid())}).watchdog_s == 20.0
    assert ServiceManager.of({**told, "WATCHDOG_PID": str(os.getppid())}).watchdog_s is None
    assert ServiceManager.of({**told, "WATCHDOG_USEC": "soon"}).watchdog_s is None


def test_a_manager_that_is_gone_or_deaf_holds_nothing_up(listener: socket.socket, tmp_path: Path) -> None:
    ServiceManager(str(tmp_path / "none")).alive()
    deaf = ServiceManager(listener.getsockname())
    began_s = time.monotonic()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    while time.monotonic() - began_s < 0.5:  # its queue is long full by then
        deaf.alive()
    assert time.monotonic() - began_s < 3.0
