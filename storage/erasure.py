"""Delete one piece of feedback, and every row of every table that belongs to it."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.schema import Table as Columns
from sqlmodel import Session, col

import models.tables  # noqa: F401  (fills the registry)
from models.base import Table
from models.feedback import Feedback


def erase_rows(session: Session, watchdog_id: str, feedback_id: UUID) -> dict[str, int]:
    """Delete them, and return how many there were by table; the audit trail is no part of them.

    What somebody told before or after it is no longer said to be the same story.
    """
    others = col(Feedback.watchdog_id) == watchdog_id, col(Feedback.same_story_as) == feedback_id
    session.exec(update(Feedback).where(*others).values(same_story_as=None))
    owned = dict(_owned(watchdog_id, feedback_id))
    return {
        table.name: deleted
        for table, belongs in reversed(owned.items())
        if (deleted := session.connection().execute(delete(table).where(belongs)).rowcount)
    }


def _owned(watchdog_id: str, feedback_id: UUID) -> Iterator[tuple[Columns, ColumnElement[bool]]]:
    """Each table with rows that are the feedback, or point at it or at another such row; and which those are.

    Read from the foreign keys, so that a table of a later release is among them.
    """
    found: dict[str, tuple[Columns, ColumnElement[bool]]] = {}
    for table in Table.metadata.sorted_tables:
        if table.name == Feedback.__tablename__:
            belongs: list[ColumnElement[bool]] = [table.c.id == feedback_id]
        else:
            belongs = [
                table.c[key.column_keys[-1]].in_(
                    select(found[key.referred_table.name][0].c.id).where(found[key.referred_table.name][1])
                )
                for key in table.foreign_key_constraints
                if key.referred_table.name in found
            ]
        if belongs:
            found[table.name] = table, and_(table.c.watchdog_id == watchdog_id, or_(*belongs))
    yield from found.values()
