"""What was decided last about one piece of feedback?"""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.errors import TakenBack
from models.moderation import ModerationDecision
from models.vocabulary import Outcome

TAKEN_BACK = "Whoever told us this has taken it back, so it\u2019s sealed. Nobody reads it or decides on it."


def newest_decision(session: Session, watchdog_id: str, feedback_id: UUID) -> ModerationDecision | None:
    """The decision that is its state; None when there has been none."""
    return session.exec(_decisions(watchdog_id, feedback_id).limit(1)).first()


def newest_unless_taken_back(
    session: Session, watchdog_id: str, feedback_id: UUID
) -> ModerationDecision | None:
    """The same. Raises TakenBack where that is that whoever told us took it back."""
    newest = newest_decision(session, watchdog_id, feedback_id)
    if newest is not None and newest.outcome is Outcome.WITHDRAWN:
        raise TakenBack(TAKEN_BACK)
    return newest


def newest_verdict(session: Session, watchdog_id: str, feedback_id: UUID) -> ModerationDecision | None:
    """The newest decision that somebody made, whether or not they have been asked to look again since."""
    verdicts = _decisions(watchdog_id, feedback_id).where(ModerationDecision.outcome != Outcome.AWAITING)
    return session.exec(verdicts.limit(1)).first()


def _decisions(watchdog_id: str, feedback_id: UUID) -> SelectOfScalar[ModerationDecision]:
    return (
        select(ModerationDecision)
        .where(ModerationDecision.watchdog_id == watchdog_id, ModerationDecision.feedback_id == feedback_id)
        .order_by(col(ModerationDecision.number).desc())
    )
