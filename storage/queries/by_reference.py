"""Which piece of feedback has this reference?"""

from uuid import UUID

from sqlmodel import Session, select

from models.feedback import Feedback


def id_of_reference(session: Session, watchdog_id: str, reference: str) -> UUID | None:
    """Its id, if the watchdog has one of that reference; whoever calls has asked who may know."""
    return session.exec(
        select(Feedback.id).where(Feedback.watchdog_id == watchdog_id, Feedback.reference == reference)
    ).first()
