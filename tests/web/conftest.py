"""The plain pages on their own, without Streamlit: a door with a store, a desk and a clock of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.sign_in import SignInDesk
from models.watchdog import Watchdog
from storage.engine import Store
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG
from ui.messages import is_whole
from web.door import Door
from web.routes import exception_handlers, middleware, routes

EMAIL = "ash@example.org"
HTML = {"accept": "text/html,application/xhtml+xml"}


@dataclass
class Clock:
    """A clock that only moves when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def a_door(store: Store, clock: Clock, *, over_tls: bool = False, idle: int = 30, longest: int = 12) -> Door:
    def watchdog() -> Watchdog:
        with store.reading() as session:
            return session.get_one(Watchdog, WATCHDOG)

    return Door(
        store=lambda: store,
        watchdog=watchdog,
        desk=SignInDesk(idle=timedelta(minutes=idle), longest=timedelta(hours=longest)),
        clock=clock,
        secret="only for tests",
        over_tls=over_tls,
    )


def an_app(door: Door, *more_routes) -> Starlette:
    def opened() -> Door:
        return door

    return Starlette(
        routes=[*routes(opened), *more_routes],
        middleware=middleware(opened, over_tls=door.over_tls, is_whole=is_whole),
        exception_handlers=exception_handlers(opened),
    )


def a_browser(door: Door, *more_routes, address: str = "192.0.2.1") -> TestClient:
    scheme = "https" if door.over_tls else "http"
    client = TestClient(
        an_app(door, *more_routes),
        base_url=f"{scheme}://feedback.example.org",
        follow_redirects=False,
        headers=HTML,
        client=(address, 50_000),
    )
    client.app_state["door"] = door
    return client


@pytest.fixture
def door(store: Store, clock: Clock) -> Door:
    return a_door(store, clock)


@pytest.fixture
def browser(door: Door) -> Iterator[TestClient]:
    with a_browser(door) as client:
        yield client


def token_of(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found, "the page has no form"
    return found.group(1)


def sign_in(browser: TestClient, email: str = EMAIL, password: str = PASSWORD, **more: str):
    """Send the sign-in form with a code that is good now, unless another is given."""
    token = token_of(browser.get("/sign-in").text)
    door = browser.app_state["door"]
    typed = {"email": email, "password": password, "code": a_code(door.store(), email, door.clock())} | more
    return browser.post("/sign-in", data={"form_token": token, **typed})


def is_signed_in(browser: TestClient) -> bool:
    """Whether the sign-in page sends this browser on."""
    return browser.get("/sign-in").status_code == 303
