"""Of the themes that the machine proposed for comments a person has checked here, how many were kept?"""

from typing import NamedTuple

from sqlalchemy import Subquery, and_, case, exists, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.people import Viewer
from models.tag import TagDecision, Tagging, ThemeTag
from models.vocabulary import TagKind
from storage.queries.current_tags import Versions, counts, machine_themes, people_themes
from storage.queries.review_queue import PEOPLE
from storage.queries.scope import is_withdrawn

NEWEST = 50
"""How many of a theme's newest checked proposals are held against all before."""


class KeptProposals(NamedTuple):
    """One theme: how often people gave it, how often the machine proposed it, and how often both did.

    `lately` and `kept_lately` count the newest proposals that were checked, at most `NEWEST`.
    """

    given: int = 0
    proposed: int = 0
    kept: int = 0
    lately: int = 0
    kept_lately: int = 0


def kept_proposals(session: Session, viewer: Viewer, versions: Versions) -> dict[str, KeptProposals]:
    """Counts by theme, over comments that somebody here has checked and the machine has read."""
    checked = _checked(viewer, versions)
    people = people_themes(viewer).subquery()
    few = select(checked.c.feedback_id)  # of many comments, those alone are looked up
    machine = machine_themes(viewer, versions).where(col(ThemeTag.feedback_id).in_(few)).subquery()
    is_kept = exists(
        select(people.c.theme).where(
            people.c.feedback_id == machine.c.feedback_id, people.c.theme == machine.c.theme
        )
    )
    newest_first = func.row_number().over(
        partition_by=machine.c.theme,
        order_by=(checked.c.decided_at.desc(), machine.c.feedback_id.desc()),
    )
    proposals = (
        select(
            machine.c.theme,
            case((is_kept, 1), else_=0).label("kept"),
            case((newest_first <= NEWEST, 1), else_=0).label("lately"),
        )
        .join(checked, checked.c.feedback_id == machine.c.feedback_id)
        .subquery()
    )
    named = (
        select(people.c.theme, func.count())
        .join(checked, checked.c.feedback_id == people.c.feedback_id)
        .where(people.c.theme != "")
        .group_by(people.c.theme)
    )
    given = {str(theme): int(many) for theme, many in session.execute(named)}
    counted = session.execute(
        select(
            proposals.c.theme,
            func.count(),
            func.sum(proposals.c.kept),
            func.sum(proposals.c.lately),
            func.sum(proposals.c.kept * proposals.c.lately),
        ).group_by(proposals.c.theme)
    ).all()
    found = {theme: KeptProposals(given.get(theme, 0), *map(int, rest)) for theme, *rest in counted}
    return {theme: KeptProposals(given=many) for theme, many in given.items()} | found


def _checked(viewer: Viewer, versions: Versions) -> Subquery:
    """Rows of `feedback_id`, `decided_at`: comments whose themes somebody here decided on last."""
    return (
        select(
            col(TagDecision.feedback_id).label("feedback_id"),
            func.max(col(TagDecision.decided_at)).label("decided_at"),
        )
        .join(
            Feedback,
            and_(
                col(Feedback.watchdog_id) == TagDecision.watchdog_id,
                col(Feedback.id) == TagDecision.feedback_id,
            ),
        )
        .join(
            Tagging,
            and_(
                col(Tagging.watchdog_id) == TagDecision.watchdog_id,
                col(Tagging.feedback_id) == TagDecision.feedback_id,
            ),
        )
        .where(
            col(TagDecision.watchdog_id) == viewer.watchdog_id,
            col(TagDecision.kind) == TagKind.THEME,
            ~col(TagDecision.is_blind),
            col(TagDecision.decided_by).like(PEOPLE),
            counts(versions),
            ~is_withdrawn(),
        )
        .group_by(col(TagDecision.feedback_id))
        .subquery()
    )
