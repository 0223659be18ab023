"""The row of one draft of an entry: opened for whoever began it, written, and closed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from analysis.working_days import end_of_next_working_day
from content.words import words
from models.entry import EntryDraft
from models.errors import NotAllowed
from models.people import Viewer, own_staff_id
from models.vocabulary import Channel


def due_at(begun_at: datetime) -> datetime:
    """When a draft should have been sent: at the end of the next working day."""
    return end_of_next_working_day(begun_at).astimezone(UTC)


def answers_of(row: EntryDraft) -> dict[str, str]:
    """What was typed so far, by key."""
    answers: dict[str, str] = json.loads(row.state) if row.state else {}
    return answers


def own_row(session: Session, draft_id: UUID, *, by: Viewer) -> EntryDraft | None:
    """The row of an own draft, held until the transaction ends; None where there is none.

    Raises NotAllowed for somebody else's.
    """
    row = session.exec(_of_id(draft_id, by).with_for_update()).one_or_none()
    if row is not None:
        belongs_to(row, by)
    return row


def row_to_write(
    session: Session, draft_id: UUID, *, channel: Channel, by: Viewer, at: datetime
) -> EntryDraft:
    """The same; a new row where there is none."""
    row = own_row(session, draft_id, by=by)
    if row is not None:
        return row
    begun = EntryDraft(
        watchdog_id=by.watchdog_id,
        id=draft_id,
        staff_id=own_staff_id(by),
        channel=channel,
        begun_at=at,
        saved_at=at,
    )
    try:
        with session.begin_nested():
            session.add(begun)
    except IntegrityError:  # two first saves at once: the other one was first
        first = session.exec(_of_id(draft_id, by).with_for_update()).one()
        belongs_to(first, by)
        return first
    return begun


def belongs_to(row: EntryDraft, by: Viewer) -> None:
    """Raise NotAllowed unless it is the viewer who writes it."""
    if row.staff_id != own_staff_id(by):
        raise NotAllowed(words("entry.theirs"))


def write(session: Session, row: EntryDraft, answers: Mapping[str, str], *, at: datetime) -> None:
    row.saved_at = at
    put_answers(session, row, answers)


def put_answers(session: Session, row: EntryDraft, answers: Mapping[str, str]) -> None:
    """Keep these answers; that is no sign of anybody writing just now."""
    row.state = json.dumps(dict(answers))
    session.add(row)


def close(session: Session, row: EntryDraft, *, at: datetime) -> None:
    """Empty it for good: it was sent, or thrown away, and what still comes in from its page is not kept."""
    row.state, row.saved_at, row.sent_at = "", at, at
    session.add(row)


def _of_id(draft_id: UUID, by: Viewer) -> SelectOfScalar[EntryDraft]:
    return select(EntryDraft).where(EntryDraft.watchdog_id == by.watchdog_id, EntryDraft.id == draft_id)
