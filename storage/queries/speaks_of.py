"""Which feedback speaks of what a scope names? Conditions on its id, for what stands in other tables."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from models.feedback import AboutYou, Feedback, FeedbackService, Handover
from models.organisation import Organisation, Service
from models.people import Viewer
from models.programme import Programme, ProgrammeService
from models.scope import Scope
from models.tag import ReviewedJoin
from models.vocabulary import Sector
from storage.queries.current_tags import Versions, current_themes
from storage.queries.stands_for import counting_as, stands_for

Ids = ColumnElement[Any] | Mapped[UUID]
"""A column of ids of feedback."""


def speaks_of(viewer: Viewer, scope: Scope, versions: Versions, one: Ids) -> Iterator[ColumnElement[bool]]:
    """The conditions on `one`."""
    mine = viewer.watchdog_id
    if scope.theme:
        themes = current_themes(viewer, versions)
        yield is_one_of(one, select(themes.c.feedback_id).where(themes.c.theme == scope.theme))
    if scope.service_id:
        yield _is_about(mine, one, counting_as(viewer, scope.service_id))
    if scope.organisation_id:
        yield _is_about(mine, one, _services(mine, stands_for(Organisation) == scope.organisation_id))
    if scope.programme:
        services = _services(mine, col(Service.id).in_(_of_programme(mine, scope.programme)))
        yield or_(_is_about(mine, one, services), _came_by(mine, one, scope.programme))
    if scope.sector:
        services = _services(mine, col(Service.sector) == scope.sector)
        yield or_(_is_about(mine, one, services), _has_join(mine, one, scope.sector))
    if scope.area:
        yield exists(
            select(col(AboutYou.id)).where(
                col(AboutYou.watchdog_id) == mine,
                col(AboutYou.feedback_id) == one,
                col(AboutYou.area) == scope.area,
            )
        )


def is_one_of(one: Ids, ids: Select[Any]) -> ColumnElement[bool]:
    """Whether it is among these.

    Said so that PostgreSQL looks each up: it expects a handful, and would compare every one with every one.
    """
    return func.coalesce(one.in_(ids), false())


def _is_about(mine: str, one: Ids, services: Select[Any]) -> ColumnElement[bool]:
    """Whether one of these services was named."""
    return exists(
        select(col(FeedbackService.id)).where(
            col(FeedbackService.watchdog_id) == mine,
            col(FeedbackService.feedback_id) == one,
            col(FeedbackService.service_id).in_(services),
        )
    )


def _services(mine: str, which: ColumnElement[bool]) -> Select[Any]:
    """The ids of the services that `which` holds of, and of those merged into them."""
    named = aliased(Service)
    return (
        select(col(named.id))
        .join(Service, and_(col(Service.watchdog_id) == mine, col(Service.id) == stands_for(named)))
        .join(
            Organisation,
            and_(col(Organisation.watchdog_id) == mine, col(Organisation.id) == Service.organisation_id),
        )
        .where(col(named.watchdog_id) == mine, which)
    )


def _of_programme(mine: str, code: str) -> Select[Any]:
    """What the services of a programme count as."""
    member = aliased(Service)
    return (
        select(stands_for(member))
        .join(
            ProgrammeService,
            and_(
                col(ProgrammeService.watchdog_id) == mine, col(ProgrammeService.service_id) == col(member.id)
            ),
        )
        .join(
            Programme,
            and_(col(Programme.watchdog_id) == mine, col(Programme.id) == ProgrammeService.programme_id),
        )
        .where(col(member.watchdog_id) == mine, col(Programme.code) == code)
    )


def _came_by(mine: str, one: Ids, code: str) -> ColumnElement[bool]:
    """Whether it came by a programme's own address, or the programme covers everything."""
    called = select(col(Programme.id)).where(col(Programme.watchdog_id) == mine, col(Programme.code) == code)
    came = select(col(Feedback.id)).where(
        col(Feedback.watchdog_id) == mine, col(Feedback.programme_id).in_(called)
    )
    return or_(exists(called.where(col(Programme.covers_all))), is_one_of(one, came))


def _has_join(mine: str, one: Ids, sector: Sector) -> ColumnElement[bool]:
    """Whether a join begins or ends there: as a person confirmed it last, else as the form has it."""
    newer = aliased(ReviewedJoin)
    newest = (
        select(func.max(col(newer.round)))
        .where(col(newer.watchdog_id) == mine, col(newer.feedback_id) == one)
        .correlate_except(newer)
        .scalar_subquery()
    )
    looked_at = select(col(ReviewedJoin.id)).where(
        col(ReviewedJoin.watchdog_id) == mine, col(ReviewedJoin.feedback_id) == one
    )
    confirmed = looked_at.where(
        col(ReviewedJoin.round) == newest, col(ReviewedJoin.position) > 0, _ends_at(ReviewedJoin, sector)
    )
    chosen = select(col(Handover.id)).where(
        col(Handover.watchdog_id) == mine, col(Handover.feedback_id) == one, _ends_at(Handover, sector)
    )
    return or_(exists(confirmed), and_(exists(chosen), ~exists(looked_at)))


def _ends_at(join: type[Handover] | type[ReviewedJoin], sector: Sector) -> ColumnElement[bool]:
    return or_(col(join.from_sector) == sector, col(join.to_sector) == sector)
