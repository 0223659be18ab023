"""Which records have been erased here, ever? By the trail that outlives them."""

from uuid import UUID

from sqlmodel import Session, select

from models.audit import AuditEvent
from models.events import Event


def erased(session: Session) -> set[tuple[str, UUID]]:
    """The watchdog and the id of each. For the terminal, which looks after every watchdog of a store."""
    rows = select(AuditEvent.watchdog_id, AuditEvent.subject).where(AuditEvent.event == Event.FEEDBACK_ERASED)
    return {(watchdog_id, UUID(subject)) for watchdog_id, subject in session.exec(rows).all()}
