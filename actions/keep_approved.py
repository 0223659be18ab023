"""Keep what others may read of a piece of feedback, in the transaction of the decision that says so."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, select

from analysis.redaction import Cut, redact, tidy
from content.words import words
from models.feedback import Feedback
from models.moderation import ApprovedWords, Redaction
from models.vocabulary import RedactionKind, TextPart
from storage.queries.texts_of import texts_of

Cuts = Mapping[TextPart, Sequence[Cut]]


def names_of_redactions() -> dict[RedactionKind, str]:
    """What stands in somebody's words for each kind of thing that was taken out: "name removed"."""
    return {kind: words(f"named.redaction.{kind.value}") for kind in RedactionKind}


def keep_approved(
    session: Session, feedback: Feedback, cuts: Cuts, *, decision: int, is_publishable: bool, at: datetime
) -> dict[RedactionKind, int]:
    """Lay `cuts` over their texts and keep what is left in clear. Returns how many of each kind."""
    before = _left_of_forgotten(session, feedback)
    forget_approved(session, feedback.watchdog_id, feedback.id)
    names = names_of_redactions()
    approved = ApprovedWords(
        watchdog_id=feedback.watchdog_id,
        feedback_id=feedback.id,
        decision=decision,
        is_publishable=is_publishable,
        approved_at=at,
    )
    taken: dict[RedactionKind, int] = {}
    for part, text in texts_of(session, feedback).items():
        tidied = tidy(text, cuts.get(part, ()))
        left = redact(text, tidied, names).text if text.strip() else before.get(part, "")
        setattr(approved, part.value, left)
        for cut in tidied:
            taken[cut.kind] = taken.get(cut.kind, 0) + 1
            session.add(
                Redaction(
                    watchdog_id=feedback.watchdog_id,
                    feedback_id=feedback.id,
                    decision=decision,
                    part=part,
                    start=cut.start,
                    end=cut.end,
                    kind=cut.kind,
                    instead=cut.instead,
                )
            )
    session.add(approved)
    return taken


def _left_of_forgotten(session: Session, feedback: Feedback) -> dict[TextPart, str]:
    """What others may read of words that were forgotten since: a new decision takes none of it away."""
    if feedback.words_gone_at is None:
        return {}
    kept = session.exec(
        select(ApprovedWords.words, ApprovedWords.should_happen, ApprovedWords.added).where(
            ApprovedWords.watchdog_id == feedback.watchdog_id, ApprovedWords.feedback_id == feedback.id
        )
    ).first()
    parts = (TextPart.WORDS, TextPart.SHOULD_HAPPEN, TextPart.ADDED)
    return dict(zip(parts, kept, strict=True)) if kept else {}


def forget_approved(session: Session, watchdog_id: str, feedback_id: UUID) -> None:
    """Leave nothing in clear of a piece of feedback that others may no longer read."""
    session.exec(
        delete(ApprovedWords).where(
            col(ApprovedWords.watchdog_id) == watchdog_id, col(ApprovedWords.feedback_id) == feedback_id
        )
    )
