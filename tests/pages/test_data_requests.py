"""The page for data requests: nobody's words on it, and nothing erased without reason and reference."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.moderate import approve
from actions.newsletter import ask
from models.entry import EntryDraft
from models.escalation import Escalation
from models.feedback import Feedback
from models.newsletter import NewsletterSubscription
from models.vocabulary import Channel, ConcernKind
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page
from ui import access

STORY, TELEPHONE = "Zanzibarquartz never rang back.", "01632 960045"


@pytest.fixture
def told(sqlite_store, somebody):
    with sqlite_store.writing() as session:
        left = {"contact_name": "Pat Penrose", "contact_telephone": TELEPHONE}
        some_feedback(session, somebody, "All was well.", **left)
        return some_feedback(session, somebody, STORY, **left)


@pytest.fixture
def page(sqlite_store, told, a_moderator, monkeypatch):
    """The page, after somebody has looked for a telephone number that two records have."""
    opened = open_page("data_requests", sqlite_store, a_moderator, monkeypatch)
    opened.text_input[0].set_value(TELEPHONE)
    return opened.button[0].click().run()


def button(page, key):
    return next(one for one in page.button if one.key == key)


def to_erase(page, told):
    return button(page, f"erase-{told.feedback_id}").click().run()


def confirm(page, *, why, typed):
    if why:
        page.selectbox[0].set_value(page.selectbox[0].options[0])
    page.text_input[-1].set_value(typed)
    return (
        next(one for one in page.button if one.label.startswith("Erase ") and "-" in one.label).click().run()
    )


def references(store):
    with store.reading() as session:
        return set(session.exec(select(Feedback.reference)).all())


def test_it_says_how_much_is_held_and_none_of_the_words(page, told):
    shown = everything_on(page)
    assert "2 records" in shown and told.reference in shown and "Contact details" in shown
    assert not [secret for secret in (STORY, "Penrose", TELEPHONE) if secret in shown]


def test_a_record_is_erased_once_somebody_says_why_and_types_its_reference(sqlite_store, page, told):
    confirmed = confirm(to_erase(page, told), why=True, typed=told.reference.lower())
    assert not confirmed.exception
    assert f"{told.reference} is erased" in everything_on(confirmed)
    assert told.reference not in references(sqlite_store) and len(references(sqlite_store)) == 1


@pytest.mark.parametrize(
    ("why", "typed", "said"), [(False, "", "Choose why"), (True, "K7M4-R2T9-C3W", "Nothing was erased")]
)
def test_nothing_is_erased_without_a_reason_or_another_reference(sqlite_store, page, told, why, typed, said):
    refused = confirm(to_erase(page, told), why=why, typed=typed or told.reference)
    assert said in everything_on(refused)
    assert told.reference in references(sqlite_store)


def test_who_has_a_concern_open_cannot_be_erased_and_it_is_said_why(sqlite_store, page, told):
    with sqlite_store.writing() as session:
        due = {"raised_by": "job:concerns", "raised_at": NOW, "due_at": NOW}
        concern = {"kind": ConcernKind.SAFEGUARDING, "feedback_id": told.feedback_id}
        session.add(Escalation(watchdog_id=WATCHDOG, **concern, **due))
    again = page.run()
    assert "safeguarding lead decides" in everything_on(again)
    assert f"erase-{told.feedback_id}" not in {one.key for one in again.button}


def test_a_copy_is_there_to_take_away(page, told):
    made = button(page, f"copy-{told.feedback_id}").click().run()
    assert not made.exception
    assert [one.proto.label for one in made.get("download_button")] == ["Download the copy"]
    assert STORY not in everything_on(made)


def test_what_cannot_be_looked_for_is_said(sqlite_store, a_moderator, monkeypatch):
    opened = open_page("data_requests", sqlite_store, a_moderator, monkeypatch)
    opened.text_input[0].set_value("K7M4-R2T9-C3X")
    assert "Check the letters" in everything_on(opened.button[0].click().run())


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(days=-1), ("nobody’s contact details will be forgotten.", "no entry that was never sent")),
        (timedelta(), ("2 people’s contact details will be forgotten.", "1 entry that was never sent")),
    ],
)
def test_it_says_beforehand_what_the_coming_night_forgets(
    sqlite_store, told, a_moderator, monkeypatch, after, said
):
    with sqlite_store.writing() as session:
        for feedback in session.exec(select(Feedback)):
            approve(session, feedback.id, after=0, by=a_moderator, at=NOW)
        begun = {"staff_id": a_moderator.staff_id, "channel": Channel.PHONE, "begun_at": NOW}
        session.add(EntryDraft(watchdog_id=WATCHDOG, **begun, saved_at=NOW))
    due = NOW.replace(year=NOW.year + 1) - timedelta(days=1)
    monkeypatch.setattr(access, "now", lambda: due + after)
    page = everything_on(open_page("data_requests", sqlite_store, a_moderator, monkeypatch))
    assert all(f"Tomorrow morning {one}" in page for one in said)


def test_the_newsletter_is_found_by_its_address_and_erased(sqlite_store, somebody, a_moderator, monkeypatch):
    with sqlite_store.writing() as session:
        ask(session, "reader@example.org", "en", by=somebody, at=NOW)
    page = open_page("data_requests", sqlite_store, a_moderator, monkeypatch)
    page.text_input[0].set_value("Reader@example.org")
    page.button[0].click().run()
    assert "asked for with this address on 20 November 2026, and not confirmed" in everything_on(page)

    button(page, "newsletter-erase").click().run()
    assert not page.exception and "The address is erased" in everything_on(page)
    with sqlite_store.reading() as session:
        assert session.exec(select(NewsletterSubscription)).all() == []
