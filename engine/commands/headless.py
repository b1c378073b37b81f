"""`main.py headless`: the kiosk's counting without a window."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from types import FrameType

import numpy as np

from engine.counting.counting import Counting
from engine.emotions import UNCERTAIN, in_display_order
from engine.errors import KnownError
from engine.exposures import Exposure
from engine.kiosk import open_store_or_memory
from engine.paths import Paths
from engine.preference import ProductTally, TallySums, sums_by_product
from engine.settings import Settings, load_settings
from engine.sources.by_name import is_live, open_source, shown_name, source_kind
from engine.sources.camera import list_cameras
from engine.sources.capture import Capture, CaptureStatus
from engine.store.product_samples import ensure_sample_products
from engine.types import Frame

DEMO_S = 30.0
PRINT_EVERY_S = 5.0
LATENCIES_KEPT = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--source", metavar="SRC", help="camera number or name, film, folder, rtsp:// address, demo")
    parser.add_argument("--product", metavar="ID", help="code of the product on show (default: the first)")
    parser.add_argument("--seconds", type=_positive, metavar="N", help="stop after N seconds of capture time")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Counts until the source ends, `--seconds` are over, or it is interrupted; then prints the summary."""
    settings, problems = load_settings(paths.settings)
    _report(problems)
    source = settings.source if args.source is None else args.source
    seconds = args.seconds
    if seconds is None and source_kind(source) == "demo":
        seconds = DEMO_S
    return _count(source, settings, paths, args.product, seconds, as_json=args.json, paced=False)


def run_without_display(source: str, settings: Settings, problems: Sequence[KnownError], paths: Paths) -> int:
    """What the kiosk does where there is no display: the same source, tallies in print.

    With no source chosen and no camera there, the demo shows for 30 s what the program does.
    """
    _report(problems)
    if not source and not list_cameras():
        print(
            f"No camera was found: this is the demo, for {DEMO_S:.0f} s. Choose a source with --source.",
            file=sys.stderr,
        )
        source = "demo"
    seconds = DEMO_S if source_kind(source) == "demo" else None
    return _count(source, settings, paths, None, seconds, as_json=False, paced=True)


@dataclass(slots=True)
class _Summary:
    """What one run gives; bounded however long it runs, but for the list of exposures that JSON asks for."""

    keep_exposures: bool
    frames_read: int = 0
    faces: int = 0
    latencies_s: deque[float] = field(default_factory=lambda: deque(maxlen=LATENCIES_KEPT))
    exposures: list[Exposure] = field(default_factory=list)
    sums: dict[str, TallySums] = field(default_factory=dict)
    began_s: float = field(default_factory=time.monotonic)

    def add(self, exposure: Exposure) -> None:
        for code, sums in sums_by_product([exposure]).items():
            self.sums[code] = self.sums.get(code, TallySums()) + sums
        if self.keep_exposures:
            self.exposures.append(exposure)


def _count(
    source: str,
    settings: Settings,
    paths: Paths,
    product: str | None,
    seconds: float | None,
    *,
    as_json: bool,
    paced: bool,
) -> int:
    store, notices = open_store_or_memory(settings, paths)
    _report(notices)
    with closing(store):
        ensure_sample_products(store, paths)
        summary = _Summary(keep_exposures=as_json)
        counting = Counting(settings, paths, store, source_kind(source), on_ended=summary.add)
        _report(counting.problems)
        if product is not None and not counting.show(product):
            raise KnownError("There is no product with the code {code}. See `main.py products list`.", code=product)
        if counting.pipeline.classifier is None:
            return 1
        frames = _live_frames(source) if is_live(source) else _film_frames(source, paced=paced)
        try:
            _loop(counting, frames, summary, seconds, quiet=as_json)
        except KeyboardInterrupt:
            pass  # the way to end a run on a camera
        finally:
            frames.close()
            counting.finish()
        if as_json:
            print(json.dumps(_document(source, counting, summary), ensure_ascii=False, indent=1))
        else:
            print(_table(counting, {code: sums.tally() for code, sums in summary.sums.items()}))
            fps = counting.frames_analysed / max(1e-9, time.monotonic() - summary.began_s)
            print(f"{counting.frames_analysed} frames analysed at {fps:.1f} a second.")
        _report(counting.problems)
    return 0 if summary.frames_read else 1


