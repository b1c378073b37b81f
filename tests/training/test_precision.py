"""Numbers and kernels that suit the processor: the wrong choice costs ten times the time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import machine
from training import precision
from training.precision import keras_policy, use_onednn

Told = Callable[[str | None], None]
WITH, WITHOUT = "fma avx2 avx512f avx512_bf16", "fma avx avx2"


@pytest.fixture
def processor_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Told:
    def told(flags: str | None) -> None:
        path = tmp_path / "cpuinfo"
        if flags is not None:
            path.write_text(f"model name\t: One\nflags\t\t: {flags}\n")
        monkeypatch.setattr(precision, "processor", lambda: machine.processor(path))

    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    return told


@pytest.mark.parametrize(("flags", "policy"), [(WITH, "mixed_bfloat16"), (WITHOUT, "float32"), (None, "float32")])
def test_bfloat16_only_where_the_processor_has_it(processor_with: Told, flags: str | None, policy: str) -> None:
    processor_with(flags)
    assert keras_policy("auto") == policy


@pytest.mark.parametrize("chosen", ["float32", "mixed_bfloat16"])
@pytest.mark.parametrize("flags", [WITH, WITHOUT])
def test_who_chooses_gets_what_was_chosen(processor_with: Told, flags: str, chosen: precision.Precision) -> None:
    processor_with(flags)
    assert keras_policy(chosen) == chosen


def test_a_graphics_card_has_bfloat16(processor_with: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    processor_with(WITHOUT)
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    assert keras_policy("auto") == "mixed_bfloat16"


def test_networks_take_numbers_that_suit(processor_with: Told) -> None:
    from training.augmentation.config import GanConfig
    from training.augmentation.networks import discriminator, generator
    from training.recognizer.vgg16 import training_model

    config = GanConfig(size_px=16, width=1, noise=7)
    for flags, computed in ((WITH, "bfloat16"), (WITHOUT, "float32")):
        processor_with(flags)
        networks = (generator(config, 1), discriminator(config, 1, classes=3), training_model(32, 2, 0.5, "auto", 1))
        for network, layer in zip(networks, ("up1", "conv1", "block1_conv1"), strict=True):
            assert network.get_layer(layer).compute_dtype == computed
            assert {str(weight.dtype) for weight in network.weights} == {"float32"}


def test_onednn_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TF_ENABLE_ONEDNN_OPTS")
    use_onednn()
    assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "1"
    monkeypatch.setenv("TF_ENABLE_ONEDNN_OPTS", "0")
    use_onednn()
    assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "0"


def test_a_job_computes_with_onednn() -> None:
    """In a process of its own: a job's priority cannot be given back."""
    code = (
        "import os; from training.jobs.lifeline import step_back; "
        "step_back(); print(os.environ['TF_ENABLE_ONEDNN_OPTS'])"
    )
    clean = {name: value for name, value in os.environ.items() if name != "TF_ENABLE_ONEDNN_OPTS"}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=clean, check=True)
    assert answer.stdout.strip() == "1"
