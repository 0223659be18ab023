"""Let a body's link open nothing any more: with what it asked, or with the body that it was for."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.people import Viewer
from storage.queries.answer_links import link_to


def end_links_to(session: Session, recommendation_id: UUID, *, by: Viewer, at: datetime) -> bool:
    """End the link to a recommendation, with no row of its own in the record. Says whether there was one."""
    link = link_to(session, by.watchdog_id, recommendation_id)
    if link is None:
        return False
    link.token, link.ended_by, link.ended_at = "", by.actor, at
    session.add(link)
    session.flush()
    return True
