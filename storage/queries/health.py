"""Is the installation well? For whoever looks after it."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.audit import AuditEvent
from models.errors import WrongKey
from models.events import Event
from models.feedback import Feedback
from models.outbox import OutboxMessage
from models.people import Permission, Viewer, require
from models.watchdog import Watchdog
from storage import audit
from storage.engine import Store
from storage.queries.current_tags import was_read, was_tried
from storage.queries.scope import is_withdrawn

STALE = timedelta(days=2)
"""How long after the last backup or the last day's work somebody has to look."""


@dataclass(frozen=True)
class Health:
    """What was found. Sizes are bytes; those of a database server are not known here and None.

    `waiting_since` is when the oldest comment that waits to be tagged came in. `mail_failing` has
    been tried and will be again; `mail_given_up` will not.
    """

    last_backup: datetime | None
    last_daily: datetime | None
    waiting: int
    waiting_since: datetime | None
    untaggable: int
    mail_waiting: int
    mail_failing: int
    mail_given_up: int
    key_opens: bool
    trail_is_guarded: bool
    disk_free: int | None
    disk_size: int | None
    store_size: int | None


def health(store: Store, viewer: Viewer) -> Health:
    """Look at everything once."""
    require(viewer, Permission.MANAGE_STORE)
    with store.reading() as session:
        waiting, since, failed = _tagging(session, viewer)
        mail_waiting, mail_failing, mail_given_up = _mail(session, viewer)
        disk = shutil.disk_usage(store.path.parent) if store.path else None
        return Health(
            last_backup=last_done(session, viewer.watchdog_id, Event.BACKUP_MADE),
            last_daily=last_done(session, viewer.watchdog_id, Event.DAILY_DONE),
            waiting=waiting,
            waiting_since=since,
            untaggable=failed,
            mail_waiting=mail_waiting,
            mail_failing=mail_failing,
            mail_given_up=mail_given_up,
            key_opens=_key_opens(session, viewer),
            trail_is_guarded=audit.is_guarded(session),
            disk_free=disk.free if disk else None,
            disk_size=disk.total if disk else None,
            store_size=store.path.stat().st_size if store.path else None,
        )


def last_done(session: Session, watchdog_id: str, event: Event) -> datetime | None:
    """When something was last done, as the record has it; None if never."""
    return session.exec(
        select(AuditEvent.at)
        .where(AuditEvent.watchdog_id == watchdog_id, AuditEvent.event == event)
        .order_by(col(AuditEvent.sequence).desc())
        .limit(1)
    ).first()


def _tagging(session: Session, viewer: Viewer) -> tuple[int, datetime | None, int]:
    """Comments that no version of the machine has tried, since when, and those that none could read."""
    ours = select(func.count(), func.min(Feedback.received_at)).where(
        Feedback.watchdog_id == viewer.watchdog_id, ~is_withdrawn()
    )
    waiting, since = session.exec(ours.where(~was_tried())).one()
    failed, _ = session.exec(ours.where(was_tried(), ~was_read())).one()
    return waiting, since, failed


def _mail(session: Session, viewer: Viewer) -> tuple[int, int, int]:
    mine = select(func.count()).where(
        OutboxMessage.watchdog_id == viewer.watchdog_id, col(OutboxMessage.sent_at).is_(None)
    )
    is_due = col(OutboxMessage.next_try_at).is_not(None)
    has_failed = col(OutboxMessage.fault) != ""
    return (
        session.exec(mine.where(is_due, ~has_failed)).one(),
        session.exec(mine.where(is_due, has_failed)).one(),
        session.exec(mine.where(~is_due, has_failed)).one(),
    )


def _key_opens(session: Session, viewer: Viewer) -> bool:
    try:
        session.exec(select(Watchdog.key_check).where(Watchdog.id == viewer.watchdog_id)).one()
    except WrongKey:
        return False
    return True
