"""Your account: what somebody sees and changes of their own, and of nobody else's."""

import re
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.own_account import new_recovery_codes
from models.errors import StoreUnavailable
from models.staff import SignIn, StaffMember
from tests.actions.signing_in import person_of
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD
from tests.web.conftest import EMAIL, a_browser, is_signed_in, sign_in
from tests.web.test_link import codes_on, send

NEW_PASSWORD = "otter kettle marble"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def elsewhere(door, moderator):
    """Ash's other browser, signed in."""
    other = a_browser(door)
    other.headers["user-agent"] = FIREFOX
    sign_in(other)
    return other


@pytest.fixture
def signed_in(browser, elsewhere):
    sign_in(browser)
    return browser


def token_for(page: str, act: str) -> str:
    found = re.search(
        rf'name="form_token" value="([^"]+)">\s*<input type="hidden" name="act" value="{act}"', page
    )
    assert found, f"the page has no form for {act}"
    return found.group(1)


def press(browser, act, **typed):
    token = token_for(browser.get("/account").text, act)
    return browser.post("/account", data={"form_token": token, "act": act} | typed)


def other_sign_in(page: str) -> str:
    return re.search(r'name="sign_in" value="([^"]+)"', page).group(1)


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(browser, moderator):
    for answer in (browser.get("/account"), browser.post("/account", data={"act": "password"})):
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account")
    assert sign_in(browser, next="/account").headers["location"] == "/account"


def test_the_page_shows_the_account_and_its_sign_ins_and_is_kept_by_no_cache(signed_in):
    page = signed_in.get("/account")

    assert "Ash Moderator" in page.text and EMAIL in page.text and "Moderator, Analyst" in page.text
    assert "Firefox on Windows" in page.text and "A device we don’t know" in page.text
    assert page.text.count("Signed in 20 November, 9:30") == 2
    assert page.text.count('name="sign_in"') == 1, "this one has no button"
    assert page.headers["cache-control"] == "no-store"


def test_times_are_those_of_the_clock_here_in_summer_too(browser, clock, moderator):
    clock.now = NOW.replace(month=7, hour=23)
    sign_in(browser)
    assert "21 July, 0:30" in browser.get("/account").text


def test_ending_another_sign_in_ends_it_there_and_not_here(signed_in, elsewhere):
    sign_in_id = other_sign_in(signed_in.get("/account").text)

    answer = press(signed_in, "sign_in", sign_in=sign_in_id)

    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=sign_in")
    assert not is_signed_in(elsewhere) and is_signed_in(signed_in)
    page = signed_in.get("/account?done=sign_in").text
    assert "That sign-in has been ended" in page and 'name="sign_in"' not in page
    again = press_again(signed_in, answer.request)
    assert again.status_code == 422 and "isn&#39;t one of yours" in again.text


def press_again(browser, request):
    """Send the very same form once more."""
    headers = {"content-type": request.headers["content-type"]}
    return browser.post("/account", content=request.content, headers=headers)


def test_nobody_ends_somebody_elses_sign_in(door, signed_in, store, volunteer):
    theirs = a_browser(door)
    sign_in(theirs, "cam@example.org")
    with store.reading() as session:
        found = session.exec(select(SignIn.id).where(SignIn.staff_id == volunteer.staff_id)).one()
    page = signed_in.get("/account").text
    assert str(found) not in page
    token = token_for(page, "sign_in")

    for sign_in_id in (found, uuid4(), "nonsense", ""):
        typed = {"form_token": token, "act": "sign_in", "sign_in": str(sign_in_id)}
        answer = signed_in.post("/account", data=typed)
        assert answer.status_code == 422 and "isn&#39;t one of yours" in answer.text
    assert is_signed_in(theirs)


@pytest.mark.parametrize("act", ["password", "codes", "phone", "other", ""])
def test_a_form_without_its_own_token_changes_nothing(signed_in, elsewhere, store, act):
    code = a_code(store, EMAIL, NOW)
    typed = {"password_old": PASSWORD, "password_new": NEW_PASSWORD, "codes_code": code, "phone_code": code}
    others = token_for(signed_in.get("/account").text, "codes" if act == "phone" else "phone")
    for token in ({}, {"form_token": ""}, {"form_token": others}):
        answer = signed_in.post("/account", data=typed | token | {"act": act})
        assert answer.status_code == 403 and "nothing has changed" in answer.text
    assert is_signed_in(elsewhere)


def test_the_token_of_another_browser_is_not_taken(signed_in, elsewhere):
    token = token_for(elsewhere.get("/account").text, "password")
    typed = {"act": "password", "form_token": token, "password_old": PASSWORD, "password_new": NEW_PASSWORD}
    assert signed_in.post("/account", data=typed).status_code == 403


