"""Open a new watchdog: its name and area, its chain, and the numbers people may need."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from models.audit import AuditHead
from models.errors import FeedbackError
from models.people import job
from models.vocabulary import Event
from models.watchdog import Signpost, SignpostKind, Watchdog
from storage import audit

KEY_CHECK = "This key opens this store."


class SignpostGiven(NamedTuple):
    """A number as a watchdog starts with it; an empty one is listed as missing."""

    kind: SignpostKind
    title: str
    number: str
    hours: str
    checked_on: date | None


def open_watchdog(
    session: Session,
    *,
    slug: str,
    name: str,
    area: str,
    telephone: str,
    signposts: Sequence[SignpostGiven],
    at: datetime,
    is_demonstration: bool = False,
) -> Watchdog:
    """Add a watchdog to the store. Raises FeedbackError for a name that will not do or is taken."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,38}", slug):
        raise FeedbackError("Use a short name of small letters, digits and hyphens, such as west-testford")
    if not name.strip() or not area.strip():
        raise FeedbackError("Give the watchdog's name and its area")
    if session.get(Watchdog, slug) is not None:
        raise FeedbackError(f"There is a watchdog called {slug} in this store already")
    watchdog = Watchdog(
        id=slug,
        name=name.strip(),
        area=area.strip(),
        telephone=telephone.strip(),
        opened_at=at,
        is_demonstration=is_demonstration,
        key_check=KEY_CHECK,
    )
    session.add(watchdog)
    session.flush()
    session.add(AuditHead(watchdog_id=slug))
    session.add_all(Signpost(watchdog_id=slug, **signpost._asdict()) for signpost in signposts)
    session.flush()
    audit.record(session, Event.WATCHDOG_OPENED, by=job(slug, "init"), at=at, subject=slug)
    return watchdog
