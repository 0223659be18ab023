"""What happened to what you told us: for whoever has the reference and the secret, and nobody else."""

import re
from html import unescape

import pytest
from sqlmodel import select, update
from starlette.testclient import TestClient

from actions.follow_up import withdraw
from actions.moderate import approve, withhold
from actions.publish_response import check_response, publish_response
from content.words import words
from models.events import Event
from models.feedback import Correction, Feedback
from models.moderation import ModerationDecision
from models.vocabulary import HeldBecause, Outcome, WithholdReason
from models.words import canonical
from storage.engine import Store
from storage.queries.audit_trail import Asked, acts
from tests.answering import a_body, answered
from tests.conftest import NOW
from tests.factories import some_feedback
from tests.web.conftest import a_browser, a_door, token_of
from tests.web.saying import NAUGHTY

PATH = "/your_reference"
SECRET = "7KCW-M3RT-9XDF"
STORY = "They sent my father home in slippers."
COOKIE = "hys_reference"


@pytest.fixture
def told(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, STORY, secret=SECRET, consent_reports=True)


def send(browser, act, *, page=PATH, **typed):
    token = token_of(browser.get(page).text)
    return browser.post(PATH, data={"form_token": token, "act": act, **typed})


def look(browser, reference, secret=SECRET, **typed):
    return send(browser, "look", reference=reference, secret=secret, **typed)


def status(page: str) -> str:
    return re.search(r'<h2 id="status">([^<]+)</h2>', page).group(1)


def decisions(store) -> list[Outcome]:
    with store.reading() as session:
        return list(session.exec(select(ModerationDecision.outcome)))


def test_somebody_with_both_sees_what_happened(browser, told):
    answer = look(browser, told.reference)
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    page = browser.get(PATH).text
    assert status(page) == "Waiting to be read"
    assert told.reference in page and "20 November 2026" in page
    assert "There’s no published reply yet" in page


def test_a_published_answer_stands_there_until_they_take_it_back(
    browser, told, store, somebody, moderator, publisher
):
    with store.writing() as session:
        session.exec(update(Feedback).values(consent_pass_on=True))
        approve(session, told.feedback_id, after=0, by=moderator, at=NOW)
        board = a_body(session, "Testford <b>Board</b>")
    first, second = (
        answered(store, publisher, feedback_id=told.feedback_id, organisation_id=board, words=said)
        for said in ("Jo Baxter rings <script>now</script>", "Not checked")
    )
    with store.writing() as session:
        check_response(session, first, "We ring <script>now</script>", by=publisher, at=NOW)
        publish_response(session, first, by=publisher, at=NOW)
    look(browser, told.reference)
    page = browser.get(PATH).text
    assert "Testford &lt;b&gt;Board&lt;/b&gt;, 20 November 2026" in page
    assert "We ring &lt;script&gt;now&lt;/script&gt;" in page
    assert "They plan a change, to be there by January 2027:" in page and "Everybody is rung" in page
    assert "Baxter" not in page and "Not checked" not in page and "no published reply" not in page

    assert send(browser, "withdraw").status_code == 303
    page = browser.get(PATH).text
    assert status(page) == "Taken back" and "We ring" not in page and "Everybody is rung" not in page


@pytest.mark.parametrize("secret", ["7kcw m3rt 9xdf", "7KCWM3RT9XDF", " 7KCW–M3RT–9XDF ", "7kcw-m3rt-9xdf"])
def test_spaces_dashes_and_capitals_make_no_difference(browser, told, secret):
    typed = told.reference.lower().replace("-", " ")
    assert look(browser, typed, secret).status_code == 303


def test_a_wrong_reference_and_a_wrong_secret_look_the_same(browser, told, store, somebody):
    with store.writing() as session:
        other = some_feedback(session, somebody, secret="9XDF-7KCW-M3RT")
    seen = set()
    for reference, secret in (
        (told.reference, "7KCW-M3RT-9XDG"),
        (other.reference, SECRET),
        (told.reference[:-1] + ("2" if told.reference[-1] != "2" else "3"), SECRET),
        ("no such thing", SECRET),
    ):
        answer = look(browser, reference, secret)
        assert answer.status_code == 422 and COOKIE not in answer.cookies
        said = re.sub(r'value="[^"]*"', "", answer.text)
        seen.add(said)
    assert len(seen) == 1
    assert words("your_reference.not_together") in seen.pop()


def test_what_was_told_without_a_secret_opens_to_nobody(browser, store, somebody):
    with store.writing() as session:
        told = some_feedback(session, somebody, STORY)
    for secret in (SECRET, "-"):
        assert look(browser, told.reference, secret).status_code == 422


