"""Which texts of somebody's own does a piece of feedback have? For acts: no viewer is asked for here."""

from sqlmodel import Session, col, select

from models.feedback import Correction, Feedback
from models.vocabulary import TextPart

BETWEEN = "\n\n"
"""What stands between the things that somebody added, which are one text in the order they came."""


def texts_of(session: Session, feedback: Feedback) -> dict[TextPart, str]:
    """Every text by its part, unredacted; empty where there is none."""
    added = session.exec(
        select(Correction.words)
        .where(Correction.watchdog_id == feedback.watchdog_id, Correction.feedback_id == feedback.id)
        .order_by(col(Correction.number))
    )
    return {
        TextPart.WORDS: feedback.words,
        TextPart.SHOULD_HAPPEN: feedback.should_happen,
        TextPart.ADDED: BETWEEN.join(added.all()),
    }
