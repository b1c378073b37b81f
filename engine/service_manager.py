"""What the service manager that started the program is told: that it is ready, that it lives, that it ends.

The protocol is systemd's sd_notify(3): datagrams to the socket that the environment names. Started by anything else,
every call does nothing.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """`address`: the socket, None where nobody listens. `watchdog_s`: within how many seconds the next sign of life
    must come, None where none is expected."""

    address: str | None = None
    watchdog_s: float | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> ServiceManager:
        """The one that the environment names. A child of the program inherits the names; it is not meant."""
        address = environment.get("NOTIFY_SOCKET") or None
        if address is None or not hasattr(socket, "AF_UNIX"):
            return cls()
        if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
            return cls(address)
        try:
            watchdog_s = int(environment.get("WATCHDOG_USEC", "0")) / 1e6
        except ValueError:
            watchdog_s = 0.0
        return cls(address, watchdog_s if watchdog_s > 0 else None)

    def listens(self) -> bool:
        """Whether anybody is told anything."""
        return self.address is not None

    def ready(self) -> None:
        """The program does its work from now on."""
        self._tell("READY=1")

    def alive(self) -> None:
        """The sign of life; tell it several times within `watchdog_s`."""
        self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        """The program is about to end, in order."""
        self._tell("STOPPING=1")

    def _tell(self, message: str) -> None:
        if self.address is None:
            return
        # An @ stands for the zero byte that begins the names of sockets without a file.
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                sender.settimeout(1.0)
                sender.sendto(message.encode(), address)
        except OSError as error:
            # A manager that restarts hears the next one.
            log.warning("the service manager could not be told %s: %s", message, error)
