"""One person's record is erased whole: from every table, from the files, and from nobody else's rows."""

import zipfile
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Float, Integer
from sqlmodel import col, select, update

from actions.erase import Erased, erase
from models.audit import AuditEvent
from models.base import Table
from models.errors import AwaitsTheLead, FeedbackError
from models.escalation import Escalation
from models.events import Event
from models.moderation import ApprovedWords, ModerationDecision, ToTell
from models.outbox import MailKind, OutboxMessage
from models.people import Viewer, resident
from models.vocabulary import ErasureReason, Outcome
from storage import audit
from storage.backup import backup, restore
from storage.engine import Store
from storage.scrub import scrub
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, signed_in, some_feedback

MARKER = "zanzibarquartz"
BELONGS = {"feedback_id", "tagging_id", "escalation_id", "callback_id"}
STAYS = {"quoted"}
"""Whose words a published document quotes: it says later that they are erased, and none of them."""

ASKED = ErasureReason.ASKED


def a_value(column: Column, said: str) -> object:
    """Something that a column takes; text is what was `said`, as far as it fits."""
    if column.nullable:
        return None
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class))
    of = getattr(column.type, "impl", column.type)
    days = (DateTime, NOW), (Date, TODAY)
    for kind, value in ((Boolean, False), (Integer, 1), (Float, 0.0), (JSON, []), *days):
        if isinstance(of, kind):
            return value
    return said[: getattr(of, "length", None) or 99]


def a_story(store: Store, said: str, moderator: Viewer) -> UUID:
    """A piece of feedback with a row in every table that can belong to one, and `said` wherever text goes."""
    reader = signed_in(store, moderator)
    with store.writing() as session:
        told = some_feedback(session, resident(WATCHDOG), said).feedback_id
        known = {
            "watchdog": WATCHDOG,
            "feedback": told,
            "service": a_service(session, f"Ward {uuid4()}"),
            "sign_in": reader.sign_in_id,
            "staff_member": reader.staff_id,
        }
        for table in Table.metadata.sorted_tables:
            if not BELONGS & set(table.columns.keys()) or table.name in STAYS:
                continue
            row = {column.name: a_value(column, said) for column in table.columns} | {"id": uuid4()}
            for key in table.foreign_key_constraints:
                name = key.referred_table.name
                if name in known:
                    row[key.column_keys[-1]] = known[name]
            known[table.name] = row["id"]
            session.connection().execute(table.insert().values(row))
        session.exec(update(Escalation).values(decided_at=NOW))
        session.exec(update(ModerationDecision).values(outcome=Outcome.APPROVED))
    return told


def everything(store: Store) -> dict[str, list[tuple]]:
    """Every row of every table but the record of who did what."""
    with store.reading() as session:
        return {
            table.name: sorted(map(str, session.connection().execute(table.select())))
            for table in Table.metadata.sorted_tables
            if not table.name.startswith("audit")
        }


def files(store: Store) -> bytes:
    """Every byte of the store, its log and its index of the log."""
    assert store.path is not None
    parts = (Path(f"{store.path}{part}") for part in ("", "-wal", "-shm"))
    return b"".join(part.read_bytes() for part in parts if part.exists())


def index(store: Store) -> bytes:
    """Every byte of the index that the search keeps."""
    with store.reader.connect() as connection:
        return b"".join(connection.exec_driver_sql("SELECT block FROM approved_search_data").scalars())


def gone_for(store: Store, told: UUID, by: Viewer) -> Erased:
    return erase(store, told, why=ASKED, by=by, at=NOW)


def test_it_is_gone_from_every_table_and_nobody_elses_rows_change(store, moderator):
    other = a_story(store, "Nobody rang.", moderator)
    before = everything(store)
    told = a_story(store, MARKER, moderator)
    with_it = everything(store)
    belong = {table.name for table in Table.metadata.sorted_tables if BELONGS & set(table.columns.keys())}
    assert {name for name in before if len(with_it[name]) > len(before[name])} >= (belong - STAYS) | {
        "feedback"
    }

    gone_for(store, told, moderator)

    after = everything(store)
    for name in ("service", "organisation", "sign_in"):  # what a story is about, and who read it, stay
        before[name] = after[name]
    assert after == before
    assert str(other) in str(after) and str(told) not in str(after)


