"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from engine.paths import Paths, resources_folder

# A busy machine is no failure: time limits are the test runner's.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real clips, faces and models for development; the test skips where it is absent."""
    if not (SHARED / "media").is_dir():
        pytest.skip("needs the development folder with real clips and data, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def clips(shared: Path) -> Path:
    return shared / "media"


@pytest.fixture
def model_paths(tmp_path: Path) -> Paths:
    """An installation of its own, with the program's resources and so with its bundled model."""
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
