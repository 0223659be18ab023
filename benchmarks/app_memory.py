"""How much memory does the app take, once somebody has opened every page of figures?

The watchdog has 50,000 comments. Ours is the most memory that the app's process had at any moment, as Linux
counts it: while it started, while somebody signed in, and while each page of figures was opened on three
scopes in a browser. What it took before anybody came, and what it takes after all of that, stand before it.
The references are the goal of 400 MB, and the same app and pages on a store in which nobody has said
anything. The machine reads comments in a process of its own, which has memory of its own: the note says the
most of that.
"""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import psutil
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import update

from actions.people import add_staff_member
from actions.second_factor import code_at, new_secret
from actions.tag import this_release
from analysis.joins import GROUP
from analysis.taxonomy import load_taxonomy
from benchmarks import NOW, WATCHDOG, Figure, figure, scratch_store, table
from benchmarks._figure_store import fill_figures, make, service_of_ours
from models.people import job
from models.tag import Tagging, TagsInUse
from models.vocabulary import Role
from storage import keys
from storage.engine import Store
from tools.running import CHROMIUM, running

COMMENTS, GOAL = 50_000, 400
PAGES = ("overview", "over_time", "joins", "leaving_hospital", "one_service")
EMAIL, PASSWORD = "ash@example.org", "correct horse battery"
MEGA = 1_048_576


def measure(short: bool) -> list[Figure]:
    """Megabytes with 50,000 comments, beside the goal and beside none; `short` opens each page once."""
    scopes = [{"service_id": service_of_ours(3)}, {"journey": "leaving_hospital"}, {"since": "2025-11-20"}]
    ours, none = (_most(comments, scopes[:1] if short else scopes) for comments in (COMMENTS, 0))
    note = f"{len(PAGES)} pages, scopes each: {1 if short else len(scopes)}; reader {ours.reader:,.0f} MB"
    return [
        figure("memory once the app is ready, beside the goal", ours.ready, GOAL, "MB"),
        figure("memory once every page was opened, beside the goal", ours.now, GOAL, "MB"),
        figure("most memory with 50,000 comments, beside the goal", ours.app, GOAL, "MB", note),
        figure("the same, beside the app on an empty store", ours.app, none.app, "MB", note),
    ]


class Most(NamedTuple):
    """Megabytes of the app's own process, at its highest and now, and of the one that reads comments."""

    app: float = 0.0
    now: float = 0.0
    reader: float = 0.0
    ready: float = 0.0


def _most(comments: int, scopes: list[dict[str, str]]) -> Most:
    key, secret = keys.new_key(), new_secret()
    with scratch_store(key=key) as (store, folder):
        if comments:
            _fill(store, comments)
        with store.writing() as session:
            add_staff_member(
                session,
                name="Ash",
                email=EMAIL,
                roles=[Role.ANALYST],
                password=PASSWORD,
                second_factor=secret,
                by=job(WATCHDOG, "init"),
                at=NOW,
            )
        environment = {
            "FEEDBACK_DATABASE_URL": store.url.render_as_string(hide_password=False),
            "FEEDBACK_ENCRYPTION_KEYS": key,
            "FEEDBACK_WATCHDOG": WATCHDOG,
        }
        with _watched() as most, running(environment, log=folder / "log") as address:
            ready = most[-1].now
            _open_everything(address, secret, scopes)
            return most[-1]._replace(ready=ready)


def _fill(store: Store, comments: int) -> None:
    """Read by this release already, so that the machine doesn't read it all while we measure."""
    themes = load_taxonomy().themes.values()
    problems = [theme.id for theme in themes if theme.group == GROUP]
    fill_figures(store, make(comments, comments, 1, [theme.id for theme in themes], problems))
    taxonomy, model = this_release()
    in_use = TagsInUse(
        watchdog_id=WATCHDOG,
        taxonomy_version=taxonomy,
        model_version=model,
        since=NOW,
        chosen_by="job:benchmark",
    )
    with store.writing() as session:
        session.execute(update(Tagging).values(taxonomy_version=taxonomy, model_version=model))
        session.add(in_use)


@contextmanager
def _watched() -> Iterator[list[Most]]:
    """Look several times a second at what the app that we start takes; the last entry is the most so far."""
    most, is_over = [Most()], threading.Event()

    def look() -> None:
        while not is_over.wait(0.2):
            for process in psutil.Process().children():
                with suppress(psutil.Error, OSError, IndexError):  # it ends
                    if "feedback_app.py" in process.cmdline():
                        most.append(_taken(process, most[-1]))

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    try:
        yield most
    finally:
        is_over.set()
        watching.join()


def _taken(app: psutil.Process, before: Most) -> Most:
    counted = Path(f"/proc/{app.pid}/status").read_text()
    highest = int(counted.partition("VmHWM:")[2].split()[0]) / 1024
    others = [one.memory_info().rss / MEGA for one in app.children(recursive=True)]
    return Most(highest, app.memory_info().rss / MEGA, max([before.reader, *others]))


def _open_everything(address: str, secret: str, scopes: list[dict[str, str]]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page()
        page.goto(f"{address}/sign-in?next=/account")
        page.get_by_label("Email address").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code from your authenticator app").fill(code_at(secret, datetime.now(UTC)))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/account")
        for name in PAGES:
            for scope in scopes:
                _settle(page, f"{address}/{name}?{urlencode(scope)}")
        browser.close()


def _settle(page: Page, address: str) -> None:
    """Open a page and wait until its script has run to its end."""
    page.goto(address)
    page.wait_for_selector("h1", timeout=120_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)
    if page.locator("[data-testid=stException]").count():
        raise RuntimeError(f"{address} did not run to its end")


if __name__ == "__main__":
    print(table(measure(short="--short" in sys.argv)))
