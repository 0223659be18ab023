"""What is typed is kept while it is typed, comes back with a code, and goes when somebody says so."""

import re
import threading
from datetime import timedelta

import pytest

from actions import drafts
from models.draft import Draft
from models.people import resident
from tests.conftest import WATCHDOG
from tests.web.conftest import a_browser, a_door, token_of
from tests.web.saying import begin, press, rows, send, sent, title
from web.draft import BeingKept

OURS = {"sec-fetch-site": "same-origin"}


def kept(browser, store) -> dict[str, str]:
    key = browser.cookies.get("hys_draft")
    with store.reading() as session:
        state = drafts.load(session, key, by=resident(WATCHDOG), at=browser.app_state["door"].clock())
    return state.answers if state else {}


def test_what_a_script_sees_is_kept_and_nothing_else_is_changed(browser, store):
    begin(browser, words="They sent")
    answer = browser.post("/draft", data={"words": "They sent her home."}, headers=OURS)

    assert answer.status_code == 204
    assert kept(browser, store) == {"journey": "something_else", "words": "They sent her home."}
    assert "They sent her home." in browser.get("/say/words").text


def test_it_is_kept_before_the_first_answer_was_sent(browser, store):
    browser.get("/say/about")
    assert browser.post("/draft", data={"words": "Half a sen"}, headers=OURS).status_code == 204
    assert kept(browser, store) == {"words": "Half a sen"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 204),
        ({"origin": "http://feedback.example.org"}, 204),
        ({}, 204),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_only_a_page_of_ours_may_have_it_kept(browser, store, headers, status):
    browser.get("/say/about")
    assert browser.post("/draft", data={"words": "x"}, headers=headers).status_code == status
    assert bool(rows(store, Draft)) == (status == 204)


def test_without_our_cookie_nothing_is_kept(browser, store):
    assert browser.post("/draft", data={"words": "x"}, headers=OURS).status_code == 409
    browser.cookies.set("hys_draft", "short")
    assert browser.post("/draft", data={"words": "x"}, headers=OURS).status_code == 409
    assert rows(store, Draft) == []


def test_only_what_our_questions_ask_people_to_type_is_kept_and_only_so_much(browser, store):
    browser.get("/say/about")
    typed = {
        "words": "x",
        "token": "stolen",
        "reference": "K7M4",
        "place_1.name": "Dr Ashe",
        "overall": "good",
    }
    browser.post("/draft", data=typed, headers=OURS)
    assert kept(browser, store) == {"words": "x", "place_1.name": "Dr Ashe"}

    assert browser.post("/draft", data={"words": "x" * 1_100_000}, headers=OURS).status_code == 413
    assert kept(browser, store)["words"] == "x"


def test_what_comes_late_changes_nothing_once_it_was_sent(browser, store):
    sent(browser)
    browser.post("/draft", data={"words": "Nobody rang us back."}, headers=OURS)
    assert kept(browser, store) == {}


def test_a_code_opens_on_another_device_what_was_saved_on_this_one(browser, store, door):
    page = begin(browser, words="They sent her home.")
    page = press(browser, page, "save", **{"service.name": "Dr Ashe"})
    code = re.search(r'id="code">([^<]+)', page.text).group(1)
    assert title(page) == "Come back whenever you like"

    with a_browser(door, address="192.0.2.9") as other:
        token = token_of(other.get("/draft").text)
        typed = {"act": "come_back", "code": code.lower(), "form_token": token}
        answer = other.post("/draft", data=typed)
        assert answer.headers["location"] == "/say/service"
        assert "Dr Ashe" in other.get("/say/service").text
        assert "They sent her home." in other.get("/say/words").text
    assert kept(browser, store) == {}, "there is one place where it goes on"


def test_a_saved_draft_is_there_for_fourteen_days_and_the_cookie_for_as_long(browser, store, clock):
    page = begin(browser)
    answer = send(browser, page, "save")
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if "hys_draft" in one]
    assert f"Max-Age={14 * 24 * 3600}" in cookie

    clock.forward(days=13)
    assert kept(browser, store)
    clock.forward(days=1)
    assert not kept(browser, store)


def test_codes_are_not_tried_for_ever(browser):
    token = token_of(browser.get("/draft").text)
    tries = {"act": "come_back", "code": "2222-2222-2222", "form_token": token}
    said = [browser.post("/draft", data=tries).text for _ in range(21)]

    assert "can’t find" in said[0] and "Wait ten minutes" in said[-1]


def test_deleting_is_asked_first_and_then_it_is_gone_with_its_key(browser, store):
    begin(browser)
    key = browser.cookies["hys_draft"]
    page = browser.get("/draft?delete=yes")
    assert title(page) == "Delete what you wrote?" and len(rows(store, Draft)) == 1

    answer = browser.post("/draft", data={"act": "delete", "form_token": token_of(page.text)})

    assert title(answer) == "It’s gone" and rows(store, Draft) == []
    assert browser.cookies["hys_draft"] != key


def test_deleting_from_another_site_changes_nothing(browser, store):
    begin(browser)
    assert browser.post("/draft", data={"act": "delete", "form_token": "forged"}).status_code == 403
    assert len(rows(store, Draft)) == 1


def test_on_a_shared_device_the_reference_is_cleared_with_one_press(browser, store):
    page = sent(browser)
    answer = browser.post("/draft", data={"act": "delete", "form_token": token_of(page.text)})

    assert "What you sent is safe with us" in answer.text
    assert browser.get("/say/sent").headers["location"] == "/say"


def test_the_streamlit_form_is_given_a_key_once(store, clock):
    with a_browser(a_door(store, clock)) as browser:
        first = browser.get("/have_your_say").headers.get_list("set-cookie")
        assert [one.split("=")[0] for one in first] == ["hys_draft"]
        assert browser.get("/have_your_say").headers.get_list("set-cookie") == []
        assert browser.get("/overview").headers.get_list("set-cookie") == []


def test_switching_to_the_other_form_keeps_what_was_typed_on_this_page(browser, store):
    page = press(browser, browser.get("/say/about"), journey="something_else")
    answer = send(browser, page, "other", words="Half a sen")

    assert answer.headers["location"] == "/have_your_say"
    assert kept(browser, store)["words"] == "Half a sen"


def test_twenty_hours_later_it_is_gone(browser, store, clock):
    begin(browser)
    clock.forward(hours=20)
    assert browser.get("/say/check").headers["location"] == "/say"
    assert timedelta(hours=20) == drafts.LASTS


def test_a_page_that_is_asked_for_while_typing_is_being_kept_waits_for_it():
    keys, done = BeingKept(), []
    with keys.keeping("one"):
        waits = threading.Thread(target=lambda: (keys.wait("one"), done.append("page")))
        waits.start()
        keys.wait("another")
        waits.join(0.1)
        assert done == []
        done.append("kept")
    waits.join()
    assert done == ["kept", "page"]
