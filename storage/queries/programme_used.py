"""Has anything been told, decided or taken in for a programme, that would be lost with it?"""

from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import Commitment, CommitmentVerdict
from models.feedback import Feedback
from models.outreach import OutreachEvent
from models.recommendation import Recommendation
from models.report import Report
from models.scheme import SchemeSharing


def is_programme_used(session: Session, mine: str, programme_id: UUID) -> bool:
    """Whether a programme of the watchdog `mine` has feedback, an event, a verdict or a file of contacts.

    Or a recommendation or a report is about it.
    """
    for table in (Feedback, OutreachEvent, SchemeSharing, Recommendation, Report):
        row = select(table.id).where(table.watchdog_id == mine, table.programme_id == programme_id)
        if session.exec(row.limit(1)).first() is not None:
            return True
    verdict = (
        select(CommitmentVerdict.id)
        .join(Commitment, col(CommitmentVerdict.commitment_id) == Commitment.id)
        .where(
            CommitmentVerdict.watchdog_id == mine,
            Commitment.watchdog_id == mine,
            Commitment.programme_id == programme_id,
        )
    )
    return session.exec(verdict.limit(1)).first() is not None
