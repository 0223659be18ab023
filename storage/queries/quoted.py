"""Whose words stand in what was published, and which of them may still be shown?"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.moderation import ApprovedWords, ModerationDecision
from models.people import Permission, Viewer, require
from models.report import DocumentKind, PublishedDocument, Quoted, Report
from models.vocabulary import Outcome
from storage.queries.scope import has_open_concern, is_withdrawn

AT_ONCE = 500
"""How many are asked about together: a database takes only so many values in one question."""


class WhyGone(StrEnum):
    """Why words that were published may not be shown any more."""

    TAKEN_BACK = "taken_back"
    ERASED = "erased"
    CONCERN = "concern"
    ON_HOLD = "on_hold"
    WITHHELD = "withheld"
    INSIDE_ONLY = "inside_only"
    CHANGED = "changed"
    FORGOTTEN = "forgotten"


class ToSettle(NamedTuple):
    """Words in one published document that may not be shown any more, while copies of it may be out.

    `report` and `version` are numbers, the former None for an edition of the public page. `since` is when
    it was decided; None where nothing says so. `copied_to` are the bodies that its recommendations went to.
    """

    id: UUID
    feedback_id: UUID
    kind: DocumentKind
    report: int | None
    title: str
    version: int
    published_at: datetime
    is_taken_down: bool
    why: WhyGone
    since: datetime | None
    copied_to: tuple[str, ...]


def digest_of(words: str) -> str:
    """What approved words are known again by, without being kept once more."""
    return hashlib.sha256(words.encode()).hexdigest()


def quotable(session: Session, mine: str, digests: Mapping[UUID, str]) -> dict[UUID, str]:
    """Of those whose words a document has, by the digest they had: all the words of who may be quoted now.

    Their author lets us, a moderator lets anybody read them, they are as they were, they were not taken back
    and no concern about them is open.
    """
    found = _words_for_anybody(session, mine, digests)
    return {one: words for one, words in found.items() if digest_of(words) == digests[one]}


def _words_for_anybody(session: Session, mine: str, whose: Iterable[UUID]) -> dict[UUID, str]:
    """All the words of those who may be quoted now, as they read now."""
    found: dict[UUID, str] = {}
    ids = list(whose)
    for start in range(0, len(ids), AT_ONCE):
        rows = session.execute(
            select(col(Feedback.id), col(ApprovedWords.words))
            .join(
                ApprovedWords,
                and_(
                    col(ApprovedWords.watchdog_id) == Feedback.watchdog_id,
                    col(ApprovedWords.feedback_id) == Feedback.id,
                ),
            )
            .where(
                col(Feedback.watchdog_id) == mine,
                col(Feedback.id).in_(ids[start : start + AT_ONCE]),
                col(Feedback.consent_quotation),
                col(ApprovedWords.is_publishable),
                ~is_withdrawn(),
                ~has_open_concern(),
            )
        )
        found |= {one: words for one, words in rows if words}
    return found


def still_quoted(session: Session, mine: str) -> set[tuple[UUID, UUID]]:
    """Each published document with each feedback whose words may be shown in it now, by their ids."""
    asked = select(col(Quoted.document_id), col(Quoted.feedback_id), col(Quoted.digest))
    by_document: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    for document, one, digest in session.execute(asked.where(col(Quoted.watchdog_id) == mine)):
        by_document[document][one] = digest
    return {
        (document, one)
        for document, digests in by_document.items()
        for one in quotable(session, mine, digests)
    }


def to_settle(session: Session, mine: str) -> int:
    """How many people's words stand in something published and may not be shown any more, unsettled."""
    return len({row.feedback_id for row, _ in _gone(session, mine)})


def to_settle_list(session: Session, viewer: Viewer) -> tuple[ToSettle, ...]:
    """Each of them in each document, what was decided last first. Nobody's words are opened for that."""
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    gone = _gone(session, mine)
    reasons = _reasons(session, mine, {row.feedback_id for row, _ in gone})
    numbers = dict(
        session.execute(
            select(col(Report.id), col(Report.number)).where(col(Report.watchdog_id) == mine)
        ).all()
    )
    found = [
        ToSettle(
            row.id,
            row.feedback_id,
            document.kind,
            numbers.get(document.report_id) if document.report_id else None,
            str(said.get("title", "")),
            document.version,
            document.published_at,
            document.ended_at is not None,
            *reasons[row.feedback_id],
            _copied_to(said),
        )
        for row, document in gone
        for said in [json.loads(document.document)]
    ]
    return tuple(
        sorted(found, key=lambda one: (one.since is None, one.since or one.published_at), reverse=True)
    )


def _gone(session: Session, mine: str) -> list[tuple[Quoted, PublishedDocument]]:
    """Every unsettled quotation that may not be shown now, with its document."""
    rows = session.execute(
        select(Quoted, PublishedDocument)
        .join(
            PublishedDocument,
            and_(
                col(PublishedDocument.watchdog_id) == Quoted.watchdog_id,
                col(PublishedDocument.id) == Quoted.document_id,
            ),
        )
        .where(col(Quoted.watchdog_id) == mine, col(Quoted.settled_at).is_(None))
    ).all()
    words = _words_for_anybody(session, mine, {row.feedback_id for row, _ in rows})
    now = {one: digest_of(said) for one, said in words.items()}
    return [(row, document) for row, document in rows if now.get(row.feedback_id) != row.digest]


def _reasons(session: Session, mine: str, ids: Iterable[UUID]) -> dict[UUID, tuple[WhyGone, datetime | None]]:
    return {one: _reason(session, mine, one) for one in ids}


def _reason(session: Session, mine: str, feedback_id: UUID) -> tuple[WhyGone, datetime | None]:
    ours = col(Feedback.watchdog_id) == mine, col(Feedback.id) == feedback_id
    found = session.execute(select(col(Feedback.words_gone_at), has_open_concern()).where(*ours)).first()
    if found is None:
        return WhyGone.ERASED, None
    words_gone_at, has_concern = found
    newest = session.execute(
        select(col(ModerationDecision.outcome), col(ModerationDecision.decided_at))
        .where(
            col(ModerationDecision.watchdog_id) == mine,
            col(ModerationDecision.feedback_id) == feedback_id,
            col(ModerationDecision.outcome) != Outcome.AWAITING,
        )
        .order_by(col(ModerationDecision.number).desc())
    ).first()
    outcome, decided_at = newest if newest else (None, None)
    if outcome is Outcome.WITHDRAWN:
        return WhyGone.TAKEN_BACK, decided_at
    if has_concern:
        return WhyGone.CONCERN, None
    by_outcome = {
        Outcome.ON_HOLD: WhyGone.ON_HOLD,
        Outcome.WITHHELD: WhyGone.WITHHELD,
        Outcome.APPROVED: WhyGone.INSIDE_ONLY,
    }
    if outcome in by_outcome:
        return by_outcome[outcome], decided_at
    return (WhyGone.FORGOTTEN, words_gone_at) if words_gone_at else (WhyGone.CHANGED, decided_at)


def _copied_to(document: Mapping[str, object]) -> tuple[str, ...]:
    """The bodies of its recommendations and whom those were copied to, once each."""
    blocks = document.get("blocks", [])
    asked = [
        block
        for block in (blocks if isinstance(blocks, list) else [])
        if isinstance(block, dict) and block.get("kind") == "recommendation"
    ]
    return tuple(dict.fromkeys(name for block in asked for name in (block["body"], *block["copied_to"])))