def test_a_new_password_signs_out_everywhere_else_and_the_form_sent_twice_does_no_more(
    door, signed_in, elsewhere, clock
):
    answer = press(signed_in, "password", password_old=PASSWORD, password_new=NEW_PASSWORD)

    assert (answer.status_code, answer.headers["location"]) == (303, "/account?done=password")
    assert "signed out everywhere else" in signed_in.get("/account?done=password").text
    assert is_signed_in(signed_in) and not is_signed_in(elsewhere)
    again = press_again(signed_in, answer.request)
    assert again.status_code == 422 and "isn&#39;t the password" in again.text
    clock.forward(minutes=1)
    assert sign_in(a_browser(door)).status_code == 422
    assert sign_in(a_browser(door), password=NEW_PASSWORD).status_code == 303


def test_a_password_that_will_not_do_is_said_beside_the_field(signed_in, elsewhere):
    for old, beside in (("not this one", "password_old"), (PASSWORD, "password_new")):
        answer = press(signed_in, "password", password_old=old, password_new="passwordpassword")

        assert answer.status_code == 422
        assert f'href="#{beside}"' in answer.text and f'id="{beside}-why"' in answer.text
        assert answer.text.count('aria-invalid="true"') == 1
        assert old not in answer.text and "passwordpassword" not in answer.text
    assert is_signed_in(elsewhere)


def test_new_recovery_codes_are_shown_once_and_the_page_counts_what_is_left(door, signed_in, store, clock):
    assert "You have none left" in signed_in.get("/account").text
    clock.forward(minutes=1)
    answer = press(signed_in, "codes", codes_code=a_code(store, EMAIL, clock()))
    codes = codes_on(answer.text)
    assert answer.status_code == 200 and len(codes) == 10
    assert answer.headers["cache-control"] == "no-store" and 'href="/account"' in answer.text

    again = press_again(signed_in, answer.request)
    assert again.status_code == 422 and "has been used" in again.text
    for code in codes[:9]:
        assert sign_in(a_browser(door, address="192.0.2.9"), code=code).status_code == 303
    assert "You have one left" in signed_in.get("/account").text


def test_another_phone_leads_to_its_link_and_ends_the_other_sign_ins(signed_in, elsewhere, store, clock):
    clock.forward(minutes=1)
    answer = press(signed_in, "phone", phone_code=a_code(store, EMAIL, clock()))
    assert answer.status_code == 303 and answer.headers["location"].startswith("/link/")

    assert len(codes_on(send(signed_in, answer.headers["location"]).text)) == 10

    assert is_signed_in(signed_in) and not is_signed_in(elsewhere)


@pytest.mark.parametrize("act", ["codes", "phone"])
@pytest.mark.parametrize(("code", "said"), [("", "Type the six digits"), ("000000", "isn&#39;t right")])
def test_a_code_that_is_not_taken_is_said_beside_its_own_field(signed_in, act, code, said):
    answer = press(signed_in, act, **{f"{act}_code": code})

    assert answer.status_code == 422
    assert f'href="#{act}_code"' in answer.text and answer.text.count('aria-invalid="true"') == 1
    assert answer.text.count(said) == 2


def test_guessing_is_turned_away(signed_in):
    for _ in range(8):  # signing in, twice, was tried as well
        assert press(signed_in, "password", password_old="not this one").status_code == 422
    answer = press(signed_in, "password", password_old="not this one")
    assert answer.status_code == 429 and "Wait five minutes" in answer.text


def test_a_store_that_is_busy_changes_nothing_and_says_so(signed_in, store, monkeypatch):
    def busy():
        raise StoreUnavailable("busy")

    with monkeypatch.context() as patch:
        patch.setattr(store, "writing", busy)
        answer = press(signed_in, "password", password_old=PASSWORD, password_new=NEW_PASSWORD)
    assert answer.status_code == 503 and "nothing has changed" in answer.text


def test_who_signs_in_through_the_office_alone_has_sign_ins_and_nothing_to_change(
    door, browser, store, moderator
):
    with store.writing() as session:
        person: StaffMember = session.merge(person_of(store, moderator))
        person.password_hash, person.second_factor, person.office_id = "", "", "https://office.example|ash"
        session.add(person)
        token = door.desk.begin(session, person, device="", with_="office", at=NOW)
    browser.cookies.set("hys_sign_in", token)

    page = browser.get("/account").text

    assert "with the office’s account" in page and "looked after there" in page
    assert 'type="password"' not in page and 'value="codes"' not in page and 'value="phone"' not in page


def test_somebody_with_a_code_left_is_told_how_many(signed_in, store, door, moderator, clock):
    clock.forward(minutes=1)
    new_recovery_codes(door.desk, store, code=a_code(store, EMAIL, clock()), by=moderator, at=clock())
    assert "You have 10 left" in signed_in.get("/account").text
