"""The classifier says what the network says, for any number of faces, and runs nothing that was not verified."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from engine.classifier import Classifier, load_classifier
from engine.errors import KnownError
from engine.model_registry import LITERT_FILE
from engine.preprocessing import to_input
from tests.engine.conftest import ModelMaker

SIX = ["anger", "disgust", "fear", "happy", "neutral", "surprise"]


def noise(count: int, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (count, 48, 48), dtype=np.uint8)


@pytest.fixture(scope="session")
def network(stand_in_model: Path) -> bytes:
    return (stand_in_model / LITERT_FILE).read_bytes()


@pytest.fixture(scope="session")
def classifier(stand_in_model: Path) -> Classifier:
    return load_classifier(stand_in_model)


def test_it_is_what_the_manifest_says(classifier: Classifier) -> None:
    assert classifier.name == "stand-in"
    assert classifier.classes == tuple(SIX)


def test_it_gives_what_the_network_gives(classifier: Classifier, network: bytes) -> None:
    plain = Interpreter(model_content=network, num_threads=1)
    plain.allocate_tensors()
    crops = noise(3)
    for crop, row in zip(crops, classifier.classify(crops), strict=True):
        plain.set_tensor(plain.get_input_details()[0]["index"], to_input(crop[np.newaxis]))
        plain.invoke()
        (expected,) = plain.get_tensor(plain.get_output_details()[0]["index"])
        assert row == pytest.approx(expected, abs=1e-4)


def test_rows_are_probabilities_whatever_the_number_of_faces(classifier: Classifier) -> None:
    crops = noise(17)
    alone = np.concatenate([classifier.classify(crop[np.newaxis]) for crop in crops])
    for count in (1, 2, 5, 3, 16, 1, 17, 4):
        rows = classifier.classify(crops[:count])
        assert rows.shape == (count, 6)
        assert rows.dtype == np.float32
        assert rows.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
        assert rows.min() >= 0
        assert rows == pytest.approx(alone[:count], abs=1e-3), "a face's row does not depend on the others"


def test_no_faces_give_no_rows(classifier: Classifier) -> None:
    assert classifier.classify(np.empty((0, 48, 48), dtype=np.uint8)).shape == (0, 6)


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_even_picture_has_probabilities_too(classifier: Classifier, grey: int) -> None:
    (row,) = classifier.classify(np.full((1, 48, 48), grey, dtype=np.uint8))
    assert np.isfinite(row).all()
    assert row.sum() == pytest.approx(1.0, abs=1e-5)


def test_the_manifests_temperature_divides_the_logits(network: bytes, make_model: ModelMaker) -> None:
    """softmax(z / 2): the logarithms of two probabilities are half as far apart as at temperature 1."""
    plain, soft = (
        load_classifier(make_model(name, {LITERT_FILE: network}, fields={"classes": SIX, "temperature": temperature}))
        for name, temperature in (("plain", 1.0), ("soft", 2.0))
    )
    crops = noise(4)
    before, after = plain.classify(crops).astype(float), soft.classify(crops).astype(float)
    assert np.log(after[:, 0] / after[:, 4]) == pytest.approx(np.log(before[:, 0] / before[:, 4]) / 2, abs=1e-3)
    assert after.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.all(after.argmax(axis=1) == before.argmax(axis=1))


def flip_a_bit(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 4
    return bytes(changed)


@pytest.mark.parametrize(
    "damage",
    [flip_a_bit, lambda content: content[: len(content) // 2], lambda content: b"", lambda content: content + b"\0"],
    ids=["a flipped bit", "half of it", "nothing", "a byte too many"],
)
def test_a_damaged_network_is_refused_by_its_checksum(
    network: bytes, make_model: ModelMaker, damage: Callable[[bytes], bytes]
) -> None:
    folder = make_model("damaged", {LITERT_FILE: network}, fields={"classes": SIX})
    (folder / LITERT_FILE).write_bytes(damage(network))
    with pytest.raises(KnownError, match=r"model\.tflite of the model damaged is damaged: its checksum"):
        load_classifier(folder)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no readable model"):
        load_classifier(tmp_path / "nowhere")


def test_a_missing_network_is_refused(make_model: ModelMaker) -> None:
    folder = make_model("short", {LITERT_FILE: b"x"})
    (folder / LITERT_FILE).unlink()
    with pytest.raises(KnownError, match="lacks its file"):
        load_classifier(folder)


def test_a_network_that_the_manifest_does_not_name_is_not_run(network: bytes, make_model: ModelMaker) -> None:
    folder = make_model("unnamed", {LITERT_FILE: network}, fields={"classes": SIX, "files": {}})
    with pytest.raises(KnownError):
        load_classifier(folder)


@pytest.mark.parametrize("content", [b"", b"not a network", b"\0" * 4096, b"\x1c\0\0\0TFL3" + b"\xff" * 4096])
def test_a_file_that_is_no_network_is_refused_though_its_checksum_is_right(
    make_model: ModelMaker, content: bytes
) -> None:
    """In a process of its own: were it to crash, this test would fail and the others go on."""
    folder = make_model("odd", {LITERT_FILE: content})
    program = (
        "import sys; from pathlib import Path\n"
        "from engine.classifier import load_classifier\nfrom engine.errors import KnownError\n"
        "try:\n    load_classifier(Path(sys.argv[1]))\nexcept KnownError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "cannot be loaded" in done.stdout
    assert done.stdout.count("\n") == 1


def test_a_network_with_another_number_of_classes_is_refused(network: bytes, make_model: ModelMaker) -> None:
    folder = make_model("five", {LITERT_FILE: network}, fields={"classes": SIX[:5]})
    with pytest.raises(KnownError, match="does not fit its manifest"):
        load_classifier(folder)


def test_the_kiosks_classifier_needs_no_tensorflow(stand_in_model: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "from engine.classifier import load_classifier\n"
        "load_classifier(Path(sys.argv[1])).classify(np.zeros((1, 48, 48), np.uint8))\n"
        "print(json.dumps(sorted(m for m in ('tensorflow', 'keras') if m in sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", "import json\n" + program, str(stand_in_model)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []
