"""What has to happen once a day, however many processes are asked to do it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, delete, select

from models.audit import AuditEvent
from models.people import Permission, Viewer, require
from models.staff import SignIn
from models.vocabulary import Event
from storage import audit

KEEP_ENDED_SIGN_INS = timedelta(days=30)


class DailyReport(NamedTuple):
    """What one run did; `done_already` says that another had been there today."""

    done_already: bool
    sign_ins_forgotten: int


def daily(session: Session, *, by: Viewer, longest: timedelta, at: datetime) -> DailyReport:
    """Do the day's work once: the audit chain is locked first, and holds the trace of it.

    Forgets sign-ins that ended, or could no longer be used, 30 days ago. `longest` is how long a
    sign-in lives.
    """
    require(by, Permission.MANAGE_STORE)
    audit.lock(session, by.watchdog_id)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    done = session.exec(
        select(AuditEvent.sequence).where(
            AuditEvent.watchdog_id == by.watchdog_id,
            AuditEvent.event == Event.DAILY_DONE,
            AuditEvent.at >= midnight,
        )
    ).first()
    if done is not None:
        return DailyReport(done_already=True, sign_ins_forgotten=0)
    old = col(SignIn.started_at) < at - longest - KEEP_ENDED_SIGN_INS
    forgotten = session.exec(delete(SignIn).where(col(SignIn.watchdog_id) == by.watchdog_id, old)).rowcount
    audit.record(session, Event.DAILY_DONE, by=by, at=at, detail={"sign_ins_forgotten": forgotten})
    return DailyReport(done_already=False, sign_ins_forgotten=forgotten)