def test_both_are_asked_for(browser):
    page = look(browser, "", " ").text
    assert 'href="#reference"' in page and 'href="#secret"' in page
    assert "Something to put right" in page


def test_nothing_of_it_is_in_an_address_or_kept_by_the_browser_for_long(browser, told):
    answer = look(browser, told.reference)
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(COOKIE))
    assert "Max-Age=1200" in cookie and "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert told.reference not in cookie and SECRET not in cookie
    assert "?" not in answer.headers["location"]
    page = browser.get(PATH)
    assert page.headers["cache-control"] == "no-store"
    assert SECRET not in page.text


def test_nobodys_words_are_shown(browser, told, store, somebody):
    look(browser, told.reference)
    send(browser, "correct", words="And in the rain.")
    page = browser.get(PATH).text
    assert STORY not in page and "in the rain" not in page


@pytest.mark.parametrize(
    ("reason", "said"), [(reason, f"your_reference.because.{reason.value}") for reason in WithholdReason]
)
def test_whoever_is_not_used_is_told_why_kindly(browser, told, store, moderator, reason, said):
    with store.writing() as session:
        withhold(session, told.feedback_id, reason, note="secret note", after=0, by=moderator, at=NOW)
    look(browser, told.reference)
    page = browser.get(PATH).text
    assert status(page) == "Kept, but not used"
    assert words(said) in page and "secret note" not in page and moderator.name not in page


def test_the_status_follows_what_was_decided(browser, told, store, moderator):
    look(browser, told.reference)
    with store.writing() as session:
        approve(session, told.feedback_id, after=0, by=moderator, at=NOW)
    assert status(browser.get(PATH).text) == "Read and counted"
    send(browser, "correct", words="And in the rain.")
    assert status(browser.get(PATH).text) == "Waiting to be read again"


def test_what_is_held_looks_like_anything_that_waits(browser, store, somebody):
    pages = []
    for held_because in (None, HeldBecause.TOO_FAST):
        with store.writing() as session:
            told = some_feedback(session, somebody, secret=SECRET, held_because=held_because)
        look(browser, told.reference)
        page = browser.get(PATH).text
        pages.append(page.replace(told.reference, "").replace(token_of(page), ""))
    assert pages[0] == pages[1]


def test_what_they_agreed_to_is_said(browser, told):
    look(browser, told.reference)
    page = browser.get(PATH).text
    said = re.findall(r"<strong>([^<]+)</strong>(Yes|No)<", page)
    assert dict(said) == {
        "Use it in reports, without your name": "Yes",
        "Publish your words, without your name": "No",
        "Pass it to the service, without your name": "No",
        "Pass it to the service with your name and how to reach you": "No",
    }


def test_something_is_added(browser, told, store):
    look(browser, told.reference)
    answer = send(browser, "correct", words="And in the rain.\r\nTwice. 😭")
    assert answer.headers["location"] == f"{PATH}?done=corrected"
    assert words("your_reference.done_corrected") in browser.get(answer.headers["location"]).text
    with store.reading() as session:
        assert session.exec(select(Correction.words)).all() == ["And in the rain.\nTwice. 😭"]


def test_what_cannot_be_added_comes_back_with_what_to_do(browser, told):
    look(browser, told.reference)
    assert words("your_reference.nothing_added") in send(browser, "correct", words=" ").text
    answer = send(browser, "correct", words="<b>" + "ż" * 20_000)
    assert answer.status_code == 422 and "so take out 3" in answer.text
    assert "&lt;b&gt;ż" in answer.text and "<b>ż" not in answer.text


def test_taking_it_back_is_asked_once_more_and_then_done(browser, told, store):
    look(browser, told.reference)
    page = browser.get(f"{PATH}?ask=withdraw").text
    assert "Your words aren’t deleted" in page and decisions(store) == []
    answer = send(browser, "withdraw", page=f"{PATH}?ask=withdraw")
    assert answer.status_code == 303 and decisions(store) == [Outcome.WITHDRAWN]
    page = browser.get(PATH).text
    assert status(page) == "Taken back" and "<textarea" not in page
    assert "?ask=withdraw" not in page
    assert status(browser.get(f"{PATH}?ask=withdraw").text) == "Taken back"


def test_adding_to_what_was_taken_back_elsewhere_is_explained(browser, told, store, somebody):
    look(browser, told.reference)
    token = token_of(browser.get(PATH).text)
    with store.writing() as session:
        withdraw(session, told.feedback_id, by=somebody, at=NOW)
    answer = browser.post(PATH, data={"form_token": token, "act": "correct", "words": "More."})
    assert answer.status_code == 422 and words("your_reference.gone") in answer.text


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_nothing_is_changed_for_whoever_has_not_shown_that_it_is_theirs(browser, told, store, act):
    assert send(browser, act, words="More.").status_code == 403
    browser.cookies.set(COOKIE, "forged")
    assert send(browser, act, words="More.").status_code == 403
    assert decisions(store) == []


