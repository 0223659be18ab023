"""What may others read of one piece of feedback, once somebody has approved it?"""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.moderation import ApprovedWords, Redaction
from models.people import Permission, Viewer, require
from models.vocabulary import RedactionKind, TextPart


class TakenOut(NamedTuple):
    """Where in the original something was taken out, and what stands there if not its kind."""

    start: int
    end: int
    kind: RedactionKind
    instead: str


@dataclass(frozen=True)
class Approved:
    """The words that may be read, less what was taken out of them; `cuts` say where, never what it was."""

    words: str
    should_happen: str
    added: str
    is_publishable: bool
    decision: int
    cuts: dict[TextPart, tuple[TakenOut, ...]]


def approved_words(session: Session, viewer: Viewer, feedback_id: UUID) -> Approved | None:
    """The approved words of one piece of this watchdog's feedback; None while none are approved."""
    require(viewer, Permission.READ_APPROVED)
    kept = session.exec(
        select(ApprovedWords).where(
            ApprovedWords.watchdog_id == viewer.watchdog_id, ApprovedWords.feedback_id == feedback_id
        )
    ).first()
    if kept is None:
        return None
    return Approved(
        words=kept.words,
        should_happen=kept.should_happen,
        added=kept.added,
        is_publishable=kept.is_publishable,
        decision=kept.decision,
        cuts=taken_out(session, viewer.watchdog_id, feedback_id, kept.decision),
    )


def taken_out(
    session: Session, watchdog_id: str, feedback_id: UUID, decision: int
) -> dict[TextPart, tuple[TakenOut, ...]]:
    """What one decision took out of each text, in order; nobody is asked who they are."""
    found = session.exec(
        select(Redaction)
        .where(
            Redaction.watchdog_id == watchdog_id,
            Redaction.feedback_id == feedback_id,
            Redaction.decision == decision,
        )
        .order_by(col(Redaction.start))
    ).all()
    return {
        part: tuple(TakenOut(one.start, one.end, one.kind, one.instead) for one in found if one.part is part)
        for part in TextPart
    }
