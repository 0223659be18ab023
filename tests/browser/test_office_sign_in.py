"""Signing in with the office's own account, through a real identity provider on this machine."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from models.staff import SignIn, StaffMember
from models.vocabulary import Role
from tests.browser.conftest import STARTS_WITHIN, Running, Visitor, _wait_until_ready
from tests.browser.looking import look
from tests.browser.test_front_door import settled

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SECRET = "only-this-site-and-the-provider"
ROLES = json.dumps({"HYS-Team": "moderator, analyst", "HYS-Phones": "volunteer"})
THEIR_STYLE = "https://cdn.jsdelivr.net/npm/@picocss/pico@2/css/pico.min.css"
"""What the provider's own page asks for; ours ask for nothing."""
EVE = {"email": "eve@example.org", "email_verified": True, "name": "Eve Office", "roles": ["HYS-Team"]}


@contextmanager
def a_provider(log_file: Path, *, token_seconds: int = 3600) -> Iterator[str]:
    """The provider in a process of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--host", "localhost"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [*command, "--token-max-age", str(token_seconds)], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://localhost:{port}/.well-known/openid-configuration", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the provider did not start")


def knows(provider: str, sub: str, **claims: object) -> None:
    """Tell the provider of somebody."""
    asked = Request(
        f"{provider}/users/{quote(sub)}",
        data=json.dumps(claims).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    with urlopen(asked, timeout=5) as answer:
        assert answer.status == 204


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    with a_provider(tmp_path / "provider.log") as address:
        knows(address, "eve", **EVE)
        yield address


@pytest.fixture
def at_the_office(start_app: Callable[..., Running]) -> Callable[[str], Running]:
    """An app whose staff have accounts of a provider's."""

    def start(provider: str) -> Running:
        app = start_app(
            FEEDBACK_OIDC_METADATA_URL=f"{provider}/.well-known/openid-configuration",
            FEEDBACK_OIDC_CLIENT_ID="have-your-say",
            FEEDBACK_OIDC_CLIENT_SECRET=SECRET,
            FEEDBACK_OIDC_NAME="Microsoft 365",
            FEEDBACK_OIDC_ROLES=ROLES,
        )
        _wait_until_ready(app)
        return app

    return start


