"""Nothing that somebody typed into an entry is called saved and is gone: two tabs, late requests, erasure."""
# ruff: noqa: F811 (fixtures come from the other tests of this page)

import pytest
from sqlmodel import select

from actions.entry_drafts import load
from models.escalation import EscalationStep
from models.feedback import Feedback
from storage.erasure import erase_rows
from tests.conftest import WATCHDOG
from tests.web.conftest import token_of
from tests.web.test_entry import JSON, PLAIN, SAID, at_work, begin, drafts, store, type_in  # noqa: F401


def words_kept(store, volunteer):
    [row] = drafts(store)
    with store.reading() as session:
        return load(session, row.id, by=volunteer).answers["words"]


def sent_from_another_tab(browser, own):
    read_back = f"{own}/read-back"
    token = token_of(browser.get(read_back).text)
    return browser.post(read_back, data={"form_token": token, "action": "send"}, headers=PLAIN)


def test_a_tab_that_was_left_open_overwrites_no_story_that_was_typed_in_another(
    at_work,
    store,
    volunteer,
):
    began, own = begin(at_work)
    type_in(at_work, began, words="First")
    type_in(at_work, own, words=SAID, **{"was.words": "First"})

    answer = type_in(at_work, own, words="First x", **{"was.words": "First"}).json()

    assert words_kept(store, volunteer) == f"{SAID}\n\nFirst x"
    assert answer["both"] == {"words": f"{SAID}\n\nFirst x"}
    assert answer["elsewhere"]


@pytest.mark.parametrize("seen_before", [True, False])
def test_a_page_that_was_drawn_before_the_last_words_came_asks_once_more_and_has_them(
    at_work, clock, seen_before
):
    began, own = begin(at_work)
    seen = type_in(at_work, began, words="First").json()["saved_at"] if seen_before else ""
    clock.forward(seconds=1)
    type_in(at_work, own if seen_before else began, words=f"{SAID} Half a wor")

    answer = type_in(at_work, own, seen=seen, look="again").json()

    assert answer["values"]["words"] == f"{SAID} Half a wor"
    assert answer["elsewhere"] == ""
    assert type_in(at_work, own, seen=answer["saved_at"], look="again").json()["values"] == {}


def test_a_page_that_asks_once_more_before_anything_is_typed_keeps_nothing(at_work, store):
    began, _ = begin(at_work)

    assert type_in(at_work, began, look="again").status_code == 200
    assert drafts(store) == []


def test_what_one_tab_types_is_what_is_kept_and_nothing_is_doubled(at_work, store, volunteer):
    began, own = begin(at_work)
    before = ""
    for now in ("First", "First x", "First", "Another beginning"):
        answer = type_in(at_work, began, words=now, **{"was.words": before}).json()
        assert (words_kept(store, volunteer), answer["both"]) == (now, {})
        before = now


@pytest.mark.parametrize("headers", [JSON, PLAIN])
def test_words_that_come_after_it_was_sent_are_not_called_saved(at_work, store, headers):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    token = token_of(at_work.get(own).text)
    sent_from_another_tab(at_work, own)
    late = f"{SAID} And he fell."

    if headers is JSON:
        answer = type_in(at_work, own, words=late)
        assert "nothing more is kept" in answer.json()["gone"]
    else:
        answer = at_work.post(own, data={"form_token": token, "words": late}, headers=headers)
        assert "And he fell." in answer.text
    assert answer.status_code == 409


def test_what_a_stale_tab_says_of_danger_reaches_the_lead_beside_what_was_sent(at_work, store):
    began, own = begin(at_work)
    type_in(at_work, began, words=SAID)
    sent_from_another_tab(at_work, own)

    answer = at_work.post(f"{own}/danger", data={"words": "He will kill her tonight."}, headers=JSON)

    assert answer.status_code == 200
    with store.reading() as session:
        notes = session.exec(select(EscalationStep)).all()
        assert any("He will kill her tonight." in step.note for step in notes)


def test_an_entry_that_was_erased_does_not_come_back_with_the_next_key(at_work, store):
    began, own = begin(at_work)
    seen = type_in(at_work, began, words=SAID).json()["saved_at"]
    sent_from_another_tab(at_work, own)
    with store.writing() as session:
        erase_rows(session, WATCHDOG, session.exec(select(Feedback.id)).one())
    assert drafts(store) == []

    assert type_in(at_work, began, words=f"{SAID} x", seen=seen).status_code == 409
    assert drafts(store) == []
