"""Note in the record that somebody took a letter away. It is never sent from here."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.recommendations import not_ended
from models.events import Event
from models.people import Permission, Viewer, require
from reporting.letters import Letter
from storage import audit


def take_letter(
    session: Session, recommendation_id: UUID, letter: Letter, file: str, *, by: Viewer, at: datetime
) -> None:
    """The record holds which letter about which recommendation it was, as what `file`, and none of its words.

    Raises FeedbackError for a recommendation that has ended.
    """
    require(by, Permission.RECOMMEND)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    detail: dict[str, str | int] = {"letter": letter.value, "file": file, "number": row.number}
    audit.record(session, Event.LETTER_TAKEN, by=by, at=at, subject=row.id, detail=detail)
