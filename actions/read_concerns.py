"""Read for concerns what has not been read yet, from the state of the tables themselves."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from actions.raise_concern import keep_reading, reading_of
from analysis.concerns import concerns_version
from models.errors import WrongKey
from models.people import Permission, Viewer, require
from storage import audit
from storage.engine import Store
from storage.queries.unread_for_concerns import Unread, unread_for_concerns, unread_texts


class ReadForConcerns(NamedTuple):
    """How one batch went. `last` is the id it ended with; None when there was nothing left to read."""

    read: int
    raised: int
    last: UUID | None


def read_batch_for_concerns(
    store: Store, *, by: Viewer, at: datetime, most: int = 50, after: UUID | None = None
) -> ReadForConcerns:
    """Read up to `most` pieces of feedback, and raise what is found.

    Words are opened in memory and read outside any writing transaction; that they were read is kept
    together with what they raised, so a process that ends in between leaves them to be read again. What
    no key of ours opens waits, and the batch `after` goes on behind it.
    """
    require(by, Permission.TAG)
    with store.reading() as session:
        ids = unread_for_concerns(session, by, concerns_version(), most=most, after=after)
    if not ids:
        return ReadForConcerns(0, 0, None)
    readings = [reading_of(unread) for unread in (_opened(store, by, one) for one in ids) if unread]
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        raised = sum(keep_reading(session, reading, by=by, at=at) for reading in readings)
    return ReadForConcerns(len(readings), raised, ids[-1])


def _opened(store: Store, by: Viewer, feedback_id: UUID) -> Unread | None:
    try:
        with store.reading() as session:
            return unread_texts(session, by.watchdog_id, feedback_id, concerns_version())
    except WrongKey:
        return None
