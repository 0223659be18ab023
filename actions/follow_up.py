"""Add to what one told us, or take it back. Whoever calls has seen the second secret."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select, update

from actions.callbacks import end_callbacks_of
from actions.keep_approved import forget_approved
from actions.raise_concern import read_for_concerns
from actions.responses import end_responses_to
from actions.tell_author import forget_untold
from content.words import said_of
from content.words import words as said
from models.errors import FeedbackError, Problems, TakenBack, WrongKey
from models.events import Event
from models.feedback import Correction, Feedback
from models.feedback_draft import LONGEST_WORDS
from models.moderation import ModerationDecision
from models.people import Permission, Viewer, job, require
from models.vocabulary import Outcome
from models.words import canonical, how_many_words, is_blank
from storage import audit
from storage.queries.newest_decision import newest_decision

MOST_CORRECTIONS = 20
NOT_HERE = "That feedback isn\u2019t here."


def correct(session: Session, feedback_id: UUID, words: str, *, by: Viewer, at: datetime) -> None:
    """Keep `words` beside what was told first, which stays as it was, and let a person read it again.

    The same words once more change nothing. Raises Problems about "words", and TakenBack.
    """
    decisions = _begin(session, feedback_id, by=by)
    keep_addition(session, feedback_id, words, after=decisions, by=by, at=at)


def keep_addition(
    session: Session, feedback_id: UUID, words: str, *, after: int, by: Viewer, at: datetime
) -> None:
    """Keep `words` beside what was told first, and let a person read it again: for acts that asked who it is.

    `after` is the number of the newest decision, on which nobody else decides meanwhile.
    """
    words = "" if is_blank(words) else canonical(words)
    if not words:
        raise Problems({"words": said("your_reference.nothing_added")})
    if len(words) > LONGEST_WORDS:
        used, over = f"{len(words):,}", f"{len(words) - LONGEST_WORDS:,}"
        too_long = said_of("words_too_long", limit=f"{LONGEST_WORDS:,}", used=used, over=over)
        raise Problems({"words": too_long})
    newest = session.exec(
        select(Correction)
        .where(Correction.watchdog_id == by.watchdog_id, Correction.feedback_id == feedback_id)
        .order_by(col(Correction.number).desc())
        .limit(1)
    ).first()
    if newest is not None and newest.words == words:
        return
    number = newest.number + 1 if newest else 1
    if number > MOST_CORRECTIONS:
        raise Problems({"words": said("your_reference.too_often", most=MOST_CORRECTIONS)})
    session.add(
        Correction(
            watchdog_id=by.watchdog_id, feedback_id=feedback_id, number=number, words=words, received_at=at
        )
    )
    counted = update(Feedback).where(
        col(Feedback.watchdog_id) == by.watchdog_id, col(Feedback.id) == feedback_id
    )
    session.exec(counted.values(word_count=col(Feedback.word_count) + how_many_words(words)))
    _decide(session, feedback_id, Outcome.AWAITING, after=after, by=by, at=at)
    audit.record(
        session, Event.FEEDBACK_CORRECTED, by=by, at=at, subject=feedback_id, detail={"number": number}
    )


def withdraw(session: Session, feedback_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Take it back for good: it leaves every figure, list and export, and nobody opens it any more.

    Nothing is left of it in clear.
    Once more changes nothing.
    """
    try:
        decisions = _begin(session, feedback_id, by=by)
    except TakenBack:
        return
    with suppress(WrongKey):  # whoever takes it back may not be who is at risk
        read_for_concerns(session, feedback_id, by=job(by.watchdog_id, "concerns"), at=at)
    _decide(session, feedback_id, Outcome.WITHDRAWN, after=decisions, by=by, at=at)
    forget_approved(session, by.watchdog_id, feedback_id)
    forget_untold(session, by.watchdog_id, feedback_id)
    end_callbacks_of(session, feedback_id, by=by, at=at)
    end_responses_to(session, feedback_id, by=by, at=at)
    audit.record(session, Event.FEEDBACK_WITHDRAWN, by=by, at=at, subject=feedback_id)


def _begin(session: Session, feedback_id: UUID, *, by: Viewer) -> int:
    """The number of the newest decision. From here on nobody else decides until this is done."""
    require(by, Permission.FOLLOW_UP)
    audit.lock(session, by.watchdog_id)
    found = select(Feedback.id).where(Feedback.watchdog_id == by.watchdog_id, Feedback.id == feedback_id)
    if session.exec(found).first() is None:
        raise FeedbackError(NOT_HERE)
    newest = newest_decision(session, by.watchdog_id, feedback_id)
    if newest is not None and newest.outcome is Outcome.WITHDRAWN:
        raise TakenBack(said("your_reference.gone"))
    return newest.number if newest else 0


def _decide(
    session: Session, feedback_id: UUID, outcome: Outcome, *, after: int, by: Viewer, at: datetime
) -> None:
    session.add(
        ModerationDecision(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            number=after + 1,
            outcome=outcome,
            decided_by=by.actor,
            decided_at=at,
        )
    )
