"""A body answers by its link: what the page shows, what it takes, and that nothing typed is lost."""

from dataclasses import replace
from html import unescape

import pytest
import structlog
from sqlmodel import select

from actions.answer_links import LASTS, make_answer_link
from actions.publish_response import check_response, publish_response
from actions.recommendation_steps import note_step
from content.words import day_in_words, words
from models.provider_response import CameBy, ChangeState, ProviderResponse, Stance
from models.recommendation import RecommendationKind, RecommendationStep, StepDraft, StepKind
from models.watchdog import Watchdog
from storage.queries.answer_links import answer_link
from tests.answering import a_body, a_recommendation
from tests.conftest import NOW, TODAY
from tests.web.conftest import a_browser, token_of

GONE = "/answer/nobody-made-this-one"
TYPED = {
    "from_whom": "Pat Penrose, Chief Nurse",
    "stance": "partly",
    "reason": "We can’t do weekends.",
    "change": "planned",
    "change_what": "Everybody is rung within two days",
    "change_by": "2027-01-31",
    "words": "We ring everybody.\n\nFrom Monday to Friday.",
}
CHECKED = {"reason": "Not on <i>Sundays", "change_what": "A ring"}
DUE, LONGER = "18 December 2026", "6 January 2027"


def new_link(store, asked, publisher) -> str:
    with store.writing() as session:
        make_answer_link(session, asked, by=publisher, at=NOW)
    with store.reading() as session:
        found = answer_link(session, publisher, asked, today=TODAY)
    assert found is not None
    return found.path


def send_it(store, asked, publisher) -> None:
    with store.writing() as session:
        note_step(session, asked, StepDraft(StepKind.SENT, TODAY), by=publisher, at=NOW)


@pytest.fixture
def draft(store):
    with store.writing() as session:
        return a_recommendation(
            session,
            a_body(session, "Testford <b>Trust</b>"),
            sent=None,
            addressed_to="the Chief Nurse",
            details="By telephone.\nNot by letter.",
        )


@pytest.fixture
def asked(draft, store, publisher):
    """A recommendation that was sent today."""
    send_it(store, draft, publisher)
    return draft


@pytest.fixture
def link(store, asked, publisher):
    return new_link(store, asked, publisher)


def send(browser, path, act="answer", **typed):
    return browser.post(path, data={"form_token": token_of(browser.get(path).text), "act": act, **typed})


def answers(store) -> list[ProviderResponse]:
    with store.reading() as session:
        return list(session.exec(select(ProviderResponse).order_by(ProviderResponse.id)).all())


def steps(store) -> list[StepKind]:
    with store.reading() as session:
        rows = session.exec(select(RecommendationStep).order_by(RecommendationStep.number))
        return [row.kind for row in rows]


def test_whoever_holds_the_link_reads_what_is_asked_of_whom_and_by_when(browser, link):
    page = browser.get(link)
    said = unescape(page.text)

    assert page.status_code == 200
    for part in (
        "Recommendation R1",
        "the Chief Nurse, Testford <b>Trust</b>",
        "Many people were not told whom to ring.",
        "Ring everybody within two days of going home",
        "By telephone.\nNot by letter.",
        day_in_words(TODAY),
        day_in_words((NOW + LASTS).date()),
        f"By {DUE}",
        f"If you must ask others first, by {LONGER}",
    ):
        assert part in said
    assert "<b>Trust" not in page.text and "01632\u00a0960123" in said


def test_no_other_site_and_no_search_engine_hears_of_the_page_and_no_browser_keeps_it(browser, link):
    for answer in (browser.get(link), send(browser, link), send(browser, link, **TYPED), browser.get(GONE)):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"


def test_the_secret_is_in_no_line_of_the_log(browser, link):
    with structlog.testing.capture_logs() as lines:
        browser.get(link)
        send(browser, link, **TYPED)
        browser.get(f"{link}?done=answered")
        browser.get(f"{link}x")

    assert {line["path"] for line in lines if line["event"] == "request"} == {"(other)"}
    assert link.rpartition("/")[2] not in repr(lines)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_program_that_opens_the_link_in_a_mail_changes_nothing(browser, store, link, method):
    for query in ("", "?done=answered", "?act=acknowledged", "?done=takes_longer"):
        answer = browser.request(method, link + query)
        assert answer.status_code == 200 and "message done" not in answer.text

    assert (answers(store), steps(store)) == ([], [StepKind.SENT])


def test_a_body_answers_and_is_told_what_happens_with_it(browser, store, link):
    answer = send(browser, link, **TYPED)
    page = browser.get(answer.headers["location"]).text

    assert (answer.status_code, answer.headers["location"]) == (303, f"{link}?done=answered")
    [row] = answers(store)
    assert {name: str(getattr(row, name)) for name in TYPED} == TYPED
    assert (row.came_by, row.stance, row.change) == (CameBy.LINK, Stance.PARTLY, ChangeState.PLANNED)
    assert words("answer.done_answered", day=day_in_words(TODAY)) in page
    assert words("answer.waits") in page and words("answer.stance.partly") in page
    assert "A change is planned, by 31 January 2027" in page
    for unread in ("Pat Penrose", "weekends", "rung within", "Monday"):
        assert unread not in page


