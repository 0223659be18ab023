"""The audit trail: whole, in the act's own transaction, and beyond quiet changes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from models.audit import AuditEvent
from models.events import Event
from models.people import resident
from storage import audit
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback


def test_a_chain_of_acts_is_whole(store, somebody):
    with store.writing() as session:
        for _ in range(3):
            some_feedback(session, somebody)

    with store.reading() as session:
        assert list(audit.broken_links(session)) == []
        events = session.exec(select(AuditEvent.event).order_by(AuditEvent.sequence)).all()
    assert events == [Event.WATCHDOG_OPENED] + 3 * [Event.FEEDBACK_RECEIVED]


def test_an_act_that_is_undone_leaves_no_link(store, somebody):
    with pytest.raises(RuntimeError), store.writing() as session:
        some_feedback(session, somebody)
        raise RuntimeError("the power went")

    with store.reading() as session:
        assert session.exec(select(AuditEvent.event)).all() == [Event.WATCHDOG_OPENED]
        assert list(audit.broken_links(session)) == []


@pytest.mark.parametrize("act", ["UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_change_or_delete_a_link(store, act):
    with pytest.raises(DBAPIError, match="never changed or deleted"), store.connection() as connection:
        connection.execute(text(act))

    with store.reading() as session:
        assert list(audit.broken_links(session)) == []


@pytest.mark.postgresql
def test_postgresql_refuses_to_empty_the_trail_too(postgresql_store):
    with (
        pytest.raises(DBAPIError, match="never changed or deleted"),
        postgresql_store.connection() as connection,
    ):
        connection.execute(text("TRUNCATE audit_event"))


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE audit_event SET actor = 'somebody else' WHERE sequence = 2", "it was changed"),
        ("DELETE FROM audit_event WHERE sequence = 2", "a link is missing"),
        ("DELETE FROM audit_event WHERE sequence = 3", "the end of the chain is missing"),
    ],
)
def test_a_chain_says_where_somebody_with_the_file_changed_it(store, somebody, tampering, fault):
    """Whoever owns the machine can drop the triggers; the chain still shows what they did."""
    with store.writing() as session:
        some_feedback(session, somebody)
        some_feedback(session, somebody)
    with store.connection() as connection:
        if store.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_event_refuses_update"))
            connection.execute(text("DROP TRIGGER audit_event_refuses_delete"))
        else:
            connection.execute(text("ALTER TABLE audit_event DISABLE TRIGGER USER"))
        connection.execute(text(tampering))

    with store.reading() as session:
        assert fault in [link.fault for link in audit.broken_links(session)]


def test_a_link_holds_none_of_the_words(store, somebody):
    with store.writing() as session:
        some_feedback(session, somebody, "Marmalade was mentioned", contact_name="Sam Example")

    with store.reader.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM audit_event")).all())
    assert "Marmalade" not in kept and "Sam" not in kept


def test_an_act_for_a_watchdog_that_is_not_here_is_a_fault(store):
    with pytest.raises(LookupError), store.writing() as session:
        audit.record(session, Event.DAILY_DONE, by=resident("elsewhere"), at=NOW)
    assert WATCHDOG != "elsewhere"
