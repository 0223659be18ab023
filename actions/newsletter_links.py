"""The links that confirm and stop the newsletter, and by what an address is known again.

A link's secret is made from our key, so that each newsletter can carry the same link and the store holds its
digest alone. Somebody who stopped and asks anew gets another, so a letter that was passed on opens nothing.
"""

from datetime import timedelta

from sqlmodel import Session, select

from models.newsletter import NewsletterSubscription
from settings import settings
from storage import keys
from storage.keys import fingerprint

LASTS = timedelta(days=14)
"""How long it can be confirmed."""
CONFIRM, STOP = "/newsletter/confirm/", "/newsletter/stop/"


def digest_of_address(address: str) -> str:
    """By what the same address is known again, however its letters are written."""
    return keys.digest(f"newsletter address {address.casefold()}")


def token_of(asked: NewsletterSubscription) -> str:
    """The secret in the links of one address, since it asked last."""
    return keys.digest(f"newsletter link {asked.id.hex} {asked.asked_at.timestamp():.0f}")


def seal(asked: NewsletterSubscription) -> None:
    """Let the links that are made now open it, and none that were made before."""
    asked.token_digest = fingerprint(token_of(asked))


def renew(session: Session) -> None:
    """After a change of keys: know every address again, and open it with links made from now on alone.

    Whoever asked anew meanwhile is known by what they asked last.
    """
    every = session.exec(select(NewsletterSubscription)).all()
    known = {(asked.watchdog_id, asked.address_digest) for asked in every}
    for asked in every:
        digest = digest_of_address(asked.address)
        if asked.address and (asked.watchdog_id, digest) not in known:
            asked.address_digest = digest
            seal(asked)
            session.add(asked)


def confirm_link(asked: NewsletterSubscription) -> str:
    return f"{settings().address.rstrip('/')}{CONFIRM}{token_of(asked)}"


def stop_link(asked: NewsletterSubscription) -> str:
    return f"{settings().address.rstrip('/')}{STOP}{token_of(asked)}"
