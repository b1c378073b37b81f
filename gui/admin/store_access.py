"""The panel's own way into the store, opened when it is first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.audit import utc_now
from engine.paths import Paths
from engine.settings import Settings
from engine.store.store import Store, open_store


class StoreAccess:
    """One store for all pages, beside the kiosk's own. `get` may wait for the disk: call it off the GUI thread."""

    def __init__(self, paths: Paths, settings: Callable[[], Settings]) -> None:
        self._paths, self._settings = paths, settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._database = self._address()

    def get(self) -> Store:
        """The store, usable from any thread. Raises `KnownError` where it cannot be opened."""
        with self._lock:
            if self._store is None:
                self._store, _ = open_store(self._database, now=utc_now)
            return self._store

    def close(self) -> None:
        """Lets go of the database; the next `get` opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _address(self) -> str:
        """The database that the kiosk opened when the program started; another one takes a restart."""
        return self._settings().store.database or str(self._paths.database)
