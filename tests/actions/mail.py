"""Short ways to have mail waiting, to send it, and to see what became of it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from actions.people import invite
from actions.send_mail import MailReport, send_waiting
from models.audit import AuditEvent
from models.events import Event
from models.outbox import OutboxMessage
from models.people import Viewer, job
from models.vocabulary import Role
from storage.engine import Store
from storage.mailer import Mailer
from tests.conftest import NOW, WATCHDOG

MAIL = job(WATCHDOG, "mail")
MAIL_EVENTS = (Event.MAIL_SENT, Event.MAIL_GIVEN_UP, Event.MAIL_TRIED_AGAIN, Event.LINK_SHOWN)


def invited(store: Store, by: Viewer, name: str = "Dee Newcomer", *, at: datetime = NOW) -> str:
    """Invite somebody; the path of their link."""
    with store.writing() as session:
        first = name.split()[0].lower()
        email = f"{first if first.isascii() and first.isalnum() else 'dee'}@example.org"
        return invite(session, name=name, email=email, roles=[Role.VOLUNTEER], by=by, at=at)[1]


def sent(store: Store, mailer: Mailer, *, at: datetime = NOW, most: int = 20) -> MailReport:
    return send_waiting(store, mailer, by=MAIL, at=at, most=most)


def message(store: Store) -> OutboxMessage:
    """The only message there is."""
    with store.reading() as session:
        return session.exec(select(OutboxMessage)).one()


def message_id(store: Store) -> UUID:
    return message(store).id


def on_record(store: Store) -> list[tuple[Event, str, dict]]:
    """What the audit trail says of mail: what was done, by whom, and the choices in it."""
    with store.reading() as session:
        rows = session.exec(
            select(AuditEvent)
            .where(col(AuditEvent.event).in_(MAIL_EVENTS))
            .order_by(col(AuditEvent.sequence))
        ).all()
    return [(row.event, row.actor, row.detail) for row in rows]


def until_given_up(store: Store, mailer: Mailer, *, at: datetime = NOW) -> list[timedelta]:
    """Try each time a try is due until none is; how long after the first each was."""
    tried = []
    while (due := message(store).next_try_at) is not None:
        tried.append(due - at)
        sent(store, mailer, at=due)
    return tried
