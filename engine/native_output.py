"""What libraries in C write to standard error by themselves, past Python's logging."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2
_INFORMATION = b"INFO: "
_one_at_a_time = threading.Lock()


@contextmanager
def without_information() -> Iterator[None]:
    """Takes the lines that begin with `INFO:` out of what is written to standard error meanwhile.

    LiteRT tells so of its delegate at every start and has no setting against it (2.3). Everything else, also of other
    threads, comes out at the end. Where there is no standard error, as in a windowed program, nothing is done.
    """
    with _one_at_a_time:
        try:
            kept = os.dup(_STDERR)
        except OSError:
            yield
            return
        with tempfile.TemporaryFile() as caught:
            os.dup2(caught.fileno(), _STDERR)
            try:
                yield
            finally:
                os.dup2(kept, _STDERR)
                os.close(kept)
                caught.seek(0)
                rest = b"".join(line for line in caught if not line.startswith(_INFORMATION))
                if rest:
                    os.write(_STDERR, rest)
