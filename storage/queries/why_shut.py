"""May the form be filled in, and if not, why not?"""

from enum import StrEnum

from sqlmodel import Session, col, select

from models.people import Viewer
from models.setting import QuestionSetSwitch
from storage.queries.missing_before_opening import unknown_safeguarding_numbers


class WhyShut(StrEnum):
    """What keeps the form shut."""

    NO_NUMBER = "no_number"
    SWITCHED_OFF = "switched_off"


def why_shut(session: Session, viewer: Viewer, question_set: str) -> WhyShut | None:
    """What keeps this question set shut at the viewer's watchdog; None when it is open."""
    if question_set not in switched_on(session, viewer):
        return WhyShut.SWITCHED_OFF
    return WhyShut.NO_NUMBER if unknown_safeguarding_numbers(session, viewer) else None


def switched_on(session: Session, viewer: Viewer) -> frozenset[str]:
    """The question sets that are asked at the viewer's watchdog."""
    rows = session.exec(
        select(QuestionSetSwitch.question_set).where(
            col(QuestionSetSwitch.watchdog_id) == viewer.watchdog_id, col(QuestionSetSwitch.is_on).is_(True)
        )
    ).all()
    return frozenset(rows)
