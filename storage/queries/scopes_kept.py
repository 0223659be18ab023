"""What does a scope that was kept name today, since services and bodies have been merged or are gone?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import looking_of
from models.limits import scope_of_chart
from models.organisation import Organisation, Service
from models.programme import Programme
from storage.queries.stands_for import stands_for


class Standing(NamedTuple):
    """What each service and organisation counts as, by its id; and the codes of the programmes there are.

    `covering` are those of them that everything is about.
    """

    services: Mapping[UUID, UUID]
    organisations: Mapping[UUID, UUID]
    programmes: frozenset[str]
    covering: frozenset[str]


class ScopeNow(NamedTuple):
    """A scope with what stands for what it named, and the names of what in it is not there."""

    scope: str
    lost: tuple[str, ...]


def standing(session: Session, mine: str) -> Standing:
    """What there is to name in a scope, at the watchdog `mine`."""
    services, organisations = (
        dict(session.exec(select(table.id, stands_for(table)).where(col(table.watchdog_id) == mine)).all())
        for table in (Service, Organisation)
    )
    programmes = session.exec(
        select(Programme.code, Programme.covers_all).where(Programme.watchdog_id == mine)
    ).all()
    covering = frozenset(code for code, covers_all in programmes if covers_all)
    return Standing(services, organisations, frozenset(code for code, _ in programmes), covering)


def scope_now(scope: str, measure: str, known: Standing) -> ScopeNow:
    """The scope that a measure is taken in, as it is to be read today: without a period, its names in order.

    What is lost is left in neither: whoever reads `scope` without looking at `lost` counts too much.
    """
    looking, unread = looking_of(scope)
    chosen, lost = looking.scope, list(unread)
    if chosen.service_id is not None and chosen.service_id not in known.services:
        lost.append("service_id")
    if chosen.organisation_id is not None and chosen.organisation_id not in known.organisations:
        lost.append("organisation_id")
    chosen = replace(
        chosen,
        service_id=known.services.get(chosen.service_id) if chosen.service_id else None,
        organisation_id=known.organisations.get(chosen.organisation_id) if chosen.organisation_id else None,
    )
    if chosen.programme is not None and chosen.programme not in known.programmes:
        chosen, lost = replace(chosen, programme=None), [*lost, "programme"]
    if looking.beside is not None:
        lost.append("beside")
    said = scope_of_chart(chosen, measure, is_people_only=looking.is_people_only)
    return ScopeNow(said, tuple(dict.fromkeys(lost)))
