"""What a programme is about, month by month, held against what was usual before it began."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.measures import Measure, measure_called
from content.words import words
from models.limits import Decided
from models.people import Viewer
from models.programme import ProgrammeSeen
from models.scope import Who
from reporting import pictures_of_programme_service as service
from reporting import pictures_of_programme_strategy as strategy
from reporting.looked import Looked
from reporting.pictures_over_time import over_time
from reporting.promised_baselines import promised_baselines
from reporting.spc_wording import name_of
from storage.queries.commitments import commitments
from ui import access, pictures, spc_cards
from ui.over_time import decisions
from ui.plain import plain


def of_groups(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
    """A card for each thing that a service sets out to do, and one in full: of patients, then of families."""
    named = {who: service.of_one_group(looked, who) for who in service.APART}
    of = {who: one for who, one in named.items() if one.facts.people}
    measures = service.measures()
    decided = {who: _decided(viewer, one, programme, measures) for who, one in of.items()}
    key = _key(programme, side)
    for who, one in of.items():
        group = words(f"programme_said.group.{who.value}")
        st.subheader(words("programme_said.before_after.changing", group=group))
        _cards(one, measures, decided[who], key, f"{side}-{who.value}")
    if of:
        measure = _one_of(measures, key)
        for who, one in of.items():
            _in_full(viewer, one, measure, decided[who][measure.id], f"{side}-{who.value}", who)


def of_everybody(viewer: Viewer, looked: Looked, programme: ProgrammeSeen, side: str) -> None:
    """A card for each thing that a strategy promised to end, and one in full."""
    measures = strategy.measures()
    decided = _decided(viewer, looked, programme, measures)
    if why := service.nothing_to_compare(programme, looked.today):
        st.info(plain(why))
    key = _key(programme, side)
    _cards(looked, measures, decided, key, side)
    measure = _one_of(measures, key)
    _in_full(viewer, looked, measure, decided[measure.id], side)


def _cards(
    looked: Looked,
    measures: Sequence[Measure],
    decided: Mapping[str, Sequence[Decided]],
    follow: str,
    side: str,
) -> None:
    every = {one.id: service.length(looked, one, decided[one.id]) for one in measures}
    spc_cards.draw(
        looked,
        measures,
        decided,
        key=side,
        every=every,
        pick=partial(_follow, follow),
        label="programme_said.before_after.show",
    )


def _in_full(
    viewer: Viewer,
    looked: Looked,
    measure: Measure,
    decided: Sequence[Decided],
    side: str,
    who: Who | None = None,
) -> None:
    picture = over_time(looked, measure, decided, every=service.length(looked, measure, decided))
    if who:
        group = words(f"programme_said.group.{who.value}")
        picture = replace(
            picture, heading=words("programme_said.of_group", group=group, heading=picture.heading)
        )
    pictures.draw(picture, viewer, looked, key=side)


def _decided(
    viewer: Viewer, looked: Looked, programme: ProgrammeSeen, measures: Sequence[Measure]
) -> dict[str, tuple[Decided, ...]]:
    """What somebody decided about each chart, else a promise's baseline, else limits frozen at the start.

    Where everything is about the programme, so is what was decided about everything.
    """
    of_all = replace(looked.scope, programme=None) if programme.covers_all else looked.scope
    with access.reading() as session:
        promised = promised_baselines(looked, commitments(session, viewer, today=looked.today))
    frozen = service.frozen_at_start(programme, looked.today)
    held = dict(promised)
    for scope in dict.fromkeys((of_all, looked.scope)):
        held |= decisions(viewer, scope, is_people_only=looked.is_people_only)
    return {one.id: held.get(one.id, frozen) for one in measures}


def _one_of(measures: Sequence[Measure], key: str) -> Measure:
    """Which of them is drawn in full."""
    chosen = st.selectbox(
        words("programme_said.before_after.follow"),
        [one.id for one in measures],
        format_func=_name,
        key=key,
    )
    return measure_called(chosen)


def _key(programme: ProgrammeSeen, side: str) -> str:
    return f"programme-follow-{programme.code}-{side}"


def _follow(key: str, measure: Measure) -> None:
    st.session_state[key] = measure.id


def _name(id: str) -> str:
    return name_of(measure_called(id))
