"""Hand somebody a copy of what is held for their newsletter, or erase all of it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.newsletter import forget_letters
from content.languages import languages
from content.words import day_in_words, words
from models.errors import FeedbackError
from models.events import Event
from models.newsletter import NewsletterSubscription
from models.people import Permission, Viewer, require
from models.watchdog import HERE, Watchdog
from storage import audit
from storage.engine import Store
from storage.scrub import scrub

NOT_HERE = "There is no such address here. The newsletter may have been stopped meanwhile."


def copy_subscription(store: Store, subscription_id: UUID, *, by: Viewer, at: datetime) -> str:
    """What is held, in words, to hand to whoever asked. One row in the record says that it was made.

    Raises FeedbackError where it isn't here.
    """
    require(by, Permission.HANDLE_REQUESTS)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        held = _held(session, subscription_id, by=by)
        watchdog = session.get_one(Watchdog, by.watchdog_id).name
        audit.record(session, Event.PERSON_EXPORTED, by=by, at=at, subject=held.id)
        known = languages().get(held.language)
        said = {
            "address": held.address,
            "language": known.name if known else held.language,
            "asked": _day(held.asked_at),
            "confirmed": _day(held.confirmed_at) if held.confirmed_at else _words("not_confirmed"),
        }
    lines = [f"{_words(name)}: {value}" for name, value in said.items()]
    return "\n".join([_words("intro", watchdog=watchdog, day=_day(at)), "", *lines, "", _words("code"), ""])


def erase_subscription(store: Store, subscription_id: UUID, *, by: Viewer, at: datetime) -> bool:
    """Erase an address with all that was kept of it, and the letters to it.

    Returns whether nothing of it is left in the store's files either. Raises FeedbackError where it isn't
    here.
    """
    require(by, Permission.HANDLE_REQUESTS)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        held = _held(session, subscription_id, by=by)
        forget_letters(session, held)
        session.delete(held)
        audit.record(session, Event.NEWSLETTER_STOPPED, by=by, at=at, subject=held.id, detail={"erased": 1})
    return scrub(store)


def _held(session: Session, subscription_id: UUID, *, by: Viewer) -> NewsletterSubscription:
    held = session.get(NewsletterSubscription, (by.watchdog_id, subscription_id))
    if held is None or held.stopped_at is not None:
        raise FeedbackError(NOT_HERE)
    return held


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())


def _words(key: str, **gaps: str) -> str:
    return words(f"data_requests.newsletter.copy.{key}", **gaps)
