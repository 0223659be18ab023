"""How the store is opened: one engine that writes, one that reads, and one writer at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from models.errors import FeedbackError, StoreUnavailable

BUSY = "The store is busy, so nothing was saved. Your words are still here: try again in a minute."
FULL = "The disk is full, so nothing was saved. Your words are still here. Staff: free some space."
READ_ONLY = "The store can't be written to, so nothing was saved. Your words are still here."
UNREADABLE = (
    "FEEDBACK_DATABASE_URL isn't an address of a store. Use sqlite:///data/feedback.db, "
    "or postgresql+psycopg://user:password@host/database"
)
POINTLESS = "That would leave rows that point at nothing. Nothing was changed."
AWAY = "The store can't be reached, so nothing was saved. Your words are still here: try again in a minute."


class Store:
    """A database, opened. SQLite: WAL, synchronous FULL, BEGIN IMMEDIATE, one writer at a time.

    A deferred SQLite transaction that reads and then writes fails at once when another has
    written in between, whatever its timeout, so writers take the lock when they begin.
    NORMAL would be faster, but can lose an acknowledged commit when the power goes.
    """

    def __init__(self, address: str) -> None:
        try:
            self.url = make_url(address)
        except ArgumentError as fault:
            raise FeedbackError(UNREADABLE) from fault
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._one_writer = threading.Lock()
        if self.is_sqlite:
            if self.path is not None:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.path.touch(mode=0o600, exist_ok=True)  # SQLite gives its other files the same mode
            url = self.url.render_as_string(hide_password=False)
            self.writer = _sqlite(url, begin="BEGIN IMMEDIATE", pool_size=1)
            self.reader = _sqlite(url, begin="BEGIN", pool_size=8, read_only=True)
        else:
            self.writer = _postgresql(self.url, connect_args={"options": "-c lock_timeout=10000"})
            # One moment in time for a whole transaction, as SQLite's readers have it.
            self.reader = _postgresql(
                self.url,
                isolation_level="REPEATABLE READ",
                execution_options={"postgresql_readonly": True},
            )

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for a server."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that may write: committed at the end of the block, undone by any error.

        Raises StoreUnavailable, with a sentence for the person waiting, when it cannot be saved.
        """
        with (
            self._lock(),
            _as_sentence(),
            Session(self.writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One transaction that only reads, on an engine apart from the writers'."""
        with _as_sentence(), Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A writing connection for migrations and other work below the tables.

        SQLite changes a table by copying it, which its foreign keys would forbid: they are looked at
        before the commit instead.
        """
        with self._lock(), self.writer.connect() as connection:
            raw = connection.connection
            if self.is_sqlite:
                raw.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    if self.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise FeedbackError(POINTLESS)
            finally:
                if self.is_sqlite:
                    raw.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """SQLite's own connection, outside any transaction and with no other writer of this process."""
        with self._lock(), closing(self.writer.raw_connection()) as connection:
            yield connection.driver_connection  # type: ignore[misc]

    @contextmanager
    def _lock(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._one_writer:
            yield

    def close(self) -> None:
        """Let go of every connection, so that a file can be moved or a database dropped."""
        self.writer.dispose()
        self.reader.dispose()


def _postgresql(url: URL, **options: Any) -> Engine:
    return create_engine(
        url, pool_pre_ping=True, pool_size=8, max_overflow=8, hide_parameters=True, **options
    )


def _sqlite(url: str, *, begin: str, pool_size: int, read_only: bool = False) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # so that the "begin" below is ours alone
        for pragma in (
            "busy_timeout=10000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "query_only=ON" if read_only else "query_only=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_ours(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _as_sentence() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as fault:
        raise StoreUnavailable(BUSY) from fault
    except OperationalError as fault:
        said = str(fault.orig).lower()
        if "locked" in said or "busy" in said or "lock timeout" in said:
            raise StoreUnavailable(BUSY) from fault
        if "full" in said or "no space" in said:
            raise StoreUnavailable(FULL) from fault
        if "readonly" in said or "read-only" in said:
            raise StoreUnavailable(READ_ONLY) from fault
        if "no such table" in said or "no such column" in said:
            raise
        raise StoreUnavailable(AWAY) from fault
