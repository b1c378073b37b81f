"""Tries the packaged program as its users do: `./run build --check`, on Linux, with Xvfb and xdotool.

It runs with an empty PATH and a home of its own, so that nothing of a Python or of this source can help it. What it
stores, what its log says and which processes are there is looked at from outside.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
PIN = "4821"
LIMIT_S = 240.0
START_LIMIT_S = 60.0
TRAINING_LIMIT_S = 1800.0
TIMINGS = ("fps", "latency_ms")
FILM_S = 6.0
_PLATFORM: str = sys.platform


class SmokeError(Exception):
    """Something is not as it should be."""


def check(folder: Path) -> int:
    """Tries the program in `folder`; prints every step. 0 when all is as it should be, 1 when not."""
    if _PLATFORM != "linux":
        print("The smoke test runs on Linux alone. Try `mien-cli check --training` here.", file=sys.stderr)
        return 1
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        print(f"Missing: {', '.join(missing)}. Install them: apt-get install -y xvfb xdotool", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="mien-smoke-") as place, screen() as display:
            trial = Trial(folder.resolve(), Path(place), display)
            before = listing(folder)
            for step in STEPS:
                began_s = time.monotonic()
                found = step(trial)
                took_s = time.monotonic() - began_s
                print(f"ok  {step.__name__.replace('_', ' ')}: {found} ({took_s:.1f} s)", flush=True)
            changed = sorted(before.items() ^ listing(folder).items())
            _demand(not changed, f"written beside the program: {changed[:3]}")
            print("ok  nothing was written beside the program")
    except SmokeError as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    print("The packaged program works.")
    return 0


@dataclass(slots=True)
class Trial:
    """One trial: the program, an empty home for it, and a screen."""

    folder: Path
    place: Path
    display: str
    counted: int = 0
    film: Path | None = field(default=None)

    @property
    def home(self) -> Path:
        return self.place / "home"

    @property
    def data(self) -> Path:
        return self.home / "data"

    def environment(self, *, shown: bool = False) -> dict[str, str]:
        """Nothing of this one; no Python can be found on its path."""
        nothing = self.place / "empty"
        nothing.mkdir(exist_ok=True)
        kept = {"PATH": str(nothing), "HOME": str(self.place), "MIEN_HOME": str(self.home), "LANG": "C.UTF-8"}
        return {**kept, "DISPLAY": self.display} if shown else kept

    def run(self, *words: str, limit_s: float = LIMIT_S) -> subprocess.CompletedProcess[str]:
        """A command, to its end."""
        return subprocess.run(
            [str(self.folder / "mien"), *words],
            env=self.environment(),
            cwd=self.place,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=limit_s,
            check=False,
        )

    def document(self, *words: str) -> Any:
        """What a command prints with --json."""
        done = self.run(*words, "--json")
        _demand(done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return json.loads(done.stdout)

    @contextmanager
    def kiosk(self, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
        """The kiosk on the screen, and what it tells its service manager; killed at the end if it still runs."""
        address = self.place / "notify"
        address.unlink(missing_ok=True)
        with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager:
            manager.bind(str(address))
            manager.settimeout(START_LIMIT_S)
            told = {"NOTIFY_SOCKET": str(address), "WATCHDOG_USEC": "4000000"}
            log_file = (self.place / "kiosk.txt").open("ab")
            with (
                log_file,
                subprocess.Popen(
                    [str(self.folder / "mien"), *words],
                    env={**self.environment(shown=True), **told},
                    cwd=self.place,
                    stdout=log_file,
                    stderr=log_file,
                    start_new_session=True,
                ) as process,
            ):
                try:
                    yield process, manager
                finally:
                    if process.poll() is None:
                        process.kill()

    def exposures(self) -> int:
        """How many exposures are stored, read as another program would."""
        with closing(sqlite3.connect(f"file:{self.data / 'mien.sqlite3'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM exposures").fetchone()[0])

    def keys(self, *keys: str) -> None:
        """Presses keys on the screen."""
        subprocess.run(
            ["xdotool", "key", "--delay", "60", *keys], env={**os.environ, "DISPLAY": self.display}, check=True
        )

    def processes(self) -> list[psutil.Process]:
        """Every process of the program, its children's too."""
        mine = []
        for process in psutil.process_iter():
            try:
                if process.exe().startswith(str(self.folder)) and process.status() != psutil.STATUS_ZOMBIE:
                    mine.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return mine


