"""The style sheets: light enough for an old phone, whole in every mode, and asking nobody for a thing."""

import re
from pathlib import Path

import pytest
import streamlit

from content.look.css import figures_css, plain_css, smaller
from content.look.fonts import NAMES, url
from content.look.marks import inline_mark
from content.look.streamlit_css import rows_css, streamlit_css
from content.look.tokens import Mode, tokens

SHEETS = {
    "plain": plain_css(),
    "figures": figures_css(),
    "streamlit light": streamlit_css("light"),
    "streamlit dark": streamlit_css("dark"),
    "rows light": rows_css("light"),
    "rows dark": rows_css("dark"),
}
each_sheet = pytest.mark.parametrize("css", SHEETS.values(), ids=SHEETS.keys())


def block(css: str, selector: str) -> dict[str, str]:
    """The custom properties that a selector sets, in the first block it has."""
    inside = css.split(f"{selector}{{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):([^;}]+)", inside))


def test_a_plain_page_carries_less_than_eight_kilobytes_of_style() -> None:
    assert len(plain_css().encode()) < 8 * 1024
    assert len(figures_css().encode()) < 1024


@each_sheet
def test_nothing_is_fetched_from_another_host(css: str) -> None:
    assert "http" not in css
    assert "@import" not in css
    assert "//" not in css


def test_the_only_thing_fetched_is_the_type_from_our_own_route() -> None:
    assert re.findall(r"url\(([^)]+)\)", plain_css()) == [url(name) for name in NAMES]


@each_sheet
def test_braces_pair_up_and_nothing_is_left_unfilled(css: str) -> None:
    assert css.count("{") == css.count("}")
    assert "$" not in css
    assert "/*" not in css


@pytest.mark.parametrize("selector", [":root:not(.light):not(.strong)", ":root.dark", ":root.strong"])
def test_every_mode_sets_every_colour_that_light_sets(selector: str) -> None:
    assert set(block(plain_css(), selector)) == set(block(plain_css(), ":root"))


def test_every_colour_that_is_used_is_set() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", plain_css() + figures_css() + inline_mark()))
    assert used - set(block(plain_css(), ":root")) - set(block(figures_css(), ":root")) == set()


def test_every_colour_that_is_set_is_used() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", plain_css() + inline_mark()))
    assert set(block(plain_css(), ":root")) - used == set()


def test_the_class_dark_looks_as_a_dark_device_does() -> None:
    assert block(plain_css(), ":root.dark") == block(plain_css(), ":root:not(.light):not(.strong)")


def test_print_outranks_a_dark_device() -> None:
    dark = ":root:not(.light):not(.strong)"
    printed = ":root:root:root:root"
    assert plain_css().rindex(printed) > plain_css().rindex(dark)
    assert printed.count(":root") > 1 + dark.count(":not(")
    assert block(plain_css()[plain_css().index("@media print") :], printed)["ink"] == "#000"


@pytest.mark.parametrize(
    "query",
    [
        "prefers-color-scheme:dark",
        "prefers-contrast:more",
        "forced-colors:active",
        "print",
        "max-width:40rem",
    ],
)
def test_a_plain_page_answers_to_what_a_device_asks(query: str) -> None:
    assert re.search(rf"@media[^{{]*{re.escape(query)}", plain_css())


@pytest.mark.parametrize("selector", [".button", ".field input,select,textarea,.option"])
def test_what_is_pressed_or_filled_in_is_48_px_high(selector: str) -> None:
    rule = plain_css().split(f"}}{selector}{{", 1)[1].split("}", 1)[0]
    assert tokens().space.target == "3rem"
    assert "min-height:3rem" in rule


@each_sheet
def test_no_shadows_and_no_gradients(css: str) -> None:
    assert "gradient" not in css
    assert re.findall(r"box-shadow:(?!inset)", css) == []


def test_text_grows_with_the_size_somebody_has_set() -> None:
    assert re.findall(r"font(?:-size)?:[^;}]*\dpx", plain_css()) == []


def test_smaller_keeps_what_carries_meaning() -> None:
    rule = ".a .b { margin: 0 1px ; font: 1rem/1.5 'Noto Sans', serif }"
    assert smaller(rule) == ".a .b{margin:0 1px;font:1rem/1.5 'Noto Sans',serif}"
    assert smaller("a{width:clamp(1rem,0.5rem + 2vw,2rem);color:#FFFFFF}") == (
        "a{width:clamp(1rem,.5rem + 2vw,2rem);color:#FFF}"
    )
    assert smaller("a{color:#FDFCF9;margin:10.5rem}") == "a{color:#FDFCF9;margin:10.5rem}"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_streamlit_gets_twelve_rules_for_the_screen_in_the_ink_of_its_mode(mode: Mode) -> None:
    css, paper = streamlit_css(mode).split("@media print", 1)
    colours = tokens().palette(mode)
    declarations = re.sub(r"@media[^{]+", "", css).count("{") - css.count("@media")
    assert declarations == 12
    assert set(re.findall(r"#[0-9A-F]{6}", css)) == {colours.ink, colours.edge}
    assert set(re.findall(r"#[0-9A-F]{3,6}", paper)) == {"#000", "#FFF"}


def test_a_chart_drawn_for_a_dark_screen_is_turned_about_on_paper() -> None:
    assert "svg{filter:invert(1)" in streamlit_css("dark")
    assert "invert" not in streamlit_css("light")


def test_streamlit_still_has_every_part_that_our_rules_name() -> None:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    parts = set(re.findall(r"data-testid=(\w+)", streamlit_css("light")))
    assert parts
    missing = set(parts)
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        missing -= {part for part in missing if f"`{part}`" in text}
    assert missing == set()
