"""After a backup was put back: erase again what had been erased since it was made."""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from actions.erase import erase
from models.errors import FeedbackError
from models.feedback import Feedback
from models.people import job
from models.vocabulary import ErasureReason
from storage import migrate
from storage.engine import Store
from storage.queries.erased import erased

Records = Collection[tuple[str, UUID]]


class ErasedAgain(NamedTuple):
    """How many records were erased once more, and how many are back and could not be."""

    erased: int
    left: int


def erased_before(store: Store) -> Records | None:
    """What the store says was erased; None where it can't be asked, for then nobody knows."""
    try:
        if migrate.current(store) is None:
            return ()
        with store.reading() as session:
            return erased(session)
    except (DatabaseError, sqlite3.DatabaseError, FeedbackError):
        return None


def erase_again(store: Store, records: Records, *, at: datetime) -> ErasedAgain:
    """Erase those of `records` that are back. What is on hold, or has a concern open again, is left."""
    with store.reading() as session:
        here = set(session.exec(select(Feedback.watchdog_id, Feedback.id)).all()) & set(records)
    done = 0
    for watchdog_id, feedback_id in sorted(here):
        by = job(watchdog_id, "terminal")
        try:
            erase(store, feedback_id, why=ErasureReason.ERASED_BEFORE, by=by, at=at)
        except FeedbackError:
            continue
        done += 1
    return ErasedAgain(done, len(here) - done)
