"""An invitation all the way in a real browser: opened, signed out of, signed in to again."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Page, expect

from actions.people import invite
from models.people import job
from models.vocabulary import Role
from tests.browser.conftest import sign_in
from tests.browser.looking import look
from tests.conftest import WATCHDOG

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
expect.set_options(timeout=30_000)

EMAIL = "wilhelmina.featherstonehaugh-cholmondeley@community.west-testford-voice.example.org"
NEW_PASSWORD = "otter kettle marble"


@pytest.fixture
def invitation(app_process) -> str:
    with app_process.store.writing() as session:
        name, by = "Wilhelmina Featherstonehaugh-Cholmondeley", job(WATCHDOG, "terminal")
        return invite(session, name=name, email=EMAIL, roles=[Role.MODERATOR], by=by, at=datetime.now(UTC))[1]


def app_of(page: Page) -> pyotp.TOTP:
    """The authenticator app of somebody who typed the key in by hand."""
    key = page.get_by_text(re.compile(r"^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$")).inner_text()
    return pyotp.TOTP(key.replace(" ", ""))


def test_somebody_invited_opens_the_account_and_comes_back_with_the_next_code(visit, invitation):
    page = visit(width=320).open(invitation)
    app = app_of(page)
    page.get_by_label("New password").fill("passwordpassword")
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_role("alert")).to_contain_text("There are 2 things to put right")
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_label("The code that the app shows").fill(app.now())
    page.get_by_role("button", name="Open my account").click()

    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator("ol strong").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I’ve kept them").click()
    page.wait_for_url("**/today")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    page.goto("/sign-out")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="You’re signed out")).to_be_visible()

    page.goto("/sign-in?next=/account")
    page.fill("#email", EMAIL)
    page.fill("#password", NEW_PASSWORD)
    page.fill("#code", app.at(datetime.now(UTC) + timedelta(seconds=app.interval)))
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url("**/account")
    expect(page.get_by_text("You have 10 left.")).to_be_visible()
    page.goto(invitation)
    expect(page.get_by_role("heading", name="This link doesn’t open anything now")).to_be_visible()
    look(page)


def test_everybody_can_use_the_pages_of_accounts(visit, invitation):
    page = visit().open(invitation)
    look(page)
    app = app_of(page)
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_label("The code that the app shows").fill(app.now())
    page.get_by_role("button", name="Open my account").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    look(page)
    page.goto("/account")
    look(page)
    page.get_by_role("button", name="Change my password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)


def test_a_sign_in_is_ended_from_another_device(visit):
    here, other = visit(), visit()
    lost = other.open("/sign-in")
    sign_in(lost, email="cam@example.org")
    lost.wait_for_url("**/today")
    page = here.open("/sign-in")
    sign_in(page, email="cam@example.org")
    page.wait_for_url("**/today")
    page.goto("/account")

    page.get_by_role("button", name="End the sign-in on").click()

    expect(page.get_by_role("status")).to_contain_text("That sign-in has been ended")
    lost.goto("/account")
    expect(lost.get_by_role("heading", name="Sign in")).to_be_visible()
