"""Take away the addresses that the newsletter goes to, and leave one row in the record that says so."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from actions.newsletter_links import stop_link
from content.languages import languages
from content.words import words
from models.events import Event
from models.newsletter import NewsletterSubscription
from models.people import Permission, Viewer, require
from models.watchdog import HERE
from reporting.words_file import FileKind, words_file
from storage import audit

COLUMNS = ("address", "language", "confirmed", "stop")


class ListTaken(NamedTuple):
    """A file, what to call it, and how many addresses are in it."""

    file: bytes
    name: str
    readers: int


def take_list(session: Session, *, by: Viewer, at: datetime) -> ListTaken:
    """Every address that was confirmed and not stopped, each once, with the link that stops it.

    The record holds how many, and none of them.
    """
    require(by, Permission.SEND_NEWSLETTER)
    audit.lock(session, by.watchdog_id)
    taking = session.exec(
        select(NewsletterSubscription)
        .where(
            NewsletterSubscription.watchdog_id == by.watchdog_id,
            col(NewsletterSubscription.confirmed_at).is_not(None),
            col(NewsletterSubscription.stopped_at).is_(None),
        )
        .order_by(col(NewsletterSubscription.confirmed_at), col(NewsletterSubscription.id))
    )
    once = {one.address.casefold(): one for one in taking}
    heading = [words(f"newsletter_desk.columns.{name}") for name in COLUMNS]
    file = words_file(FileKind.CSV, heading, map(_cells, once.values()))
    audit.record(session, Event.NEWSLETTER_LIST_TAKEN, by=by, at=at, detail={"readers": len(once)})
    return ListTaken(file, f"newsletter-{at.astimezone(HERE):%Y-%m-%d}.csv", len(once))


def _cells(one: NewsletterSubscription) -> tuple[str, ...]:
    """One row, in the order of COLUMNS."""
    known = languages().get(one.language)
    confirmed = f"{one.confirmed_at.astimezone(HERE):%Y-%m-%d}" if one.confirmed_at else ""
    return one.address, known.name if known else one.language, confirmed, stop_link(one)
