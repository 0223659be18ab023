"""Which questions does a programme's own address ask?"""

from sqlmodel import Session, select

from models.people import Viewer
from models.programme import Programme
from storage.queries.why_shut import switched_on


def programme_question_sets(session: Session, viewer: Viewer, code: str) -> tuple[str, ...]:
    """The names of the question sets of the programme with this code that are asked, in its own order.

    Nothing for a code that no programme of this watchdog has.
    """
    programme = session.exec(
        select(Programme).where(Programme.watchdog_id == viewer.watchdog_id, Programme.code == code)
    ).one_or_none()
    on = switched_on(session, viewer)
    return tuple(name for name in programme.question_sets if name in on) if programme else ()
