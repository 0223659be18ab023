"""Who wrote a piece of feedback down for somebody, how, what was said of each use, and what was put right?"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.entry import ConsentUse, EntryChange, Interpreter, SpokenAnswer, SpokenConsent, ThemeHeard
from models.feedback import Feedback
from models.outreach import OutreachEvent
from models.people import Permission, Viewer, require
from models.staff import StaffMember
from models.vocabulary import Channel
from storage import keys
from storage.queries.names_of_actors import names_of_actors
from storage.queries.not_to_be_called import not_to_be_called


class Said(NamedTuple):
    """What somebody said when one use was read to them, when, and whose initials stand for it."""

    answer: SpokenAnswer
    asked_at: datetime
    initials: str


class PutRight(NamedTuple):
    """One correction by whoever had typed it. `before` is what was there, by key; "" for nothing."""

    by: str
    at: datetime
    before: dict[str, str]


@dataclass(frozen=True)
class Entered:
    """How an entry came to us. `by` is a name; so is `event`, of a place.

    `said` has the newest answer to each use that there is one for. `themes` were confirmed while somebody
    listened, and count in nothing. `changes`, the oldest first, and `asked_not_to_be_called` are for whoever
    reads feedback.
    """

    by: str
    at: datetime
    channel: Channel
    event: str
    held_on: date | None
    spoken_language: str
    interpreter: Interpreter | None
    said: dict[ConsentUse, Said]
    same_story_as: str
    themes: tuple[str, ...]
    asked_not_to_be_called: bool
    changes: tuple[PutRight, ...]


def how_it_was_entered(session: Session, viewer: Viewer, feedback_id: UUID) -> Entered | None:
    """How somebody who works here wrote it down; None for what nobody typed for anybody."""
    require(viewer, Permission.READ_APPROVED)
    feedback = session.get(Feedback, (viewer.watchdog_id, feedback_id))
    if feedback is None or feedback.entered_by is None:
        return None
    typist = session.get(StaffMember, (viewer.watchdog_id, feedback.entered_by))
    event = (
        session.get(OutreachEvent, (viewer.watchdog_id, feedback.outreach_event_id))
        if feedback.outreach_event_id
        else None
    )
    reads_all = viewer.may(Permission.READ_FEEDBACK)
    return Entered(
        by=typist.name if typist else "",
        at=feedback.received_at,
        channel=feedback.channel,
        event=event.place if event else "",
        held_on=event.held_on if event else None,
        spoken_language=feedback.spoken_language,
        interpreter=feedback.interpreter,
        said=_said(session, feedback),
        same_story_as=_reference(session, viewer, feedback.same_story_as),
        themes=themes_heard(session, viewer.watchdog_id, feedback.id),
        asked_not_to_be_called=reads_all and _is_not_to_be_called(session, feedback),
        changes=_changes(session, viewer, feedback) if reads_all else (),
    )


def themes_heard(session: Session, watchdog_id: str, feedback_id: UUID) -> tuple[str, ...]:
    """The themes that somebody confirmed while they listened, in that order."""
    return tuple(
        session.exec(
            select(ThemeHeard.theme)
            .where(ThemeHeard.watchdog_id == watchdog_id, ThemeHeard.feedback_id == feedback_id)
            .order_by(col(ThemeHeard.heard_at), col(ThemeHeard.id))
        )
    )


def _said(session: Session, feedback: Feedback) -> dict[ConsentUse, Said]:
    rows = session.exec(
        select(SpokenConsent)
        .where(SpokenConsent.watchdog_id == feedback.watchdog_id, SpokenConsent.feedback_id == feedback.id)
        .order_by(col(SpokenConsent.number))
    )
    return {row.use: Said(row.said, row.asked_at, row.initials) for row in rows}


def _reference(session: Session, viewer: Viewer, feedback_id: UUID | None) -> str:
    """The reference of an earlier story; "" where it was erased since."""
    if feedback_id is None:
        return ""
    found = session.exec(
        select(Feedback.reference).where(
            Feedback.watchdog_id == viewer.watchdog_id, Feedback.id == feedback_id
        )
    ).first()
    return found or ""


def _is_not_to_be_called(session: Session, feedback: Feedback) -> bool:
    if not feedback.caller_digest:
        return False
    numbers = not_to_be_called(session, feedback.watchdog_id)
    return feedback.caller_digest in {keys.digest(number) for number in numbers}


def _changes(session: Session, viewer: Viewer, feedback: Feedback) -> tuple[PutRight, ...]:
    rows = session.exec(
        select(EntryChange)
        .where(EntryChange.watchdog_id == feedback.watchdog_id, EntryChange.feedback_id == feedback.id)
        .order_by(col(EntryChange.number))
    ).all()
    names = names_of_actors(session, viewer, [row.changed_by for row in rows])
    return tuple(
        PutRight(names.get(row.changed_by, ""), row.changed_at, json.loads(row.before) if row.before else {})
        for row in rows
    )
