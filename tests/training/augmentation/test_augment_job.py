"""A dataset is balanced from start to end, resumed after a kill, and left as it was where something is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.errors import KnownError
from engine.paths import Paths
from tests.training.small_datasets import make_dataset
from training.augmentation import class_training, gan_training
from training.augmentation.config import AugmentConfig, GanConfig
from training.augmentation.drawing import Drawer
from training.augmentation.pictures import to_pictures
from training.augmentation.quality import Quality
from training.commands.augment import as_text
from training.datasets.dataset import open_dataset
from training.datasets.generated import remove_generated
from training.jobs.events import Cancelled, Event
from training.jobs.runs import create_run, read_events
from training.jobs.working import work_on

TINY = GanConfig(conditional=False, width=2, noise=8, epochs=2, steps=2, batch_size=8, look_every=2, dtype="float32")
CONFIG = AugmentConfig("faces", gan=TINY, keep_best=False)


@pytest.fixture
def paths(model_paths: Paths) -> Paths:
    model_paths.datasets.mkdir(parents=True)
    make_dataset(model_paths.datasets / "faces", {"happy": 24, "anger": 12})
    return model_paths


@pytest.fixture
def varied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks as small as these draw noise that is all alike; the tests of what comes after let it pass."""
    monkeypatch.setattr(Quality, "collapsed", property(lambda self: False))


def augment(paths: Paths, config: AugmentConfig, name: str = "run", **hooks: Any) -> dict[str, Any]:
    run = create_run(paths, "augment", config, name=name, dataset=config.dataset)
    return work_on(run, paths, **hooks)


def test_it_balances_marks_measures_and_shows(paths: Paths, varied: None) -> None:
    before = open_dataset(paths.datasets / "faces")
    wanted = CONFIG.wanted(before.manifest.counts["train"])
    assert wanted["happy"] == 0 < wanted["anger"]
    seen_by_gan: list[np.ndarray] = []

    def looked_at(faces: np.ndarray, config: GanConfig) -> np.ndarray:
        seen_by_gan.append(faces)
        return to_pictures(faces, config)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gan_training, "to_pictures", looked_at)
        result = augment(paths, CONFIG)
    # The DCGAN's one input are the training faces of its class: not one of another class, of validation or of test.
    assert len(seen_by_gan) == 1
    np.testing.assert_array_equal(seen_by_gan[0], before.part("train", ("anger",)).faces)

    after = open_dataset(paths.datasets / "faces")
    assert after.manifest.generated == {"run": {"anger": wanted["anger"]}} == {"run": result["added"]}
    assert len(set(after.manifest.counts["train"].values())) == 1
    assert after.manifest.counts["val"] == before.manifest.counts["val"]
    figures = result["classes"]["anger"]
    assert figures["kept"] == wanted["anger"] and figures["epochs"] == 2
    assert {"kid_train", "kid_validation", "diversity", "copies", "taken", "judged"} <= figures["quality"].keys()
    folder = paths.runs / "run"
    assert json.loads((folder / "quality.json").read_text()) == result
    assert (folder / "sheet.png").stat().st_size > 10_000
    assert not list(folder.rglob("checkpoint*"))
    events = read_events(folder)
    shares = [event["share"] for event in events if "share" in event]
    assert shares == sorted(shares) and shares[-1] == 1
    pictures = [event["picture"] for event in events if "picture" in event]
    assert pictures[0] == "anger/grid-00001.png" and all((folder / name).is_file() for name in pictures)
    assert any("eta_s" in event and event.get("class") == "anger" for event in events)
    assert "anger" in as_text("run", result)

    # A second run finds nothing to do, until the generated ones are out again.
    with pytest.raises(KnownError, match="balanced already"):
        augment(paths, CONFIG, "again")
    remove_generated(paths.datasets / "faces")
    assert open_dataset(paths.datasets / "faces").entries == before.entries


