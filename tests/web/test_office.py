"""The plain side of signing in with the office's own account: the link, the cookies, the way back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from streamlit.web.server.starlette import starlette_auth_routes, starlette_server_config

from actions.office_claims import OfficeClaims, roles_map
from actions.office_sign_in import admit
from models.people import job
from storage.engine import Store
from tests.conftest import NOW, WATCHDOG
from tests.web.conftest import a_browser, a_door, is_signed_in, sign_in, token_of
from web.office_cookies import KEEPS_WHO, STREAMLITS

COOKIES = ("_streamlit_user", "_streamlit_user_1", "_streamlit_user_tokens", "_streamlit_user_tokens_1")


def admitted(store: Store, *, at=NOW, lasts=timedelta(hours=1), roles=("volunteer",)) -> str:
    """The way in of somebody who has just come back from the provider."""
    claims = OfficeClaims("office|1", "Eve Office", "eve@example.org", True, frozenset(roles), at + lasts)
    return admit(store, claims, roles=roles_map({}), by=job(WATCHDOG, "office"), at=at).path


@pytest.fixture
def at_the_office(store, clock):
    """A browser at an installation whose staff have accounts of the office's."""
    with a_browser(replace(a_door(store, clock), office="Microsoft 365")) as client:
        yield client


def test_the_link_lets_somebody_in_to_what_needs_them_today(browser, store):
    answer = browser.get(admitted(store))

    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert answer.headers["cache-control"] == "no-store"
    assert is_signed_in(browser)


def test_the_link_is_used_once(door, browser, store):
    path = admitted(store)
    browser.get(path)
    other = a_browser(door)

    assert other.get(path).headers["location"] == "/office?late=yes"
    assert not is_signed_in(other)
    assert is_signed_in(browser)


@pytest.mark.parametrize(("seconds", "is_in"), [(59, True), (60, False)])
def test_the_link_is_open_for_a_minute(browser, store, clock, seconds, is_in):
    path = admitted(store)
    clock.forward(seconds=seconds)

    browser.get(path)

    assert is_signed_in(browser) is is_in


@pytest.mark.parametrize(("seconds", "is_in"), [(-1, True), (0, False)])
def test_the_cookie_is_good_for_as_long_as_the_offices_token(browser, store, clock, seconds, is_in):
    browser.get(admitted(store, lasts=timedelta(minutes=20)))

    clock.forward(minutes=20, seconds=seconds)

    assert is_signed_in(browser) is is_in


@pytest.mark.parametrize(
    ("came_from", "is_in"),
    [("same-origin", True), ("cross-site", False), ("same-site", False), ("none", False)],
)
def test_a_link_on_another_site_signs_nobody_in_as_somebody_else(browser, store, came_from, is_in):
    path = admitted(store)

    browser.get(path, headers={"sec-fetch-site": came_from})

    assert is_signed_in(browser) is is_in
    assert browser.get(path).status_code == 303


def test_a_made_up_link_opens_nothing(browser):
    assert browser.get("/office/enter/aaaa").headers["location"] == "/office?late=yes"


def test_the_sign_in_that_the_browser_had_before_is_ended(door, browser, store, moderator):
    sign_in(browser)
    copy = a_browser(door)
    copy.cookies.set("hys_sign_in", browser.cookies["hys_sign_in"])

    browser.get(admitted(store))

    assert not is_signed_in(copy)
    assert "Eve Office" in browser.get("/sign-out").text


def test_once_somebody_is_in_the_browser_keeps_nothing_that_the_provider_said(browser, store):
    for name in COOKIES:
        browser.cookies.set(name, "kept", domain="feedback.example.org")

    browser.get(admitted(store))

    assert not set(COOKIES) & set(browser.cookies)
    assert "hys_sign_in" in browser.cookies


def test_signing_out_leaves_nothing_of_it_either(browser, moderator):
    sign_in(browser)
    for name in COOKIES:
        browser.cookies.set(name, "kept", domain="feedback.example.org")

    browser.post("/sign-out", data={"form_token": token_of(browser.get("/sign-out").text), "where": "here"})

    assert not set(COOKIES) & set(browser.cookies)


def test_the_sign_in_page_offers_the_office_where_there_is_one(at_the_office):
    page = at_the_office.get("/sign-in").text

    assert '<a class="button second" href="/office?begin=yes">Sign in with Microsoft 365</a>' in page


def test_without_one_the_sign_in_page_says_nothing_of_it(browser):
    assert "/office" not in browser.get("/sign-in").text


def test_whoever_signs_out_is_told_of_the_office(at_the_office, browser):
    assert "still be signed in there" in at_the_office.get("/sign-out").text
    assert "still be signed in there" not in browser.get("/sign-out").text


def test_a_name_with_markup_in_it_stays_a_name(store, clock):
    door = replace(a_door(store, clock), office="<b>AT&T</b>")

    assert "Sign in with &lt;b&gt;AT&amp;T&lt;/b&gt;" in a_browser(door).get("/sign-in").text


def streamlits(request: Request) -> RedirectResponse:
    """What Streamlit answers: it leads home, with a cookie that travels without TLS."""
    response = RedirectResponse(request.query_params.get("to", "/"), 302)
    response.set_cookie("_streamlit_user", "who", httponly=True, samesite="lax")
    return response


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/oauth2callback", "/office"),
        ("/auth/login", "/office"),
        ("/auth/login?to=https://accounts.example.org/authorize", "https://accounts.example.org/authorize"),
        ("/auth/logout", "/"),
        ("/elsewhere", "/"),
    ],
)
def test_whoever_comes_back_from_the_provider_is_led_to_our_page(door, path, leads_to):
    browser = a_browser(door, Route(path.partition("?")[0], streamlits))

    assert browser.get(path).headers["location"] == leads_to


@pytest.mark.parametrize(("status", "leads_to"), [(399, None), (400, "/office?away=yes")])
def test_when_the_provider_cannot_be_reached_our_page_says_so(door, status, leads_to):
    browser = a_browser(
        door, Route("/auth/login", lambda _: PlainTextResponse("Authentication error", status))
    )

    answer = browser.get("/auth/login")

    assert answer.headers.get("location") == leads_to
    assert ("Authentication error" in answer.text) is (leads_to is None)


@pytest.mark.parametrize("over_tls", [True, False])
def test_behind_tls_what_streamlit_keeps_travels_over_tls_alone(store, clock, over_tls):
    browser = a_browser(a_door(store, clock, over_tls=over_tls), Route("/oauth2callback", streamlits))

    [cookie] = browser.get("/oauth2callback").headers.get_list("set-cookie")

    assert cookie.endswith("; Secure") is over_tls
    assert "HttpOnly" in cookie


def test_streamlit_still_calls_its_addresses_and_cookies_what_we_call_them():
    theirs = {
        f"/{value}" for name, value in vars(starlette_auth_routes).items() if name.startswith("_ROUTE_")
    }
    assert theirs == set(STREAMLITS)
    assert starlette_server_config.USER_COOKIE_NAME == KEEPS_WHO
    assert starlette_server_config.TOKENS_COOKIE_NAME.startswith(KEEPS_WHO)
    for name in (starlette_server_config.SESSION_COOKIE_NAME, starlette_server_config.XSRF_COOKIE_NAME):
        assert not name.startswith(KEEPS_WHO)
