"""Find the records of somebody who asks for them, and make a copy of one for them."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from actions.person_copy import person_copy
from actions.reference import read_reference
from models.callback import Callback
from models.entry import EntryChange
from models.errors import FeedbackError
from models.events import Event
from models.feedback import Contact
from models.newsletter import NewsletterSubscription
from models.people import Permission, Viewer, require
from models.telephone import numbers_in
from models.watchdog import Watchdog
from models.words import canonical
from storage import audit
from storage.engine import Store
from storage.queries.all_about import all_about
from storage.queries.held_about import HeldAbout, held_about, held_under

AT_ONCE = 500
FEWEST_DIGITS = 5
NOTHING_SAID = "Enter a reference, a name, a telephone number or an email address"
UNCLEAR = "That\u2019s no whole reference, and no telephone number either. Check the letters and digits"
NOT_HERE = "There is no such record here. It may have been erased."


class SoughtBy(StrEnum):
    """What somebody's records were looked for by."""

    REFERENCE = "reference"
    EMAIL = "email"
    TELEPHONE = "telephone"
    NAME = "name"


class Found(NamedTuple):
    """What is held about whoever was looked for, oldest first, and what they were taken to be known by.

    `newsletter` is the id of what is held for their newsletter, where it was an email address.
    """

    by: SoughtBy
    records: tuple[HeldAbout, ...]
    newsletter: UUID | None = None


class Copy(NamedTuple):
    """A file for whoever asked, and what to call it."""

    name: str
    content: bytes


def find_person(store: Store, said: str, *, by: Viewer, at: datetime) -> Found:
    """Look for somebody by a reference, or by the name, number or address that they left with their words.

    Each search leaves one row in the record, which says by what and how many were found, never whom.
    Nobody's words are searched. Raises FeedbackError where nothing can be looked for.
    """
    require(by, Permission.HANDLE_REQUESTS)
    said = " ".join(canonical(said).split())
    sought = _sought_by(said)
    with store.reading() as session:
        ids = _ids(session, said, sought, by=by)
        held = [found for one in dict.fromkeys(ids) if (found := held_about(session, by, one)) is not None]
        newsletter = _newsletter_of(session, said, by=by) if sought is SoughtBy.EMAIL else None
    records = tuple(sorted(held, key=lambda one: (one.received_at, one.reference)))
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        detail: dict[str, str | int] = {
            "sought_by": sought.value,
            "found": len(records) + (newsletter is not None),
        }
        audit.record(session, Event.PERSON_SOUGHT, by=by, at=at, detail=detail)
    return Found(sought, records, newsletter)


def copy_for_person(store: Store, feedback_id: UUID, *, by: Viewer, at: datetime) -> Copy:
    """Everything about one piece of feedback, in words, as a file to hand to whoever told us.

    One row in the record says that it was made. Raises FeedbackError where it isn't here.
    """
    require(by, Permission.HANDLE_REQUESTS)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        found = all_about(session, by, feedback_id)
        if found is None:
            raise FeedbackError(NOT_HERE)
        watchdog = session.get_one(Watchdog, by.watchdog_id).name
        audit.record(session, Event.PERSON_EXPORTED, by=by, at=at, subject=feedback_id)
    return Copy(f"{found.feedback.reference}.zip", person_copy(found, watchdog=watchdog, at=at))


def _sought_by(said: str) -> SoughtBy:
    digits = sum(character.isdecimal() for character in said)
    if read_reference(said) is not None:
        return SoughtBy.REFERENCE
    if "@" in said:
        return SoughtBy.EMAIL
    if digits and any(character.isalpha() for character in said):
        raise FeedbackError(UNCLEAR)
    if digits:
        if digits < FEWEST_DIGITS:
            raise FeedbackError(UNCLEAR)
        return SoughtBy.TELEPHONE
    if not _names(said):
        raise FeedbackError(NOTHING_SAID)
    return SoughtBy.NAME


def _ids(session: Session, said: str, sought: SoughtBy, *, by: Viewer) -> list[UUID]:
    if sought is SoughtBy.REFERENCE:
        found = held_under(session, by, read_reference(said) or "")
        return [found] if found else []
    if sought is SoughtBy.EMAIL:
        return list(_whose(session, "email", lambda left: left.casefold() == said.casefold(), by=by))
    if sought is SoughtBy.TELEPHONE:
        numbers = set(numbers_in(said))
        return list(
            _whose(session, "telephone", lambda left: not numbers.isdisjoint(numbers_in(left)), by=by)
        )
    names = _names(said)
    return list(_whose(session, "name", lambda left: names <= _names(left), by=by))


def _whose(session: Session, field: str, is_theirs: Callable[[str], bool], *, by: Viewer) -> Iterator[UUID]:
    """The feedback whose contact details are theirs, or were before they were put right.

    Each is opened in memory, for none can be searched.
    """
    for table in (Contact,) if field == "email" else (Contact, Callback):
        query = select(table.feedback_id, getattr(table, field)).where(table.watchdog_id == by.watchdog_id)
        for feedback_id, left in session.exec(query.execution_options(yield_per=AT_ONCE)):
            if feedback_id and left and is_theirs(left):
                yield feedback_id
    changes = select(EntryChange.feedback_id, EntryChange.before).where(
        EntryChange.watchdog_id == by.watchdog_id
    )
    for feedback_id, before in session.exec(changes.execution_options(yield_per=AT_ONCE)):
        if (left := json.loads(before or "{}").get(f"contact_{field}", "")) and is_theirs(left):
            yield feedback_id


def _newsletter_of(session: Session, said: str, *, by: Viewer) -> UUID | None:
    every = select(NewsletterSubscription.id, NewsletterSubscription.address).where(
        NewsletterSubscription.watchdog_id == by.watchdog_id
    )
    for subscription_id, address in session.exec(every.execution_options(yield_per=AT_ONCE)):
        if address.casefold() == said.casefold():
            return subscription_id
    return None


def _names(said: str) -> set[str]:
    """The parts of a name, without accents, capitals or dots."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", said) if not unicodedata.combining(one))
    return set(re.findall(r"[^\W\d_]+", bare.casefold()))
