"""Open a new watchdog: its name and area, its chain, and the settings that it starts with."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from actions.change_watchdog import checked_details
from content.powers import default_powers
from content.question_sets import question_set_names
from content.thresholds import default_thresholds
from models.audit import AuditHead
from models.errors import FeedbackError
from models.events import Event
from models.people import job
from models.powers import Powers
from models.setting import QuestionSetSwitch, Threshold
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
    """Add a watchdog to the store, with a row for every default in `content`.

    Raises FeedbackError for a short name that will not do or is taken, and Problems for its details.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,38}", slug):
        raise FeedbackError("Use a short name of small letters, digits and hyphens, such as west-testford")
    details = checked_details(name=name, area=area, telephone=telephone)
    if session.get(Watchdog, slug) is not None:
        raise FeedbackError(f"There is a watchdog called {slug} in this store already")
    watchdog = Watchdog(
        id=slug,
        **details._asdict(),
        opened_at=at,
        is_demonstration=is_demonstration,
        key_check=KEY_CHECK,
    )
    session.add(watchdog)
    session.flush()
    session.add(AuditHead(watchdog_id=slug))
    session.add_all(Signpost(watchdog_id=slug, **signpost._asdict()) for signpost in signposts)
    session.add_all(
        Threshold(watchdog_id=slug, kind=kind, value=default.value)
        for kind, default in default_thresholds().items()
    )
    session.add(Powers(watchdog_id=slug, **default_powers()._asdict()))
    session.add_all(QuestionSetSwitch(watchdog_id=slug, question_set=asked) for asked in question_set_names())
    session.flush()
    audit.record(session, Event.WATCHDOG_OPENED, by=job(slug, "init"), at=at, subject=slug)
    return watchdog
