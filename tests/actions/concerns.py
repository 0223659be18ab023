"""Short ways to have a concern, and to see what became of it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from actions.raise_concern import raise_by_person
from actions.read_concerns import ReadForConcerns, read_batch_for_concerns
from models.escalation import Escalation, EscalationStep
from models.outbox import MailKind, OutboxMessage
from models.people import Viewer, job
from models.vocabulary import ConcernKind
from storage.engine import Store
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

READER = job(WATCHDOG, "concerns")
IN_DANGER = "I keep thinking about ending my life."
SLAPPED = "The carer slapped her."
WRONG_TABLETS = "He was given the wrong tablets."
HARMLESS = "Nobody rang us back."


def heard(store: Store, by: Viewer, *said: str, **more: object) -> list[UUID]:
    """Pieces of feedback, unread."""
    with store.writing() as session:
        return [some_feedback(session, by, words, **more).feedback_id for words in said]


def read(store: Store, *, at: datetime = NOW, **more: object) -> ReadForConcerns:
    """One batch of the background reading."""
    return read_batch_for_concerns(store, by=READER, at=at, **more)


def concerns(store: Store) -> list[Escalation]:
    with store.reading() as session:
        return list(session.exec(select(Escalation).order_by(col(Escalation.id))))


def steps(store: Store) -> list[EscalationStep]:
    with store.reading() as session:
        return list(session.exec(select(EscalationStep).order_by(col(EscalationStep.id))))


def notices(store: Store, *kinds: MailKind) -> list[OutboxMessage]:
    """The mail about concerns, in the order it was written."""
    with store.reading() as session:
        found = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all()
    return [one for one in found if one.kind in (kinds or (MailKind.CONCERN_WAITS, MailKind.CONCERN_OVERDUE))]


def a_concern(store: Store, said_by: Viewer, by: Viewer, *, at: datetime = NOW) -> Escalation:
    """One that a person raised."""
    [feedback_id] = heard(store, said_by, HARMLESS)
    with store.writing() as session:
        raise_by_person(session, feedback_id, ConcernKind.SAFEGUARDING, "Not safe", by=by, at=at)
    return concerns(store)[-1]
