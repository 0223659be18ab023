"""After a backup was put back: erase and stop again what had been erased and stopped since it was made."""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from actions.erase import erase
from actions.newsletter import LinkOver, stop
from actions.newsletter_links import renew, token_of
from actions.scheme_contacts import erase_contacts
from models.errors import FeedbackError
from models.feedback import Feedback
from models.newsletter import NewsletterSubscription
from models.people import job, resident
from models.scheme import SchemeSharing
from models.vocabulary import ErasureReason
from storage import migrate
from storage.engine import Store
from storage.queries.erased import Named, contacts_erased, erased, newsletter_stopped
from storage.scrub import scrub


class Erased(NamedTuple):
    """What a store says was erased: records of feedback, files of schemes, and newsletter addresses."""

    records: Collection[Named]
    contacts: Collection[Named] = ()
    stopped: Collection[Named] = ()


class ErasedAgain(NamedTuple):
    """How many of each were erased or stopped once more, and how many records and addresses are back."""

    erased: int
    left: int
    contacts: int
    stopped: int
    still_sent: int


def erased_before(store: Store) -> Erased | None:
    """What the store says was erased; None where it can't be asked, for then nobody knows."""
    try:
        if migrate.current(store) is None:
            return Erased(())
        with store.reading() as session:
            return Erased(erased(session), contacts_erased(session), newsletter_stopped(session))
    except (DatabaseError, sqlite3.DatabaseError, FeedbackError):
        return None


def erase_again(store: Store, before: Erased, *, at: datetime) -> ErasedAgain:
    """Erase and stop those of `before` that are back.

    A record that is on hold, or has a concern open again, is left; so is an address that our keys don't open.
    """
    done, left = _records(store, before.records, at)
    with store.writing() as session:
        contacts = _contacts(session, before.contacts, at)
        stopped, still_sent = _addresses(session, before.stopped, at)
    if contacts or stopped:
        scrub(store)
    return ErasedAgain(done, left, contacts, stopped, still_sent)


def _records(store: Store, records: Collection[Named], at: datetime) -> tuple[int, int]:
    with store.reading() as session:
        here = set(session.exec(select(Feedback.watchdog_id, Feedback.id)).all()) & set(records)
    done = 0
    for watchdog_id, feedback_id in sorted(here):
        by = job(watchdog_id, "terminal")
        try:
            erase(store, feedback_id, why=ErasureReason.ERASED_BEFORE, by=by, at=at)
        except FeedbackError:
            continue
        done += 1
    return done, len(here) - done


def _contacts(session: Session, files: Collection[Named], at: datetime) -> int:
    held = session.exec(select(SchemeSharing).where(col(SchemeSharing.erased_at).is_(None))).all()
    back = [one for one in held if (one.watchdog_id, one.id) in files]
    for one in back:
        erase_contacts(session, one.programme_id, by=job(one.watchdog_id, "terminal"), at=at)
    return len(back)


def _addresses(session: Session, addresses: Collection[Named], at: datetime) -> tuple[int, int]:
    """Stopped as they did it themselves, by the link that each of them has."""
    renew(session)
    sent = session.exec(
        select(NewsletterSubscription).where(col(NewsletterSubscription.stopped_at).is_(None))
    ).all()
    back, done = [one for one in sent if (one.watchdog_id, one.id) in addresses], 0
    for one in back:
        try:
            stop(session, token_of(one), by=resident(one.watchdog_id), at=at)
        except LinkOver:
            continue
        done += 1
    return done, len(back) - done
