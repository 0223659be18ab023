"""Has anybody told this watchdog anything at all?"""

from sqlmodel import Session, select

from models.feedback import Feedback
from models.people import Viewer


def anything_said(session: Session, viewer: Viewer) -> bool:
    """True from the first piece of feedback on."""
    query = select(Feedback.id).where(Feedback.watchdog_id == viewer.watchdog_id).limit(1)
    return session.exec(query).first() is not None
