"""Which feedback is in a scope, and does it count? The conditions that queries share."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.escalation import Escalation
from models.feedback import Feedback
from models.moderation import ModerationDecision
from models.people import Viewer
from models.scope import EVERYTHING as EVERYTHING
from models.scope import Scope as Scope
from models.vocabulary import Outcome
from storage.queries.current_tags import Versions
from storage.queries.speaks_of import speaks_of


def counted(viewer: Viewer, scope: Scope, versions: Versions) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` for staff figures.

    Everything received, less what is withheld or withdrawn, and less what is held until somebody decides.
    """
    return [*within(viewer, scope, versions), is_counted()]


def within(viewer: Viewer, scope: Scope, versions: Versions) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` for everything received in a scope, whatever became of it.

    `analysis.narrow` gives the same answer from memory. A theme here is the machine's too: "people's tags
    only" is a choice of figures, and a search knows nothing of it.
    """
    return [
        col(Feedback.watchdog_id) == viewer.watchdog_id,
        *of_feedback(scope),
        *speaks_of(viewer, scope, versions, col(Feedback.id)),
    ]


def of_feedback(scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions on `feedback` for what stands in its own row; none where nothing of it was chosen."""
    conditions: list[ColumnElement[bool]] = []
    if scope.since:
        conditions.append(col(Feedback.counted_on) >= scope.since)
    if scope.until:
        conditions.append(col(Feedback.counted_on) <= scope.until)
    if scope.who:
        conditions.append(col(Feedback.speaker).in_(scope.who.speakers))
    if scope.journey:
        conditions.append(col(Feedback.journey) == scope.journey)
    if scope.channel:
        conditions.append(col(Feedback.channel) == scope.channel)
    if scope.language:
        conditions.append(col(Feedback.language) == scope.language)
    return conditions


def is_counted() -> ColumnElement[bool]:
    """Whether `feedback` counts, by what was decided on it and whether it is held."""
    return and_(~verdict_is(Outcome.WITHHELD, Outcome.WITHDRAWN), ~is_held())


def is_public() -> ColumnElement[bool]:
    """Whether `feedback` may be used in what is published: its author agreed, and a person let it."""
    return and_(col(Feedback.consent_reports), verdict_is(Outcome.APPROVED, Outcome.PUBLISHABLE))


def is_held() -> ColumnElement[bool]:
    """Whether `feedback` looked unlike a person's, and nobody has decided on it yet."""
    return and_(col(Feedback.held_because).is_not(None), ~has_verdict())


def verdict_is(*outcomes: Outcome) -> ColumnElement[bool]:
    """Whether the newest verdict on `feedback` is one of `outcomes`.

    A verdict is a decision that is not AWAITING: until there is another, one that was asked for again
    goes on counting as it did.
    """
    newer = aliased(ModerationDecision)
    return exists(
        _decisions().where(
            col(ModerationDecision.outcome).in_(outcomes),
            ~exists(
                select(col(newer.id)).where(
                    col(newer.watchdog_id) == ModerationDecision.watchdog_id,
                    col(newer.feedback_id) == ModerationDecision.feedback_id,
                    col(newer.number) > ModerationDecision.number,
                    col(newer.outcome) != Outcome.AWAITING,
                )
            ),
        )
    )


def is_withdrawn() -> ColumnElement[bool]:
    """Whether whoever told us `feedback` has taken it back: then nobody and nothing reads it any more."""
    return exists(_decisions().where(col(ModerationDecision.outcome) == Outcome.WITHDRAWN))


def has_verdict() -> ColumnElement[bool]:
    """Whether anybody has decided on `feedback` at all."""
    return exists(_decisions().where(col(ModerationDecision.outcome) != Outcome.AWAITING))


def has_open_concern() -> ColumnElement[bool]:
    """Whether the safeguarding lead has still to decide about `feedback`."""
    return exists(
        select(col(Escalation.id)).where(
            col(Escalation.watchdog_id) == Feedback.watchdog_id,
            col(Escalation.feedback_id) == Feedback.id,
            col(Escalation.decided_at).is_(None),
        )
    )


def awaits() -> ColumnElement[bool]:
    """Whether `feedback` waits to be read: nobody has decided on it, or not since something was added."""
    newer = aliased(ModerationDecision)
    return ~exists(
        _decisions().where(
            col(ModerationDecision.outcome) != Outcome.AWAITING,
            ~exists(
                select(col(newer.id)).where(
                    col(newer.watchdog_id) == ModerationDecision.watchdog_id,
                    col(newer.feedback_id) == ModerationDecision.feedback_id,
                    col(newer.number) > ModerationDecision.number,
                )
            ),
        )
    )


def _decisions() -> Select[UUID]:
    return select(col(ModerationDecision.id)).where(
        col(ModerationDecision.watchdog_id) == Feedback.watchdog_id,
        col(ModerationDecision.feedback_id) == Feedback.id,
    )
