"""Imports: what comes in is checked and counted, splits hold, bad sources are clear errors and leave nothing
behind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest

from engine.errors import KnownError
from engine.types import Box, Face, Image
from training.commands.dataset import as_text
from training.datasets.dataset import open_dataset
from training.datasets.dataset_import import ImportOptions, import_dataset
from training.datasets.near_duplicates import clusters, thumbnails

UNCHECKED = ImportOptions(find_faces=False)


def picture(seed: int, size: int = 48) -> np.ndarray:
    """A smooth picture of its own for every seed, nothing like a face."""
    coarse = np.random.default_rng(seed).integers(0, 256, (6, 6), dtype=np.uint8)
    return cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC)


def write(path: Path, image: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cv2.imencode(path.suffix, image)[1].tobytes())


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Three classes with ten pictures each, named by three words for them."""
    for number, name in enumerate(("angry", "Happiness", "驚喜")):
        for i in range(10):
            write(tmp_path / "source" / name / f"{i}.png", picture(100 * number + i))
    return tmp_path / "source"


def test_class_folders_by_meaning(folders: Path, tmp_path: Path) -> None:
    manifest = import_dataset(folders, tmp_path / "data" / "mine", UNCHECKED)
    assert manifest.classes == ("anger", "happy", "surprise")
    assert manifest.counts == {
        split: dict.fromkeys(manifest.classes, n) for split, n in (("train", 8), ("val", 1), ("test", 1))
    }
    dataset = open_dataset(tmp_path / "data" / "mine")
    train = dataset.part("train", ("anger", "happy"))
    assert len(train) == 16
    assert train.ignored == {"surprise": 8}
    at = train.names.index("angry/3.png") if "angry/3.png" in train.names else None
    if at is not None:
        np.testing.assert_array_equal(train.faces[at], picture(3))


def test_the_same_seed_gives_the_same_splits(folders: Path, tmp_path: Path) -> None:
    first, second = (import_dataset(folders, tmp_path / name, UNCHECKED) for name in ("one", "two"))
    assert first.files["index.jsonl"] == second.files["index.jsonl"]
    other = import_dataset(folders, tmp_path / "three", ImportOptions(find_faces=False, seed=2))
    assert first.files["index.jsonl"] != other.files["index.jsonl"]


def test_broken_blank_and_duplicate_pictures_are_reported_and_left_out(folders: Path, tmp_path: Path) -> None:
    (folders / "angry" / "broken.png").write_bytes(b"no picture")
    (folders / "angry" / "empty.png").write_bytes(b"")
    (folders / "angry" / "from a phone.heic").write_bytes(b"\0\0\0\x18ftypheic")
    (folders / "angry" / "more.png").mkdir()
    (folders / "angry" / "Thumbs.db").write_bytes(b"left by Windows")
    write(folders / "angry" / "black.png", np.zeros((48, 48), np.uint8))
    write(folders / "Happiness" / "copy.png", picture(3))
    manifest = import_dataset(folders, tmp_path / "mine", UNCHECKED)
    assert manifest.n == 30
    assert {problem: list(names) for problem, names in manifest.reported.items()} == {
        "broken": ["angry/broken.png", "angry/empty.png", "angry/from a phone.heic", "angry/more.png"],
        "blank": ["angry/black.png"],
        "duplicate": ["angry/3.png"],
    }
    kept = import_dataset(
        folders, tmp_path / "all", ImportOptions(find_faces=False, keep=frozenset({"blank", "duplicate"}))
    )
    assert kept.n == 32


class FindsBright:
    """A detector that takes any picture with a bright mean for a face."""

    name = "bright"
    looks_near = False

    def detect(self, image: Image, near: Sequence[Box] | None = None) -> tuple[Face, ...]:
        if image.mean() < 128:
            return ()
        height, width = image.shape[:2]
        return (Face(Box(width / 4, height / 4, width * 3 / 4, height * 3 / 4), 1.0),)


