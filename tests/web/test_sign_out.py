"""Signing out ends the sign-in in the store, not only in the browser."""

import pytest

from tests.web.conftest import a_browser, is_signed_in, sign_in, token_of
from tests.web.saying import begin


def press(browser, **data: str):
    token = token_of(browser.get("/sign-out").text)
    return browser.post("/sign-out", data={"form_token": token, **data})


def test_signing_out_ends_the_sign_in_even_for_a_copy_of_its_cookie(door, browser, moderator):
    sign_in(browser)
    copy = a_browser(door)
    copy.cookies.set("hys_sign_in", browser.cookies["hys_sign_in"])

    answer = press(browser, where="here")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-out")
    assert "hys_sign_in" not in browser.cookies
    assert "You’re signed out" in browser.get("/sign-out").text
    assert not is_signed_in(browser)
    assert not is_signed_in(copy)


@pytest.mark.parametrize(("where", "other_stays"), [("here", True), ("everywhere", False)])
def test_other_devices_stay_signed_in_unless_every_one_is_meant(door, browser, moderator, where, other_stays):
    other = a_browser(door)
    sign_in(other)
    sign_in(browser)

    press(browser, where=where)

    assert not is_signed_in(browser)
    assert is_signed_in(other) is other_stays


def test_a_form_from_elsewhere_signs_nobody_out(browser, moderator):
    sign_in(browser)

    answer = browser.post("/sign-out", data={"where": "everywhere"})

    assert answer.status_code == 403
    assert "to put right" in answer.text
    assert is_signed_in(browser)


def test_the_page_names_who_is_signed_in_and_is_kept_by_no_cache(browser, moderator):
    sign_in(browser)

    page = browser.get("/sign-out")

    assert "Ash Moderator" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_looking_at_the_page_signs_nobody_out(browser, moderator):
    sign_in(browser)

    browser.get("/sign-out")

    assert is_signed_in(browser)


def test_somebody_who_is_not_signed_in_is_told_so(browser):
    assert "You’re signed out" in browser.get("/sign-out").text
    assert browser.post("/sign-out").headers["location"] == "/sign-out"


def test_what_was_half_written_is_spoken_of_before_and_out_of_reach_after(browser, moderator):
    sign_in(browser)
    begin(browser, words="They sent her")
    assert "half-written" in browser.get("/sign-out").text

    press(browser, where="here")

    assert "hys_draft" not in browser.cookies


def test_nothing_is_said_of_a_draft_where_nothing_was_typed(browser, moderator):
    sign_in(browser)
    assert "half-written" not in browser.get("/sign-out").text
