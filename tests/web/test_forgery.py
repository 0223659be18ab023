"""A form is taken only from a page that we gave to this browser, for this purpose, not long ago."""

import pytest

from tests.codes import a_code
from tests.conftest import PASSWORD
from tests.web.conftest import EMAIL, a_browser, is_signed_in, sign_in, token_of

ACCOUNT = {"email": EMAIL, "password": PASSWORD}


def account(browser) -> dict[str, str]:
    """What Ash types to be let in, with a code that is good now."""
    door = browser.app_state["door"]
    return ACCOUNT | {"code": a_code(door.store(), EMAIL, door.clock())}


@pytest.mark.parametrize("token", ["", "forged", "WyJhIiwxXQ.c2lnbmF0dXJl", "\x00"])
def test_a_form_without_our_token_signs_nobody_in(browser, moderator, token):
    browser.get("/sign-in")

    answer = browser.post("/sign-in", data={"form_token": token, **ACCOUNT})

    assert answer.status_code == 403
    assert "to put right" in answer.text and f'value="{EMAIL}"' in answer.text
    assert not is_signed_in(browser)


def test_a_form_with_no_token_at_all_signs_nobody_in(browser, moderator):
    browser.get("/sign-in")

    assert browser.post("/sign-in", data=ACCOUNT).status_code == 403


def test_a_token_given_to_another_browser_is_not_taken(door, browser, moderator):
    theirs = token_of(a_browser(door).get("/sign-in").text)
    browser.get("/sign-in")

    assert browser.post("/sign-in", data={"form_token": theirs, **ACCOUNT}).status_code == 403


def test_a_token_without_its_cookie_is_not_taken(browser, moderator):
    token = token_of(browser.get("/sign-in").text)
    browser.cookies.clear()

    assert browser.post("/sign-in", data={"form_token": token, **ACCOUNT}).status_code == 403


def test_a_token_from_before_signing_in_is_not_taken_again(browser, moderator):
    token = token_of(browser.get("/sign-in").text)
    assert browser.post("/sign-in", data={"form_token": token, **account(browser)}).status_code == 303

    assert browser.post("/sign-in", data={"form_token": token, **account(browser)}).status_code == 403


def test_a_token_for_signing_in_signs_nobody_out(browser, moderator):
    sign_in(browser)
    signed_in = browser.cookies["hys_sign_in"]
    browser.cookies.delete("hys_sign_in")
    token = token_of(browser.get("/sign-in").text)
    browser.cookies.set("hys_sign_in", signed_in)

    assert browser.post("/sign-out", data={"form_token": token}).status_code == 403
    assert is_signed_in(browser)


@pytest.mark.parametrize(("hours", "status"), [(12, 303), (12.1, 403)])
def test_a_page_left_open_is_good_for_twelve_hours(browser, moderator, clock, hours, status):
    token = token_of(browser.get("/sign-in").text)

    clock.forward(hours=hours)

    assert browser.post("/sign-in", data={"form_token": token, **account(browser)}).status_code == status


def test_the_page_after_a_stale_one_can_be_sent(browser, moderator, clock):
    token = token_of(browser.get("/sign-in").text)
    clock.forward(hours=13)
    again = token_of(browser.post("/sign-in", data={"form_token": token, **account(browser)}).text)

    assert browser.post("/sign-in", data={"form_token": again, **account(browser)}).status_code == 303


def test_two_tabs_may_both_be_sent(browser, moderator):
    first, second = (token_of(browser.get("/sign-in").text) for _ in range(2))

    assert (
        browser.post("/sign-in", data={"form_token": first, **account(browser), "email": ""}).status_code
        == 422
    )
    assert browser.post("/sign-in", data={"form_token": second, **account(browser)}).status_code == 303
