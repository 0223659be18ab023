"""What staff see of an entry: who typed it, what was answered, what was heard, what it said before."""

import pytest
from sqlmodel import select

from actions.change_entry import reopen
from actions.moderate import approve
from actions.outreach_events import add_event
from actions.raise_concern import raise_by_person
from models.feedback import Feedback
from models.outreach import OutreachDraft
from models.people import Viewer
from models.tag import TagDecision
from models.vocabulary import Channel, ConcernKind, Role
from tests.conftest import NOW, TODAY, WATCHDOG, _worker
from tests.entering import CALL, NUMBER, sent, typed
from tests.pages.opening import everything_on, open_page

ASKED = {
    "words": CALL,
    "initials": "CV",
    "consent__reports": "yes",
    "consent__quotation": "no",
    "themes": "had_to_chase",
    "spoken_language": "pl",
    "interpreter": "family_or_friend",
}


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def lead(store) -> Viewer:
    return _worker(store, "Lena Lead", "lena@example.org", Role.SAFEGUARDING_LEAD)


@pytest.fixture
def analyst(store) -> Viewer:
    return _worker(store, "Fay Analyst", "fay@example.org", Role.ANALYST)


@pytest.fixture
def entry(store, volunteer):
    return sent(store, typed(store, volunteer, **ASKED), volunteer)


def seen(name, store, viewer, monkeypatch, *, of=None):
    """All that a page shows, and the names of what opens on it."""
    page = open_page(name, store, viewer, monkeypatch)
    if of is not None:
        page.text_input(key="find-story").set_value(of.reference).run()
    assert not page.exception
    return "\n".join([everything_on(page), *(box.label for box in page.expander)])


def test_a_moderator_reads_who_typed_it_what_was_answered_and_in_which_language(
    store, entry, moderator, monkeypatch
):
    page = open_page("moderation", store, moderator, monkeypatch)
    shown = [text.value for text in page.text]

    assert shown[shown.index("From a call") - 4 :][:8] == [
        "yes · asked 20 Nov 2026, 09:30, CV",
        "no · asked 20 Nov 2026, 09:30, CV",
        "not asked, so we take it as no",
        "not asked, so we take it as no",
        "From a call",
        "Cam Volunteer, 20 Nov 2026, 09:30",
        "Polish",
        "Family or a friend",
    ]


def test_what_it_said_before_is_read_by_whoever_reads_feedback_and_by_nobody_else(
    store, entry, volunteer, moderator, analyst, monkeypatch
):
    with store.writing() as session:
        again = reopen(session, entry.feedback_id, by=volunteer, at=NOW)
    changed = typed(
        store, volunteer, again, words="Mended words.", consent__reports="no", join_1__from="sector:gp"
    )
    sent(store, changed, volunteer)
    with store.writing() as session:
        approve(session, entry.feedback_id, after=0, by=moderator, at=NOW)

    to_moderator = seen("whole_story", store, moderator, monkeypatch, of=entry)
    to_analyst = seen("whole_story", store, analyst, monkeypatch, of=entry)

    assert "Put right by Cam Volunteer on 20 November 2026" in to_moderator
    assert CALL in to_moderator and "Mended words." in to_moderator
    assert "Put right too: The joins" in to_moderator
    assert "Cam Volunteer, 20 Nov 2026" in to_analyst
    assert CALL not in to_analyst and "Put right by" not in to_analyst


def test_the_lead_sees_at_a_concern_how_it_came_to_us(store, entry, volunteer, lead, monkeypatch):
    with store.writing() as session:
        raise_by_person(session, entry.feedback_id, ConcernKind.SELF_HARM, "Heard it.", by=volunteer, at=NOW)
    page = open_page("escalations", store, lead, monkeypatch)
    next(button for button in page.button if button.label == "Open").click().run()

    shown = everything_on(page)
    assert "Cam Volunteer, 20 Nov 2026" in shown
    assert "yes · asked 20 Nov 2026, 09:30, CV" in shown


def test_a_moderator_is_told_that_they_asked_not_to_be_called_and_is_shown_no_number(
    store, volunteer, moderator, monkeypatch
):
    told = {**ASKED, "consent__contact": "yes", "contact_telephone": NUMBER, "do_not_call": "yes"}
    sent(store, typed(store, volunteer, **told), volunteer)

    shown = seen("moderation", store, moderator, monkeypatch)

    assert "They asked not to be called." in shown
    assert NUMBER not in shown


def test_an_event_and_the_story_that_it_goes_on_with_are_named(
    store, entry, volunteer, moderator, monkeypatch
):
    with store.writing() as session:
        event = add_event(session, OutreachDraft("Testford market", TODAY), by=volunteer, at=NOW)
    told = {"words": "It went on.", "event": str(event), "same_story_as": str(entry.feedback_id)}
    later = sent(store, typed(store, volunteer, channel=Channel.EVENT, **told), volunteer)

    shown = seen("whole_story", store, moderator, monkeypatch, of=later)

    assert "At an event: Testford market, 20 November 2026" in shown
    assert entry.reference in shown


def test_a_theme_that_was_heard_comes_ticked_says_so_and_counts_in_nothing_until_it_is_signed(
    store, entry, moderator, analyst, monkeypatch
):
    with store.writing() as session:
        approve(session, entry.feedback_id, after=0, by=moderator, at=NOW)
    page = open_page("theme_review", store, moderator, monkeypatch)
    [box] = [box for box in page.checkbox if box.key and box.key.endswith("had_to_chase")]

    assert box.value
    assert "heard by whoever typed it" in box.label
    with store.reading() as session:
        assert session.exec(select(TagDecision)).all() == []
        assert session.get_one(Feedback, (WATCHDOG, entry.feedback_id)).entered_by