def test_after_twenty_minutes_both_are_asked_for_again_and_what_was_written_is_not_lost(
    browser, told, clock, store
):
    look(browser, told.reference)
    clock.forward(minutes=20)
    assert status(browser.get(PATH).text)
    clock.forward(seconds=1)
    answer = send(browser, "correct", words="A long\n addition")
    assert answer.status_code == 403 and words("your_reference.too_long_ago") in answer.text
    assert "A long\n addition" in answer.text
    answer = look(browser, told.reference, words="A long\n addition")
    assert answer.status_code == 200 and ">\nA long\n addition</textarea>" in answer.text
    assert decisions(store) == []


@pytest.mark.parametrize("act", ["look", "correct", "withdraw", "leave"])
def test_a_form_from_another_site_is_not_taken(browser, told, store, act):
    look(browser, told.reference)
    typed = {"form_token": "another", "reference": told.reference, "secret": SECRET, "words": "More."}
    assert browser.post(PATH, data=typed | {"act": act}).status_code == 403
    assert decisions(store) == []


def test_an_act_that_there_is_not_changes_nothing(browser, told, store):
    look(browser, told.reference)
    assert send(browser, "publish").status_code == 303
    assert decisions(store) == []


def test_the_next_person_at_the_device_sees_nothing_of_it(browser, told):
    look(browser, told.reference)
    answer = send(browser, "leave")
    page = browser.get(answer.headers["location"]).text
    assert words("your_reference.left") in page and told.reference not in page


def test_somebody_else_at_another_browser_sees_nothing_of_it(browser, told, door):
    look(browser, told.reference)
    with a_browser(door) as other:
        assert told.reference not in other.get(PATH).text


def test_ten_tries_at_a_reference_from_one_address_and_then_a_wait(browser, told, clock):
    for _ in range(10):
        assert look(browser, told.reference, "7KCW-M3RT-9XDG").status_code == 422
    answer = look(browser, told.reference)
    assert answer.status_code == 429 and "Wait five minutes" in answer.text


def test_a_strangers_tries_do_not_keep_its_owner_out(browser, told):
    for _ in range(10):
        look(browser, told.reference, "7KCW-M3RT-9XDG")
    elsewhere = TestClient(browser.app, follow_redirects=False, client=("198.51.100.7", 50_000))
    assert look(elsewhere, told.reference).status_code == 303


def test_sixty_tries_from_one_line_are_enough_for_a_care_home(browser):
    for number in range(60):
        assert look(browser, f"reference {number}").status_code == 422
    assert look(browser, "another").status_code == 429


def test_the_record_says_that_whoever_told_us_did_it(browser, told, store, administrator):
    look(browser, told.reference)
    send(browser, "correct", words="More.")
    send(browser, "withdraw")
    with store.reading() as session:
        found = acts(session, administrator, Asked(subject=str(told.feedback_id)), most=9)
    assert [act.event for act in found] == [
        Event.FEEDBACK_WITHDRAWN,
        Event.FEEDBACK_CORRECTED,
        Event.FEEDBACK_RECEIVED,
    ]
    assert {act.actor for act in found} == {"resident"}


def test_the_cookie_is_bound_to_this_host_behind_tls(store: Store, clock, told):
    with a_browser(a_door(store, clock, over_tls=True)) as browser:
        answer = look(browser, told.reference)
    cookie = next(line for line in answer.headers.get_list("set-cookie") if COOKIE in line)
    assert cookie.startswith(f"__Host-{COOKIE}=") and "Secure" in cookie


def test_help_is_at_hand_on_every_page_of_it(browser, told):
    pages = [browser.get(PATH).text]
    look(browser, told.reference)
    pages += [browser.get(PATH).text, browser.get(f"{PATH}?ask=withdraw").text]
    assert all('href="tel:999"' in page for page in pages)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("said", NAUGHTY)
def test_whatever_is_added_is_kept_as_it_was_typed(browser, told, store, said):
    look(browser, told.reference)
    send(browser, "correct", words=said)
    with store.reading() as session:
        assert session.exec(select(Correction.words)).all() == [canonical(said)]


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("said", NAUGHTY)
def test_whatever_is_typed_as_a_reference_or_secret_comes_back_inert(browser, told, said):
    answer = look(browser, said, said)
    assert answer.status_code == 422
    shown = re.search(r'<input id="reference"[^>]* value="([^"]*)"', answer.text).group(1)
    assert unescape(shown) == canonical(said).strip()[:40]
    assert "<script>alert" not in answer.text
