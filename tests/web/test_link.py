"""The page of a one-time link: what it asks for, what it gives, and that it is told to nobody."""

import re
from datetime import timedelta
from html import unescape

import pytest
import structlog

from actions.people import disable_staff_member, invite, send_link
from actions.second_factor import code_at
from actions.tries import TRIES_PER_ADDRESS, WRONG_CODES
from models.errors import StoreUnavailable
from models.people import job
from models.staff import LinkPurpose
from models.vocabulary import Role
from tests.codes import a_code
from tests.conftest import NOW, WATCHDOG
from tests.web.conftest import EMAIL, a_browser, is_signed_in, sign_in, token_of

TERMINAL = job(WATCHDOG, "terminal")
NEW_PASSWORD = "otter kettle marble"
GONE = "This link doesn’t open anything now"


@pytest.fixture
def invitation(store):
    with store.writing() as session:
        name = "Di <b>Newcomer</b>"
        roles = [Role.MODERATOR]
        return invite(session, name=name, email="di@example.org", roles=roles, by=TERMINAL, at=NOW)[1]


def send_a_link(store, viewer, purpose):
    with store.writing() as session:
        return send_link(session, viewer.staff_id, purpose, by=TERMINAL, at=NOW)


def secret_on(page: str) -> str:
    """The secret that a page shows in groups of four."""
    found = re.search(r"<strong>((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})</strong>", page)
    assert found, "the page shows no secret"
    return found.group(1).replace(" ", "")


def send(browser, path, **typed):
    """Open a link, and send its form with a good password and code unless others are given."""
    page = browser.get(path).text
    good = {"password": NEW_PASSWORD}
    if 'role="img"' in page:
        good["code"] = code_at(secret_on(page), browser.app_state["door"].clock())
    return browser.post(path, data={"form_token": token_of(page)} | good | typed)


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li><strong>([A-Z0-9-]{19})</strong></li>", page)


def test_an_invitation_shows_a_square_and_the_same_secret_in_groups_of_four(browser, invitation):
    page = browser.get(invitation)

    assert page.status_code == 200
    assert "Open your account" in page.text and "di@example.org" in page.text
    assert "Di &lt;b&gt;Newcomer&lt;/b&gt;" in page.text and "<b>" not in page.text
    assert secret_on(page.text) in unescape(re.search(r'href="(otpauth://[^"]+)"', page.text).group(1))
    picture = page.text.partition('role="img"')[2].partition("</svg>")[0]
    assert picture.lstrip().startswith('aria-label="A square')
    assert re.search(r'fill="#(fff|ffffff)"', picture) and re.search(r'stroke="#000"', picture)


def test_the_square_is_dark_on_light_with_four_light_squares_round_it(browser, invitation):
    page = browser.get(invitation).text
    size = int(re.search(r'<svg width="(\d+)" height="\1"', page).group(1))
    moves = re.search(r'stroke="#000" d="([^"]+)"', page).group(1)

    assert 150 <= size <= 260
    assert moves.startswith("M4 4.5h7"), "the first corner begins after the quiet zone"


def test_a_new_account_is_shown_its_codes_once_and_is_in(browser, invitation):
    answer = send(browser, invitation)

    assert answer.status_code == 200
    assert len(codes_on(answer.text)) == 10
    assert 'href="/today"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert is_signed_in(browser)
    assert codes_on(browser.get(invitation).text) == []


def test_the_same_form_sent_twice_opens_nothing_more(door, browser, invitation):
    page = browser.get(invitation).text
    code = code_at(secret_on(page), NOW)
    typed = {"form_token": token_of(page), "password": NEW_PASSWORD, "code": code}
    copy = a_browser(door)
    copy.cookies.update(browser.cookies)

    assert browser.post(invitation, data=typed).status_code == 200
    for again in (browser, copy):
        answer = again.post(invitation, data=typed)
        assert answer.status_code == 410
        assert GONE in answer.text and 'href="/sign-in"' in answer.text
        assert "hys_sign_in" not in answer.headers.get("set-cookie", "")
    assert is_signed_in(browser) and not is_signed_in(copy)


def test_what_is_to_be_put_right_is_said_beside_the_field_and_in_the_box(browser, invitation):
    secret = secret_on(browser.get(invitation).text)

    answer = send(browser, invitation, password="passwordpassword", code="000000")

    assert answer.status_code == 422
    assert "There are 2 things to put right" in answer.text
    assert 'href="#password"' in answer.text and 'href="#code"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert "passwordpassword" not in answer.text
    assert "<title>Something to put right: Open your account" in answer.text
    assert secret_on(answer.text) == secret
    assert not is_signed_in(browser)
    assert send(browser, invitation).status_code == 200


def test_another_browser_is_shown_another_secret_that_is_good_for_nothing_here(door, browser, invitation):
    """A link that was read on its way tells its reader nothing of the owner's second factor."""
    before, own = secret_on(a_browser(door).get(invitation).text), secret_on(browser.get(invitation).text)
    assert before != own == secret_on(browser.get(invitation).text)

    assert send(browser, invitation, code=code_at(before, NOW)).status_code == 422
    assert send(browser, invitation, code=code_at(own, NOW)).status_code == 200
    assert is_signed_in(browser)


