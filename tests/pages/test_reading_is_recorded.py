"""Check comments leaves one row for each time that somebody opens a record, and none for a redraw."""

from dataclasses import replace

import pytest
from sqlmodel import select

from actions.moderate import approve, withhold
from models.audit import AuditEvent
from models.events import Event
from models.people import Viewer
from models.vocabulary import Outcome, Role, WithholdReason
from tests.conftest import NOW
from tests.factories import signed_in, some_feedback
from tests.pages.opening import everything_on, go_to, may_others_read, open_app, open_page

STORY = "Sent home at midnight with no medicines"


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def said(store, somebody):
    with store.writing() as session:
        return [some_feedback(session, somebody, f"{STORY} ({number})") for number in range(2)]


@pytest.fixture
def lead(store, moderator) -> Viewer:
    return replace(signed_in(store, moderator), roles=frozenset({Role.SAFEGUARDING_LEAD}))


def reads(store) -> list[str]:
    """The ids that the record says were read, in order."""
    with store.reading() as session:
        return list(
            session.exec(
                select(AuditEvent.subject)
                .where(AuditEvent.event == Event.FEEDBACK_READ)
                .order_by(AuditEvent.sequence)
            )
        )


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_drawing_the_page_again_and_wrong_presses_are_one_row(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    for _ in range(5):
        page.run()
    press(page, "Sign and go to the next")
    assert page.error[0].value == "Choose whether others may read it"
    page.text_input[0].set_value("nonsense").run()
    may_others_read(page).set_value(Outcome.WITHHELD).run()

    assert reads(store) == [str(said[0].feedback_id)]


def test_leaving_one_and_coming_back_to_it_is_another_row(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    press(page, "Leave it for now")
    press(page, "Leave it for now")

    first, second = (str(one.feedback_id) for one in said)
    assert reads(store) == [first, second, first]


def test_opening_one_by_its_reference_is_a_row_and_the_same_reference_again_is_none(
    store, said, moderator, monkeypatch
):
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(said[1].reference).run()
    page.text_input[0].set_value(said[1].reference.lower()).run()

    assert reads(store) == [str(one.feedback_id) for one in said]


def test_signing_opens_the_next_with_a_row_of_its_own(store, said, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    may_others_read(page).set_value(Outcome.APPROVED).run()
    press(page, "Sign and go to the next")

    assert reads(store) == [str(one.feedback_id) for one in said]


def test_another_session_of_the_same_sign_in_is_another_row(store, said, moderator, monkeypatch):
    viewer = signed_in(store, moderator)
    for _ in range(2):
        open_page("moderation", store, viewer, monkeypatch)

    assert reads(store) == [str(said[0].feedback_id)] * 2


def test_coming_back_from_another_page_is_another_row_and_shows_the_same_record(
    store, said, moderator, monkeypatch
):
    page = open_app(store, moderator, monkeypatch)
    go_to(page, "moderation").run()
    page.text_input[0].set_value(said[1].reference).run()
    go_to(page, "overview")
    go_to(page, "moderation").run()

    assert not page.exception
    assert f"{STORY} (1)" in everything_on(page)
    assert reads(store) == [str(said[number].feedback_id) for number in (0, 1, 1)]


def test_nothing_is_shown_while_the_store_cannot_be_written_to(store, said, moderator, monkeypatch):
    viewer = signed_in(store, moderator)
    with store.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    page = open_page("moderation", store, viewer, monkeypatch)

    assert page.exception
    assert STORY not in everything_on(page)


def test_the_queue_and_a_reference_that_is_not_known_are_no_reading(store, moderator, monkeypatch):
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value("K7M4-R2T9-C3W").run()
    assert reads(store) == []


def test_a_safeguarding_lead_reads_with_a_row_and_is_asked_for_no_decision(store, said, lead, monkeypatch):
    page = open_page("moderation", store, lead, monkeypatch)

    assert not page.exception and not page.radio
    shown = everything_on(page)
    assert f"{STORY} (0)" in shown and "A moderator decides whether we may use it" in shown
    assert [button.label for button in page.button] == ["Go to the next", "Tell the safeguarding lead"]
    press(page, "Go to the next")
    assert f"{STORY} (1)" in everything_on(page)
    assert reads(store) == [str(one.feedback_id) for one in said]


def test_a_safeguarding_lead_sees_what_was_decided_by_whom_and_why(
    store, said, lead, moderator, administrator, monkeypatch
):
    other = replace(administrator, roles=frozenset({Role.MODERATOR}))
    with store.writing() as session:
        withhold(
            session,
            said[0].feedback_id,
            WithholdReason.OTHER,
            note="Rang to take it back",
            after=0,
            by=other,
            at=NOW,
        )
    page = open_page("moderation", store, lead, monkeypatch)
    page.text_input[0].set_value(said[0].reference).run()

    assert "It is withheld: 20 November 2026, by Bo Administrator." in everything_on(page)
    assert "Rang to take it back" in [text.value for text in page.text]


def test_a_moderator_sees_by_name_who_decided_before(store, said, moderator, administrator, monkeypatch):
    other = replace(administrator, roles=frozenset({Role.MODERATOR}))
    with store.writing() as session:
        approve(session, said[0].feedback_id, after=0, by=other, at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)
    page.text_input[0].set_value(said[0].reference).run()

    assert (
        "Already approved for use inside the watchdog, 20 November 2026, by Bo Administrator"
        in page.warning[0].value
    )
