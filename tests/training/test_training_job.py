"""One training's work: what it refuses, in a sentence, and that nothing is left behind; slow: to the model itself."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, verify
from engine.paths import Paths, resources_folder
from tests.training.faces import write_faces
from training.commands.train import as_text
from training.jobs.events import Cancelled
from training.jobs.runs import create_run, open_run
from training.jobs.working import work_on
from training.recognizer import training_job, vgg16
from training.recognizer.backbones import backbone_weights
from training.recognizer.config import RetrainConfig, TrainConfig
from training.recognizer.training_job import work

ROOT = Path(__file__).resolve().parents[2]
HEAD = RetrainConfig(epochs=2, batch_size=32)
CONFIG = TrainConfig("faces", "new", head=HEAD)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


def never() -> bool:
    return False


def refused(paths: Paths, config: TrainConfig = CONFIG) -> str:
    """What a training says that cannot begin; it must leave no model behind."""
    folder = paths.runs / "r"
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(KnownError) as error:
        work(config, folder, paths, lambda event: None, never)
    assert not list(paths.models.glob("*")) or config.name == "taken"
    return str(error.value)


def test_an_empty_class(paths: Paths) -> None:
    write_faces(paths, {"happy": (20, 4, 4), "anger": (0, 2, 2)})
    assert "no picture of anger" in refused(paths)


def test_a_class_that_the_dataset_does_not_have(paths: Paths) -> None:
    write_faces(paths, {"happy": (4, 2, 2), "anger": (4, 2, 2)})
    assert "no class surprise" in refused(paths, replace(CONFIG, classes=("happy", "surprise")))


def test_one_class_alone(paths: Paths) -> None:
    write_faces(paths, {"happy": (4, 2, 2)})
    assert "one class only" in refused(paths)


def test_no_picture_to_choose_by(paths: Paths) -> None:
    write_faces(paths, {"happy": (4, 0, 2), "anger": (4, 0, 2)})
    assert "no picture for val" in refused(paths)


def test_a_name_that_is_taken(paths: Paths) -> None:
    (paths.models / "taken").mkdir(parents=True)
    (paths.models / "taken" / "mine").write_text("mine")
    assert "already a model taken" in refused(paths, replace(CONFIG, name="taken"))
    assert (paths.models / "taken" / "mine").read_text() == "mine"


def test_a_dataset_with_a_flipped_bit(paths: Paths) -> None:
    write_faces(paths, {"happy": (4, 2, 2), "anger": (4, 2, 2)})
    file = paths.datasets / "faces" / "faces.u8"
    data = bytearray(file.read_bytes())
    data[1000] ^= 1
    file.write_bytes(data)
    assert "damaged" in refused(paths)


# Backbones


def bundled() -> Path:
    return resources_folder() / "models" / "default" / BACKBONE_FILE


def of_file(path: Path, paths: Paths) -> str:
    with pytest.raises(KnownError) as error:
        backbone_weights(str(path), paths)
    return str(error.value)


def test_a_weight_file_with_one_flipped_bit(paths: Paths, tmp_path: Path) -> None:
    copy = tmp_path / "weights.npz"
    data = bytearray(bundled().read_bytes())
    for place in (len(data) // 3, len(data) // 2, len(data) - 5000):
        data[place] ^= 4
        copy.write_bytes(data)
        assert "cannot be read" in of_file(copy, paths)
        data[place] ^= 4


def test_a_models_own_backbone_is_held_to_its_checksum(paths: Paths, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for file in bundled().parent.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert "block1_conv1/kernel" in backbone_weights(str(folder / BACKBONE_FILE), paths)
    weights = vgg16.load_backbone(folder / BACKBONE_FILE)
    weights["block1_conv1/bias"][0] += 1
    vgg16.save_weights(folder / BACKBONE_FILE, weights)  # whole as a file, and not what the manifest names
    assert "checksum" in of_file(folder / BACKBONE_FILE, paths)


def test_a_model_with_a_lambda_layer_is_not_run(paths: Paths, tmp_path: Path) -> None:
    evil = tmp_path / "evil.keras"
    marker = tmp_path / "ran"
    source = f"lambda x: __import__('pathlib').Path({str(marker)!r}).touch() or x"
    model = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(eval(source))])
    marker.unlink(missing_ok=True)  # building it runs it once
    model.save(evil)
    assert "cannot be read" in of_file(evil, paths)
    assert not marker.exists()


@pytest.mark.parametrize("kind", ["pickle", "one array", "text", "another network", "nan", "empty", "objects"])
def test_files_that_are_no_weights(paths: Paths, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "weights.npz"
    if kind == "pickle":
        np.save(path.with_suffix(".npy"), np.array([{"a": 1}]), allow_pickle=True)
        path.write_bytes(path.with_suffix(".npy").read_bytes())
    elif kind == "one array":
        np.save(path.with_suffix(".npy"), np.zeros(3))
        path.write_bytes(path.with_suffix(".npy").read_bytes())
    elif kind == "text":
        path.write_text("no weights")
    elif kind == "another network":
        vgg16.save_weights(path, {"dense/kernel": np.zeros((3, 3), np.float32)})
    elif kind == "nan":
        weights = vgg16.load_backbone(bundled())
        weights["block2_conv1/bias"][3] = np.nan
        vgg16.save_weights(path, weights)
    elif kind == "objects":
        np.savez(path, allow_pickle=True, a=np.array([{"a": 1}]))
    else:
        path.write_bytes(b"")
    said = of_file(path, paths)
    assert str(path) in said and "Take another file" in said


def test_a_zip_with_something_else_in_it(paths: Paths, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{}")
    assert "cannot be read" in of_file(path, paths)


FULL = """
import resource, sys
from pathlib import Path
from engine.errors import KnownError
from tests.training.test_checkpoints import checkpoint
from training.checkpoints import load_checkpoint, save_checkpoint
folder = Path(sys.argv[1])
save_checkpoint(folder, checkpoint(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    save_checkpoint(folder, checkpoint(2))
except KnownError as error:
    print(error)
print(load_checkpoint(folder).progress, sorted(path.name for path in folder.iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of file sizes")
def test_a_disk_that_is_full_leaves_the_checkpoint_before(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
    assert "cannot be written" in said[0] and "Free some disk space" in said[0]
    assert said[1] == "{'chunk': 1} ['checkpoint.npz']"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_finished_model_appears_whole(paths: Paths, elsewhere: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also from another disk, where it cannot just be renamed."""
    candidate = paths.runs / "r" / "candidate"
    candidate.mkdir(parents=True)
    (candidate / "manifest.json").write_text("{}")
    if elsewhere:
        rename = Path.rename

        def across(self: Path, target: Path) -> Path:
            if self == candidate:
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", across)
    training_job._install(candidate, paths.models / "new")
    assert [path.name for path in paths.models.iterdir()] == ["new"]
    assert (paths.models / "new" / "manifest.json").read_text() == "{}"
    candidate.mkdir(parents=True, exist_ok=True)
    with pytest.raises(KnownError, match="already a model new"):
        training_job._install(candidate, paths.models / "new")
    assert [path.name for path in paths.models.iterdir()] == ["new"]


# To the model itself


@pytest.fixture
def data(paths: Paths) -> None:
    write_faces(paths, {"happy": (40, 12, 12), "anger": (40, 12, 12), "fear": (1, 0, 0)}, each=4)


@pytest.mark.slow
def test_a_class_with_one_picture_trains_and_the_model_knows_where_it_is_from(data: None, paths: Paths) -> None:
    run = create_run(paths, "train", CONFIG, dataset="faces")
    events: list[dict[str, Any]] = []
    result = work_on(run, paths, events.append)
    manifest = verify(paths.models / "new")
    assert result["model"] == "new" and manifest.classes == ("happy", "anger", "fear")
    assert "no picture to judge it by: fear" in as_text(manifest.model_dump(mode="json"))
    assert manifest.parent == "default"
    low, high = manifest.metrics["accuracy_interval"]
    assert manifest.metrics["n"] == 24 and low <= manifest.metrics["accuracy"] <= high
    assert high - low > 0.35, "as of six people, not of 24"
    assert manifest.training_data["dataset"] == "faces" and manifest.training_data["trained_on"] == 81
    assert manifest.hyperparameters["run"] == run.name and manifest.hyperparameters["head"]["epochs"] == 2
    expected = hashlib.sha256((paths.datasets / "faces" / "faces.u8").read_bytes()).hexdigest()
    assert manifest.training_data["files"]["faces.u8"] == expected
    shares = [event["share"] for event in events]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert [event["epoch"] for event in events if "epoch" in event] == [1, 2]
    left = {path.name for path in run.folder.iterdir()}
    assert left == {"run.json", "events.jsonl", "lock"}, "what only the training needed is gone"
    # Killed between publishing and writing that down: the same result, and no second model.
    assert work(CONFIG, run.folder, paths, lambda event: None, never) == result


@pytest.mark.slow
def test_stopped_before_its_first_epoch_it_is_still_trained(data: None, paths: Paths) -> None:
    run = create_run(paths, "train", replace(CONFIG, fine_tune=True))
    events: list[dict[str, Any]] = []
    work_on(run, paths, events.append, stop=lambda: True)
    assert [event["epoch"] for event in events if "epoch" in event] == [1]
    assert (paths.models / "new").is_dir()


@pytest.mark.slow
def test_a_cancelled_training_leaves_nothing(data: None, paths: Paths) -> None:
    run = create_run(paths, "train", CONFIG)

    def tell(event: dict[str, Any]) -> None:
        if event.get("epoch") == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        work_on(run, paths, tell)
    assert open_run(paths, run.name).record.status == "cancelled"
    assert {path.name for path in run.folder.iterdir()} == {"run.json", "events.jsonl", "lock"}
    assert not list(paths.models.glob("*"))
