"""Tell the safeguarding lead that a concern waits: by mail, without anything that it is about."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from actions.write_mail import write_mail
from models.escalation import Escalation
from models.events import Event
from models.outbox import MailKind
from models.people import Permission, Viewer, require
from storage import audit
from storage.engine import Store
from storage.queries.escalations import leads_of


def tell_lead(session: Session, concern: Escalation, kind: MailKind, *, at: datetime) -> None:
    """Write to whoever has this concern, or to every lead while nobody has it."""
    everybody = leads_of(session, concern.watchdog_id)
    for lead in [lead for lead in everybody if lead.id == concern.lead_id] or everybody:
        write_mail(session, kind, lead, about_id=concern.id, at=at)


def tell_of_overdue(store: Store, *, by: Viewer, at: datetime) -> int:
    """Write once more about each open concern that nobody decided about in time. Returns how many.

    While nobody leads there is nobody to tell; whoever leads next is told then.
    """
    require(by, Permission.SEND_MAIL)
    with store.reading() as session:
        if not _overdue(session, by.watchdog_id, at):
            return 0
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        if not leads_of(session, by.watchdog_id):
            return 0
        overdue = _overdue(session, by.watchdog_id, at)
        for concern in overdue:
            tell_lead(session, concern, MailKind.CONCERN_OVERDUE, at=at)
            concern.overdue_told_at = at
            session.add(concern)
            audit.record(session, Event.CONCERN_OVERDUE, by=by, at=at, subject=concern.feedback_id)
    return len(overdue)


def _overdue(session: Session, watchdog_id: str, at: datetime) -> Sequence[Escalation]:
    """What is overdue and was not told of."""
    return session.exec(
        select(Escalation).where(
            Escalation.watchdog_id == watchdog_id,
            col(Escalation.decided_at).is_(None),
            col(Escalation.overdue_told_at).is_(None),
            Escalation.due_at <= at,
        )
    ).all()