def _loop(
    counting: Counting, frames: Iterator[Frame | None], summary: _Summary, seconds: float | None, *, quiet: bool
) -> None:
    previous_handler = signal.signal(signal.SIGTERM, _interrupt)
    printed, printed_s, first_s = -1, time.monotonic(), None
    try:
        for frame in frames:
            clock_s = time.monotonic()
            if frame is None:
                counting.idle(clock_s, interrupted=True)
                if seconds is not None and clock_s - summary.began_s >= seconds:
                    break
                continue
            first_s = frame.time_s if first_s is None else first_s
            if seconds is not None and frame.time_s - first_s >= seconds:
                break
            summary.frames_read += 1
            if (summary.frames_read - 1) % counting.settings.detection.every_nth_frame == 0:
                analysis = counting.process(frame, clock_s)
                summary.faces += len(analysis.faces)
                summary.latencies_s.append(analysis.latency_s)
            if not quiet and clock_s - printed_s >= PRINT_EVERY_S and counting.revision != printed:
                printed, printed_s = counting.revision, clock_s
                print(_table(counting, _tallies_now(counting, summary)), flush=True)
    finally:
        signal.signal(signal.SIGTERM, previous_handler)


def _film_frames(source: str, *, paced: bool) -> Generator[Frame | None]:
    with closing(open_source(source, paced=paced)) as film:
        while (frame := film.read()) is not None:
            yield frame


def _live_frames(source: str) -> Generator[Frame | None]:
    """Frames of a source that is reopened when it is lost; None while there is none."""
    capture = Capture(source, paced=True)
    capture.start()
    number, told = -1, None
    try:
        while True:
            frame = capture.wait_newer(number, 0.1)
            state = capture.state()
            if frame is None and state.status is not CaptureStatus.RUNNING:
                if state.problem is not None and str(state.problem) != told:
                    told = str(state.problem)
                    _report([state.problem])
                yield None
            elif frame is not None:
                number = frame.number
                yield frame
    finally:
        capture.stop()


def _tallies_now(counting: Counting, summary: _Summary) -> dict[str, ProductTally]:
    """This run's tallies, the viewers who are still there included."""
    present = sums_by_product(counting.pipeline.book.viewers().values())
    codes = summary.sums.keys() | present.keys()
    return {code: (summary.sums.get(code, TallySums()) + present.get(code, TallySums())).tally() for code in codes}


def _document(source: str, counting: Counting, summary: _Summary) -> dict[str, object]:
    latencies_ms = 1000 * np.asarray(summary.latencies_s if summary.latencies_s else [0.0])
    p50, p95 = np.percentile(latencies_ms, [50, 95])
    classifier = counting.pipeline.classifier
    assert classifier is not None
    labels = in_display_order([*classifier.classes, UNCERTAIN])
    return {
        "source": shown_name(source),
        "frames_read": summary.frames_read,
        "frames_analyzed": counting.frames_analysed,
        "faces": summary.faces,
        "fps": round(counting.frames_analysed / max(1e-9, time.monotonic() - summary.began_s), 2),
        "latency_ms": {"p50": round(float(p50), 2), "p95": round(float(p95), 2)},
        "detector": counting.pipeline.search.detector.name,
        "model": classifier.name,
        "exposures": [
            {
                "product": e.product_code,
                "dwell_s": round(e.dwell_s, 3),
                "attention_s": round(e.attention_s, 3),
                "dominant": e.dominant,
                "index": round(e.index, 2),
                "probabilities": {name: round(p, 4) for name, p in e.probabilities.items()},
            }
            for e in summary.exposures
        ],
        "products": {
            product.code: _tally_document(summary.sums.get(product.code, TallySums()).tally(), labels)
            for product in counting.products
        },
    }


def _tally_document(tally: ProductTally, labels: Sequence[str]) -> dict[str, object]:
    preference = tally.preference
    return {
        "viewers": tally.viewers,
        "dwell_s": round(tally.dwell_s, 3),
        "attention_s": round(tally.attention_s, 3),
        "emotions": {label: tally.emotions.get(label, 0) for label in labels},
        "preference": None if preference is None else round(preference.mean, 2),
        "ci95": None if preference is None or preference.ci95 is None else [round(x, 2) for x in preference.ci95],
    }


def _table(counting: Counting, tallies: dict[str, ProductTally]) -> str:
    """A line for each product that had a viewer."""
    lines = []
    for product in counting.products:
        tally = tallies.get(product.code)
        if tally is None or tally.preference is None:
            continue
        preference = tally.preference
        verdict = "too few to tell"
        if preference.is_telling(counting.settings.counting.min_viewers) and preference.ci95 is not None:
            low, high = preference.ci95
            verdict = f"preference {preference.mean:+.0f} (95 % interval {low:+.0f} to {high:+.0f})"
        emotions = ", ".join(f"{name} {tally.emotions[name]}" for name in in_display_order(list(tally.emotions)))
        lines.append(
            f"{product.name}: {tally.viewers} viewers, dwell {tally.dwell_s:.1f} s, "
            f"attention {tally.attention_s:.1f} s; {emotions}; {verdict}"
        )
    return "\n".join(lines) or "Nobody has looked at a product yet."


def _report(problems: Sequence[KnownError]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("it must be more than 0")
    return value
