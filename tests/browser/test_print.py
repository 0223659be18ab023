"""Printing from a dark phone: dark colours outrank a plain `:root`, which shows only on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from content.look.css import figures_css, plain_css

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="en" class="{look}"><title>Home</title><style>{css}</style><h1>Hello</h1>'
COLOURS = (
    "(() => {const s = getComputedStyle(document.documentElement); return [s.color, s.backgroundColor]})()"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def show(page: Page, look: str) -> None:
    page.emulate_media(media="screen", color_scheme="dark")
    page.set_content(PAGE.format(look=look, css=plain_css() + figures_css()))


@pytest.mark.parametrize("look", ["", "dark", "strong", "light"])
def test_a_page_prints_black_on_white_from_a_dark_device(page: Page, look: str) -> None:
    show(page, look)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize(
    ("look", "ground"),
    [
        ("", "rgb(20, 32, 28)"),
        ("dark", "rgb(20, 32, 28)"),
        ("light", "rgb(253, 252, 249)"),
        ("strong", "rgb(0, 0, 0)"),
    ],
)
def test_a_chosen_look_overrides_a_dark_device(page: Page, look: str, ground: str) -> None:
    show(page, look)
    assert page.evaluate(COLOURS)[1] == ground
