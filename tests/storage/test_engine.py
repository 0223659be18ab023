"""Opening the store: what a kill, a full disk or a second writer may not do."""

import sqlite3
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import func, select

from models.errors import StoreUnavailable
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
