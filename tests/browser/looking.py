"""Whether everybody can use a page as it stands: a wide light screen, a narrow dark one, and axe's rules."""

from collections.abc import Iterable
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

Mode = Literal["light", "dark"]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SCREENS: tuple[tuple[int, Mode], ...] = ((1280, "light"), (320, "dark"))
STICKS_OUT = """[document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")]
    .filter(it => it.scrollWidth > it.clientWidth).length"""
DRAWN = """async () => {
    const ends = it => it.effect?.getTiming().iterations !== Infinity;
    const drawn = new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)))
        .then(() => Promise.allSettled(document.getAnimations().filter(ends).map(it => it.finished)));
    await Promise.race([drawn, new Promise(then => setTimeout(then, 2000))]);
}"""
"""The colours and places of another screen have come, and what moves there has arrived."""


def look(page: Page, screens: Iterable[tuple[int, Mode]] = SCREENS) -> None:
    """Look at the page on each screen, and leave it on the last: a walk through pages is made once."""
    for width, mode in screens:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=mode)
        page.evaluate(DRAWN)
        look_once(page)


def look_once(page: Page) -> None:
    """Look at the page on the screen that it is on."""
    name = f"{page.title()} ({page.url}, {page.viewport_size})"
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("rules => axe.run(rules)", RULES))
    assert not found.response["violations"], f"{name}\n{found.generate_report()}"
    assert not page.evaluate(STICKS_OUT), f"{name} scrolls sideways"
