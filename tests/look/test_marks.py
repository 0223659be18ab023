"""The mark and the logos: committed as drawn, in outlines, in the colours of the tokens."""

import io
import re

import pytest
from PIL import Image

from content.look.marks import NAME, inline_mark
from content.look.tokens import Mode, tokens
from tools.make_marks import FAVICON_PX, HERE, drawn


@pytest.mark.parametrize("name", drawn())
def test_a_committed_drawing_is_what_the_tokens_make(name: str) -> None:
    made = "run: python -m tools.make_marks"
    assert (HERE / name).read_text(encoding="utf-8") == drawn()[name], made


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_logo_carries_the_name_in_outlines_in_the_colours_of_its_mode(mode: Mode) -> None:
    logo, colours = drawn()[f"logo_{mode}.svg"], tokens().palette(mode)
    assert "<text" not in logo
    assert f"<title>{NAME}</title>" in logo
    assert set(re.findall(r"#[0-9A-F]{6}", logo)) == {colours.spruce, colours.marigold, colours.ink}


def test_the_mark_inside_a_page_follows_the_page_and_is_not_read_out() -> None:
    assert re.findall(r"#[0-9A-F]{3,6}", inline_mark()) == []
    assert 'aria-hidden="true"' in inline_mark()


def test_the_favicon_is_64_px_and_shows_the_mark() -> None:
    image = Image.open(io.BytesIO((HERE / "favicon.png").read_bytes()))
    assert image.size == (FAVICON_PX, FAVICON_PX)
    spruce = tuple(int(tokens().light.spruce[at : at + 2], 16) for at in (1, 3, 5))
    shown = image.convert("RGB").getcolors(FAVICON_PX**2) or []
    assert {colour: count for count, colour in shown}[spruce] > 200