def test_no_byte_of_it_is_left_in_the_files_or_in_later_copies(sqlite_store, a_moderator, tmp_path):
    store = sqlite_store
    told = a_story(store, MARKER, a_moderator)
    assert MARKER.encode() in index(store) and MARKER.encode() in files(store)

    assert gone_for(store, told, a_moderator).is_scrubbed

    assert MARKER.encode() not in files(store) and told.hex.encode() not in files(store)
    later = backup(store, tmp_path / "later.hys", at=NOW)
    with zipfile.ZipFile(later) as copy:
        assert MARKER.encode() not in copy.read("store")
    assert restore(store, later)  # it checks every chain


def test_somebody_who_reads_meanwhile_puts_the_scrubbing_off(sqlite_store, a_moderator):
    store = sqlite_store
    with store.connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    told = a_story(store, MARKER, a_moderator)
    with store.reading() as session:
        session.exec(select(ApprovedWords)).all()
        assert not gone_for(store, told, a_moderator).is_scrubbed
    assert scrub(store)
    assert MARKER.encode() not in files(store)


@pytest.mark.postgresql
def test_postgresql_finds_it_no_more_and_is_told_to_use_its_room_again(postgresql_store, a_moderator):
    told = a_story(postgresql_store, MARKER, a_moderator)
    assert gone_for(postgresql_store, told, a_moderator).is_scrubbed
    assert MARKER not in str(everything(postgresql_store))


def test_the_next_part_of_a_story_no_longer_points_at_what_is_gone(sqlite_store, a_moderator, somebody):
    told = a_story(sqlite_store, MARKER, a_moderator)
    with sqlite_store.writing() as session:
        some_feedback(session, somebody, "I rang before.", same_story_as=told)
    gone_for(sqlite_store, told, a_moderator)
    assert told.hex not in str(everything(sqlite_store)) and str(told) not in str(everything(sqlite_store))


def test_the_record_keeps_that_it_was_there_and_that_it_was_erased(sqlite_store, a_moderator):
    told = a_story(sqlite_store, MARKER, a_moderator)
    rows = gone_for(sqlite_store, told, a_moderator).rows
    with sqlite_store.reading() as session:
        links = session.exec(select(AuditEvent).order_by(col(AuditEvent.sequence))).all()
        assert list(audit.broken_links(session)) == []
    assert [link.event for link in links if link.subject == str(told)] == [
        Event.FEEDBACK_RECEIVED,
        Event.FEEDBACK_ERASED,
    ]
    assert links[-1].detail == {"why": "asked", "rows": rows} and links[-1].actor == a_moderator.actor


def test_the_second_of_two_is_told_that_it_is_gone(sqlite_store, a_moderator):
    told = a_story(sqlite_store, MARKER, a_moderator)
    gone_for(sqlite_store, told, a_moderator)
    with pytest.raises(FeedbackError, match="erased already"):
        gone_for(sqlite_store, told, a_moderator)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (update(Escalation).values(decided_at=None), "safeguarding lead"),
        (update(ModerationDecision).values(outcome=Outcome.ON_HOLD), "on hold"),
    ],
    ids=["concern", "hold"],
)
def test_what_somebody_may_still_need_is_not_erased(sqlite_store, a_moderator, change, says):
    told = a_story(sqlite_store, MARKER, a_moderator)
    with sqlite_store.writing() as session:
        session.exec(change)
    before = everything(sqlite_store)
    with pytest.raises(FeedbackError, match=says):
        gone_for(sqlite_store, told, a_moderator)
    after = everything(sqlite_store)
    assert after | {"concern_reading": []} == before | {"concern_reading": []}, "it is only read"


def test_mail_about_it_goes_and_other_mail_stays(sqlite_store, a_moderator):
    told, other = (
        a_story(sqlite_store, MARKER, a_moderator),
        a_story(sqlite_store, "Nobody rang.", a_moderator),
    )
    with sqlite_store.writing() as session:
        about = {row.feedback_id: row.id for row in session.exec(select(ToTell)).all()}
        for feedback_id in (told, other):
            kept = {"to_address": "", "written_at": NOW, "about_id": about[feedback_id]}
            session.add(OutboxMessage(watchdog_id=WATCHDOG, kind=MailKind.WORDS_CHANGED, **kept))

    gone_for(sqlite_store, told, a_moderator)

    with sqlite_store.reading() as session:
        assert session.exec(select(OutboxMessage.about_id)).all() == [about[other]]


def test_nothing_is_erased_that_nobody_has_read_for_concerns(sqlite_store, a_moderator, somebody):
    with sqlite_store.writing() as session:
        told = some_feedback(session, somebody, "The carer slapped her.").feedback_id
    with pytest.raises(AwaitsTheLead):
        gone_for(sqlite_store, told, a_moderator)
