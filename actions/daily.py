"""What has to happen once a day, however many processes are asked to do it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, delete, func, select

from actions.drafts import end_old
from models.audit import AuditEvent
from models.outbox import OutboxMessage
from models.people import Permission, Viewer, require
from models.staff import OneTimeLink, SignIn
from models.visit import RecordVisit
from models.vocabulary import Event
from storage import audit

KEEP_ENDED = timedelta(days=30)


class DailyReport(NamedTuple):
    """What one run did; `done_already` says that another had been there today."""

    done_already: bool
    sign_ins_forgotten: int
    links_forgotten: int
    drafts_ended: int = 0


def daily(session: Session, *, by: Viewer, at: datetime) -> DailyReport:
    """Do the day's work once: the audit chain is locked first, and holds the trace of it.

    Forgets sign-ins, and one-time links with their mail, that could no longer be used 30 days ago, and
    ends drafts whose time is over.
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
        return DailyReport(done_already=True, sign_ins_forgotten=0, links_forgotten=0)
    ended = at - KEEP_ENDED
    sign_ins = select(SignIn.id).where(SignIn.watchdog_id == by.watchdog_id, SignIn.expires_at < ended)
    links = select(OneTimeLink.id).where(
        OneTimeLink.watchdog_id == by.watchdog_id,
        func.coalesce(OneTimeLink.used_at, OneTimeLink.expires_at) < ended,
    )
    _, sign_ins_forgotten, _, links_forgotten = (
        session.exec(delete(table).where(col(table.watchdog_id) == by.watchdog_id, column.in_(old))).rowcount
        for table, column, old in (
            (RecordVisit, col(RecordVisit.sign_in_id), sign_ins),
            (SignIn, col(SignIn.id), sign_ins),
            (OutboxMessage, col(OutboxMessage.link_id), links),
            (OneTimeLink, col(OneTimeLink.id), links),
        )
    )
    drafts_ended = end_old(session, by=by, at=at)
    counts: dict[str, str | int] = {
        "sign_ins_forgotten": sign_ins_forgotten,
        "links_forgotten": links_forgotten,
        "drafts_ended": drafts_ended,
    }
    audit.record(session, Event.DAILY_DONE, by=by, at=at, detail=counts)
    return DailyReport(False, sign_ins_forgotten, links_forgotten, drafts_ended)
