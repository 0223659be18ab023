"""A PDF taken apart, on a machine that can make one."""

import re
import zlib
from collections.abc import Callable

import pytest

from models.errors import FeedbackError

STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@pytest.fixture
def unpacked() -> Callable[[Callable[[], bytes]], bytes]:
    """Draws a PDF and unpacks what is in it, or skips the test and says what is missing."""

    def draw(drawing: Callable[[], bytes]) -> bytes:
        try:
            drawn = drawing()
        except FeedbackError as missing:
            pytest.skip(str(missing))
        streams = (zlib.decompressobj().decompress(packed) for packed in STREAM.findall(drawn))
        return b"\n".join([drawn, *streams])

    return draw