def test_a_form_from_elsewhere_opens_nothing(door, browser, invitation):
    page = browser.get(invitation).text
    typed = {"password": NEW_PASSWORD, "code": code_at(secret_on(page), NOW)}
    stranger = a_browser(door)
    for sender, more in ((browser, {}), (browser, {"form_token": "made up"})):
        assert sender.post(invitation, data=typed | more).status_code == 403
    answer = stranger.post(invitation, data=typed | {"form_token": token_of(page)})
    assert answer.status_code == 403 and "nothing has changed" in answer.text
    assert send(browser, invitation).status_code == 200


def test_the_token_of_another_form_is_not_taken(browser, invitation):
    token = token_of(browser.get("/sign-in").text)
    assert send(browser, invitation, form_token=token).status_code == 403


@pytest.mark.parametrize("path", ["/link/made-up", "/link/" + "x" * 2_000, "/link/%00", "/link/%ED%A0%80"])
def test_a_link_that_never_was_leads_to_signing_in(browser, store, path):
    answer = browser.get(path)

    assert answer.status_code == 410
    assert GONE in answer.text and 'href="/sign-in"' in answer.text


def test_a_link_ends_on_its_day_and_with_its_owners_account(browser, store, clock, invitation, moderator):
    path = send_a_link(store, moderator, LinkPurpose.NEW_PASSWORD)
    assert browser.get(path).status_code == 200
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=TERMINAL, at=NOW)
    assert browser.get(path).status_code == 410
    clock.now = NOW + timedelta(days=7) - timedelta(seconds=1)
    assert browser.get(invitation).status_code == 200
    clock.forward(seconds=1)
    assert browser.get(invitation).status_code == 410


def test_a_new_password_asks_for_the_phones_code_and_leads_straight_on(door, browser, store, moderator):
    elsewhere = a_browser(door)
    sign_in(elsewhere)
    path = send_a_link(store, moderator, LinkPurpose.NEW_PASSWORD)
    page = browser.get(path).text
    assert 'role="img"' not in page and "recovery codes" in page

    answer = send(browser, path, code=a_code(store, EMAIL, NOW))

    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert is_signed_in(browser) and not is_signed_in(elsewhere)


def test_an_account_without_a_second_factor_is_led_from_signing_in_to_set_one_up(browser, store, moderator):
    from tests.actions.signing_in import person_of

    with store.writing() as session:
        person = person_of(store, moderator)
        person.second_factor = ""
        session.merge(person)

    led = sign_in(browser, code="")

    assert led.status_code == 303 and led.headers["location"].startswith("/link/")
    assert not is_signed_in(browser)
    page = browser.get(led.headers["location"]).text
    assert "Set up your authenticator app" in page and 'name="password"' not in page
    assert len(codes_on(send(browser, led.headers["location"]).text)) == 10
    assert is_signed_in(browser)


def test_whoever_was_signed_in_at_this_browser_is_signed_out(door, browser, store, invitation, administrator):
    sign_in(browser, "bo@example.org")
    copy = a_browser(door)
    copy.cookies.set("hys_sign_in", browser.cookies["hys_sign_in"])

    send(browser, invitation)

    assert is_signed_in(browser) and not is_signed_in(copy)


def test_too_many_tries_are_turned_away_and_the_link_still_opens(door, browser, store, moderator, invitation):
    for _ in range(TRIES_PER_ADDRESS.amount):
        assert send(browser, invitation, code="000000").status_code == 422
    answer = send(browser, invitation)
    assert answer.status_code == 429 and "Wait five minutes" in answer.text
    assert send(a_browser(door, address="192.0.2.99"), invitation).status_code == 200


def test_too_many_wrong_codes_are_turned_away(door, browser, store, moderator):
    path = send_a_link(store, moderator, LinkPurpose.NEW_PASSWORD)
    for _ in range(WRONG_CODES.amount):
        assert send(browser, path, code="000000").status_code == 422
    assert send(browser, path, code=a_code(store, EMAIL, NOW)).status_code == 429


def test_a_store_that_is_busy_changes_nothing_and_says_so(browser, store, invitation, monkeypatch):
    def busy():
        raise StoreUnavailable("busy")

    with monkeypatch.context() as patch:
        patch.setattr(store, "writing", busy)
        answer = send(browser, invitation)
    assert answer.status_code == 503 and "nothing has changed" in answer.text
    assert send(browser, invitation).status_code == 200


def test_no_page_of_a_link_tells_where_somebody_came_from_and_none_is_kept(browser, invitation):
    for answer in (
        browser.get(invitation),
        send(browser, invitation, code=""),
        send(browser, invitation),
        browser.get(invitation),
    ):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_token_is_in_no_log(browser, invitation):
    with structlog.testing.capture_logs() as lines:
        browser.get(invitation)
        send(browser, invitation)
    requests = [line for line in lines if line["event"] == "request"]
    assert {line["path"] for line in requests} == {"(other)"}
    assert invitation.rpartition("/")[2] not in repr(lines)
