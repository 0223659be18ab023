"""How soon can somebody with an old phone on a slow line see the form, and how much is sent to them?

In Chromium at 1.6 Mbit/s, 150 ms and a quarter of this processor, with nothing kept from an earlier
visit. Ours is what people get; the reference is the same address with a browser that takes nothing
compressed. The paint is the last "largest contentful paint" that Chromium reports.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from actions.open_watchdog import SignpostGiven
from benchmarks import WATCHDOG, Figure, figure, scratch_store, table
from models.watchdog import SAFEGUARDING
from storage import keys
from tools.running import CHROMIUM, running

PLAIN, STREAMLIT = "/say", "/have_your_say"
BITS, LATENCY_MS, SLOWER = 1_600_000, 150, 4
IS_DRAWN = {PLAIN: "#start", STREAMLIT: "[data-testid=stRadioOption]"}
QUIET_MS = 1_500
OBSERVE = """window.paints = [];
new PerformanceObserver((list) => window.paints.push(...list.getEntries().map((one) => one.startTime)))
  .observe({ type: "largest-contentful-paint", buffered: true });"""


class Visit(NamedTuple):
    """One first visit: milliseconds to the largest paint, and kilobytes on the line."""

    paint_ms: float
    kilobytes: float


def measure(short: bool) -> list[Figure]:
    """The largest paint and the bytes of a first visit, for each of the two forms."""
    visits = 1 if short else 5
    found: dict[tuple[str, bool], list[Visit]] = {}
    with _an_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for page in (PLAIN, STREAMLIT):
            _visit(
                browser, address + page, IS_DRAWN[page], is_compressed=True, is_slow=False
            )  # warms the app
            for is_compressed in (True, False):
                found[page, is_compressed] = [
                    _visit(browser, address + page, IS_DRAWN[page], is_compressed=is_compressed)
                    for _ in range(visits)
                ]
        browser.close()
    note = f"1.6 Mbit/s, 150 ms, CPU/4, median of {visits}; reference: uncompressed"
    return [
        figure(f"first visit to {page}, {name}", *_both(found, page, column), unit, note)
        for page in (PLAIN, STREAMLIT)
        for column, (name, unit) in enumerate((("largest paint", "ms"), ("on the line", "KB")))
    ]


def _both(found: dict[tuple[str, bool], list[Visit]], page: str, column: int) -> tuple[float, float]:
    ours, reference = (median(one[column] for one in found[page, packed]) for packed in (True, False))
    return ours, reference


def _visit(browser: Browser, address: str, drawn: str, *, is_compressed: bool, is_slow: bool = True) -> Visit:
    """Open an address in a browser that has never been here, and wait until it is drawn and quiet."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    line = context.new_cdp_session(page)
    received: dict[str, int] = {}
    line.on("Network.loadingFinished", lambda event: _note(received, event))
    line.send("Network.enable")
    if is_slow:
        speed = {"downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8, "latency": LATENCY_MS}
        line.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if not is_compressed:
        line.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "identity"}})
    page.goto(address, wait_until="commit", timeout=180_000)
    page.wait_for_selector(drawn, timeout=180_000)
    page.wait_for_load_state("load", timeout=180_000)
    page.wait_for_timeout(QUIET_MS)
    paint = float(page.evaluate("Math.max(...window.paints)"))
    context.close()
    return Visit(paint, sum(received.values()) / 1_000)


def _note(received: dict[str, int], event: dict[str, Any]) -> None:
    received[event["requestId"]] = int(event["encodedDataLength"])


@contextmanager
def _an_app() -> Iterator[str]:
    """The app on a new store whose form is open."""
    key = keys.new_key()
    known = [SignpostGiven(kind, kind.value, "01632 960200", "", date(2026, 11, 2)) for kind in SAFEGUARDING]
    with scratch_store(key=key, signposts=known) as (store, folder):
        store.close()
        environment = {
            "FEEDBACK_DATABASE_URL": store.url.render_as_string(hide_password=False),
            "FEEDBACK_ENCRYPTION_KEYS": key,
            "FEEDBACK_WATCHDOG": WATCHDOG,
        }
        with running(environment, log=folder / "log") as address:
            yield address


if __name__ == "__main__":
    print(table(measure(short="--short" in sys.argv)))
