"""Opening the store: what a kill, a full disk or a second writer may not do."""

import sqlite3
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import func, select

from models.errors import FeedbackError, StoreUnavailable
from models.feedback import Feedback
from storage.engine import Store
from tests.factories import some_feedback


def test_sqlite_keeps_what_it_acknowledged_through_a_power_cut(sqlite_store):
    store = sqlite_store
    with store.writer.connect() as connection:
        journal = connection.execute(text("PRAGMA journal_mode")).scalar()
        synchronous = connection.execute(text("PRAGMA synchronous")).scalar()
    assert (journal, synchronous) == ("wal", 2)  # 2 is FULL


def test_the_reading_engine_cannot_write(sqlite_store):
    store = sqlite_store
    with pytest.raises(OperationalError, match="readonly"), store.reader.connect() as connection:
        connection.execute(text("DELETE FROM signpost"))


def test_two_hundred_writers_at_once_all_get_their_turn(store, somebody):
    faults: list[BaseException] = []

    def write() -> None:
        try:
            with store.writing() as session:
                some_feedback(session, somebody)
        except BaseException as fault:
            faults.append(fault)

    writers = [threading.Thread(target=write) for _ in range(200 if store.is_sqlite else 12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with store.reading() as session:
        kept = session.exec(select(func.count()).select_from(Feedback)).one()
    assert faults == []
    assert kept == len(writers)


def test_a_full_disk_is_a_sentence_and_the_store_is_as_it_was(sqlite_store, somebody):
    store = sqlite_store
    with store.writer.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))

    with pytest.raises(StoreUnavailable, match="disk is full"), store.writing() as session:
        some_feedback(session, somebody, "Nobody came. " * 1_500)

    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(Feedback)).one() == 0


def test_a_store_that_another_program_holds_is_a_sentence(sqlite_store, somebody):
    store = sqlite_store
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    hurried = Store(str(store.url))
    with hurried.writer.connect() as connection:
        connection.connection.execute("PRAGMA busy_timeout=50")
    try:
        with pytest.raises(StoreUnavailable, match="busy"), hurried.writing() as session:
            some_feedback(session, somebody)
    finally:
        holder.close()
        hurried.close()


def test_what_people_wrote_cannot_be_read_in_the_file(store, somebody):
    with store.writing() as session:
        some_feedback(
            session,
            somebody,
            "Marmalade was left at the door",
            contact_name="Sam Example",
            contact_email="sam@example.org",
            consent_contact=True,
            service_not_listed="Quince Lodge",
        )
    with store.reader.connect() as connection:
        rows = [
            bytes(cell) if isinstance(cell, memoryview) else cell
            for table in ("feedback", "contact")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for cell in row
        ]
    for word in ("Marmalade", "Sam", "sam@", "Quince"):
        assert word not in str(rows)


def test_a_reader_sees_one_moment_however_long_it_looks(store, somebody):
    with store.reading() as session:
        before = session.exec(select(func.count()).select_from(Feedback)).one()
        with store.writing() as writing:
            some_feedback(writing, somebody)
        assert session.exec(select(func.count()).select_from(Feedback)).one() == before


def test_a_table_that_others_point_at_can_be_changed_in_a_full_store(sqlite_store, somebody):
    """SQLite changes a table by copying it and dropping the old one."""
    with sqlite_store.writing() as session:
        some_feedback(session, somebody, contact_name="Sam")
    with sqlite_store.connection() as connection:
        for step in (
            "CREATE TABLE copied AS SELECT * FROM feedback",
            "DROP TABLE feedback",
            "ALTER TABLE copied RENAME TO feedback",
            "CREATE UNIQUE INDEX again ON feedback (watchdog_id, id)",
        ):
            connection.execute(text(step))
    with sqlite_store.reading() as session:
        assert session.exec(select(func.count()).select_from(Feedback)).one() == 1


def test_a_change_that_would_leave_rows_pointing_at_nothing_is_undone(sqlite_store, somebody):
    with sqlite_store.writing() as session:
        some_feedback(session, somebody, contact_name="Sam")
    with pytest.raises(FeedbackError, match="point at nothing"), sqlite_store.connection() as connection:
        connection.execute(text("DELETE FROM feedback"))
    with sqlite_store.reading() as session:
        assert session.exec(select(func.count()).select_from(Feedback)).one() == 1
