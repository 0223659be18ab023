"""Take in what the partners of a scheme counted, for as long as they share it; and erase it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from imports.scheme_csv import MOST_PEOPLE, check, people_in, same
from imports.scheme_csv import ContactsFile as ContactsFile
from imports.scheme_csv import contacts_in as contacts_in
from imports.scheme_csv import empty_file as empty_file
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import Permission, Viewer, require
from models.programme import Programme, ProgrammeKind
from models.scheme import (
    LONGEST_BASIS,
    LONGEST_PARTNERS,
    ContactsGiven,
    SchemeContacts,
    SchemeSharing,
    SharingDraft,
)
from models.watchdog import HERE
from models.words import canonical
from storage import audit
from storage.queries.scheme_contacts import files_held

MOST_YEARS = 2
GONE = "There is no such scheme here. Go back to the list of programmes"


def take_in_contacts(
    session: Session,
    programme_id: UUID,
    sharing: SharingDraft,
    rows: Sequence[ContactsGiven],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Keep what one file says, whole or not at all; the rows of the file before it are erased.

    Raises Problems by field of the draft, and FeedbackError where the programme is no scheme or a row may not
    be kept. Whoever calls it scrubs the store afterwards (`storage.scrub`).
    """
    require(by, Permission.KEEP_SCHEMES)
    audit.lock(session, by.watchdog_id)
    programme = session.get(Programme, (by.watchdog_id, programme_id))
    if programme is None or programme.kind is not ProgrammeKind.SCHEME:
        raise FeedbackError(GONE)
    basis, agreed_with, expires_on = _checked(sharing, at.astimezone(HERE).date())
    if not rows or people_in(rows) > MOST_PEOPLE or len(set(map(same, rows))) < len(rows):
        raise FeedbackError("Nothing was kept. Put the rows right, then choose the file again")
    for given in rows:
        check(given)
    _erase(session, [one.id for one in files_held(session, by.watchdog_id, programme_id)], by=by, at=at)
    kept = SchemeSharing(
        watchdog_id=by.watchdog_id,
        programme_id=programme_id,
        basis=basis,
        agreed_with=agreed_with,
        expires_on=expires_on,
        people=people_in(rows),
        taken_in_by=by.actor,
        taken_in_at=at,
    )
    session.add(kept)
    session.flush()
    numbers: dict[str, int] = {}
    session.add_all(
        SchemeContacts(
            watchdog_id=by.watchdog_id,
            sharing_id=kept.id,
            person=numbers.setdefault(given.pseudonym.casefold(), len(numbers) + 1),
            pseudonym=given.pseudonym,
            kind=given.kind,
            phase=given.phase,
            days=given.days,
            contacts=given.contacts,
        )
        for given in rows
    )
    session.flush()
    detail: dict[str, str | int] = {"people": kept.people, "last_day": expires_on.isoformat()}
    audit.record(session, Event.SCHEME_CONTACTS_TAKEN_IN, by=by, at=at, subject=programme_id, detail=detail)


def erase_contacts(session: Session, programme_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Erase every row that is held for a scheme. Raises FeedbackError where there is none.

    Whoever calls it scrubs the store afterwards (`storage.scrub`).
    """
    require(by, Permission.KEEP_SCHEMES)
    audit.lock(session, by.watchdog_id)
    held = files_held(session, by.watchdog_id, programme_id)
    if not held:
        raise FeedbackError("There is nothing to erase. It may have been erased already")
    _erase(session, [one.id for one in held], by=by, at=at)
    people: dict[str, str | int] = {"people": sum(one.people for one in held)}
    audit.record(session, Event.SCHEME_CONTACTS_ERASED, by=by, at=at, subject=programme_id, detail=people)


def erase_expired(session: Session, *, by: Viewer, at: datetime) -> int:
    """Erase the rows of every file whose last day is over; returns of how many files.

    A part of the day's work, whose row in the record says how many there were.
    """
    require(by, Permission.MANAGE_STORE)
    today = at.astimezone(HERE).date()
    over = session.exec(
        select(SchemeSharing.id).where(
            SchemeSharing.watchdog_id == by.watchdog_id,
            SchemeSharing.expires_on < today,
            col(SchemeSharing.erased_at).is_(None),
        )
    ).all()
    _erase(session, over, by=by, at=at)
    return len(over)


def _erase(session: Session, sharings: Sequence[UUID], *, by: Viewer, at: datetime) -> None:
    """Delete the rows of some files. That there was such a file, and on what ground, stays."""
    for sharing_id in sharings:
        theirs = (
            col(SchemeContacts.watchdog_id) == by.watchdog_id,
            col(SchemeContacts.sharing_id) == sharing_id,
        )
        session.exec(delete(SchemeContacts).where(*theirs))
        session.get_one(SchemeSharing, (by.watchdog_id, sharing_id)).erased_at = at
    session.flush()


def _checked(sharing: SharingDraft, today: date) -> tuple[str, str, date]:
    """The draft, tidied. Raises Problems."""
    basis, agreed_with = (" ".join(canonical(said).split()) for said in (sharing.basis, sharing.agreed_with))
    problems = {}
    if not 0 < len(basis) <= LONGEST_BASIS:
        problems["basis"] = f"Say on what ground it is shared, in {LONGEST_BASIS} characters or fewer"
    if not 0 < len(agreed_with) <= LONGEST_PARTNERS:
        problems["agreed_with"] = f"Say with whom that is agreed, in {LONGEST_PARTNERS} characters or fewer"
    if problem := _wrong_last_day(sharing.expires_on, today):
        problems["expires_on"] = problem
    if problems or sharing.expires_on is None:
        raise Problems(problems)
    return basis, agreed_with, sharing.expires_on


def _wrong_last_day(last: date | None, today: date) -> str:
    if last is None:
        return "Say until which day it may be kept. Without a last day we can't take it in"
    if last < today:
        return "The agreement has run out, so we can't take this in. Agree on a new last day first"
    if last > last_day_allowed(today):
        return f"Choose a last day that is no more than {MOST_YEARS} years ahead"
    return ""


def last_day_allowed(today: date) -> date:
    """The same day in `MOST_YEARS` years; of 29 February, the day before."""
    try:
        return today.replace(year=today.year + MOST_YEARS)
    except ValueError:
        return today.replace(year=today.year + MOST_YEARS, day=28)
