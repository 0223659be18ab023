"""Show a recommendation to everybody, on the public page: a person decides so, and signs it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.publishing_rules import rules_of
from actions.recommendations import detail_of, not_ended, steps_of
from analysis.disclosure import Rules
from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.recommendation import Recommendation, StepKind
from models.recommendation_seen import RecommendationSeen
from reporting.document import Document
from reporting.numbers_said import not_rounded
from reporting.publishable import publishable_rules
from storage import audit

A_NUMBER = (
    "This sentence of R{asked} gives a share, or a number of people that is small or not rounded, so "
    "somebody could be recognised: “{sentence}” Say it without the number or, from {base} people on, round "
    "it to the nearest {round_to}. If it is sent already, end it and make another"
)


def publish_recommendation(session: Session, recommendation_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Have it on the public page from the next edition on, until it is ended.

    Raises NotAllowed for whoever has no account; FeedbackError while it is not sent, where it has ended or is
    published already, and where it gives a number of people that went past the rules for small numbers.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    row = not_ended(session, by.watchdog_id, recommendation_id)
    if StepKind.SENT not in {step.kind for step in steps_of(session, row)}:
        raise FeedbackError("Send it first: nobody should read of it before the body that it goes to")
    if row.published_at is not None:
        raise FeedbackError("It's published already")
    if told := numbers_told(row, rules_of(session, by)):
        raise FeedbackError(told[0])
    row.published_by, row.published_at = by.actor, at
    session.add(row)
    detail = detail_of(row)
    audit.record(session, Event.RECOMMENDATION_PUBLISHED, by=by, at=at, subject=row.id, detail=detail)


def numbers_told(
    asked: Recommendation | RecommendationSeen, rules: Rules, document: Document | None = None
) -> tuple[str, ...]:
    """Why nobody outside may read it, for each sentence with a number of people that went past the rules.

    Its finding may give what stands in a table of the document that it is published in.
    """
    safe = publishable_rules(rules)
    told = (
        *not_rounded((asked.asks,), safe, document, is_ask=True),
        *not_rounded((asked.details, asked.finding), safe, document),
    )
    return tuple(
        A_NUMBER.format(asked=asked.number, base=safe.base, round_to=safe.round_to, sentence=sentence)
        for sentence in dict.fromkeys(told)
    )
