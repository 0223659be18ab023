"""Who takes the newsletter: a few who confirmed it, one who has not yet, and one who stopped it."""

from datetime import date, datetime

from sqlmodel import Session, select

from actions.newsletter import ask, confirm, forget_letters, stop
from actions.newsletter_links import digest_of_address, token_of
from example_data.west_testford import SLUG
from models.newsletter import NewsletterSubscription
from models.people import resident

READERS = (
    ("avery.crake@example.org", "en", date(2026, 2, 3)),
    ("blessing.ashdownley@example.org", "en", date(2026, 3, 18)),
    ("casimir.gantleford@example.org", "pl", date(2026, 4, 22)),
    ("carers@example.org", "en", date(2026, 6, 9)),
    ("gwil.dunnockson@example.org", "en", date(2026, 7, 16)),
    ("library@example.org", "en", date(2026, 9, 4)),
    ("ines.elverhythe@example.org", "ro", date(2026, 10, 8)),
)
"""An address, its language, and the day on which it was given."""

STOPPED, WAITS = "gwil.dunnockson@example.org", "joss.birtlecombe@example.org"


def sign_up(session: Session, address: str, language: str, *, at: datetime) -> None:
    """Ask for the newsletter. The letter is over with: the demonstration begins with no heap of them."""
    ask(session, address, language, by=resident(SLUG), at=at)
    session.flush()
    forget_letters(session, _asked_with(session, address))


def open_letter(session: Session, address: str, *, at: datetime) -> None:
    """Confirm it, by the link in the letter."""
    confirm(session, token_of(_asked_with(session, address)), by=resident(SLUG), at=at)


def have_no_more(session: Session, address: str, *, at: datetime) -> None:
    """Stop it, by the other link."""
    stop(session, token_of(_asked_with(session, address)), by=resident(SLUG), at=at)


def _asked_with(session: Session, address: str) -> NewsletterSubscription:
    ours = NewsletterSubscription.watchdog_id == SLUG
    known_by = NewsletterSubscription.address_digest == digest_of_address(address)
    return session.exec(select(NewsletterSubscription).where(ours, known_by)).one()
