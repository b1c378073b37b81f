"""No image, crop, embedding or track id of a person outlives its frame: a search of everything the program writes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.counting.counting import Counting
from engine.counting.pipeline import utc_now
from engine.paths import Paths
from engine.preprocessing import crop_face, to_input
from engine.settings import Settings
from engine.sources.by_name import open_source
from engine.store.product_samples import ensure_sample_products
from engine.store.store import open_store
from engine.types import Image

SECONDS = 12.0
PICTURE_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"GIF8", b"BM6")


@pytest.fixture
def everything_logged(model_paths: Paths) -> Iterator[None]:
    model_paths.logs.mkdir(parents=True)
    handler = logging.FileHandler(model_paths.logs / "mien.log")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def traces_of(crop: Image) -> Iterator[bytes]:
    """What a kept crop would leave, as bytes or as the network's input: rows that cannot stand there by chance."""
    for row in crop[8:40:4]:
        if len(np.unique(row)) >= 12:
            yield row.tobytes()
    yield to_input([crop])[0, 24, 10:30, 0].tobytes()


def ways_to_write(track_id: int) -> tuple[bytes, ...]:
    return (
        str(track_id).encode(),
        f"{track_id:x}".encode(),
        track_id.to_bytes(6, "big"),
        track_id.to_bytes(6, "little"),
    )


def test_nothing_of_a_person_is_written(model_paths: Paths, everything_logged: None) -> None:
    crops: list[Image] = []
    rows: list[bytes] = []
    tracks: set[int] = set()
    store, _ = open_store(model_paths.database, now=utc_now)
    with closing(store), closing(open_source("demo", paced=False)) as demo:
        ensure_sample_products(store, model_paths)
        counting = Counting(Settings(), model_paths, store, "demo")
        while (frame := demo.read()) is not None and frame.time_s < SECONDS:
            analysis = counting.process(frame, frame.time_s)
            tracks |= {face.track_id for face in analysis.faces}
            if frame.number % 10 == 0:
                crops += [crop_face(frame.image, face.box) for face in analysis.faces]
                rows += [
                    frame.image[int(face.box.centre[1]), int(face.box.x1) : int(face.box.x2)].tobytes()
                    for face in analysis.faces
                ]
        counting.finish()
        assert sum(tally.viewers for tally in store.tallies(source="demo").values()) >= 1
    assert crops and tracks
    written = [path for path in model_paths.data.parent.rglob("*") if path.is_file()]
    assert model_paths.database in written
    for path in written:
        content = path.read_bytes()
        if path.parent != model_paths.product_pictures:
            assert not any(content.startswith(signature) for signature in PICTURE_SIGNATURES), path
        assert not any(trace in content for crop in crops for trace in traces_of(crop)), path
        assert not any(row in content for row in rows), path
        assert not any(text in content for track in tracks for text in ways_to_write(track)), path


def test_the_search_would_find_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    crop = rng.integers(0, 256, (48, 48), dtype=np.uint8)
    (tmp_path / "kept.bin").write_bytes(b"header" + crop.tobytes())
    assert any(trace in (tmp_path / "kept.bin").read_bytes() for trace in traces_of(crop))
    assert any(trace in to_input([crop])[..., 0].tobytes() for trace in traces_of(crop))
    assert any(text in b"track 12345678" for text in ways_to_write(12345678))
