"""What somebody waits for whom a person has to answer: somebody at risk, or whose words nobody has read?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, exists, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.escalation import Escalation
from models.feedback import Feedback
from models.moderation import ModerationDecision, ToTell
from models.need import Need, Wanting
from models.vocabulary import Outcome
from models.watchdog import HERE, SAFEGUARDING, Signpost, Watchdog, is_to_be_checked
from storage.queries.escalations import leads_of
from storage.queries.scope import awaits, is_held

READ_WITHIN = timedelta(days=2)
"""How soon somebody's words are read; from then on they are overdue."""

TOLD_FOR = timedelta(days=7)
"""How long staff are told that something they may have used was taken back: nobody can open it."""

SEVERE_FROM = 4


def of_concerns(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Open concerns, and whether there is anybody to decide on them."""
    is_late = col(Escalation.due_at) <= at
    late, late_since, open_, next_due = session.execute(
        select(
            func.count(case((is_late, 1))),
            func.min(case((is_late, col(Escalation.due_at)))),
            func.count(case((~is_late, 1))),
            func.min(case((~is_late, col(Escalation.due_at)))),
        ).where(col(Escalation.watchdog_id) == watchdog_id, col(Escalation.decided_at).is_(None))
    ).one()
    if late:
        yield Wanting(Need.CONCERNS_OVERDUE, late, late_since, overdue=late)
        yield Wanting(Need.LEAD_IS_LATE, late, late_since, overdue=late)
    if open_:
        yield Wanting(Need.CONCERNS_OPEN, open_, next_due)
    if not leads_of(session, watchdog_id):
        yield Wanting(Need.NOBODY_LEADS, late + open_)
    elif session.get_one(Watchdog, watchdog_id).lead_id is None:
        yield Wanting(Need.NO_NAMED_LEAD)


def of_numbers(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """The numbers to ring about somebody at risk that are not known, or that nobody has checked lately."""
    rows = session.execute(
        select(col(Signpost.kind), col(Signpost.number), col(Signpost.checked_on)).where(
            col(Signpost.watchdog_id) == watchdog_id, col(Signpost.kind).in_(SAFEGUARDING)
        )
    )
    known = {kind: checked_on for kind, number, checked_on in rows if number.strip()}
    if missing := len(SAFEGUARDING) - len(known):
        yield Wanting(Need.NUMBERS_MISSING, missing)
    today = at.astimezone(HERE).date()
    if unchecked := sum(is_to_be_checked(checked_on, today) for checked_on in known.values()):
        yield Wanting(Need.NUMBERS_UNCHECKED, unchecked)


def of_comments(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """What waits to be read by a person, and who is to be told what became of their words."""
    added = _newest(ModerationDecision.decided_at, col(ModerationDecision.outcome) == Outcome.AWAITING)
    severity = _newest(ModerationDecision.criticality, col(ModerationDecision.criticality).is_not(None))
    waiting = (
        select(
            case(
                (is_held(), literal(Need.HELD.value)),
                (severity >= SEVERE_FROM, literal(Need.SEVERE.value)),
                (added.is_not(None), literal(Need.ADDED.value)),
                else_=literal(Need.WAITING.value),
            ).label("need"),
            func.coalesce(added, col(Feedback.received_at)).label("since"),
        )
        .where(col(Feedback.watchdog_id) == watchdog_id, awaits())
        .subquery()
    )
    is_late = waiting.c.since < at - READ_WITHIN
    rows = session.execute(
        select(
            waiting.c.need, func.count(), func.min(waiting.c.since), func.count(case((is_late, 1)))
        ).group_by(waiting.c.need)
    )
    for need, count, since, late in rows:
        yield Wanting(Need(need), count, since, overdue=late)
    yield from _to_tell(session, watchdog_id)


def of_taken_back(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """What was taken back this week after others could read it, so that it is taken out elsewhere too."""
    earlier = aliased(ModerationDecision)
    count, since = session.execute(
        select(func.count(), func.min(ModerationDecision.decided_at)).where(
            col(ModerationDecision.watchdog_id) == watchdog_id,
            col(ModerationDecision.decided_at) >= at - TOLD_FOR,
            col(ModerationDecision.outcome) == Outcome.WITHDRAWN,
            exists(
                select(col(earlier.id)).where(
                    col(earlier.watchdog_id) == ModerationDecision.watchdog_id,
                    col(earlier.feedback_id) == ModerationDecision.feedback_id,
                    col(earlier.outcome).in_((Outcome.APPROVED, Outcome.PUBLISHABLE)),
                )
            ),
        )
    ).one()
    if count:
        yield Wanting(Need.TAKEN_BACK, count, since)


def _to_tell(session: Session, watchdog_id: str) -> Iterator[Wanting]:
    """Who is to be told that we took something out of their words, whoever has waited longest first."""
    untold = session.execute(
        select(col(ToTell.feedback_id), col(ToTell.since))
        .where(col(ToTell.watchdog_id) == watchdog_id, col(ToTell.told_at).is_(None))
        .order_by(col(ToTell.since), col(ToTell.id))
    ).all()
    if untold:
        first, since = untold[0]
        yield Wanting(Need.TO_TELL, len(untold), since, first=first)


def _newest(value: object, which: ColumnElement[bool]) -> ColumnElement[object]:
    """A column of the newest decision on `feedback` of those meant; None where there is none."""
    return (
        select(col(value))
        .where(
            col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
            col(ModerationDecision.feedback_id) == Feedback.id,
            which,
        )
        .order_by(col(ModerationDecision.number).desc())
        .limit(1)
        .scalar_subquery()
    )
