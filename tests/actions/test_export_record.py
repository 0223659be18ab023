"""Taking the record away: all of what was asked for, and one row that says so, kept first."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from actions import export_record as module
from actions.export_record import export_record
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.vocabulary import Role
from storage import audit
from storage.queries.audit_trail import Asked
from tests.conftest import NOW
from tests.factories import some_feedback


@pytest.fixture
def trail(store, somebody):
    with store.writing() as session:
        for _ in range(7):
            some_feedback(session, somebody)
    return store


def rows_about_exports(store):
    with store.reading() as session:
        return session.exec(select(AuditEvent).where(AuditEvent.event == Event.AUDIT_EXPORTED)).all()


def test_every_row_comes_once_newest_first_however_large_a_batch_is(trail, administrator, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    batches = list(export_record(trail, Asked(), by=administrator, at=NOW))

    sequences = [act.sequence for batch in batches for act in batch]
    assert sequences == list(range(1 + 1 + 7, 0, -1))  # the watchdog, the administrator, the feedback
    assert [len(batch) for batch in batches] == [3, 3, 3]


def test_the_row_about_it_is_kept_before_anything_is_given(trail, administrator):
    export_record(trail, Asked(), by=administrator, at=NOW)
    assert [row.detail for row in rows_about_exports(trail)] == [{"rows": 9}]


def test_what_comes_while_it_is_taken_away_is_not_in_it(trail, administrator, somebody, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    batches = export_record(trail, Asked(event=Event.FEEDBACK_RECEIVED), by=administrator, at=NOW)
    first = next(batches)
    with trail.writing() as session:
        some_feedback(session, somebody)
    assert len(first) + sum(len(batch) for batch in batches) == 7


def test_the_row_says_what_was_asked_for_in_choices_and_ids(trail, administrator):
    subject = uuid4()
    asked = Asked(
        date(2026, 11, 1), date(2026, 11, 30), administrator.actor, Event.FEEDBACK_READ, str(subject)
    )
    assert list(export_record(trail, asked, by=administrator, at=NOW)) == []

    row = rows_about_exports(trail)[0]
    assert (row.actor, row.at) == (administrator.actor, NOW)
    assert row.detail == {
        "rows": 0,
        "from": "2026-11-01",
        "to": "2026-11-30",
        "who": administrator.actor,
        "act": "feedback_read",
        "about": str(subject),
    }


def test_what_somebody_typed_is_not_repeated_in_the_record(trail, administrator):
    list(export_record(trail, Asked(subject="Jane Doe"), by=administrator, at=NOW))
    assert rows_about_exports(trail)[0].detail == {"rows": 0, "about": "no id"}


def test_an_actor_that_there_cannot_be_leaves_no_row(trail, administrator):
    with pytest.raises(FeedbackError, match="Choose somebody"):
        export_record(trail, Asked(who="job:Jane Doe of 7 High Street"), by=administrator, at=NOW)
    assert rows_about_exports(trail) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.JOB}))
def test_nobody_else_takes_it_away(trail, administrator, role):
    with pytest.raises(NotAllowed):
        export_record(trail, Asked(), by=replace(administrator, roles=frozenset({role})), at=NOW)
    assert rows_about_exports(trail) == []


def test_nothing_is_given_when_the_row_about_it_cannot_be_kept(trail, administrator, monkeypatch):
    def full(*_, **__):
        raise RuntimeError("no room")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(RuntimeError):
        export_record(trail, Asked(), by=administrator, at=NOW)
