"""Reading what somebody said: one row in the record for each sign-in, record and visit."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.open_watchdog import open_watchdog
from actions.read_feedback import open_feedback
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, StoreUnavailable, WrongKey
from models.events import Event
from models.visit import RecordVisit
from models.vocabulary import Role
from storage import audit, keys
from tests.conftest import NOW, TEST_KEY
from tests.factories import signed_in, some_feedback

WORDS = "Marmalade was mentioned on the ward"


@pytest.fixture
def said(store, somebody):
    with store.writing() as session:
        return some_feedback(session, somebody, WORDS).feedback_id


@pytest.fixture
def reader(store, moderator):
    return signed_in(store, moderator)


def read(store, feedback_id, reader, visit="one"):
    return open_feedback(store, feedback_id, visit=visit, by=reader, at=NOW)


def reads(store):
    """The rows of the record about reading."""
    with store.reading() as session:
        return session.exec(select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_READ)).all()


def test_reading_leaves_one_row_that_says_who_read_what_and_when(store, said, reader):
    assert read(store, said, reader).words == WORDS

    row = reads(store)[0]
    assert (row.actor, row.subject, row.at) == (reader.actor, str(said), NOW)
    assert row.detail == {}


def test_the_same_visit_is_one_row_however_often_the_page_is_drawn(store, said, reader):
    for _ in range(5):
        assert read(store, said, reader).words == WORDS
    assert len(reads(store)) == 1


def test_another_visit_another_sign_in_and_another_record_are_each_a_row(store, said, reader, somebody):
    with store.writing() as session:
        other = some_feedback(session, somebody).feedback_id
    read(store, said, reader)
    read(store, said, reader, visit="two")
    read(store, said, signed_in(store, reader))
    read(store, other, reader)
    assert len(reads(store)) == 1 + 1 + 1 + 1


def test_two_runs_of_one_visit_at_once_are_one_row(store, said, reader):
    together = Barrier(4)

    def run(_):
        together.wait()
        return read(store, said, reader).words

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(run, range(4))) == [WORDS] * 4
    assert len(reads(store)) == 1
    with store.reading() as session:
        assert len(session.exec(select(RecordVisit)).all()) == 1
        assert list(audit.broken_links(session)) == []


def test_nothing_is_shown_when_the_row_cannot_be_kept(store, said, reader, monkeypatch):
    def full(*_, **__):
        raise StoreUnavailable("The disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(StoreUnavailable):
        read(store, said, reader)
    with store.reading() as session:
        assert session.exec(select(RecordVisit)).all() == []


def test_an_unknown_id_is_nothing_and_leaves_no_row(store, said, reader):
    assert read(store, uuid4(), reader) is None
    assert reads(store) == []


def test_a_record_of_another_watchdog_is_not_here_and_leaves_no_row(store, said, reader):
    with store.writing() as session:
        open_watchdog(
            session, slug="east-testford", name="East", area="East", telephone="", signposts=[], at=NOW
        )
    stranger = replace(reader, watchdog_id="east-testford")

    assert read(store, said, stranger) is None
    assert reads(store) == []


def test_words_that_no_key_opens_leave_no_row_since_nobody_read_them(store, somebody, reader):
    keys.use(keys.new_key())
    try:
        with store.writing() as session:
            locked = some_feedback(session, somebody, "locked").feedback_id
    finally:
        keys.use(TEST_KEY)

    with pytest.raises(WrongKey):
        read(store, locked, reader)
    assert reads(store) == []


def test_nobody_reads_without_a_sign_in(store, said, moderator):
    with pytest.raises(NotAllowed):
        read(store, said, moderator)
    assert reads(store) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MODERATOR, Role.SAFEGUARDING_LEAD}))
def test_only_those_who_read_feedback_read_it(store, said, reader, role):
    with pytest.raises(FeedbackError):
        read(store, said, replace(reader, roles=frozenset({role})))
    assert reads(store) == []


def test_a_safeguarding_lead_reads_and_the_row_is_theirs(store, said, reader):
    lead = replace(reader, roles=frozenset({Role.SAFEGUARDING_LEAD}))
    assert read(store, said, lead).words == WORDS
    assert [row.actor for row in reads(store)] == [lead.actor]
