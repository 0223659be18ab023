"""How do two readings of the same comments differ, and which is closer to what people decided?"""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, distinct, func, select
from sqlmodel import Session, col

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.vocabulary import SIDES
from storage.queries.current_tags import (
    Rows,
    Versions,
    is_by,
    people_sentiments,
    people_themes,
    sentiments_of,
    themes_of,
    was_tried,
)
from storage.queries.scope import EVERYTHING, counted


class Agreement(NamedTuple):
    """How many were alike, of how many."""

    alike: int
    of: int


class ThemeCompared(NamedTuple):
    """People who spoke of a theme: by the one reading, by the other, and by both."""

    theme: str
    before: int
    after: int
    both: int


class BesidePeople(NamedTuple):
    """One reading beside what people decided.

    `sides` counts comments that both put on the same side. `themes` counts the themes of the comments
    whose themes people decided on, `themes_in`: those that both named, of those that either named.
    """

    sides: Agreement
    themes: Agreement
    themes_in: int


class Comparison(NamedTuple):
    """Two readings of the comments that both have read and that count; `sides` as in `BesidePeople`."""

    comments: int
    themes: tuple[ThemeCompared, ...]
    sides: Agreement
    before: BesidePeople
    after: BesidePeople


def compare_tags(session: Session, viewer: Viewer, before: Versions, after: Versions) -> Comparison:
    """Compare what two versions of the machine proposed; people's decisions change nothing in that."""
    require(viewer, Permission.READ_FIGURES)
    comments = select(col(Feedback.id)).where(
        *counted(viewer, EVERYTHING, before),
        was_tried().where(is_by(before)),
        was_tried().where(is_by(after)),
    )
    themes = [_of(themes_of(viewer, is_by(versions)), comments) for versions in (before, after)]
    sides = [_of(sentiments_of(viewer, is_by(versions)), comments) for versions in (before, after)]
    people = (_of(people_themes(viewer), comments), _of(people_sentiments(viewer), comments))
    return Comparison(
        session.execute(select(func.count()).select_from(comments.subquery())).scalar_one(),
        _by_theme(session, *themes),
        _same_side(session, *sides),
        *(_beside(session, *reading, *people) for reading in zip(themes, sides, strict=True)),
    )


def _of(rows: Rows, comments: Select[Any]) -> Subquery:
    found = rows.subquery()
    return select(found).where(found.c.feedback_id.in_(comments)).subquery()


def _by_theme(session: Session, before: Subquery, after: Subquery) -> tuple[ThemeCompared, ...]:
    """Every theme that either found, those of most people first."""

    def counted_by(rows: Select[Any]) -> dict[str, int]:
        return {str(theme): int(people) for theme, people in session.execute(rows)}

    earlier, later = (
        counted_by(select(rows.c.theme, func.count()).group_by(rows.c.theme)) for rows in (before, after)
    )
    both = counted_by(
        select(before.c.theme, func.count())
        .join(after, _same(before, after, "feedback_id", "theme"))
        .group_by(before.c.theme)
    )
    found = [
        ThemeCompared(theme, earlier.get(theme, 0), later.get(theme, 0), both.get(theme, 0))
        for theme in earlier.keys() | later.keys()
    ]
    return tuple(sorted(found, key=lambda one: (-max(one.before, one.after), one.theme)))


def _same_side(session: Session, one: Subquery, other: Subquery) -> Agreement:
    pairs = session.execute(
        select(one.c.sentiment, other.c.sentiment, func.count())
        .join(other, _same(one, other, "feedback_id"))
        .group_by(one.c.sentiment, other.c.sentiment)
    ).all()
    return Agreement(
        sum(count for ours, theirs, count in pairs if SIDES[ours] == SIDES[theirs]),
        sum(count for _, _, count in pairs),
    )


def _beside(
    session: Session, themes: Subquery, sides: Subquery, decided: Subquery, felt: Subquery
) -> BesidePeople:
    def count(rows: Select[int]) -> int:
        return int(session.execute(rows).scalar_one())

    comments = count(select(func.count(distinct(decided.c.feedback_id))))
    named = count(select(func.count()).select_from(decided).where(decided.c.theme != ""))
    found = count(
        select(func.count())
        .select_from(themes)
        .where(themes.c.feedback_id.in_(select(decided.c.feedback_id)))
    )
    alike = count(
        select(func.count()).select_from(themes).join(decided, _same(themes, decided, "feedback_id", "theme"))
    )
    return BesidePeople(_same_side(session, sides, felt), Agreement(alike, named + found - alike), comments)


def _same(one: Subquery, other: Subquery, *columns: str) -> ColumnElement[bool]:
    return and_(*(one.c[column] == other.c[column] for column in columns))
