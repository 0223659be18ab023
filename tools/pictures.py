"""Screenshots of every page from the demonstration data: `make pictures`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from actions.second_factor import code_at
from analysis.tagger import tag
from example_data.fill import Filled, fill
from storage import keys, migrate
from storage.engine import Store
from tools.running import CHROMIUM, ROOT, running

PICTURES = ROOT / "docs" / "pictures"
BEST = ("over_time_1280_light", "joins_1280_light", "moderation_1280_light", "form_390_light")
WIDTHS = (1280, 390, 320)
HEIGHT = 900
STAFF = {
    "jo@example.org": (
        *(
            "today",
            "overview",
            "over_time",
            "joins",
            "leaving_hospital",
            "one_service",
            "moderation",
            "theme_review",
            "search",
        ),
        *("whole_story", "data_requests", "recommendations"),
    ),
    "lee@example.org": ("reports",),
    "sam@example.org": ("escalations",),
    "pat@example.org": ("phone_entry",),
    "robin@example.org": ("directory", "our_settings", "people", "outbox", "record", "health", "account"),
}
"""Whose pages are taken, by who opens them."""
TO_READ = (
    "about",
    "privacy",
    "cookies",
    "accessibility",
    "language",
    "language/ur",
    "draft",
    "your_reference",
    "what_people_say",
    "report/1",
)
"""Plain pages that anybody may open as they are."""


def main() -> None:
    """Take them all, or those whose names and widths are given: `python -m tools.pictures 320 people`."""
    folder = PICTURES / "all"
    folder.mkdir(parents=True, exist_ok=True)
    asked = set(sys.argv[1:])
    widths = [width for width in WIDTHS if str(width) in asked] or WIDTHS
    only = asked - {str(width) for width in WIDTHS}
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
            staff = {email: _signed_in(browser, address, filled, email) for email in STAFF}
            for width in widths:
                for mode in ("light", "dark"):
                    camera = Camera(browser, address, folder, width, mode, only)
                    if not only or only - {name for names in STAFF.values() for name in names}:
                        with camera.visit() as page:
                            _as_a_resident(camera, page)
                    for email, signed_in in staff.items():
                        with camera.visit(signed_in) as page:
                            _as_staff(camera, page, STAFF[email])
            browser.close()
    for name in BEST:
        if (folder / f"{name}.png").exists():
            shutil.copy(folder / f"{name}.png", PICTURES / f"{name}.png")
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def _store(environment: dict[str, str]) -> Filled:
    keys.use(environment["FEEDBACK_ENCRYPTION_KEYS"])
    store = Store(environment["FEEDBACK_DATABASE_URL"])
    migrate.upgrade(store)
    filled = fill(store, at=datetime.now(UTC), tagger=tag)
    store.close()
    return filled


@dataclass(frozen=True)
class Camera:
    """Takes pictures of whole pages at one width, in light or in dark; `only` those named, or all."""

    browser: Browser
    address: str
    folder: Path
    width: int
    mode: str
    only: set[str]

    @contextmanager
    def visit(self, signed_in: StorageState | None = None) -> Iterator[Page]:
        """A browser of somebody's own, ended afterwards."""
        context = self.browser.new_context(
            viewport={"width": self.width, "height": HEIGHT},
            color_scheme="dark" if self.mode == "dark" else "light",
            storage_state=signed_in,
        )
        yield context.new_page()
        context.close()

    def take(self, page: Page, name: str) -> None:
        if self.only and name not in self.only:
            return
        page.wait_for_timeout(400)
        _grow(page)
        page.screenshot(path=self.folder / f"{name}_{self.width}_{self.mode}.png", full_page=True)
        page.set_viewport_size({"width": self.width, "height": HEIGHT})


def _as_a_resident(camera: Camera, page: Page) -> None:
    """From the start page through the form, and up to the doors that are shut."""
    page.goto(camera.address)
    camera.take(page, "home")
    for path in TO_READ:
        page.goto(f"{camera.address}/{path}")
        camera.take(page, path.replace("/", "_"))
    _by_the_plain_door(camera, page)
    page.goto(f"{camera.address}/sign-in")
    camera.take(page, "sign_in")
    page.get_by_role("button", name="Sign in").click()
    camera.take(page, "sign_in_error")
    _settled(page, f"{camera.address}/have_your_say")
    camera.take(page, "form")
    _choose(page, "A move from one service")
    _press(page, "Continue")
    camera.take(page, "form_services")
    _skip_to(page, "What happened?")
    page.locator("textarea").fill("a" * 20_001)
    _press(page, "Continue")
    camera.take(page, "form_error")
    page.locator("textarea").fill("They lost my referral, and I had to chase for weeks. Then the nurse rang.")
    _press(page, "Continue")
    _skip_to(page, "What may we do with what you’ve told us?")
    camera.take(page, "form_consents")
    _press(page, "Continue")
    camera.take(page, "form_check")
    _press(page, "Send my feedback")
    camera.take(page, "form_sent")
    _settled(page, f"{camera.address}/overview")
    camera.take(page, "signed_out")


def _by_the_plain_door(camera: Camera, page: Page) -> None:
    """The same form as plain pages, one question a picture, from its first to the reference."""
    page.goto(f"{camera.address}/say")
    camera.take(page, "say")
    page.locator("#start").click()
    while page.locator("#reference").count() == 0:
        step = page.url.rstrip("/").rpartition("/")[2]
        camera.take(page, f"say_{step}")
        if step == "words":
            page.locator("textarea").fill(
                "The referral was lost, and nobody rang. Then the nurse was lovely."
            )
        elif page.locator("input[value=between_services]").count():
            page.locator("input[value=between_services]").check()
        page.locator("#question [name=action]").first.click()
    camera.take(page, "say_sent")


def _as_staff(camera: Camera, page: Page, names: tuple[str, ...]) -> None:
    for name in names:
        _settled(page, f"{camera.address}/{name}")
        camera.take(page, name)


def _signed_in(browser: Browser, address: str, filled: Filled, email: str) -> StorageState:
    """Sign somebody in, once for all their pictures: a code is taken only once."""
    password = next(person.password for person in filled.people if person.email == email)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/sign-in?next=/account")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Code from your authenticator app").fill(
        code_at(filled.secrets[email], datetime.now(UTC))
    )
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")
    signed_in = context.storage_state()
    context.close()
    return signed_in


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
