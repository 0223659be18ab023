"""What tests of the readers share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def no_collecting() -> Iterator[None]:
    """Leave the garbage of the whole run alone meanwhile: walking it is no time of the reader's."""
    gc.disable()
    yield
    gc.enable()
