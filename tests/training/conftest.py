"""What the tests of training share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from training.precision import use_onednn

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
use_onednn()

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            # TensorFlow 2.21's tensors and variables under NumPy 2; no fault of the program.
            item.add_marker(
                pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning")
            )
