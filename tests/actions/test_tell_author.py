"""Whoever left contact is told what was taken out of their words: what kinds and how many, and none of it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.do_not_call import stop_calls
from actions.follow_up import withdraw
from actions.moderate import approve, withhold
from actions.tell_author import mark_told
from analysis.redaction import Cut
from models.errors import FeedbackError
from models.feedback import Contact
from models.moderation import ToTell
from models.outbox import OutboxMessage
from models.vocabulary import RedactionKind, TextPart, WithholdReason
from settings import settings
from storage.queries.outbox import outbox
from tests.actions.mail import sent, until_given_up
from tests.conftest import NOW
from tests.factories import some_feedback
from tests.mail_server import Postbox, a_mailer, mail_server
from tools.running import free_port

SAID = "Jane Doe on ward 7 shouted. Ring 01632 960771."
CUTS = {TextPart.WORDS: [Cut(0, 8, RedactionKind.STAFF_NAME), Cut(32, 44, RedactionKind.PHONE)]}
BY_MAIL = {"consent_contact": True, "contact_name": "Sam Example", "contact_email": "sam@example.org"}
BY_PHONE = {"consent_contact": True, "contact_telephone": "01632 960772"}


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture(autouse=True)
def _there_is_a_mail_server(monkeypatch):
    with_mail = settings().model_copy(update={"smtp_host": "mail.example.org"})
    monkeypatch.setattr("actions.tell_author.settings", lambda: with_mail)


@pytest.fixture
def postbox():
    return Postbox()


@pytest.fixture
def mailer(postbox):
    with mail_server(postbox) as port:
        yield a_mailer(port)


@pytest.fixture
def approved(store, somebody, moderator):
    """A way to tell us something and have it approved with parts taken out."""

    def tell(cuts=CUTS, **contact):
        with store.writing() as session:
            told = some_feedback(session, somebody, SAID, **contact)
            approve(session, told.feedback_id, cuts=cuts, after=0, by=moderator, at=NOW)
        return told.feedback_id

    return tell


def rows(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def test_a_letter_says_what_kinds_were_taken_out_how_many_and_how_to_answer(store, approved, mailer, postbox):
    approved(**BY_MAIL)
    [waiting] = rows(store, OutboxMessage)
    assert (waiting.to_address, waiting.to_name) == ("", "")

    sent(store, mailer)

    [arrived] = postbox.mail
    words = arrived.get_content()
    assert postbox.recipients == ["sam@example.org"]
    assert "- Phone numbers: 1\n- Names of people who work there: 1\n" in words
    assert "kept sealed" in words and "/your_reference\n" in words and "20 November 2026" in words
    assert not [said for said in ("Jane", "Doe", "ward", "01632 960771", "Sam") if said in words]
    [told] = rows(store, ToTell)
    assert (told.changes, told.told_at) == ({"phone": 1, "staff_name": 1}, NOW)


@pytest.mark.parametrize(
    ("contact", "cuts", "open_", "letters"),
    [
        (BY_PHONE, CUTS, 1, 0),
        (BY_MAIL, CUTS, 0, 1),
        (BY_MAIL, {}, 0, 0),
        (BY_MAIL | {"consent_contact": False}, CUTS, 0, 0),
        ({}, CUTS, 0, 0),
    ],
    ids=["telephone only", "mail", "nothing taken out", "not agreed", "no contact"],
)
def test_only_whoever_can_be_reached_and_agreed_is_told(store, approved, contact, cuts, open_, letters):
    approved(cuts, **contact)
    assert len([one for one in rows(store, ToTell) if one.told_at is None]) == open_
    assert len(rows(store, OutboxMessage)) == letters


def test_without_a_mail_server_a_person_tells_them(store, approved, monkeypatch):
    monkeypatch.setattr("actions.tell_author.settings", lambda: settings())
    approved(**BY_MAIL)
    assert rows(store, OutboxMessage) == [] and rows(store, ToTell)[0].told_at is None


def test_a_letter_that_is_given_up_is_a_persons_to_tell(store, approved):
    approved(**BY_MAIL)
    until_given_up(store, a_mailer(free_port()))
    assert rows(store, ToTell)[0].told_at is None


@pytest.mark.parametrize(
    ("contact", "told"),
    [(BY_PHONE, False), (BY_PHONE | BY_MAIL, True)],
    ids=["no other way", "a letter"],
)
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "since"])
def test_nobody_rings_whoever_asked_us_not_to(store, approved, volunteer, contact, told, is_before):
    for step in (True, False):
        if step is is_before:
            with store.writing() as session:
                stop_calls(session, "+44 1632 960772", by=volunteer, at=NOW)
        else:
            approved(**contact)
    assert len(rows(store, ToTell)) == len(rows(store, OutboxMessage)) == told
    if told:
        until_given_up(store, a_mailer(free_port()))
    assert not [one for one in rows(store, ToTell) if one.told_at is None]


@pytest.mark.parametrize("gone", ["taken back", "contact forgotten"])
def test_no_letter_goes_to_whoever_took_it_back_or_is_forgotten(
    store, approved, mailer, postbox, somebody, gone
):
    feedback_id = approved(**BY_MAIL)
    with store.writing() as session:
        if gone == "taken back":
            withdraw(session, feedback_id, by=somebody, at=NOW)
        else:
            session.delete(session.exec(select(Contact)).one())
    sent(store, mailer)
    assert postbox.mail == []
    assert not [one for one in rows(store, ToTell) if one.told_at is None]


def test_nobody_is_told_the_same_twice_nor_what_no_longer_holds(store, approved, moderator):
    feedback_id = approved(**BY_MAIL)
    with store.writing() as session:
        approve(session, feedback_id, cuts=CUTS, after=1, by=moderator, at=NOW)
    assert len(rows(store, ToTell)) == 1
    ringing = approved(**BY_PHONE)
    with store.writing() as session:
        withhold(session, ringing, WithholdReason.NOT_LOCAL, after=1, by=moderator, at=NOW)
    assert [one.feedback_id for one in rows(store, ToTell)] == [feedback_id]


def test_whoever_rang_them_notes_it_once(store, approved, moderator):
    approved(**BY_PHONE)
    [to_tell] = rows(store, ToTell)
    later = NOW + timedelta(hours=1)
    with store.writing() as session:
        mark_told(session, to_tell.id, by=moderator, at=later)
        mark_told(session, to_tell.id, by=moderator, at=later + timedelta(hours=1))
    [told] = rows(store, ToTell)
    assert (told.told_at, told.told_by) == (later, moderator.actor)
    with pytest.raises(FeedbackError, match="nobody to tell"), store.writing() as session:
        mark_told(session, told.feedback_id, by=moderator, at=later)


def test_an_administrator_sees_that_there_is_a_letter_and_not_to_whom(store, approved, administrator):
    approved(**BY_MAIL)
    with store.reading() as session:
        [shown] = outbox(session, administrator, at=NOW)
    assert (shown.name, shown.address) == ("", "")
