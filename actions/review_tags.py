"""Say which themes a comment speaks of, how it reads and which joins are in it, dated and signed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from analysis.joins import GROUP
from analysis.taxonomy import load_taxonomy
from models.errors import FeedbackError, SomebodyElseDecided
from models.events import Event
from models.moderation import ApprovedWords
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.setting import ThresholdKind
from models.tag import JoinSeen, ReviewedJoin, TagDecision, ThemeTag, is_read_twice
from models.vocabulary import Sector, Sentiment, TagKind
from storage import audit
from storage.queries.newest_decision import newest_unless_taken_back
from storage.queries.thresholds import thresholds

DECIDED_SINCE = "Somebody else checked this one a moment ago, so nothing was signed. Here is the next."
NOT_APPROVED = "Nobody may read this one just now: a moderator has to approve it first. Here is the next."
NOT_YOURS = "You have read this one already. Somebody else reads it for the second time."
NOT_CHOSEN = "This one isn\u2019t among those that two people read. Chance chooses them, and nobody else."
CHOOSE_HOW_IT_READS = "Choose how it reads"


def review(
    session: Session,
    feedback_id: UUID,
    *,
    themes: Collection[str],
    sentiment: Sentiment | None,
    joins: Sequence[JoinSeen] | None,
    after: int,
    by: Viewer,
    at: datetime,
    is_blind: bool = False,
) -> None:
    """Sign what a comment says. `joins` is None where nobody looked for them, empty where there are none.

    `after` is the number of the last round that the reviewer saw (0 for none). A blind reading is a second
    person's, who hasn't seen that round: it changes no figure, and shows how far the two agree.
    """
    require(by, Permission.REVIEW_TAGS)
    audit.lock(session, by.watchdog_id)
    _check_it_may_be_read(session, feedback_id, by=by)
    before = _decisions(session, feedback_id, by=by)
    if after != max((one.round for one in before if not one.is_blind), default=0):
        raise SomebodyElseDecided(DECIDED_SINCE)
    if is_blind:
        _check_it_is_for_them(session, feedback_id, before, by=by)
    if sentiment is None:
        raise FeedbackError(CHOOSE_HOW_IT_READS)
    _check_themes(session, feedback_id, themes, before, by=by)
    mine: dict[str, Any] = {"watchdog_id": by.watchdog_id, "feedback_id": feedback_id}
    signed: dict[str, Any] = {
        "round": after if is_blind else after + 1,
        "decided_by": by.actor,
        "decided_at": at,
    }
    said = [(TagKind.THEME, theme) for theme in sorted(set(themes)) or [""]]
    said.append((TagKind.SENTIMENT, sentiment.value))
    session.add_all(
        TagDecision(**mine, kind=kind, value=value, is_blind=is_blind, **signed) for kind, value in said
    )
    if joins is not None and not is_blind:
        _check_joins(session, joins, by=by)
        nowhere = JoinSeen(None, Sector.UNKNOWN, None, Sector.UNKNOWN)
        numbered = enumerate(joins, start=1) if joins else [(0, nowhere)]
        for position, join in numbered:
            seen: dict[str, Any] = join._asdict() | {"problems": list(join.problems)}
            session.add(ReviewedJoin(**mine, position=position, **seen, **signed))
    detail: dict[str, str | int] = {"tags": len(set(themes)), "joins": len(joins or ())}
    audit.record(
        session,
        Event.TAGS_REVIEWED,
        by=by,
        at=at,
        subject=feedback_id,
        detail={"reading": "second"} if is_blind else detail,
    )


def _check_it_may_be_read(session: Session, feedback_id: UUID, *, by: Viewer) -> None:
    newest_unless_taken_back(session, by.watchdog_id, feedback_id)
    approved = select(ApprovedWords.id).where(
        ApprovedWords.watchdog_id == by.watchdog_id, ApprovedWords.feedback_id == feedback_id
    )
    if session.exec(approved).first() is None:
        raise SomebodyElseDecided(NOT_APPROVED)


def _check_it_is_for_them(
    session: Session, feedback_id: UUID, before: list[TagDecision], *, by: Viewer
) -> None:
    """Whether this person may be the second reader: chance chose the comment, and it isn't theirs."""
    if any(one.decided_by == by.actor for one in before):
        raise FeedbackError(NOT_YOURS)
    if any(one.is_blind for one in before):
        raise SomebodyElseDecided(DECIDED_SINCE)
    percent = thresholds(session, by)[ThresholdKind.READ_TWICE_PERCENT]
    if not before or not is_read_twice(feedback_id, percent):
        raise FeedbackError(NOT_CHOSEN)


def _check_themes(
    session: Session, feedback_id: UUID, themes: Collection[str], before: list[TagDecision], *, by: Viewer
) -> None:
    """A theme is one that we look for, or one that this comment has from when we did."""
    if strange := set(themes) - load_taxonomy().themes.keys():
        proposed = select(ThemeTag.theme).where(
            ThemeTag.watchdog_id == by.watchdog_id, ThemeTag.feedback_id == feedback_id
        )
        had = {*session.exec(proposed).all(), *(one.value for one in before if one.kind is TagKind.THEME)}
        if strange - had:
            raise FeedbackError(
                "One of these themes is no longer in the list. Take it out, or choose another."
            )


def _check_joins(session: Session, joins: Sequence[JoinSeen], *, by: Viewer) -> None:
    taxonomy = load_taxonomy()
    for join in joins:
        for end in filter(None, (join.from_service_id, join.to_service_id)):
            if session.get(Service, (by.watchdog_id, end)) is None:
                raise FeedbackError(
                    "One of these services isn\u2019t in the list of services. Choose another."
                )
        ids = {theme.id for theme in taxonomy.themes.values() if theme.group == GROUP} | set(taxonomy.retired)
        if set(join.problems) - ids:
            raise FeedbackError("One of these problems is no longer in the list. Choose another.")


def _decisions(session: Session, feedback_id: UUID, *, by: Viewer) -> list[TagDecision]:
    return list(
        session.exec(
            select(TagDecision).where(
                TagDecision.watchdog_id == by.watchdog_id, TagDecision.feedback_id == feedback_id
            )
        )
    )
