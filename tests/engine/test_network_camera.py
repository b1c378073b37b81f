"""A camera in the network, made of a real HTTP server, whose connection is cut and whose stream gets stuck."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from engine.sources.capture import Capture, CaptureLimits, CaptureState, CaptureStatus


class MjpegServer(ThreadingHTTPServer):
    """Streams numbered pictures at 25 a second. `faults` tells what the next connections do after 30 pictures:
    "cut" ends the connection, "stall" keeps it open and sends nothing more."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Stream)
        self.faults: list[str] = []
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        return f"http://bob:secret@127.0.0.1:{self.server_address[1]}/video"


class _Stream(BaseHTTPRequestHandler):
    server: MjpegServer

    def do_GET(self) -> None:
        fault = self.server.faults.pop(0) if self.server.faults else ""
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        rng = np.random.default_rng(0)
        number = 0
        try:
            while not self.server.closing.wait(0.04):
                if fault and number >= 30:
                    if fault == "stall":
                        self.server.closing.wait(60)
                    return
                image = rng.integers(0, 255, (48, 64, 3), dtype=np.uint8)
                data = cv2.imencode(".jpg", image)[1].tobytes()
                self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\n")
                self.wfile.write(f"Content-Length: {len(data)}\r\n\r\n".encode() + data + b"\r\n")
                number += 1
        except OSError:
            return  # the other side hung up

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture
def server() -> Iterator[MjpegServer]:
    server = MjpegServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def wait_for(capture: Capture, test: Callable[[CaptureState], bool], timeout_s: float) -> float:
    """Seconds until the capture's state is so."""
    since_s = time.monotonic()
    while not test(capture.state()):
        assert time.monotonic() - since_s < timeout_s, capture.state()
        time.sleep(0.01)
    return time.monotonic() - since_s


@pytest.mark.parametrize("fault", ["cut", "stall"])
def test_a_lost_stream_is_noticed_in_time_and_taken_up_again(
    server: MjpegServer, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults = [fault]
    capture = Capture(server.address, limits=CaptureLimits(backoff_s=0.1))
    capture.start()
    try:
        wait_for(capture, lambda state: state.status is CaptureStatus.RUNNING, 15)
        last = -1
        while capture.state().status is CaptureStatus.RUNNING:
            frame = capture.wait_newer(last, 0.1)
            if frame is not None:
                last, last_s = frame.number, frame.time_s
        assert time.monotonic() - last_s < 3.5  # 3 s, and what the test itself takes
        assert capture.state().problem is not None
        wait_for(capture, lambda state: state.status is CaptureStatus.RUNNING, 15)
        assert capture.state().reopened == 1
        frame = capture.wait_newer(last, 5)
        assert frame is not None and frame.time_s > last_s
    finally:
        capture.stop()
    assert "secret" not in caplog.text + str(capture.state())
