"""What is drawn for each kind of programme: by the name of what is shown, in the order of its choices."""

from collections.abc import Callable, Mapping

import streamlit as st

from analysis.joins_counted import told_joins
from content.words import words
from models.people import Viewer
from models.programme import ProgrammeKind, ProgrammeSeen
from reporting import pictures_of_groups as groups
from reporting import pictures_of_overview as overview
from reporting import pictures_of_programme_review as review
from reporting import pictures_of_programme_scheme as scheme
from reporting import pictures_of_programme_service as service
from reporting import pictures_of_programme_strategy as strategy
from reporting import pictures_of_programme_winter as winter
from reporting import pictures_of_the_day as day
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_at_joins import what_went
from storage.queries.commitments import commitments
from ui import access, pictures, programme_said_over_time
from ui.plain import plain

NO_VERDICT = "programme_said.promised.no_verdict"
Drawing = Callable[[Viewer, Looked, ProgrammeSeen, str], None]


def _drawing(*make: Callable[[Looked], Picture]) -> Drawing:
    """Pictures that need nothing but what is looked at, one under the other."""

    def draw(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
        for one in make:
            pictures.draw(one(looked), viewer, looked, key=side)

    return draw


def _before_and_after(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
    """Patients and families one under the other, and never put together."""
    if why := service.nothing_to_compare(programme, looked.today):
        st.info(plain(why))
    else:
        for who in service.APART:
            pictures.draw(service.before_and_after(looked, programme, who), viewer, looked, key=side)
    programme_said_over_time.of_groups(viewer, looked, programme, side)


def _areas(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
    pictures.draw(review.works_now(looked), viewer, looked, key=side)
    area = st.pills(
        words("programme_said.would_help.choose"),
        list(review.Area),
        default=review.Area.PLANNED,
        required=True,
        wrap=True,
        format_func=review.area_name,
        key=f"programme-area-{programme.code}-{side}",
    )
    pictures.draw(review.would_help(looked, area), viewer, looked, key=side)


def _goes_wrong(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
    """What was promised, and beside it what people write and tick."""
    _promises(viewer, programme)
    pictures.draw(strategy.promised(looked), viewer, looked, key=side)
    pictures.draw(what_went(looked, told_joins(looked.facts), well=False), viewer, looked, key=side)


def _promises(viewer: Viewer, programme: ProgrammeSeen) -> None:
    with access.reading() as session:
        every = commitments(session, viewer, today=access.today(), programme_id=programme.id)
    followed = [one for one in every if one.is_followed]
    if not followed:
        return
    with st.container(border=True, gap="xsmall"):
        st.subheader(words("programme_said.promised.promises"), anchor=False)
        for one in followed:
            key = f"commitments.verdict.{one.holds.verdict.value}" if one.holds else NO_VERDICT
            st.text(words("commitments.quoted", quotation=one.quotation))
            said = words("programme_said.promised.said_by", name=one.promised_by, verdict=words(key))
            st.markdown(f":small[:gray[{plain(said)}]]")


DRAWN: Mapping[ProgrammeKind, Mapping[str, Drawing]] = {
    ProgrammeKind.SERVICE: {
        "before_after": _before_and_after,
        "where": _drawing(day.destination, day.ready, day.missing),
    },
    ProgrammeKind.SCHEME: {
        "all": _drawing(scheme.understood, scheme.number_of_kinds, scheme.which_kinds, scheme.ways)
    },
    ProgrammeKind.CONSULTATION: {
        "who": _drawing(review.groups, review.areas, review.channels, overview.people),
        "areas": _areas,
        "themes": _drawing(review.group_themes),
    },
    ProgrammeKind.STRATEGY: {
        "wrong": _goes_wrong,
        "over_time": programme_said_over_time.of_everybody,
        "apart": _drawing(strategy.sectors),
    },
    ProgrammeKind.SEASONAL_PLAN: {
        "where": _drawing(winter.where, day.destination),
        "moves": _drawing(winter.moves, winter.joins),
        "readiness": _drawing(groups.winters),
    },
}
