"""An edition without TensorFlow says so in one sentence, whichever way training is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.edition import as_typed_here, explaining_missing_training, has_training, no_training, require_training

PROGRAM = Path(__file__).resolve().parents[2]

WITHOUT_TENSORFLOW = """
import importlib.util, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("tensorflow", "keras"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name in ("tensorflow", "keras") else real(name, *rest)
sys.meta_path.insert(0, Missing())
import main
sys.exit(main.main(sys.argv[1:]))
"""


def run_without_tensorflow(
    home: Path, *words: str, program: str = WITHOUT_TENSORFLOW
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=PROGRAM,
        env={**os.environ, "MIEN_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_here_models_can_be_trained() -> None:
    assert has_training()
    require_training()


def test_another_missing_package_stays_a_bug() -> None:
    with pytest.raises(ModuleNotFoundError), explaining_missing_training():
        import no_such_package  # type: ignore[import-not-found]  # noqa: F401
    with pytest.raises(ModuleNotFoundError), explaining_missing_training():
        raise ModuleNotFoundError("a module that TensorFlow lacks, though it is here", name="tensorflow.missing")


def test_without_tensorflow_training_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """By a command that only notices as it is imported, or at work."""
    program = WITHOUT_TENSORFLOW.replace(
        "import main", "import main\nmain.COMMANDS['train'] = ('training.recognizer.vgg16', 'needs Keras at once')"
    )
    done = run_without_tensorflow(tmp_path / "home", "train", program=program)
    assert done.returncode == 1, done.stderr
    assert done.stderr.splitlines() == [str(no_training())]


def test_without_tensorflow_the_doctor_says_that_the_kiosk_can_run(tmp_path: Path) -> None:
    done = run_without_tensorflow(tmp_path / "home", "doctor")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "TensorFlow is missing" in done.stdout


def test_commands_are_named_as_they_are_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "No model is installed. Import one with `main.py models import FILE`."
    assert as_typed_here(said) == said
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert as_typed_here(said) == "No model is installed. Import one with `mien models import FILE`."
    assert as_typed_here("./run counts without a window.") == "mien counts without a window."
    assert as_typed_here("請用main.py doctor，或執行 ./run。") == "請用mien doctor，或執行 mien。"
    for path in ("/srv/main.py", "C:\\x\\main.py", "/opt/./run/", "old-main.py"):
        assert as_typed_here(f"The file {path} cannot be read.") == f"The file {path} cannot be read."
