"""What about the installation itself needs somebody: its jobs, its mail, its record?"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.events import Event
from models.need import Need, Wanting
from models.outbox import OutboxMessage
from models.staff import OneTimeLink
from models.tag import Tagging
from models.vocabulary import TaggingOutcome
from storage import audit
from storage.queries.health import STALE, last_done


def of_the_machine(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """What whoever looks after the machine puts right."""
    for need, event in ((Need.KEPT_TOO_LONG, Event.DAILY_DONE), (Need.NO_BACKUP, Event.BACKUP_MADE)):
        last = last_done(session, watchdog_id, event)
        if last is None or at - last > STALE:
            yield Wanting(need, since=last, overdue=1)
    if not audit.is_guarded(session):
        yield Wanting(Need.TRAIL_UNGUARDED)
    if unread := _never_read(session, watchdog_id):
        yield Wanting(Need.TAGGING_FAILED, unread)


def of_mail(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Mail that could not be sent and still matters: its link, if it has one, can be used."""
    is_over = and_(
        col(OneTimeLink.id).is_not(None),
        or_(col(OneTimeLink.used_at).is_not(None), col(OneTimeLink.expires_at) <= at),
    )
    count, since = session.exec(
        select(func.count(), func.min(OutboxMessage.written_at))
        .outerjoin(
            OneTimeLink,
            and_(
                col(OneTimeLink.watchdog_id) == OutboxMessage.watchdog_id,
                col(OneTimeLink.id) == OutboxMessage.link_id,
            ),
        )
        .where(
            col(OutboxMessage.watchdog_id) == watchdog_id,
            col(OutboxMessage.sent_at).is_(None),
            col(OutboxMessage.fault) != "",
            ~is_over,
        )
    ).one()
    if count:
        yield Wanting(Need.MAIL_FAILED, count, since)


def _never_read(session: Session, watchdog_id: str) -> int:
    """How many comments the machine has tried, and never could read."""
    other = aliased(Tagging)
    return session.exec(
        select(func.count(col(Tagging.feedback_id).distinct())).where(
            col(Tagging.watchdog_id) == watchdog_id,
            col(Tagging.outcome) == TaggingOutcome.FAILED,
            ~exists(
                select(col(other.id)).where(
                    col(other.watchdog_id) == Tagging.watchdog_id,
                    col(other.feedback_id) == Tagging.feedback_id,
                    col(other.outcome) == TaggingOutcome.TAGGED,
                )
            ),
        )
    ).one()
