"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
