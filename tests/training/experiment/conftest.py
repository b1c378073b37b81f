"""The seed's head has 19 million weights; what these tests are about does not need them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from training.recognizer import vgg16


@pytest.fixture(scope="package", autouse=True)
def small_head() -> Iterator[None]:
    """Of this process; those that a test starts train the whole head."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vgg16, "DENSE_UNITS", 32)
        yield
