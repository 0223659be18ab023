"""Write a batch of imported rows in a few statements, however many rows it has."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, insert
from sqlmodel import Session, col, select
from uuid_utils.compat import uuid7

from actions.reference import new_reference
from imports.mapping import ImportMap
from models.base import WatchdogTable
from models.errors import FeedbackError
from models.feedback import Feedback, FeedbackService
from models.moderation import ApprovedWords, ModerationDecision
from models.people import Viewer
from models.tag import TagDecision
from models.vocabulary import Outcome, Rating, TagKind

NO_REFERENCES = "We couldn't make references just now, so nothing was imported: try again."


class Kept(NamedTuple):
    """One row that passed every check. The first fields are columns of `Feedback`, in its words."""

    id: UUID
    submission_token: str
    counted_on: date
    happened_on: date | None
    rating: Rating | None
    words: str
    words_digest: str
    word_count: int


class Written(NamedTuple):
    """What a batch leaves in the store: feedback, the services it is about, and people's labels."""

    feedback: list[Kept]
    about: list[tuple[UUID, UUID, UUID]]
    decided: list[tuple[UUID, UUID, TagKind, str]]


def write(
    session: Session,
    batch: Written,
    *,
    fixed: Mapping[str, Any],
    mapping: ImportMap,
    by: Viewer,
    at: datetime,
) -> None:
    """Write a batch in the caller's transaction. `fixed` is what all of its feedback shares.

    What arrives approved was checked elsewhere, so its words may be read as they stand.
    """
    mine = {"watchdog_id": by.watchdog_id}
    references = _references(session, by.watchdog_id, len(batch.feedback))
    _insert(
        session,
        Feedback,
        (*Kept._fields, "reference"),
        [(*kept, reference) for kept, reference in zip(batch.feedback, references, strict=True)],
        {**fixed, **mine},
    )
    ids = ("id", "feedback_id")
    _insert(session, FeedbackService, (*ids, "service_id"), batch.about, {**mine, "position": 1})
    status = mapping.defaults.status
    if status is not Outcome.AWAITING:
        is_withheld = status is Outcome.WITHHELD
        _insert(
            session,
            ModerationDecision,
            ids,
            [(uuid7(), kept.id) for kept in batch.feedback],
            {
                **mine,
                "number": 1,
                "outcome": status,
                "reason": mapping.defaults.withheld_because if is_withheld else None,
                "note": mapping.labels_by if is_withheld else "",
                "decided_by": by.actor,
                "decided_at": at,
            },
        )
    if status is Outcome.APPROVED:
        _insert(
            session,
            ApprovedWords,
            (*ids, "words"),
            [(uuid7(), kept.id, kept.words) for kept in batch.feedback],
            {
                **mine,
                "decision": 1,
                "is_publishable": False,
                "should_happen": "",
                "added": "",
                "approved_at": at,
            },
        )
    signed = {"round": 1, "is_blind": False, "decided_by": mapping.labels_by, "decided_at": at}
    _insert(session, TagDecision, (*ids, "kind", "value"), batch.decided, {**mine, **signed})


def _references(session: Session, watchdog_id: str, many: int) -> list[str]:
    unused: set[str] = set()
    for _ in range(20):
        if len(unused) == many:
            return list(unused)
        fresh = {new_reference() for _ in range(many - len(unused))} - unused
        query = select(Feedback.reference).where(
            Feedback.watchdog_id == watchdog_id, col(Feedback.reference).in_(fresh)
        )
        taken = set(session.exec(query).all())
        unused |= fresh - taken
    raise FeedbackError(NO_REFERENCES)


def _insert(
    session: Session,
    table: type[WatchdogTable],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    fixed: Mapping[str, Any],
) -> None:
    """Insert `rows`, all with the `fixed` values: each column is prepared once, not once a row."""
    if not rows:
        return
    connection = session.connection()
    target: Table = table.__table__  # type: ignore[attr-defined]
    by_column = dict(zip(columns, zip(*rows, strict=True), strict=True))
    statement = insert(target).compile(dialect=connection.dialect, column_keys=[*columns, *fixed])
    values = []
    names = statement.positiontup or list(statement.params)
    for name in names:
        ready = target.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if name in fixed:
            value = fixed[name] if ready is None else ready(fixed[name])
            values.append([value] * len(rows))
        else:
            values.append(list(by_column[name] if ready is None else map(ready, by_column[name])))
    together = zip(*values, strict=True)
    if statement.positional:
        connection.exec_driver_sql(str(statement), list(together))
    else:
        connection.exec_driver_sql(str(statement), [dict(zip(names, row, strict=True)) for row in together])
