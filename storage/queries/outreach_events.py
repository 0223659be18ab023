"""Where did the watchdog go to listen, and how much was heard there?"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from models.errors import NotAllowed
from models.feedback import Feedback
from models.outreach import OutreachDraft, OutreachEvent
from models.people import Permission, Viewer
from models.vocabulary import Journey, Rating
from storage.queries.scope import is_counted


class EventHeld(NamedTuple):
    """A day on which people were listened to, perhaps for a programme.

    `entries` counts what was written down from it.
    """

    id: UUID
    place: str
    held_on: date
    communities: str
    who_spoke: int | None
    programme_id: UUID | None
    entries: int

    @property
    def said(self) -> OutreachDraft:
        """What staff said about it, as they change it."""
        return OutreachDraft(self.place, self.held_on, self.communities, self.who_spoke, self.programme_id)


class HeardThere(NamedTuple):
    """How many entries of one event there are of each kind; a rating of None was not said."""

    journeys: Mapping[Journey, int]
    ratings: Mapping[Rating | None, int]


def events_of(session: Session, viewer: Viewer) -> list[EventHeld]:
    """The events of the viewer's watchdog, newest first. True counts: for staff only."""
    _require_staff(viewer)
    of_event = and_(
        col(Feedback.watchdog_id) == OutreachEvent.watchdog_id,
        col(Feedback.outreach_event_id) == OutreachEvent.id,
        is_counted(),
    )
    entries = select(func.count(col(Feedback.id))).where(of_event).scalar_subquery()
    rows = session.exec(
        select(OutreachEvent, entries)
        .where(col(OutreachEvent.watchdog_id) == viewer.watchdog_id)
        .order_by(col(OutreachEvent.held_on).desc(), col(OutreachEvent.id).desc())
    ).all()
    return [
        EventHeld(
            event.id,
            event.place,
            event.held_on,
            event.communities,
            event.who_spoke,
            event.programme_id,
            count,
        )
        for event, count in rows
    ]


def heard_there(session: Session, viewer: Viewer, event_id: UUID) -> HeardThere:
    """What people at one event spoke about, and how it was for them, as counts. For staff only."""
    _require_staff(viewer)
    rows = session.exec(
        select(Feedback.journey, Feedback.rating, func.count(col(Feedback.id)))
        .where(
            Feedback.watchdog_id == viewer.watchdog_id, Feedback.outreach_event_id == event_id, is_counted()
        )
        .group_by(col(Feedback.journey), col(Feedback.rating))
    ).all()
    journeys = {one: sum(count for journey, _, count in rows if journey is one) for one in Journey}
    ratings = {one: sum(count for _, rating, count in rows if rating is one) for one in (*Rating, None)}
    return HeardThere(
        {one: count for one, count in journeys.items() if count},
        {one: count for one, count in ratings.items() if count},
    )


def _require_staff(viewer: Viewer) -> None:
    if not (viewer.may(Permission.WRITE_FOR_OTHERS) or viewer.may(Permission.READ_FIGURES)):
        raise NotAllowed("Your role doesn't include this. An administrator can help.")
