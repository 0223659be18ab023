"""Take the record away as a file, and leave one row in it that says so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, actor_named, require
from storage import audit
from storage.engine import Store
from storage.queries.audit_trail import Act, Asked, acts, count_acts, newest_act

BATCH = 1_000


def export_record(store: Store, asked: Asked, *, by: Viewer, at: datetime) -> Iterator[list[Act]]:
    """All the rows that are asked for, in batches, newest first; the row about it is kept first.

    The row holds how many there are and what was asked for. Rows that come meanwhile are left out,
    this one among them. No transaction is held open between two batches. Raises FeedbackError for a
    `who` that no actor is named.
    """
    require(by, Permission.READ_AUDIT)
    try:
        asked = replace(asked, who=actor_named(asked.who) if asked.who else "")
    except ValueError as fault:
        raise FeedbackError("Choose somebody from the list of who acts here") from fault
    with store.reading() as session:
        newest = newest_act(session, by)
        rows = count_acts(session, by, asked, through=newest)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        audit.record(session, Event.AUDIT_EXPORTED, by=by, at=at, detail={"rows": rows, **_choices(asked)})
    return _batches(store, asked, newest, by=by)


def _batches(store: Store, asked: Asked, newest: int, *, by: Viewer) -> Iterator[list[Act]]:
    while newest > 0:
        with store.reading() as session:
            batch = acts(session, by, asked, most=BATCH, through=newest)
        if not batch:
            return
        yield batch
        newest = batch[-1].sequence - 1


def _choices(asked: Asked) -> dict[str, str | int]:
    """What was asked for, without what somebody typed unless it is an id."""
    choices = {
        "from": asked.since.isoformat() if asked.since else "",
        "to": asked.until.isoformat() if asked.until else "",
        "who": asked.who,
        "act": asked.event.value if asked.event else "",
        "about": _id_or_not(asked.subject),
    }
    return {name: chosen for name, chosen in choices.items() if chosen}


def _id_or_not(subject: str) -> str:
    try:
        return str(UUID(subject)) if subject else ""
    except ValueError:
        return "no id"
