"""Add a day on which the watchdog went out to listen, or put it right."""

from dataclasses import asdict, replace
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.feedback_draft import OLDEST_YEARS
from models.outreach import (
    LONGEST_COMMUNITIES,
    LONGEST_PLACE,
    MOST_WHO_SPOKE,
    OutreachDraft,
    OutreachEvent,
)
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.watchdog import HERE
from models.words import canonical
from storage import audit

TOO_LATE = "Somebody else changed this a moment ago. Here is what it says now: look again, then save."


def add_event(session: Session, draft: OutreachDraft, *, by: Viewer, at: datetime) -> UUID:
    """Add an event and return its id. Raises Problems, by field."""
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    given = asdict(_checked(session, draft, by, at))
    event = OutreachEvent(watchdog_id=by.watchdog_id, **given, added_by=by.actor, added_at=at)
    session.add(event)
    session.flush()
    audit.record(session, Event.OUTREACH_EVENT_ADDED, by=by, at=at, subject=event.id)
    return event.id


def change_event(
    session: Session, event_id: UUID, draft: OutreachDraft, *, seen: OutreachDraft, by: Viewer, at: datetime
) -> bool:
    """Put the draft in place of what was; False when it says nothing new.

    `seen` is what it said when the editor read it. Raises Problems, by field, and SomebodyElseDecided when
    it says something else by now.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    event = session.get(OutreachEvent, (by.watchdog_id, event_id))
    if event is None:
        raise FeedbackError("That event isn't here. Choose one from the list")
    now = said_of_event(event)
    if now != seen:
        raise SomebodyElseDecided(TOO_LATE)
    given = _checked(session, draft, by, at)
    changed = {field: value for field, value in asdict(given).items() if value != getattr(now, field)}
    if not changed:
        return False
    for field, value in changed.items():
        setattr(event, field, value)
    session.add(event)
    detail: dict[str, str | int] = {"fields": ", ".join(changed)}
    audit.record(session, Event.OUTREACH_EVENT_CHANGED, by=by, at=at, subject=event.id, detail=detail)
    return True


def said_of_event(event: OutreachEvent) -> OutreachDraft:
    """What an event says now, as whoever changes it reads it."""
    return OutreachDraft(event.place, event.held_on, event.communities, event.who_spoke, event.programme_id)


def _checked(session: Session, draft: OutreachDraft, by: Viewer, at: datetime) -> OutreachDraft:
    """The draft with its spaces tidied. Raises Problems for what has to be put right."""
    place, communities = (" ".join(canonical(said).split()) for said in (draft.place, draft.communities))
    problems = {
        "place": "Enter where it was" if not place else _too_long(place, LONGEST_PLACE),
        "held_on": _day_problem(draft.held_on, at.astimezone(HERE).date()),
        "communities": _too_long(communities, LONGEST_COMMUNITIES),
    }
    if draft.who_spoke is not None and not 0 <= draft.who_spoke <= MOST_WHO_SPOKE:
        problems["who_spoke"] = f"Enter a number from 0 to {MOST_WHO_SPOKE:,}, or leave it empty"
    programme = draft.programme_id
    if programme is not None and session.get(Programme, (by.watchdog_id, programme)) is None:
        problems["programme_id"] = "That programme isn't here. Choose one from the list"
    if any(problems.values()):
        raise Problems({field: said for field, said in problems.items() if said})
    return replace(draft, place=place, communities=communities)


def _too_long(said: str, longest: int) -> str:
    return f"Use {longest} characters or fewer. You have used {len(said):,}" if len(said) > longest else ""


def _day_problem(day: date | None, today: date) -> str:
    if day is None:
        return "Choose the day it was"
    if day > today:
        return "Choose a day that's today or earlier"
    return (
        f"Choose a day in {today.year - OLDEST_YEARS} or later"
        if day.year < today.year - OLDEST_YEARS
        else ""
    )
