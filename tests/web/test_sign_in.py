"""Signing in: who is let in, for how long, and what a browser is given."""

import pytest
from sqlmodel import select

from actions.people import disable_staff_member
from models.people import job
from models.staff import SignIn
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.web.conftest import EMAIL, a_browser, a_door, is_signed_in, sign_in, token_of

WRONG = "That email address and password don&#39;t go together"


def test_whoever_signs_in_lands_on_what_needs_them_today(browser, moderator):
    answer = sign_in(browser)

    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert is_signed_in(browser)


def test_so_does_a_volunteer(browser, volunteer):
    assert sign_in(browser, "cam@example.org").headers["location"] == "/today"


@pytest.mark.parametrize(
    ("wanted", "landing"),
    [
        ("/moderation", "/moderation"),
        ("/overview?who=families&next=//elsewhere.example", "/overview?who=families"),
        ("/over_time?measure=people", "/over_time?measure=people"),
        ("/joins?part=one&from=gp&to=hospital", "/joins?part=one&from=gp&to=hospital"),
        ("https://elsewhere.example", "/today"),
        ("//elsewhere.example", "/today"),
        ("/moderation@elsewhere.example", "/today"),
    ],
)
def test_signing_in_leads_on_to_our_own_pages_alone(browser, moderator, wanted, landing):
    assert sign_in(browser, next=wanted).headers["location"] == landing
    assert browser.get("/sign-in", params={"next": wanted}).headers["location"] == landing


def test_the_page_that_was_wanted_stays_in_the_form(browser, moderator):
    assert 'name="next" value="/moderation"' in browser.get("/sign-in?next=/moderation").text
    assert 'name="next" value=""' in browser.get("/sign-in?next=//elsewhere.example").text


def test_a_wrong_password_keeps_the_address_and_not_the_password(browser, moderator):
    answer = sign_in(browser, password="wrong horse battery")

    assert answer.status_code == 422
    assert "There’s one thing to put right" in answer.text
    assert answer.text.count(WRONG) == 2
    assert f'value="{EMAIL}"' in answer.text
    assert "wrong horse battery" not in answer.text
    assert "<title>Something to put right: Sign in" in answer.text
    assert not is_signed_in(browser)


def test_nobody_learns_whether_an_address_has_an_account(browser, moderator):
    known = sign_in(browser, password="wrong horse battery")
    unknown = sign_in(browser, email="nobody@example.org", password="wrong horse battery")

    def message(answer):
        return answer.text.replace(EMAIL, "").replace("nobody@example.org", "").split("form_token")[0]

    assert unknown.status_code == known.status_code
    assert message(unknown) == message(known)


def test_an_empty_form_says_both_things_to_put_right(browser):
    answer = sign_in(browser, email="", password="")

    assert "There are 2 things to put right" in answer.text
    assert 'href="#email"' in answer.text and 'href="#password"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2


def test_what_was_typed_comes_back_as_text_and_never_as_html(browser, moderator):
    answer = sign_in(browser, email='"><script>alert(1)</script>')

    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("email", ["ash@example.org\x00", "\x00", "a" * 5_000])
def test_an_odd_address_is_answered_like_any_wrong_one(browser, moderator, email):
    assert sign_in(browser, email=email, password="wrong horse battery").status_code == 422


def test_a_disabled_person_is_refused_and_signed_out_everywhere(browser, moderator, store):
    sign_in(browser)
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=job(WATCHDOG, "init"), at=NOW)

    assert not is_signed_in(browser)
    assert WRONG in sign_in(browser).text


@pytest.mark.parametrize(("minutes", "still_in"), [(29, True), (30, False)])
def test_a_sign_in_ends_after_half_an_hour_unused(browser, moderator, clock, minutes, still_in):
    sign_in(browser)

    clock.forward(minutes=minutes)

    assert is_signed_in(browser) is still_in


@pytest.mark.parametrize(("last_step", "still_in"), [(19, True), (20, False)])
def test_a_sign_in_ends_after_twelve_hours_however_much_it_is_used(
    browser, moderator, clock, last_step, still_in
):
    sign_in(browser)
    for _ in range(28):
        clock.forward(minutes=25)
        assert is_signed_in(browser)

    clock.forward(minutes=last_step)

    assert is_signed_in(browser) is still_in


def test_the_tenth_try_on_one_account_is_heard_and_the_eleventh_is_not(door, browser, moderator):
    for _ in range(9):
        assert sign_in(browser, password="wrong horse battery").status_code == 422

    assert sign_in(browser).status_code == 303

    answer = sign_in(a_browser(door))
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.text
    assert sign_in(a_browser(door, address="192.0.2.99")).status_code == 303


def test_the_thirtieth_try_from_one_address_is_heard_and_the_thirty_first_is_not(door, moderator):
    browser = a_browser(door)
    for number in range(29):
        assert sign_in(browser, email=f"somebody{number}@example.org").status_code == 422

    assert sign_in(browser).status_code == 303

    assert sign_in(a_browser(door), email="another@example.org").status_code == 429
    elsewhere = a_browser(door, address="192.0.2.99")
    assert sign_in(elsewhere, email="another@example.org").status_code == 422


def test_a_forwarded_address_that_a_browser_claims_changes_nothing(door, moderator):
    for number in range(30):
        browser = a_browser(door)
        browser.headers["x-forwarded-for"] = f"198.51.100.{number}"
        sign_in(browser, email=f"somebody{number}@example.org")

    browser = a_browser(door)
    browser.headers["x-forwarded-for"] = "198.51.100.99"
    assert sign_in(browser).status_code == 429


def test_scripts_and_other_sites_cannot_use_the_cookie(browser, moderator):
    cookies = sign_in(browser).headers.get_list("set-cookie")

    kept = next(cookie for cookie in cookies if cookie.startswith("hys_sign_in="))
    assert "HttpOnly" in kept and "SameSite=lax" in kept and "Path=/" in kept
    assert "Max-Age" not in kept and "expires" not in kept.lower()


def test_behind_tls_the_cookie_is_bound_to_this_host_and_to_tls(store, clock, moderator):
    browser = a_browser(a_door(store, clock, over_tls=True))

    cookies = sign_in(browser).headers.get_list("set-cookie")

    for name in ("__Host-hys_sign_in=", "__Host-hys_form="):
        kept = next(cookie for cookie in cookies if cookie.startswith(name))
        assert {"Secure", "HttpOnly", "Path=/"} <= set(kept.split("; "))
        assert "Domain" not in kept
    assert is_signed_in(browser)


def test_the_store_holds_no_token_that_a_browser_could_use(browser, moderator, store):
    sign_in(browser)
    token = browser.cookies["hys_sign_in"]

    with store.reading() as session:
        kept = session.exec(select(SignIn)).one()
    assert token not in kept.token_hash and len(token) >= 40


def test_signing_in_again_ends_the_sign_in_before_it(door, browser, moderator):
    token = token_of(browser.get("/sign-in").text)
    elsewhere = a_browser(door)
    sign_in(elsewhere)
    browser.cookies.set("hys_sign_in", elsewhere.cookies["hys_sign_in"])

    code = a_code(door.store(), EMAIL, door.clock())
    typed = {"email": EMAIL, "password": PASSWORD, "code": code}
    browser.post("/sign-in", data={"form_token": token, **typed})

    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
