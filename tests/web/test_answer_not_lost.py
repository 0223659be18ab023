"""Nothing that a body typed into the page of its link is lost: whatever goes wrong, it comes back."""
# ruff: noqa: F811 (fixtures come from the other tests of this page)

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest

from actions.answer_links import end_answer_link
from actions.answer_through_link import MOST_A_DAY
from content.words import words
from models.errors import StoreUnavailable
from models.recommendation import StepKind
from models.words import canonical
from tests.conftest import NOW, TODAY
from tests.web.conftest import a_browser, token_of
from tests.web.saying import NAUGHTY
from tests.web.test_answer import GONE, TYPED, answers, asked, draft, link, send, steps  # noqa: F401


def typed_on(page: str) -> dict[str, str]:
    """What the fields of the form have in them, as a browser sends it back."""
    found = dict(re.findall(r'<input id="([a-z_]+)"[^>]* value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea id="([a-z_]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    found |= dict(re.findall(r'type="radio" name="([a-z_]+)" id="[^"]*" value="([^"]*)" checked', page))
    return {name: unescape(said) for name, said in found.items()}


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("from_whom", " ", words("answer.missing.from_whom")),
        ("from_whom", "x" * 201, "201"),
        ("stance", "", words("answer.missing.stance")),
        ("stance", "gladly", words("answer.missing.stance")),
        ("reason", "", words("answer.missing.reason")),
        ("reason", "x" * 1_001, "1,001"),
        ("change", "", words("answer.missing.change")),
        ("change_what", "\u200b", words("answer.missing.change_what")),
        ("change_by", "31/02/2027", words("answer.wrong.change_by")),
        ("change_by", "soon", words("answer.wrong.change_by")),
        ("change_by", "99/99/9999", words("answer.wrong.change_by")),
        ("change_by", str(TODAY - timedelta(days=1)), words("answer.wrong.too_early")),
        ("words", "\n", words("answer.missing.words")),
        ("words", "x" * 10_001, "10,001"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_typed_comes_back(
    browser, store, link, field, wrong, said
):
    typed = TYPED | {field: wrong}
    answer = send(browser, link, **typed)

    assert answer.status_code == 422 and answers(store) == []
    assert re.findall(r'<p><a href="#(\w+)">', answer.text) == [field]
    assert f'id="{field}"' in answer.text
    [why] = re.findall(rf'<p class="why" id="{field}-why">(.*?)</p>', answer.text)
    assert said in unescape(why)
    expected = {name: value for name, value in typed.items() if value != "gladly"}
    assert {name: value for name, value in typed_on(answer.text).items() if value} == {
        name: value for name, value in expected.items() if value
    }


def test_a_form_that_is_sent_empty_says_all_that_is_missing_in_the_order_of_the_page(browser, link):
    page = send(browser, link).text

    assert re.findall(r'<p><a href="#(\w+)">', page) == ["from_whom", "stance", "change", "words"]


def test_twice_as_much_as_may_be_comes_back_whole_to_be_made_shorter(browser, link):
    answer = send(browser, link, **TYPED | {"words": "😭" * 20_000})

    assert answer.status_code == 422 and typed_on(answer.text)["words"] == "😭" * 20_000


def test_other_choices_with_the_same_words_are_explained_and_not_lost(browser, store, link):
    send(browser, link, **TYPED)
    answer = send(browser, link, **TYPED | {"stance": "accepted"})

    assert answer.status_code == 422 and words("answer.wrong.kept_words") in answer.text
    assert typed_on(answer.text)["stance"] == "accepted" and "<details open>" in answer.text
    assert len(answers(store)) == 1


def test_a_form_that_another_site_made_or_that_is_too_old_is_not_taken_and_nothing_typed_is_lost(
    browser, store, link, clock
):
    token = token_of(browser.get(link).text)
    forged = browser.post(link, data={"form_token": "another", "act": "answer", **TYPED})
    clock.forward(hours=12, seconds=1)
    stale = browser.post(link, data={"form_token": token, "act": "answer", **TYPED})

    for answer in (forged, stale):
        assert answer.status_code == 403 and words("answer.stale") in answer.text
        assert typed_on(answer.text) == TYPED
    assert answers(store) == []


def test_a_store_that_is_busy_keeps_nothing_and_loses_nothing(browser, store, link, monkeypatch):
    def busy():
        raise StoreUnavailable("busy")

    token = token_of(browser.get(link).text)
    data = {"form_token": token, "act": "answer", **TYPED}
    with monkeypatch.context() as patch:
        patch.setattr(store, "writing", busy)
        answer = browser.post(link, data=data)
    assert answer.status_code == 503 and words("answer.away") in answer.text
    assert typed_on(answer.text) == TYPED

    with monkeypatch.context() as patch:
        patch.setattr(store, "writing", busy)
        patch.setattr(store, "reading", busy)
        answer = browser.post(link, data=data)
    assert answer.status_code == 503 and words("answer.away") in answer.text
    copied(answer.text)

    assert browser.post(link, data=data).status_code == 303


def copied(page: str) -> None:
    """The page shows everything that was typed, so that it can be copied."""
    shown = [unescape(said) for said in re.findall(r'<p class="said" dir="auto">(.*?)</p>', page, re.DOTALL)]
    chosen = {"stance": words("answer.stance.partly"), "change": words("answer.change.planned")}
    assert shown == list((TYPED | chosen).values())


def test_what_was_typed_into_a_link_that_was_ended_just_then_can_be_copied(
    browser, store, link, asked, publisher
):
    token = token_of(browser.get(link).text)
    with store.writing() as session:
        end_answer_link(session, asked, by=publisher, at=NOW)

    answer = browser.post(link, data={"form_token": token, "act": "answer", **TYPED})

    assert answer.status_code == 410 and answers(store) == []
    assert words("answer.gone") in answer.text and "01632\u00a0960123" in answer.text
    copied(answer.text)
    assert words("answer.typed") in answer.text and "<form id=" not in answer.text


def test_more_than_a_body_needs_in_a_day_is_refused_in_a_sentence_with_what_was_typed(browser, store, link):
    for number in range(MOST_A_DAY):
        assert send(browser, link, **TYPED | {"words": f"Answer {number}"}).status_code == 303

    answer = send(browser, link, **TYPED)

    assert answer.status_code == 422 and "ring us" in answer.text
    assert typed_on(answer.text) == TYPED and len(answers(store)) == MOST_A_DAY


def test_an_answer_that_was_begun_is_still_there_after_the_press(browser, store, link):
    answer = send(browser, link, "acknowledged", **TYPED)

    assert answer.status_code == 200 and words("answer.done_acknowledged") in answer.text
    assert typed_on(answer.text) == TYPED
    assert (answers(store), steps(store)) == ([], [StepKind.SENT, StepKind.ACKNOWLEDGED])


def test_more_time_is_offered_until_the_day_the_answer_is_due_and_not_after(browser, store, link, clock):
    clock.forward(days=28, hours=14, minutes=29)  # the last minute of 18 December
    page = browser.get(link).text
    assert words("answer.takes_longer_button") in page and words("answer.was_due") not in page
    clock.forward(minutes=1)
    token = token_of(browser.get(link).text)
    page = browser.post(link, data={"form_token": token, "act": "takes_longer", **TYPED})

    assert words("answer.takes_longer_button") not in page.text and words("answer.was_due") in page.text
    assert page.status_code == 422 and "has passed" in page.text and typed_on(page.text) == TYPED
    assert steps(store) == [StepKind.SENT]


def test_thirty_wrong_links_from_one_line_are_enough_and_keep_no_holder_out(browser, door, link):
    for number in range(30):
        assert browser.get(f"{GONE}{number}").status_code == 410

    answer = browser.post(GONE, data=TYPED)

    assert answer.status_code == 429 and words("answer.too_many") in answer.text
    copied(answer.text)
    assert browser.get(link).status_code == 200
    with a_browser(door, address="198.51.100.7") as elsewhere:
        assert elsewhere.get(GONE).status_code == 410


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("said", NAUGHTY)
def test_whatever_is_typed_is_kept_as_it_was_and_comes_back_as_text(browser, store, link, said):
    back = send(browser, link, **dict.fromkeys(TYPED, said))
    assert back.status_code == 422 and "<script>alert" not in back.text
    assert typed_on(back.text)["words"] == canonical(said)

    send(browser, link, **TYPED | {"words": said})

    assert [row.words for row in answers(store)] == [canonical(said).strip()]


def test_what_no_text_can_hold_does_not_break_the_page(browser, link):
    token = token_of(browser.get(link).text)
    typed = f"form_token={quote(token)}&act=answer&words=%ed%a0%80%00&from_whom=%ff%fe&change_by=%00"
    answer = browser.post(link, content=typed, headers={"content-type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 422 and "\x00" not in answer.text
