"""What did the viewer write down for other people, today and in the weeks before? Nobody else's, ever."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists
from sqlalchemy import select as select_columns
from sqlmodel import Session, and_, col, not_, or_, select

from models.entry import EntryDraft
from models.escalation import Escalation
from models.feedback import Feedback
from models.moderation import ModerationDecision
from models.people import Permission, Viewer, own_staff_id, require
from models.vocabulary import Channel, Journey
from models.watchdog import HERE
from storage.queries.scope import is_withdrawn

DAYS_BEFORE = 7
DAYS_TO_PUT_RIGHT = 30
"""How far back what can still be put right is listed, today aside."""


class OwnEntry(NamedTuple):
    """One piece that the viewer sent, without its words.

    `is_taken`: a moderator has opened it or decided on it, so that it stays as it is.
    """

    feedback_id: UUID
    reference: str
    received_at: datetime
    channel: Channel
    journey: Journey
    is_taken: bool
    is_taken_back: bool


class OwnEntries(NamedTuple):
    """Today's, newest first; and how many on each of the seven days before, yesterday first.

    `to_put_right` are those of the thirty days before that nobody has opened or decided on, newest first.
    `in_danger` are the drafts that the viewer still writes, and that were sent at once because somebody may
    be in danger.
    """

    today: tuple[OwnEntry, ...]
    to_put_right: tuple[OwnEntry, ...]
    earlier: dict[date, int]
    in_danger: frozenset[UUID]


def own_entries(session: Session, viewer: Viewer, *, at: datetime) -> OwnEntries:
    """What the viewer typed in, by the days of the place where the watchdog is.

    Raises NotAllowed for whoever may not write for others.
    """
    require(viewer, Permission.WRITE_FOR_OTHERS)
    today = at.astimezone(HERE).date()
    own = (
        col(Feedback.watchdog_id) == viewer.watchdog_id,
        col(Feedback.entered_by) == own_staff_id(viewer),
    )
    is_taken = or_(col(Feedback.taken_at).is_not(None), _is_decided())
    begins = _midnight(today)
    rows = session.execute(
        select_columns(
            col(Feedback.id),
            col(Feedback.reference),
            col(Feedback.received_at),
            col(Feedback.channel),
            col(Feedback.journey),
            is_taken,
            is_withdrawn(),
        )
        .where(*own, col(Feedback.received_at) <= at)
        .where(
            or_(
                col(Feedback.received_at) >= begins,
                and_(
                    col(Feedback.received_at) >= _midnight(today - timedelta(days=DAYS_TO_PUT_RIGHT)),
                    not_(is_taken),
                ),
            )
        )
        .order_by(col(Feedback.received_at).desc(), col(Feedback.id))
    ).all()
    before = session.exec(
        select(Feedback.received_at).where(
            *own,
            Feedback.received_at >= _midnight(today - timedelta(days=DAYS_BEFORE)),
            Feedback.received_at < begins,
        )
    ).all()
    entries = [OwnEntry(*row) for row in rows]
    days = [received_at.astimezone(HERE).date() for received_at in before]
    week = [today - timedelta(days=number) for number in range(1, DAYS_BEFORE + 1)]
    return OwnEntries(
        tuple(one for one in entries if one.received_at >= begins),
        tuple(one for one in entries if one.received_at < begins),
        {day: days.count(day) for day in week},
        _in_danger(session, viewer),
    )


def _in_danger(session: Session, viewer: Viewer) -> frozenset[UUID]:
    """What is put right was sent before its draft was begun; this was sent while it was written."""
    found = session.exec(
        select(EntryDraft.id)
        .join(
            Feedback,
            (col(Feedback.watchdog_id) == col(EntryDraft.watchdog_id))
            & (col(Feedback.id) == col(EntryDraft.feedback_id)),
        )
        .where(
            EntryDraft.watchdog_id == viewer.watchdog_id,
            EntryDraft.staff_id == viewer.staff_id,
            col(EntryDraft.sent_at).is_(None),
            col(Feedback.received_at) >= col(EntryDraft.begun_at),
        )
    )
    return frozenset(found)


def _is_decided() -> ColumnElement[bool]:
    """Whether anything was decided about `feedback`, or about a concern in it."""
    return or_(
        *(
            exists(
                select_columns(col(table.id)).where(
                    col(table.watchdog_id) == Feedback.watchdog_id,
                    col(table.feedback_id) == Feedback.id,
                    col(table.decided_at).is_not(None),
                )
            )
            for table in (ModerationDecision, Escalation)
        )
    )


def _midnight(day: date) -> datetime:
    """When a day begins, which in summer is an hour before UTC's."""
    return datetime.combine(day, time(), tzinfo=HERE).astimezone(UTC)
