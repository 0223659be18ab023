"""The moves between services in a comment: proposed or chosen, for a person to confirm, change or add to."""

from functools import partial
from uuid import UUID

import streamlit as st

from analysis.joins import find_joins
from analysis.services import ServiceFound
from content.words import words
from models.people import Viewer
from models.tag import JoinSeen
from models.vocabulary import Sector
from reporting.theme_titles import problems_of_joins, theme_title
from storage.queries.services_to_choose_from import ServiceToChoose, services_to_choose_from
from storage.queries.to_review import ToReview
from ui import access
from ui.plain import plain
from ui.proposed import names_of_services

NOWHERE = JoinSeen(None, Sector.UNKNOWN, None, Sector.UNKNOWN)
End = UUID | Sector


def ask_for_joins(one: ToReview, viewer: Viewer) -> list[JoinSeen]:
    """Draw each move with a tick, and return those that stay ticked as they are now."""
    with access.reading() as session:
        services = {service.id: service for service in services_to_choose_from(session, viewer)}
    st.markdown(f"**{words('theme_review.joins')}**")
    shown = _standing(one.joins, services) or _proposed(one, viewer, services)
    more = f"joins-{one.feedback_id}-{one.rounds}"
    added = st.session_state.get(more, 0)
    if not shown and not added:
        st.markdown(f":small[:gray[{words('theme_review.no_joins')}]]")
    kept = []
    for number, join in enumerate([*shown, *[NOWHERE] * added], start=1):
        changed = _ask(join, number, f"{more}-{number}", services, is_new=number > len(shown))
        if changed is not None and (number <= len(shown) or changed != NOWHERE):
            kept.append(changed)
    if st.button(words("theme_review.add_join"), key=f"{more}-add", icon=":material/add:"):
        st.session_state[more] = added + 1
        st.rerun()
    return kept


def _ask(
    join: JoinSeen, number: int, key: str, services: dict[UUID, ServiceToChoose], *, is_new: bool
) -> JoinSeen | None:
    """One move; None where its tick is taken off."""
    place = st.container()
    with st.expander(words("theme_review.join_change", number=number), expanded=is_new, key=f"{key}-box"):
        name = partial(_name, services)
        ends: list[End] = [*Sector, *services]
        before: tuple[End, End] = (
            join.from_service_id or join.from_sector,
            join.to_service_id or join.to_sector,
        )
        start, end = (
            st.selectbox(
                words(f"theme_review.{side}"),
                ends,
                index=ends.index(chosen),
                format_func=name,
                key=f"{key}-{side}",
            )
            for side, chosen in zip(("from", "to"), before, strict=True)
        )
        problems = st.multiselect(
            words("theme_review.problems"),
            list(dict.fromkeys([*join.problems, *problems_of_joins()])),
            default=list(join.problems),
            format_func=theme_title,
            placeholder=words("theme_review.problems_hint"),
            key=f"{key}-problems",
        )
    what = words("theme_review.join", number=number, from_=plain(name(start)), to=plain(name(end)))
    with place:
        is_there = st.checkbox(what, value=True, key=f"{key}-there")
        if problems:
            named = "; ".join(plain(theme_title(problem)) for problem in problems)
            st.markdown(f":small[{named}]")
    if not is_there:
        return None
    return JoinSeen(*_end(start, services), *_end(end, services), tuple(problems))


def _end(end: End, services: dict[UUID, ServiceToChoose]) -> tuple[UUID | None, Sector]:
    return (None, end) if isinstance(end, Sector) else (end, services[end].sector)


def _found(service: ServiceFound | None) -> tuple[UUID | None, Sector]:
    if service is None:
        return None, Sector.UNKNOWN
    return UUID(service.service) if service.service else None, service.sector


def _name(services: dict[UUID, ServiceToChoose], end: End) -> str:
    return words(f"named.sector.{end.value}") if isinstance(end, Sector) else services[end].name


def _standing(joins: tuple[JoinSeen, ...], services: dict[UUID, ServiceToChoose]) -> list[JoinSeen]:
    """The joins with each service as what stands for it now."""
    stands = {merged: service.id for service in services.values() for merged in service.merged}

    def now(service_id: UUID | None) -> UUID | None:
        found = stands.get(service_id, service_id) if service_id else None
        return found if found in services else None

    return [
        join._replace(from_service_id=now(join.from_service_id), to_service_id=now(join.to_service_id))
        for join in joins
    ]


def _proposed(one: ToReview, viewer: Viewer, services: dict[UUID, ServiceToChoose]) -> list[JoinSeen]:
    """What the machine finds in the approved words, where nobody chose or confirmed any."""
    if one.are_joins_checked or one.language.lower().split("-")[0] != "en":
        return []
    found = find_joins(one.approved.words, names_of_services(viewer))
    moves = dict.fromkeys(
        JoinSeen(*_found(move.from_service), *_found(move.to_service)) for move in found.moves
    )
    if len(moves) != 1:
        return list(moves)  # the machine doesn't say at which of them it went wrong
    return [join._replace(problems=tuple(theme.theme for theme in found.themes)) for join in moves]
