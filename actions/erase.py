"""Erase one person's record: what they told us, and every row that belongs to it."""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, delete, select, union_all

from actions.raise_concern import read_for_concerns
from models.errors import AwaitsTheLead, FeedbackError, WrongKey
from models.escalation import Escalation
from models.events import Event
from models.feedback import Feedback
from models.moderation import ToTell
from models.outbox import OutboxMessage
from models.people import Permission, Viewer, job, require
from models.vocabulary import ErasureReason, Outcome
from storage import audit
from storage.engine import Store
from storage.erasure import erase_rows
from storage.queries.escalations import open_escalations
from storage.queries.newest_decision import newest_verdict
from storage.scrub import scrub

NOT_HERE = "There is no such record here. It may have been erased already."
CONCERN = (
    "A concern about somebody\u2019s safety is open, so this can\u2019t be erased yet. "
    "The safeguarding lead decides on it first."
)
ON_HOLD = (
    "This is on hold for a complaint, a legal case or an investigation, so it can\u2019t be erased yet. "
    "Once that has ended, a moderator decides on it again."
)


class Erased(NamedTuple):
    """How many rows are gone. `is_scrubbed`: nothing of them is left in the store's files either."""

    rows: int
    is_scrubbed: bool


def erase(store: Store, feedback_id: UUID, *, why: ErasureReason, by: Viewer, at: datetime) -> Erased:
    """Erase a piece of feedback for good, and write over what it leaves in the store's files.

    What no machine has read for concerns yet is read first, so that none goes unnoticed. The record of who
    did what keeps its rows, which hold ids alone, and has one more. Raises AwaitsTheLead while a concern is
    open, and FeedbackError while it is on hold or where it isn't here.
    """
    require(by, Permission.HANDLE_REQUESTS)
    with suppress(WrongKey), store.writing() as session:  # what it raises is kept, whatever comes next
        read_for_concerns(session, feedback_id, by=job(by.watchdog_id, "concerns"), at=at)
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        here = Feedback.watchdog_id == by.watchdog_id, Feedback.id == feedback_id
        if session.exec(select(Feedback.id).where(*here)).first() is None:
            raise FeedbackError(NOT_HERE)
        with suppress(WrongKey):  # what nobody can open can be erased all the same
            read_for_concerns(session, feedback_id, by=job(by.watchdog_id, "concerns"), at=at)
        if open_escalations(session, by.watchdog_id, feedback_id):
            raise AwaitsTheLead(CONCERN)
        verdict = newest_verdict(session, by.watchdog_id, feedback_id)
        if verdict is not None and verdict.outcome is Outcome.ON_HOLD:
            raise FeedbackError(ON_HOLD)
        _erase_mail(session, feedback_id, by=by)
        deleted = erase_rows(session, by.watchdog_id, feedback_id)
        gone = sum(deleted.values())
        detail: dict[str, str | int] = {"rows": gone, "why": why.value}
        audit.record(session, Event.FEEDBACK_ERASED, by=by, at=at, subject=feedback_id, detail=detail)
    return Erased(gone, scrub(store))


def _erase_mail(session: Session, feedback_id: UUID, *, by: Viewer) -> None:
    """Delete the mail that is about it: to whoever told us, and about a concern it raised."""
    about = union_all(
        *(
            select(col(table.id)).where(
                col(table.watchdog_id) == by.watchdog_id, col(table.feedback_id) == feedback_id
            )
            for table in (ToTell, Escalation)
        )
    )
    ours = col(OutboxMessage.watchdog_id) == by.watchdog_id, col(OutboxMessage.about_id).in_(about)
    session.exec(delete(OutboxMessage).where(*ours))