@pytest.fixture
def come(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Let somebody in, whose browser may ask the app and the provider, and nobody else."""
    visitors: list[tuple[Visitor, str]] = []

    def open_browser(app: Running, provider: str = "", **seen_as) -> Visitor:
        visitor = Visitor(browser, app.base_url, **seen_as)
        visitor.context.route(THEIR_STYLE, lambda route: route.abort())
        visitors.append((visitor, urlsplit(provider).netloc))
        return visitor

    yield open_browser
    for visitor, its_host in visitors:
        visitor.context.close()
        asked = [url for url in visitor.elsewhere if url != THEIR_STYLE]
        assert not [url for url in asked if urlsplit(url).netloc != its_host]
        assert not visitor.blocked


def go_through(page: Page, sub: str = "eve") -> None:
    """From the sign-in page to the provider, and back as somebody."""
    page.goto("/sign-in")
    page.get_by_role("link", name="Sign in with Microsoft 365").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/office")
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until Streamlit has drawn a page of ours, title and all."""
    page.locator('[data-testid="stMain"] h1').first.wait_for()
    settled(page)


def cookies(visitor: Visitor) -> set[str]:
    return {cookie["name"] for cookie in visitor.context.cookies()}


def test_somebody_of_the_office_comes_in_with_the_roles_that_the_office_gives(provider, at_the_office, come):
    app = at_the_office(provider)
    visitor = come(app, provider)
    page = visitor.open("/sign-in")

    go_through(page)
    page.get_by_role("link", name="Go to your pages").click()

    page.wait_for_url("**/today")
    drawn(page)
    expect(page.get_by_text("Eve Office").first).to_be_visible()
    expect(page.get_by_role("link", name="Check comments")).to_be_visible()
    expect(page.get_by_role("link", name="People")).to_have_count(0)
    with app.store.reading() as session:
        person = session.exec(select(StaffMember).where(StaffMember.email == "eve@example.org")).one()
        sign_in = session.exec(select(SignIn).where(SignIn.staff_id == person.id)).one()
    assert person.roles == {Role.MODERATOR, Role.ANALYST}
    assert person.office_id == f"{provider}|eve"
    assert sign_in.by_office
    assert not {name for name in cookies(visitor) if name.startswith("_streamlit_user")}
    for secret in (SECRET, "eve@example.org", "Eve Office", "code="):
        assert secret not in app.log


def test_somebody_without_a_role_here_is_turned_away_and_can_try_another_account(
    provider, at_the_office, come
):
    knows(provider, "max", **EVE | {"email": "max@example.org", "roles": ["Finance"]})
    app = at_the_office(provider)
    page = come(app, provider).open("/sign-in")

    go_through(page, "max")

    expect(page.get_by_text("no role here yet")).to_be_visible()
    expect(page.get_by_role("link", name="Go to your pages")).to_have_count(0)
    page.get_by_role("link", name="Sign in with Microsoft 365 again").click()
    page.get_by_placeholder("sub").fill("eve")
    page.get_by_role("button", name="Authorize").click()
    page.get_by_role("link", name="Go to your pages").click()
    page.wait_for_url("**/today")


def test_whoever_says_no_at_the_provider_is_back_where_they_can_try_again(provider, at_the_office, come):
    app = at_the_office(provider)
    page = come(app, provider).open("/sign-in")
    page.get_by_role("link", name="Sign in with Microsoft 365").click()

    page.get_by_role("button", name="Deny").click()

    page.wait_for_url("**/office")
    drawn(page)
    expect(page.get_by_role("link", name="Go to Microsoft 365")).to_be_visible()


def test_a_provider_that_is_away_is_said_to_be(at_the_office, come):
    app = at_the_office("http://localhost:9")
    page = come(app).open("/sign-in")

    page.get_by_role("link", name="Sign in with Microsoft 365").click()

    page.wait_for_url("**/office?away=yes")
    drawn(page)
    expect(page.get_by_text("can't reach Microsoft 365 just now")).to_be_visible()


def test_when_the_offices_token_ends_so_does_the_sign_in(tmp_path, at_the_office, come):
    """It is kept with its end, and here the end is moved to this moment: a browser need not wait for it."""
    lasts = timedelta(minutes=20)
    with a_provider(tmp_path / "short.log", token_seconds=int(lasts.total_seconds())) as provider:
        knows(provider, "eve", **EVE)
        app = at_the_office(provider)
        page = come(app, provider).open("/sign-in")
        go_through(page)
        page.get_by_role("link", name="Go to your pages").click()
        page.wait_for_url("**/today")
        drawn(page)
        expect(page.get_by_text("Eve Office").first).to_be_visible()
        with app.store.writing() as session:
            sign_in = session.exec(select(SignIn)).one()
            assert sign_in.started_at < sign_in.expires_at <= sign_in.started_at + lasts
            sign_in.expires_at = datetime.now(UTC)

        page.goto("/overview")

        drawn(page)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_what_a_browser_still_holds_of_a_token_that_ran_out_lets_nobody_in(tmp_path, at_the_office, come):
    with a_provider(tmp_path / "short.log", token_seconds=8) as provider:
        knows(provider, "eve", **EVE)
        app = at_the_office(provider)
        visitor = come(app, provider)
        page = visitor.open("/sign-in")
        go_through(page)
        assert "_streamlit_user" in cookies(visitor)

        page.wait_for_timeout(9_000)
        page.goto("/office")

        drawn(page)
        expect(page.get_by_text("been a while")).to_be_visible()
        expect(page.get_by_role("link", name="Go to your pages")).to_have_count(0)


def test_signing_out_ends_both_and_the_page_left_behind_lets_nobody_in(provider, at_the_office, come):
    app = at_the_office(provider)
    visitor = come(app, provider)
    page = visitor.open("/sign-in")
    go_through(page)
    page.get_by_role("link", name="Go to your pages").click()
    page.wait_for_url("**/today")
    page.goto("/sign-out")

    page.get_by_role("button", name="Sign out", exact=True).click()

    expect(page.get_by_role("heading", name="You’re signed out")).to_be_visible()
    expect(page.get_by_text("sign out of it too")).to_be_visible()
    assert not {name for name in cookies(visitor) if name.startswith(("_streamlit_user", "hys_sign_in"))}
    page.goto("/office")
    drawn(page)
    expect(page.get_by_role("link", name="Go to your pages")).to_have_count(0)
    expect(page.get_by_role("link", name="Go to Microsoft 365")).to_be_visible()
    page.goto("/overview")
    drawn(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_without_an_office_nothing_offers_it_and_its_page_says_so(app_process, visit):
    page = visit().open("/sign-in")
    expect(page.get_by_role("link", name="Sign in with")).to_have_count(0)

    for path in ("/office", "/office?begin=yes", "/oauth2callback", "/auth/login"):
        page.goto(path)
        drawn(page)
        expect(page.get_by_text("isn't set up here")).to_be_visible()


def test_everybody_can_use_the_way_in(provider, at_the_office, come):
    app = at_the_office(provider)
    page = come(app, provider).open("/sign-in")
    look(page)

    go_through(page)

    look(page)