def test_a_run_killed_anywhere_goes_on(paths: Paths, varied: None) -> None:
    """Killed after an epoch and after one of two classes: nothing is added before the end."""
    config = replace(CONFIG, factor=2.0)
    seen: list[Event] = []

    class KilledError(Exception):
        pass

    def killer(at: int) -> Any:
        count = 0

        def tell(event: Event) -> None:
            nonlocal count
            count += 1
            seen.append(event)
            if count == at:
                raise KilledError

        return tell

    run = create_run(paths, "augment", config, name="run", dataset="faces")
    before = open_dataset(paths.datasets / "faces").manifest
    for at in (2, 6):
        with pytest.raises(KilledError):
            work_on(run, paths, killer(at))
        assert open_dataset(paths.datasets / "faces").manifest == before
    result = work_on(run, paths, killer(-1))
    assert {event["stage"] for event in seen} >= {"features", "class:anger", "draw:anger", "class:happy", "adding"}
    assert set(result["added"]) == {"anger", "happy"}
    assert open_dataset(paths.datasets / "faces").manifest.generated == {"run": result["added"]}


def test_one_dcgan_of_all_classes(paths: Paths, varied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sees the training faces of all classes, also of one that lacks none; a kill while its faces are drawn does
    not train it again; a class of one picture fails alone."""
    make_dataset(paths.datasets / "three", {"happy": 24, "anger": 12, "fear": 16, "surprise": 1})
    config = replace(CONFIG, dataset="three", gan=replace(TINY, conditional=True))
    real = open_dataset(paths.datasets / "three").part("train", generated=False)
    seen_by_gan: list[np.ndarray] = []
    events: list[Event] = []

    def looked_at(faces: np.ndarray, config: GanConfig) -> np.ndarray:
        seen_by_gan.append(faces)
        return to_pictures(faces, config)

    class KilledError(Exception):
        pass

    def kill(event: Event) -> None:
        events.append(event)
        if event["stage"] == "draw:fear":
            raise KilledError

    monkeypatch.setattr(gan_training, "to_pictures", looked_at)
    run = create_run(paths, "augment", config, name="run", dataset="three")
    with pytest.raises(KilledError):
        work_on(run, paths, kill)
    shown = [i for i, name in enumerate(real.classes) if name != "surprise"]
    np.testing.assert_array_equal(
        np.sort(seen_by_gan[0].reshape(len(seen_by_gan[0]), -1), axis=0),
        np.sort(real.faces[np.isin(real.labels, shown)].reshape(len(seen_by_gan[0]), -1), axis=0),
    )
    result = work_on(run, paths, events.append)
    assert [event["epoch"] for event in events if event["stage"] == "classes" and "g_loss" in event] == [1, 2]
    assert set(result["added"]) == {"anger", "fear"} and set(result["failed"]) == {"surprise"}
    figures = result["classes"]
    assert all(len(figures[name]["kid_by_epoch"]) == 2 for name in ("anger", "fear"))
    assert figures["anger"]["kid_first_epoch"] != figures["fear"]["kid_first_epoch"]
    kept = open_dataset(paths.datasets / "three")
    assert kept.manifest.generated == {"run": result["added"]}
    shares = [event["share"] for event in events if "share" in event]
    assert shares[-1] == 1.0 and all(0 <= share <= 1 for share in shares)
    pictures = [event["picture"] for event in events if "picture" in event]
    assert pictures[0] == "_all/grid-00001.png" and all((run.folder / name).is_file() for name in pictures)
    assert not list(run.folder.rglob("checkpoint*"))


@pytest.mark.parametrize("conditional", [True, False])
def test_a_run_stopped_before_it_began_says_so(paths: Paths, conditional: bool) -> None:
    config = replace(CONFIG, factor=2.0, gan=replace(TINY, conditional=conditional))
    with pytest.raises(KnownError, match="The class anger was not begun before the run was stopped"):
        augment(paths, config, stop=lambda: True)


def test_where_the_dcgan_of_all_diverges_every_class_says_so(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def diverges(*args: Any, **more: Any) -> gan_training.Trained:
        raise gan_training.DivergedError("The training of {name} diverged.", name=more["label"])

    monkeypatch.setattr(class_training, "train_gan", diverges)
    config = replace(CONFIG, factor=2.0, gan=replace(TINY, conditional=True))
    with pytest.raises(KnownError, match=r"No class could be augmented: The training of anger, happy diverged"):
        augment(paths, config)
    assert not open_dataset(paths.datasets / "faces").manifest.generated


def test_a_collapsed_class_is_reported_and_not_added(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generator that draws one face, whatever the noise."""
    before = open_dataset(paths.datasets / "faces").manifest
    faces = Drawer.faces

    def one_face(drawer: Drawer, n: int, *more: Any, **label: Any) -> np.ndarray:
        return np.repeat(faces(drawer, 1, *more, **label), n, axis=0)

    monkeypatch.setattr(Drawer, "faces", one_face)
    with pytest.raises(KnownError, match=r"The class anger collapsed: its generated faces are 0% as varied"):
        augment(paths, CONFIG)
    assert open_dataset(paths.datasets / "faces").manifest == before
    document = json.loads((paths.runs / "run" / "quality.json").read_text())
    assert document["added"] == {} and "collapsed" in document["failed"]["anger"]
    assert document["classes"]["anger"]["quality_of_all"]["collapsed"] is True


def test_a_class_of_one_picture_is_reported(paths: Paths, varied: None) -> None:
    make_dataset(paths.datasets / "few", {"happy": 24, "anger": 12, "surprise": 1})
    result = augment(paths, replace(CONFIG, dataset="few"))
    assert result["failed"].keys() == {"surprise"}
    assert "training picture(s); a DCGAN takes at least 2. Add real pictures" in result["failed"]["surprise"]
    assert result["added"].keys() == {"anger"}


def test_a_dataset_changed_during_the_run_is_left_alone(paths: Paths, varied: None) -> None:
    def change(event: Event) -> None:
        if event["stage"] == "draw:anger" and "kept" in event:
            (paths.datasets / "faces").rename(paths.datasets / "old")
            make_dataset(paths.datasets / "new", {"happy": 20, "anger": 10})
            (paths.datasets / "new").rename(paths.datasets / "faces")

    with pytest.raises(KnownError, match="has changed since the run run began"):
        augment(paths, CONFIG, on_event=change)
    assert open_dataset(paths.datasets / "faces").manifest.generated == {}


def test_no_room_is_said_before_anything_is_trained(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 1000})())
    with pytest.raises(KnownError, match=r"There is no room for this run: it takes \d+ MB, and 0 MB are free"):
        augment(paths, CONFIG)
    assert not (paths.runs / "run" / "anger").exists()


def test_a_stop_while_drawing_adds_what_is_drawn_and_a_cancel_adds_nothing(paths: Paths, varied: None) -> None:
    before = open_dataset(paths.datasets / "faces").manifest

    def cancel(event: Event) -> None:
        if event["stage"] == "draw:anger":
            raise Cancelled

    with pytest.raises(Cancelled):
        augment(paths, CONFIG, "cancelled", on_event=cancel)
    assert open_dataset(paths.datasets / "faces").manifest == before
    assert {path.name for path in (paths.runs / "cancelled").iterdir()} <= {"run.json", "events.jsonl", "lock"}

    stopped = False

    def stop_at_drawing(event: Event) -> None:
        nonlocal stopped
        stopped = stopped or event["stage"] == "draw:anger"

    result = augment(paths, replace(CONFIG, factor=2.0), "stopped", on_event=stop_at_drawing, stop=lambda: stopped)
    assert set(result["added"]) == {"anger"}
    assert result["failed"]["happy"] == "The class happy was not begun before the run was stopped."
    assert open_dataset(paths.datasets / "faces").manifest.generated == {"stopped": result["added"]}
