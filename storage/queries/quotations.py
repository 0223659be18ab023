"""Which words may be quoted in public? Their author let us, and a moderator approved them for anybody."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.people import Permission, Viewer, require
from storage.queries.scope import has_open_concern, is_withdrawn

A_PAGE = 10
AT_ONCE = 500
"""How many are asked about together: a database takes only so many values in one question."""


class Quotation(NamedTuple):
    """Somebody's words less what was taken out of them. `counted_on` is shown to nobody but as its month."""

    feedback_id: UUID
    counted_on: date
    words: str


class Quotations(NamedTuple):
    """One page of them, and whether there are more after it."""

    shown: tuple[Quotation, ...]
    has_more: bool


def quotations(session: Session, viewer: Viewer, ids: Iterable[UUID], *, page: int = 0) -> Quotations:
    """One page of what may be quoted of these pieces of feedback, in their order, the first page being 0.

    Nothing is quoted that was taken back, nor while the safeguarding lead has to decide about it.
    """
    require(viewer, Permission.READ_APPROVED)
    first, waiting, found = page * A_PAGE, iter(ids), list[Quotation]()
    while part := list(islice(waiting, AT_ONCE)):
        quoted = {one.feedback_id: one for one in _among(session, viewer, part)}
        found += [quoted[one] for one in part if one in quoted]
        if len(found) > first + A_PAGE:
            break
    return Quotations(tuple(found[first : first + A_PAGE]), len(found) > first + A_PAGE)


def _among(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> list[Quotation]:
    rows = session.execute(
        select(col(Feedback.id), col(Feedback.counted_on), col(ApprovedWords.words))
        .join(
            ApprovedWords,
            and_(
                col(ApprovedWords.watchdog_id) == Feedback.watchdog_id,
                col(ApprovedWords.feedback_id) == Feedback.id,
            ),
        )
        .where(
            col(Feedback.watchdog_id) == viewer.watchdog_id,
            col(Feedback.id).in_(ids),
            col(Feedback.consent_quotation),
            col(ApprovedWords.is_publishable),
            col(ApprovedWords.words) != "",
            ~is_withdrawn(),
            ~has_open_concern(),
        )
    )
    return [Quotation(*row) for row in rows]
