"""Screenshots of every page from the demonstration data: `make pictures`."""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from actions.tag import tag_batch
from analysis import MODEL_VERSION
from analysis.tagger import tag as tagger
from analysis.taxonomy import load_taxonomy
from example_data.fill import Filled, fill
from models.people import job
from models.vocabulary import Role
from storage import keys, migrate
from storage.engine import Store
from tools.running import CHROMIUM, ROOT, running

PICTURES = ROOT / "docs" / "pictures"
BEST = ("overview_1280_light", "moderation_1280_light", "form_390_light")
WIDTHS = (1280, 390, 320)


def main() -> None:
    folder = PICTURES / "all"
    folder.mkdir(parents=True, exist_ok=True)
    only = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as place:
        environment = {
            "FEEDBACK_DATABASE_URL": f"sqlite:///{place}/pictures.db",
            "FEEDBACK_ENCRYPTION_KEYS": keys.new_key(),
            "FEEDBACK_WATCHDOG": "west-testford",
        }
        os.environ.update(environment)
        filled = _store(environment)
        with running(environment, log=Path(place) / "log") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
            for width in WIDTHS:
                for mode in ("light", "dark"):
                    _take(browser, address, filled, folder, width, mode, only)
            browser.close()
    for name in BEST:
        if (folder / f"{name}.png").exists():
            shutil.copy(folder / f"{name}.png", PICTURES / f"{name}.png")
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def _store(environment: dict[str, str]) -> Filled:
    keys.use(environment["FEEDBACK_ENCRYPTION_KEYS"])
    store = Store(environment["FEEDBACK_DATABASE_URL"])
    migrate.upgrade(store)
    now = datetime.now(UTC)
    filled = fill(store, at=now)
    while tag_batch(
        store,
        tagger,
        taxonomy_version=load_taxonomy().version,
        model_version=MODEL_VERSION,
        by=job("west-testford", "tagger"),
        at=now,
        most=1_000,
    ).tagged:
        pass
    store.close()
    return filled


def _take(
    browser: Browser, address: str, filled: Filled, folder: Path, width: int, mode: str, only: set[str]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if mode == "dark" else "light"
    )
    page = context.new_page()

    def shot(name: str) -> None:
        if only and name not in only:
            return
        page.wait_for_timeout(400)
        _grow(page)
        page.screenshot(path=folder / f"{name}_{width}_{mode}.png", full_page=True)
        page.set_viewport_size({"width": width, "height": 900})

    page.goto(address)
    shot("home")
    page.goto(f"{address}/sign-in")
    shot("sign_in")
    page.get_by_role("button", name="Sign in").click()
    shot("sign_in_error")
    _settled(page, f"{address}/have_your_say")
    shot("form")
    _choose(page, "A move from one service")
    _press(page, "Continue")
    shot("form_services")
    _skip_to(page, "What happened?")
    page.locator("textarea").fill("a" * 20_001)
    _press(page, "Continue")
    shot("form_error")
    page.locator("textarea").fill("They lost my referral, and I had to chase for weeks. Then the nurse rang.")
    _press(page, "Continue")
    _skip_to(page, "What may we do with what you’ve told us?")
    shot("form_consents")
    _press(page, "Continue")
    shot("form_check")
    _press(page, "Send my feedback")
    shot("form_sent")
    _settled(page, f"{address}/overview")
    shot("signed_out")

    staff = next(person for person in filled.people if person.role is Role.STAFF)
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(staff.email)
    page.get_by_label("Password").fill(staff.password)
    page.get_by_role("button", name="Sign in").click()
    for name in ("overview", "moderation"):
        _settled(page, f"{address}/{name}")
        shot(name)
    context.close()


def _settled(page: Page, address: str) -> None:
    """Open a Streamlit page and wait until its script has run."""
    page.goto(address)
    page.wait_for_selector("h1, h2, h3", timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=60_000)
    page.wait_for_timeout(1_500)


def _choose(page: Page, option: str) -> None:
    page.get_by_test_id("stRadioOption").filter(has_text=option).first.click()
    page.wait_for_timeout(600)


def _press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_timeout(900)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def _skip_to(page: Page, title: str) -> None:
    for _ in range(6):
        if page.get_by_role("heading", name=title).count():
            return
        _press(page, "Skip this question")
    raise RuntimeError(f"the form never came to {title!r}")


def _grow(page: Page) -> None:
    """Streamlit scrolls inside the page, so the window is made as tall as what is in it."""
    tall = page.evaluate(
        "Math.max(document.body.scrollHeight, ...[...document.querySelectorAll("
        "'[data-testid=stMain], [data-testid=stSidebar]')].map(part => part.scrollHeight))"
    )
    size = page.viewport_size
    if size and tall > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": min(int(tall) + 20, 12_000)})
        page.wait_for_timeout(800)


if __name__ == "__main__":
    main()