def test_the_button_pressed_twice_keeps_one_answer(browser, store, link):
    data = {"form_token": token_of(browser.get(link).text), "act": "answer", **TYPED}
    for _ in range(2):
        assert browser.post(link, data=data).status_code == 303

    assert len(answers(store)) == 1


def test_it_answers_again_and_published_words_stand_there_as_text(browser, store, link, publisher):
    send(browser, link, **TYPED)
    with store.writing() as session:
        check_response(
            session, answers(store)[0].id, "We <script>ring</script>", by=publisher, at=NOW, **CHECKED
        )
    assert "script&gt;ring" not in browser.get(link).text
    with store.writing() as session:
        publish_response(session, answers(store)[0].id, by=publisher, at=NOW)
    page = browser.get(link).text
    assert "We &lt;script&gt;ring&lt;/script&gt;" in page and "Not on &lt;i&gt;Sundays" in page

    done = {**TYPED, "stance": "accepted", "change": "made", "change_by": "", "words": "It is done."}
    assert send(browser, link, **done).status_code == 303

    assert [row.change for row in answers(store)] == [ChangeState.PLANNED, ChangeState.MADE]
    page = browser.get(link).text
    assert page.index(words("answer.change.made")) < page.index("We &lt;script&gt;ring")


@pytest.mark.parametrize("day", ["31/01/2027", " 31.1.2027 ", "31-01-2027", "2027-01-31"])
def test_a_day_is_read_as_people_write_it_too(browser, store, link, day):
    assert send(browser, link, **TYPED | {"change_by": day}).status_code == 303

    assert [str(row.change_by) for row in answers(store)] == ["2027-01-31"]


def test_the_longest_answer_there_is_gets_in_however_a_browser_writes_it(browser, store, link):
    longest = {"words": "😭" * 10_000, "reason": "é" * 1_000, "change_what": "é" * 1_000}

    assert send(browser, link, **TYPED | longest).status_code == 303
    assert [row.words for row in answers(store)] == [longest["words"]]


def test_a_body_says_with_one_press_that_it_has_the_letter_and_that_it_asks_others(browser, store, link):
    answer = send(browser, link, "acknowledged")
    page = browser.get(answer.headers["location"]).text
    assert answer.status_code == 303 and words("answer.done_acknowledged") in page
    assert words("answer.acknowledged_button") not in page and words("answer.takes_longer_button") in page

    page = browser.get(send(browser, link, "takes_longer").headers["location"]).text

    assert words("answer.takes_longer_button") not in page and DUE not in page
    assert words("answer.done_takes_longer", day=LONGER) in page and f"By {LONGER}" in page
    assert steps(store) == [StepKind.SENT, StepKind.ACKNOWLEDGED, StepKind.TAKES_LONGER]


def test_of_what_we_have_not_noted_as_sent_nothing_is_shown(browser, store, draft, publisher):
    path = new_link(store, draft, publisher)

    page = browser.get(path)

    assert page.status_code == 200 and words("answer.not_sent") in page.text
    assert "01632\u00a0960123" in page.text and "Ring everybody" not in page.text and "Trust" not in page.text


def test_to_a_request_for_information_nobody_says_yes_or_no(browser, store, publisher):
    with store.writing() as session:
        kind = RecommendationKind.INFORMATION
        asked = a_recommendation(session, a_body(session), sent=None, kind=kind)
    send_it(store, asked, publisher)
    path = new_link(store, asked, publisher)
    assert 'name="stance"' not in browser.get(path).text

    assert send(browser, path, **TYPED).status_code == 303

    assert [(row.stance, row.reason) for row in answers(store)] == [(None, "")]


@pytest.mark.parametrize("token", ["x", "x" * 5_000, "%00", "%ed%a0%80", "'%20OR%201=1%20--", "%3Cscript%3E"])
def test_nobody_guesses_a_link(browser, link, token):
    for answer in (browser.get(f"/answer/{token}"), browser.post(f"/answer/{token}", data=TYPED)):
        assert answer.status_code == 410 and words("answer.gone") in answer.text
        assert "Ring everybody" not in answer.text and "<script>" not in answer.text


def test_a_link_that_is_too_old_opens_nothing(browser, link, clock):
    clock.forward(days=LASTS.days)
    assert browser.get(link).status_code == 200
    clock.forward(days=1)
    assert browser.get(link).status_code == 410


def test_a_link_of_another_watchdog_opens_nothing_here(link, door):
    theirs = Watchdog(id="east-testford", name="East", area="East", opened_at=NOW, key_check="")
    with a_browser(replace(door, watchdog=lambda: theirs)) as elsewhere:
        assert elsewhere.get(link).status_code == 410
