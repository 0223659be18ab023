"""Which of the words that may be read speak of what somebody looks for, best first?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.feedback import Feedback, FeedbackService
from models.moderation import ApprovedWords
from models.organisation import Service
from models.people import Permission, Viewer, require
from models.vocabulary import Channel, Journey, TextPart
from storage.queries.current_tags import Versions, current_themes
from storage.queries.scope import has_open_concern, of_feedback
from storage.queries.search_scope import SearchScope, of_approval, of_what_it_speaks_of
from storage.queries.stands_for import stands_for
from storage.search_asked import Asked
from storage.search_fts5 import Span, found_in
from storage.search_index import matches

FACTS = ("reference", "counted_on", "journey", "channel", "language", "consent_reports", "consent_quotation")
A_PAGE = 20
AT_ONCE = 500
"""How many are opened together: a database takes only so many values in one question."""


@dataclass(frozen=True)
class FoundText:
    """One of somebody's texts as others read it, and where in it stands what was looked for."""

    part: TextPart
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class FoundWords:
    """What others may read of one piece of feedback that was found; `texts` leaves out what is empty."""

    feedback_id: UUID
    reference: str
    counted_on: date
    journey: Journey
    channel: Channel
    language: str
    is_publishable: bool
    consent_reports: bool
    consent_quotation: bool
    services: tuple[str, ...]
    themes: tuple[str, ...]
    texts: tuple[FoundText, ...]


@dataclass(frozen=True)
class Found:
    """How many there are in all, and one page of them."""

    total: int
    results: tuple[FoundWords, ...]


def search_words(
    session: Session, viewer: Viewer, asked: Asked, choice: SearchScope, versions: Versions, *, page: int = 0
) -> Found:
    """One page of the approved words that were found, the first page being 0; the best match first.

    Of equal ones, the one that reached us last comes first. Raises NotAllowed for whoever may not read them.
    """
    found = _found(session, viewer, asked, choice, versions)
    rows = session.execute(
        found.add_columns(func.count().over().label("total")).limit(A_PAGE).offset(page * A_PAGE)
    ).all()
    if not rows:
        counted = select(func.count()).select_from(found.order_by(None).subquery())
        return Found(session.scalar(counted) or 0 if page else 0, ())
    return Found(rows[0].total, _open(session, viewer, [row.id for row in rows], asked, versions))


def all_found(
    session: Session, viewer: Viewer, asked: Asked, choice: SearchScope, versions: Versions
) -> list[FoundWords]:
    """Everything that was found, best first, for whoever may take words away.

    What a concern was raised about since stays here until the safeguarding lead has decided.
    """
    require(viewer, Permission.EXPORT_WORDS)
    found = _found(session, viewer, asked, choice, versions, ~has_open_concern())
    ids = session.execute(found).scalars().all()
    parts = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return [one for part in parts for one in _open(session, viewer, part, asked, versions)]


def _found(
    session: Session,
    viewer: Viewer,
    asked: Asked,
    choice: SearchScope,
    versions: Versions,
    *more: ColumnElement[bool],
) -> Select[Any]:
    """The ids of what was found, best first; `more` are conditions on `feedback`.

    A word that is in most comments finds most of them, so no table is joined that nobody asks about.
    """
    require(viewer, Permission.READ_APPROVED)
    mine = viewer.watchdog_id
    matching = (
        matches(session, mine, asked, of_approval(viewer, choice))
        .cte("matching_words")
        .prefix_with("MATERIALIZED")
    )
    one = matching.c.feedback_id
    found = (
        select(one.label("id"))
        .where(*of_what_it_speaks_of(viewer, choice, versions, one))
        .order_by(matching.c.score.desc(), one.desc())
    )
    if feedback := [*of_feedback(choice.scope), *more]:
        is_it = and_(col(Feedback.watchdog_id) == mine, col(Feedback.id) == one)
        found = found.join(Feedback, is_it).where(*feedback)
    return found


def _open(
    session: Session, viewer: Viewer, ids: Sequence[UUID], asked: Asked, versions: Versions
) -> tuple[FoundWords, ...]:
    """What others may read of these, in their order."""
    rows = session.execute(
        select(
            col(Feedback.id),
            *(getattr(Feedback, name) for name in FACTS),
            *(getattr(ApprovedWords, name) for name in ("is_publishable", *TextPart)),
        )
        .join(
            ApprovedWords,
            and_(
                col(ApprovedWords.watchdog_id) == Feedback.watchdog_id,
                col(ApprovedWords.feedback_id) == Feedback.id,
            ),
        )
        .where(col(Feedback.watchdog_id) == viewer.watchdog_id, col(Feedback.id).in_(ids))
    ).all()
    opened = {row.id: row for row in rows}
    services, themes = _services(session, viewer, ids), _themes(session, viewer, ids, versions)
    texts = {one: [(part, said) for part in TextPart if (said := opened[one]._mapping[part])] for one in ids}
    spans = iter(found_in([said for one in ids for _, said in texts[one]], asked))
    return tuple(
        FoundWords(
            feedback_id=one,
            **{name: opened[one]._mapping[name] for name in (*FACTS, "is_publishable")},
            services=services[one],
            themes=themes[one],
            texts=tuple(FoundText(part, said, next(spans)) for part, said in texts[one]),
        )
        for one in ids
    )


def _services(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The names of the services that each is about, as they are called now."""
    mine, standing = viewer.watchdog_id, aliased(Service)
    rows = session.execute(
        select(col(FeedbackService.feedback_id), col(standing.name))
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == FeedbackService.service_id))
        .join(standing, and_(col(standing.watchdog_id) == mine, col(standing.id) == stands_for(Service)))
        .where(col(FeedbackService.watchdog_id) == mine, col(FeedbackService.feedback_id).in_(ids))
        .order_by(col(FeedbackService.position))
    )
    return _gathered((feedback_id, name) for feedback_id, name in rows)


def _themes(
    session: Session, viewer: Viewer, ids: Sequence[UUID], versions: Versions
) -> dict[UUID, tuple[str, ...]]:
    themes = current_themes(viewer, versions)
    rows = session.execute(select(themes.c.feedback_id, themes.c.theme).where(themes.c.feedback_id.in_(ids)))
    return _gathered(sorted((feedback_id, theme) for feedback_id, theme in rows))


def _gathered(rows: Iterable[tuple[UUID, str]]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    for feedback_id, value in rows:
        found[feedback_id] = tuple(dict.fromkeys((*found[feedback_id], value)))
    return found
