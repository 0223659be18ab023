"""A fresh process of the app on a store of its own, and headless Chromium that may ask nobody else."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from actions.open_watchdog import open_watchdog
from actions.people import add_staff_member
from models.people import job
from models.vocabulary import Role
from storage.engine import Store
from tests.browser.ready_made import ROOT, Copy, Nursery
from tests.codes import SECRET, a_code_now
from tests.conftest import NOW, PASSWORD, SIGNPOSTS, TEST_KEY, WATCHDOG
from tools.running import CHROMIUM

STARTS_WITHIN = 60.0
expect.set_options(timeout=20_000)  # a busy machine is slow, and nothing here is about how fast it is
WORKERS = (
    ("Ash Moderator", "ash@example.org", (Role.MODERATOR, Role.ANALYST)),
    ("Bo Administrator", "bo@example.org", (Role.ADMINISTRATOR,)),
    ("Cam Volunteer", "cam@example.org", (Role.VOLUNTEER,)),
)


@dataclass(frozen=True)
class Running:
    """The app as a process of its own: where it is, what it logs and the store it works on."""

    base_url: str
    store: Store
    log_file: Path
    process: subprocess.Popen[bytes] | Copy

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def own_store(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Store]:
    """West Testford's store in a file of its own, with somebody in each role."""
    with a_store(tmp_path / "feedback.db", migrated_sqlite) as store:
        yield store


@contextmanager
def a_store(path: Path, empty: Path) -> Iterator[Store]:
    shutil.copy(empty, path)
    store = Store(f"sqlite:///{path}")
    with store.writing() as session:
        open_watchdog(
            session,
            slug=WATCHDOG,
            name="West Testford Voice",
            area="West Testford",
            telephone="01632 960123",
            signposts=SIGNPOSTS,
            at=NOW,
            is_demonstration=True,
        )
        for name, email, roles in WORKERS:
            add_staff_member(
                session,
                name=name,
                email=email,
                roles=roles,
                password=PASSWORD,
                second_factor=SECRET,
                by=job(WATCHDOG, "init"),
                at=NOW,
            )
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def start_app(tmp_path: Path, own_store: Store) -> Iterator[Callable[..., Running]]:
    """Start the app, with more of its environment if need be; ended with the test."""
    running: list[Running] = []

    def start(*, is_copy: bool = True, port: int = 0, **environment: str) -> Running:
        log = tmp_path / f"app-{len(running)}.log"
        app = _start(own_store, log, environment, is_copy=is_copy, port=port)
        running.append(app)
        return app

    yield start
    for app in running:
        _end(app)


_nurseries: list[Nursery] = []


@pytest.fixture(scope="session", autouse=True)
def _nobody_waits_on() -> Iterator[None]:
    yield
    while _nurseries:
        _nurseries.pop().close()


def _nursery() -> Nursery:
    """The one that is there, or a new one."""
    if not _nurseries:
        _nurseries.append(Nursery())
    return _nurseries[0]


@contextmanager
def one_app(folder: Path, empty: Path) -> Iterator[Running]:
    """A process of the app for several tests that change nothing."""
    with a_store(folder / "feedback.db", empty) as store:
        app = _start(store, folder / "app.log", {}, is_copy=True)
        try:
            _wait_until_ready(app)
            yield app
        finally:
            _end(app)


def _end(app: Running) -> None:
    app.process.terminate()
    try:
        app.process.wait(10)
    except subprocess.TimeoutExpired:
        app.process.kill()
        app.process.wait()


@pytest.fixture
def app_process(start_app: Callable[..., Running]) -> Running:
    """A fresh process that has answered nobody but its health check."""
    app = start_app()
    _wait_until_ready(app)
    return app


def _start(
    store: Store, log_file: Path, environment: dict[str, str], *, is_copy: bool, port: int = 0
) -> Running:
    """Start the app as anybody does, or, which is quicker, as a copy of a process that has its libraries."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = port or probe.getsockname()[1]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("FEEDBACK_")}
    ours = {
        "FEEDBACK_DATABASE_URL": store.url.render_as_string(hide_password=False),
        "FEEDBACK_ENCRYPTION_KEYS": TEST_KEY,
        "FEEDBACK_WATCHDOG": WATCHDOG,
        "FEEDBACK_ADDRESS": f"http://127.0.0.1:{port}",
        "FEEDBACK_SECURE_COOKIES": "false",
        "FEEDBACK_TAGGING_SECONDS": "0.2",
        "FEEDBACK_WARM_UP": "false",
    }
    everything = surroundings | ours | environment
    command = ["run", "feedback_app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    process: subprocess.Popen[bytes] | Copy
    if is_copy:
        process = _nursery().start(command, everything, log_file)
    else:
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", *command],
                cwd=ROOT,
                env=everything,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
    return Running(f"http://127.0.0.1:{port}", store, log_file, process)


def _wait_until_ready(app: Running) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and app.process.poll() is None:
        try:
            with urlopen(f"{app.base_url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the app did not start; its log:\n{app.log}")


_browsers: list[Browser] = []
"""The one that is running: another file that takes this fixture gets the same."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, once for all tests of a worker."""
    if _browsers:
        yield _browsers[0]
        return
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium: install the package `chromium` to run the browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        _browsers.append(started)
        yield started
        _browsers.clear()
        started.close()


@dataclass
class Visitor:
    """Somebody at a browser of their own: tabs share its cookies, and every request is noted."""

    browser: Browser
    base_url: str
    width: int = 1280
    mode: str = "light"
    elsewhere: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(
            base_url=self.base_url,
            viewport={"width": self.width, "height": 800},
            color_scheme=self.mode,
        )
        self.context.set_default_timeout(20_000)
        self.context.on("request", self._note)

    def open(self, path: str) -> Page:
        """Open an address in a new tab."""
        page = self.context.new_page()
        page.on("console", self._listen)
        page.goto(path)
        return page

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if (
            address.scheme in {"http", "https", "ws", "wss"}
            and address.netloc != urlsplit(self.base_url).netloc
        ):
            self.elsewhere.append(request.url)

    def _listen(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.blocked.append(message.text)


@pytest.fixture
def visit(browser: Browser, app_process: Running) -> Iterator[Callable[..., Visitor]]:
    """Let somebody in. At the end, nobody's browser has asked another host, or tried what we forbid."""
    visitors: list[Visitor] = []

    def come(*, width: int = 1280, mode: str = "light") -> Visitor:
        visitor = Visitor(browser, app_process.base_url, width=width, mode=mode)
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.context.close()
    assert not [url for visitor in visitors for url in visitor.elsewhere]
    assert not [said for visitor in visitors for said in visitor.blocked]


_last_steps: dict[str, int] = {}
"""The last code that each person used: none is taken twice, and a new one comes every half minute."""


@pytest.fixture(autouse=True)
def _nobody_has_signed_in() -> None:
    _last_steps.clear()


def sign_in(page: Page, email: str = "ash@example.org", password: str = PASSWORD) -> None:
    """Fill in the sign-in page, press its button, and wait for the page it leads to."""
    page.goto("/sign-in")
    page.fill("#email", email)
    page.fill("#password", password)
    code, _last_steps[email] = a_code_now(_last_steps.get(email, 0))
    page.fill("#code", code)
    with page.expect_navigation(wait_until="commit"):
        page.get_by_role("button", name="Sign in").click()