def test_pictures_without_a_face_are_reported_and_left_out_when_asked(tmp_path: Path) -> None:
    for i in range(4):
        write(tmp_path / "s" / "happy" / f"{i}.png", (picture(i) // 4 + (180 if i else 0)).astype(np.uint8))
    kept = import_dataset(tmp_path / "s", tmp_path / "kept", ImportOptions(), FindsBright())
    assert kept.n == 4
    left_out = import_dataset(tmp_path / "s", tmp_path / "out", ImportOptions(keep=frozenset()), FindsBright())
    assert left_out.n == 3
    assert list(kept.reported["no_face"]) == list(left_out.reported["no_face"]) == ["happy/0.png"]


def test_every_depth_and_colour_is_read(tmp_path: Path) -> None:
    grey = picture(1, 100)
    write(tmp_path / "s" / "happy" / "colour.png", cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    write(tmp_path / "s" / "happy" / "deep.png", picture(2, 100).astype(np.uint16) * 257)
    write(tmp_path / "s" / "happy" / "alpha.png", cv2.cvtColor(picture(3, 100), cv2.COLOR_GRAY2BGRA))
    write(tmp_path / "s" / "happy" / "wide.jpg", np.hstack([picture(4, 100), picture(5, 100)]))
    manifest = import_dataset(tmp_path / "s", tmp_path / "mine", UNCHECKED)
    assert manifest.n == 4
    dataset = open_dataset(tmp_path / "mine")
    deep = next(i for i, entry in enumerate(dataset.entries) if entry.file.endswith("deep.png"))
    expected = cv2.resize(picture(2, 100), (48, 48), interpolation=cv2.INTER_AREA)
    assert np.abs(dataset.pixels[deep].astype(int) - expected).max() <= 2


def test_inks_and_animations_are_read(tmp_path: Path) -> None:
    """Of an animation the first picture counts; a printer's colours give the same grey."""
    folder = tmp_path / "s" / "happy"
    folder.mkdir(parents=True)
    first, second, inks = (PIL.Image.fromarray(picture(seed, 48)) for seed in (1, 2, 3))
    for suffix in ("gif", "webp", "png"):
        first.save(folder / f"animated.{suffix}", save_all=True, append_images=[second], lossless=True)
    inks.convert("RGB").convert("CMYK").save(folder / "inks.jpg", quality=95)
    keep_all = ImportOptions(find_faces=False, keep=frozenset({"duplicate"}))
    assert import_dataset(tmp_path / "s", tmp_path / "mine", keep_all).n == 4
    dataset = open_dataset(tmp_path / "mine")
    for entry, face in zip(dataset.entries, dataset.pixels, strict=True):
        expected = picture(3 if entry.file.endswith("inks.jpg") else 1, 48)
        assert np.abs(face.astype(int) - expected).mean() < 4, entry.file


def test_a_class_without_a_usable_picture_is_named(folders: Path, tmp_path: Path) -> None:
    (folders / "fear").mkdir()
    (folders / "disgust").mkdir()
    (folders / "disgust" / "broken.png").write_bytes(b"no picture")
    manifest = import_dataset(folders, tmp_path / "mine", UNCHECKED)
    assert manifest.classes == ("anger", "happy", "surprise")
    assert list(manifest.reported["empty"]) == ["disgust", "fear"]
    assert "classes without a usable picture: 2 (disgust, fear)" in as_text(manifest)


def test_what_is_packed_in_a_folder_of_its_own_is_found_there(folders: Path, tmp_path: Path) -> None:
    outer = tmp_path / "download" / "faces-v2"
    outer.parent.mkdir()
    folders.rename(outer)
    (outer.parent / "README.txt").write_text("about it")
    assert import_dataset(outer.parent, tmp_path / "mine", UNCHECKED).n == 30
    rows = [fer_row(0, 1, "Training"), fer_row(3, 2, "PublicTest")]
    (tmp_path / "fer" / "fer2013").mkdir(parents=True)
    (tmp_path / "fer" / "fer2013" / "README").write_text("about it")
    fer_csv(tmp_path / "fer" / "fer2013" / "fer2013.csv", rows)
    assert import_dataset(tmp_path / "fer", tmp_path / "csv", UNCHECKED).n == 2


def test_one_folder_of_a_class_or_a_split_is_that(tmp_path: Path) -> None:
    for i in range(3):
        write(tmp_path / "s" / "train" / "fear" / f"{i}.png", picture(i))
        write(tmp_path / "one" / "fear" / f"{i}.png", picture(i))
    (tmp_path / "one" / "fear" / "more").mkdir()
    counts = import_dataset(tmp_path / "s", tmp_path / "split", UNCHECKED).counts
    assert counts["train"] == {"fear": 3} and counts["val"] == {"fear": 0}
    one = import_dataset(tmp_path / "one", tmp_path / "class", UNCHECKED)
    assert one.classes == ("fear",) and list(one.reported["broken"]) == ["fear/more"]


def test_splits_of_the_source_are_kept(tmp_path: Path) -> None:
    for split, n in (("train", 5), ("validation", 2), ("test", 3)):
        for i in range(n):
            write(tmp_path / "s" / split / "fear" / f"{i}.png", picture(hash_of(split) + i))
    counts = import_dataset(tmp_path / "s", tmp_path / "mine", UNCHECKED).counts
    assert {split: of_class["fear"] for split, of_class in counts.items()} == {"train": 5, "val": 2, "test": 3}


def hash_of(text: str) -> int:
    return sum(text.encode()) * 100


def fer_csv(path: Path, rows: list[str]) -> Path:
    path.write_text("emotion,pixels,Usage\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def fer_row(emotion: int | str, seed: int, usage: str, n: int = 48 * 48) -> str:
    return f"{emotion},{' '.join(str(v) for v in picture(seed).ravel()[:n])},{usage}"


def test_fer2013s_csv(tmp_path: Path) -> None:
    rows = [fer_row(0, 1, "Training"), fer_row(3, 2, "PublicTest"), fer_row(6, 3, "PrivateTest")]
    rows.append(fer_row(4, 4, "Training", n=100))
    manifest = import_dataset(fer_csv(tmp_path / "fer2013.csv", rows), tmp_path / "fer", UNCHECKED)
    assert (
        manifest.counts["train"]["anger"]
        == manifest.counts["val"]["happy"]
        == manifest.counts["test"]["neutral"]
        == 1
    )
    assert list(manifest.reported["broken"]) == ["line 5"]
    np.testing.assert_array_equal(open_dataset(tmp_path / "fer").pixels[0], picture(1))


def test_ck_plus_as_published(tmp_path: Path) -> None:
    root = tmp_path / "ck"
    for subject, label in (("S010", 5), ("S011", 1)):
        for frame in range(1, 6):
            bright = (picture(int(subject[1:]) * 10 + frame, 96) // 4 + 180).astype(np.uint8)
            name = f"{subject}_001_{frame:08d}.png"
            write(root / "cohn-kanade-images" / subject / "001" / name, bright)
        emotion = root / "Emotion" / subject / "001" / f"{subject}_001_00000005_emotion.txt"
        emotion.parent.mkdir(parents=True)
        emotion.write_text(f"   {label}.0000000e+00\n")
    manifest = import_dataset(root, tmp_path / "data", ImportOptions(shares=(0.5, 0.25, 0.25)), FindsBright())
    assert manifest.classes == ("anger", "happy")
    assert manifest.n == 6
    entries = open_dataset(tmp_path / "data").entries
    assert {entry.subject for entry in entries} == {"S010", "S011"}
    assert {entry.file[-7:-4] for entry in entries} == {"003", "004", "005"}


def test_subjects_and_near_duplicates_stay_together(tmp_path: Path) -> None:
    for subject in range(20):
        for frame in range(3):
            image = np.clip(picture(subject).astype(int) + 2 * frame, 0, 255).astype(np.uint8)
            write(tmp_path / "ck" / "happy" / f"S{subject:03d}_001_{frame:08d}.png", image)
            write(tmp_path / "any" / "happy" / f"{subject}-{frame}.png", image)
    for source in ("ck", "any"):
        import_dataset(tmp_path / source, tmp_path / "data" / source, UNCHECKED)
        splits: dict[str, set[str]] = {}
        for entry in open_dataset(tmp_path / "data" / source).entries:
            splits.setdefault(entry.file[:-5].rsplit("-", 1)[0][:10], set()).add(entry.split)
        assert all(len(found) == 1 for found in splits.values())


def test_unlike_pictures_are_no_near_duplicates() -> None:
    faces = np.stack([picture(seed) for seed in range(300)])
    assert len(set(clusters(thumbnails(faces)).tolist())) > 295


def climbing_zip(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("../../climbed.png", b"x")
    return tmp_path / "bad.zip"


def broken_zip(tmp_path: Path) -> Path:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
    return tmp_path / "broken.zip"


def empty_folder(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def empty_class(tmp_path: Path) -> Path:
    (tmp_path / "nothing" / "happy").mkdir(parents=True)
    return tmp_path / "nothing"


def wrong_columns(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    return tmp_path / "a.csv"


def wrong_emotion(tmp_path: Path) -> Path:
    return fer_csv(tmp_path / "b.csv", [fer_row(9, 1, "Training")])


@pytest.mark.parametrize(
    "source",
    [climbing_zip, broken_zip, empty_folder, empty_class, wrong_columns, wrong_emotion, lambda path: path / "none"],
)
def test_a_bad_source_is_a_clear_error_and_leaves_nothing(tmp_path: Path, source: Callable[[Path], Path]) -> None:
    bad = source(tmp_path)
    with pytest.raises(KnownError):
        import_dataset(bad, tmp_path / "data" / "mine", UNCHECKED)
    assert not (tmp_path / "data").exists() or list((tmp_path / "data").iterdir()) == []
    assert not list(tmp_path.parent.glob("climbed.png"))


def test_a_zip_of_folders(folders: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "faces.zip", "w") as archive:
        for path in folders.rglob("*.png"):
            archive.write(path, path.relative_to(folders.parent))
    assert import_dataset(tmp_path / "faces.zip", tmp_path / "mine", UNCHECKED).n == 30


def test_a_name_that_is_taken_or_leaves_the_folder(folders: Path, tmp_path: Path) -> None:
    import_dataset(folders, tmp_path / "data" / "mine", UNCHECKED)
    for name in ("mine", ".hidden", "a|b"):
        with pytest.raises(KnownError):
            import_dataset(folders, tmp_path / "data" / name, UNCHECKED)


@pytest.mark.parametrize("file", ["manifest.json", "index.jsonl", "faces.u8"])
def test_a_changed_dataset_is_refused(folders: Path, tmp_path: Path, file: str) -> None:
    import_dataset(folders, tmp_path / "mine", UNCHECKED)
    path = tmp_path / "mine" / file
    data = path.read_bytes()
    path.write_bytes(data.replace(b"anger", b"rage!") if file != "faces.u8" else bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(KnownError, match="damaged"):
        open_dataset(tmp_path / "mine")
