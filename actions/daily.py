"""What has to happen once a day, however many processes are asked to do it."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, delete, select

from actions.drafts import end_old
from actions.newsletter import forget_unconfirmed
from actions.retention import forget_old
from actions.scheme_contacts import erase_expired
from models.audit import AuditEvent
from models.events import Event
from models.outbox import OutboxMessage
from models.people import Permission, Viewer, require
from models.staff import OneTimeLink, SignIn
from models.visit import RecordVisit
from storage import audit
from storage.queries.ended_long_ago import links_to_forget, mail_to_forget, sign_ins_to_forget


class DailyReport(NamedTuple):
    """What one run did; `done_already` says that another had been there today."""

    done_already: bool
    sign_ins_forgotten: int
    links_forgotten: int
    drafts_ended: int = 0
    contacts_forgotten: int = 0
    words_forgotten: int = 0
    callbacks_forgotten: int = 0
    entries_forgotten: int = 0
    schemes_erased: int = 0
    newsletters_forgotten: int = 0


def daily(session: Session, *, by: Viewer, at: datetime) -> DailyReport:
    """Do the day's work once: the audit chain is locked first, and holds the trace of it.

    Forgets sign-ins, one-time links and mail that nobody has had a use for in 30 days, contact details and
    words that have been kept for as long as the watchdog keeps them, what partners of a scheme shared until
    a day that is over, addresses that asked for the newsletter and never confirmed it, and drafts whose time
    is over, among them entries that nobody sent. Whoever calls it scrubs the store afterwards
    (`storage.scrub`).
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
    ours = by.watchdog_id
    sign_ins, links, mail = sign_ins_to_forget(ours, at), links_to_forget(ours, at), mail_to_forget(ours, at)
    _, sign_ins_forgotten, _, _, links_forgotten = (
        session.exec(delete(table).where(col(table.watchdog_id) == ours, column.in_(old))).rowcount
        for table, column, old in (
            (RecordVisit, col(RecordVisit.sign_in_id), sign_ins),
            (SignIn, col(SignIn.id), sign_ins),
            (OutboxMessage, col(OutboxMessage.link_id), links),
            (OutboxMessage, col(OutboxMessage.id), mail),
            (OneTimeLink, col(OneTimeLink.id), links),
        )
    )
    drafts_ended = end_old(session, by=by, at=at)
    forgotten = forget_old(session, by=by, at=at)
    schemes_erased = erase_expired(session, by=by, at=at)
    newsletters_forgotten = forget_unconfirmed(session, by=by, at=at)
    counts: dict[str, str | int] = {
        "sign_ins_forgotten": sign_ins_forgotten,
        "links_forgotten": links_forgotten,
        "drafts_ended": drafts_ended,
        "contacts_forgotten": forgotten.contacts,
        "words_forgotten": forgotten.words,
        "callbacks_forgotten": forgotten.callbacks,
        "entries_forgotten": forgotten.entries,
        "schemes_erased": schemes_erased,
        "newsletters_forgotten": newsletters_forgotten,
    }
    audit.record(session, Event.DAILY_DONE, by=by, at=at, detail=counts)
    return DailyReport(
        False,
        sign_ins_forgotten,
        links_forgotten,
        drafts_ended,
        *forgotten,
        schemes_erased,
        newsletters_forgotten,
    )