# The steps, in order; each returns what it has seen.


def it_says_what_it_can_do(trial: Trial) -> str:
    done = trial.run("--help")
    _demand(done.returncode == 0 and "headless" in done.stdout, f"--help: {done.stderr}")
    wrong = trial.run("fly")
    _demand(wrong.returncode == 2 and "Traceback" not in wrong.stderr, f"wrong arguments: {wrong.stderr}")
    return "help and wrong arguments"


def the_doctor_finds_nothing_missing(trial: Trial) -> str:
    document = trial.document("doctor")
    bad = [f"{c['subject']}: {c['finding']}" for c in document["checks"] if c["mark"] == "problem"]
    _demand(document["can_run"] and not bad, f"doctor: {bad}")
    return f"{len(document['checks'])} checks"


def it_finds_the_demos_faces_and_counts_viewers(trial: Trial) -> str:
    document = trial.document("headless", "--source", "demo", "--seconds", "8")
    _demand(document["faces"] > 0, "no face was found in the demo")
    _demand(len(document["exposures"]) > 0, "no viewer was counted in the demo")
    trial.counted = trial.exposures()
    return f"{document['faces']} faces, {len(document['exposures'])} viewers"


def it_counts_a_film_as_the_source_does(trial: Trial) -> str:
    film = trial.place / "film.avi"
    _write_film(film)
    words = ["headless", "--source", str(film), "--json"]
    frozen = trial.document(*words[:-1])
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        env={**os.environ, "MIEN_HOME": str(trial.place / "source-home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=True,
    )
    source = json.loads(done.stdout)
    for document in (frozen, source):
        for name in TIMINGS:
            del document[name]
    _demand(frozen == source, f"the film gives\n{json.dumps(frozen)}\nand from source\n{json.dumps(source)}")
    return (
        f"{source['frames_read']} frames, {source['faces']} faces, {len(source['exposures'])} viewers, all the same"
    )


def the_administrators_panel_opens_by_its_pin(trial: Trial) -> str:
    with trial.kiosk("--kiosk", "--source", "demo") as (process, manager):
        began_s = time.monotonic()
        _demand(manager.recv(100) == b"READY=1", "the kiosk did not become ready")
        ready_s = time.monotonic() - began_s
        _wait(lambda: "first frame was classified" in _log(trial), "no frame was classified", START_LIMIT_S)
        _demand(manager.recv(100) == b"WATCHDOG=1", "the kiosk gives no sign of life")
        time.sleep(1.0)
        trial.keys(*PIN, "Return")  # there is no PIN yet: it is chosen, and typed again
        time.sleep(1.0)
        trial.keys(*PIN, "Return")
        _wait((trial.home / "config" / "pin.json").exists, "no PIN could be chosen", START_LIMIT_S)
        time.sleep(1.0)
        trial.keys("ctrl+shift+a")
        time.sleep(1.0)
        trial.keys(*PIN, "Return")
        _wait(lambda: "panel_opened" in _text(trial.data / "audit.jsonl"), "the panel did not open", START_LIMIT_S)
        before = trial.exposures()
        _wait(lambda: trial.exposures() > before, "no viewer was counted behind the panel", 90.0)
        trial.counted = trial.exposures()
        process.send_signal(signal.SIGTERM)
        status = process.wait(START_LIMIT_S)
        _demand(status == 128 + signal.SIGTERM, f"it ended with {status} when it was told to")
    _demand("Traceback" not in _text(trial.place / "kiosk.txt"), _text(trial.place / "kiosk.txt")[-3000:])
    classified = [line for line in _log(trial).splitlines() if "first frame was classified" in line][-1]
    return f"ready after {ready_s:.1f} s, {classified.partition('classified ')[2]}"


def it_survives_a_kill(trial: Trial) -> str:
    with trial.kiosk("--source", "demo") as (process, manager):
        _demand(manager.recv(100) == b"READY=1", "the kiosk did not become ready")
        _wait(lambda: trial.exposures() > trial.counted, "no viewer was counted", 90.0)
        acknowledged = trial.exposures()
        process.kill()
        process.wait()
    left = trial.exposures()
    _demand(left >= acknowledged, f"{acknowledged} exposures were stored, {left} are left after a kill")
    found = {check["subject"]: check for check in trial.document("doctor")["checks"]}["Database"]
    _demand(found["mark"] == "ok", f"the database after a kill: {found['finding']}")
    again = trial.document("headless", "--source", "demo", "--seconds", "2")
    _demand(again["frames_read"] > 0, "it does not start after a kill")
    return f"all {acknowledged} exposures are there, and it counts on"


def a_hung_window_gives_no_sign_of_life(trial: Trial) -> str:
    with trial.kiosk("--source", "demo") as (process, manager):
        _demand(manager.recv(100) == b"READY=1", "the kiosk did not become ready")
        process.send_signal(signal.SIGSTOP)
        manager.settimeout(0.2)
        _drain(manager)
        manager.settimeout(3.0)
        try:
            heard = manager.recv(100)
        except TimeoutError:
            heard = b""
        process.send_signal(signal.SIGCONT)
        _demand(heard == b"", f"a stopped window said {heard!r}")
    return "silent while it hangs"


def training(trial: Trial) -> str:
    if "kiosk" in (trial.folder / "VERSION").read_text(encoding="ascii"):
        done = trial.run("check", "--training")
        lines = [line for line in done.stderr.splitlines() if "XNNPACK" not in line]
        _demand(done.returncode == 1 and len(lines) == 1, f"training in the kiosk edition: {done.stderr}")
        return lines[0]
    done = trial.run("check", "--training", limit_s=TRAINING_LIMIT_S)
    _demand(done.returncode == 0, f"training: {done.stdout[-2000:]} {done.stderr[-4000:]}")
    return " ".join(done.stdout.splitlines()[1:])


def no_process_is_left_over(trial: Trial) -> str:
    end_s = time.monotonic() + 10.0
    while trial.processes() and time.monotonic() < end_s:
        time.sleep(0.2)
    _demand(not trial.processes(), f"still running: {trial.processes()}")
    return "none"


STEPS: tuple[Callable[[Trial], str], ...] = (
    it_says_what_it_can_do,
    the_doctor_finds_nothing_missing,
    it_finds_the_demos_faces_and_counts_viewers,
    it_counts_a_film_as_the_source_does,
    the_administrators_panel_opens_by_its_pin,
    it_survives_a_kill,
    a_hung_window_gives_no_sign_of_life,
    training,
    no_process_is_left_over,
)


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a screen; its name."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        try:
            # To the end of the line: the number and the newline may come apart, and a pipe that is closed between
            # them kills the server.
            with os.fdopen(read, encoding="ascii") as told:
                number = told.readline().strip()
            yield f":{number}"
        finally:
            server.terminate()


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file under a folder, with its size and when it was changed."""
    files = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        files[str(path.relative_to(folder))] = (about.st_size if path.is_file() else 0, about.st_mtime_ns)
    return files


def _write_film(path: Path) -> None:
    """The demo as a film, each frame whole, so that it decodes to the same bits everywhere."""
    import cv2

    from engine.sources.by_name import open_source

    with closing(open_source("demo", paced=False)) as source:
        writer = None
        while (frame := source.read()) is not None and frame.time_s < FILM_S:
            if writer is None:
                height, width = frame.image.shape[:2]
                writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (width, height))
            writer.write(frame.image)
    if writer is not None:
        writer.release()


def _drain(manager: socket.socket) -> None:
    try:
        while True:
            manager.recv(100)
    except TimeoutError:
        return


def _log(trial: Trial) -> str:
    return _text(trial.data / "logs" / "mien.log")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _wait(true: Callable[[], bool], otherwise: str, limit_s: float) -> None:
    end_s = time.monotonic() + limit_s
    while not true():
        _demand(time.monotonic() < end_s, f"{otherwise} within {limit_s:.0f} s")
        time.sleep(0.1)


def _demand(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise SmokeError(otherwise)
