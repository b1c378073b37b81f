"""What the benchmark's document says: its targets, and a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PREDICT = "model.predict float32"
SAME_PRECISION = ("ONNX Runtime int8", "OpenVINO int8")
Target = dict[str, Any]


def targets(document: Mapping[str, Any]) -> list[Target]:
    """Each target that was measured: its words, its limit, the figure, and whether it is met."""
    return [
        *_classifier_targets(document.get("runtimes", {})),
        *_pipeline_targets(document),
        *_start_targets(document),
    ]


def times_slower(runtime: Mapping[str, Any], candidate: str, faces: str = "1") -> float | None:
    """A candidate's median over the kiosk's, taken in turns in one process; None where it was not measured."""
    by_faces = runtime.get("faces", {})
    if candidate not in by_faces:
        return None
    return float(by_faces[candidate][faces]["p50_ms"]) / float(by_faces["kiosk"][faces]["p50_ms"])


def _classifier_targets(runtimes: Mapping[str, Any]) -> Iterator[Target]:
    slower = times_slower(runtimes.get("keras", {}), PREDICT)
    if slower is not None:
        yield _target("one face: times faster than model.predict", slower, at_least=20)
    ratios = [
        ratio
        for runtime in runtimes.values()
        for candidate in SAME_PRECISION
        if (ratio := times_slower(runtime, candidate)) is not None
    ]
    if ratios:
        yield _target("one face: times the fastest other runtime at int8", 1 / min(ratios), at_most=1.3)


def _pipeline_targets(document: Mapping[str, Any]) -> Iterator[Target]:
    limits = {"haar": 15, "yunet": 25}
    for row in document.get("pipeline", {}).get("rows", ()):
        if (row["size"], row["faces"]) == ("640x480", 1):
            name = row["detector"]
            yield _target(f"640x480, one face, {name}: frames a second", row["fps"], at_least=limits[name])


def _start_targets(document: Mapping[str, Any]) -> Iterator[Target]:
    for kind, found in document.get("start", {}).items():
        if "first_classified_s" in found:
            yield _target(f"start to first classified frame, {kind}: s", found["first_classified_s"], at_most=2.5)
        resident_mb = max(found["peak_resident_mb"], found["demo"]["peak_resident_mb"])
        yield _target(f"peak resident memory, {kind}: MB", resident_mb, at_most=400)
        heavy = found["demo"]["heavy_modules"]
        yield _target(f"heavy modules in the process, {kind}", len(heavy), at_most=0)
        yield _target(f"the view on the demo, {kind}: frames a second", found["demo"]["camera_fps"], at_least=29)


def _target(words: str, measured: float, *, at_least: float | None = None, at_most: float | None = None) -> Target:
    met = (at_least is None or measured >= at_least) and (at_most is None or measured <= at_most)
    limit = {"at_least": at_least} if at_least is not None else {"at_most": at_most}
    return {"target": words, **limit, "measured": round(measured, 2), "met": met}


def print_report(document: Mapping[str, Any]) -> None:
    """Prints the document as tables."""
    machine = document["machine"]
    print(f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}")
    print(f"matrix products, float32: {machine['matrix_gflops']} GFLOP/s (the limit line)")
    if machine["load_before"] > 0.5:
        print(f"Other work was going on (load {machine['load_before']}): trust the ratios, not the milliseconds.")
    if "classifier" in document:
        _print_classifier(document["classifier"], machine["matrix_gflops"])
    if "runtimes" in document:
        _print_runtimes(document["runtimes"])
    if "pipeline" in document:
        _print_pipeline(document["pipeline"])
    if "start" in document:
        _print_start(document["start"])
    if document["targets"]:
        print("\nTargets")
        for target in document["targets"]:
            limit = f">= {target['at_least']}" if "at_least" in target else f"<= {target['at_most']}"
            print(f"  {'met   ' if target['met'] else 'MISSED'}  {target['target']}: {target['measured']} ({limit})")


def _print_classifier(classifier: Mapping[str, Any], limit_gflops: float) -> None:
    print(f"\nClassifier {classifier['model']} (LiteRT, int8 weights), {classifier['gflop_a_face']} GFLOP a face")
    for faces, timing in classifier["faces"].items():
        share = 100 * timing["gflops"] / limit_gflops
        print(
            f"  {faces:>2} faces: {timing['p50_ms']:8.2f} ms (p95 {timing['p95_ms']:.2f}), "
            f"{timing['gflops']:.0f} GFLOP/s = {share:.0f} % of the float32 limit"
        )


def _print_runtimes(runtimes: Mapping[str, Any]) -> None:
    print("\nThe same network, the kiosk's classifier in turns with each (median ms; times the kiosk's)")
    for name, runtime in runtimes.items():
        if "faces" not in runtime:
            why = runtime.get("problem") or f"not installed ({', '.join(runtime['missing'])}): pip install '.[bench]'"
            print(f"  {name}: {why}")
            continue
        print(f"  {name} {runtime['version']}")
        for candidate, by_faces in runtime["faces"].items():
            cells = [
                f"{faces} faces {timing['p50_ms']:8.2f} ({times_slower(runtime, candidate, faces):5.2f} x)"
                for faces, timing in by_faces.items()
            ]
            differs = runtime.get("mean_difference", {}).get(candidate)
            same = "" if differs is None else f"   answers differ by {differs:.4f} on average"
            print(f"    {candidate:24}" + "   ".join(cells) + same)


def _print_pipeline(pipeline: Mapping[str, Any]) -> None:
    print(f"\nFrames of {pipeline['film']} (ms a frame: of the detector the median, of the whole the mean)")
    for row in pipeline["rows"]:
        print(
            f"  {row['detector']:6} {row['size']:9} {row['faces']} faces (found {row['faces_found']:.1f}): "
            f"detector {row['detector_ms']['p50_ms']:6.2f}, whole pipeline {row['pipeline_ms']['mean_ms']:6.2f} "
            f"= {row['fps']:.0f} frames a second"
        )


def _print_start(start: Mapping[str, Any]) -> None:
    print("\nFrom process start")
    for kind, found in start.items():
        demo = found["demo"]
        first = found.get("first_classified_s")
        print(
            f"  {kind}: first classified frame after {'(none)' if first is None else f'{first:.2f} s'}, "
            f"peak memory {max(found['peak_resident_mb'], demo['peak_resident_mb']):.0f} MB; on the demo "
            f"{demo['camera_fps']} frames a second, {demo['analysed_fps']} of them analysed ({demo['detector']}); "
            f"heavy modules: {', '.join(demo['heavy_modules']) or 'none'}"
        )
