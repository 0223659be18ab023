"""What the partners of a programme publish, beside what people say."""

from collections.abc import Mapping

import streamlit as st

from content.words import words
from models.indicator import IndicatorSeen
from models.people import Permission, Viewer
from models.programme import ProgrammeSeen
from models.setting import ThresholdKind
from reporting.pictures_of_indicators import beside_each_other, look_at
from storage.queries.indicators import indicators
from storage.queries.thresholds import thresholds
from ui import access, kept_figures, pictures, public_only, theme_trust
from ui.commitments_measure import scope_said
from ui.indicators_ask import ask_to_add, ask_to_change
from ui.indicators_figures import ask_for_file, ask_for_one
from ui.indicators_history import ask_to_take_back, show_history
from ui.over_time import decisions
from ui.plain import plain


def draw(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """Every published figure that is followed, with what people say; and the boxes for one more."""
    public_only.banner()
    with access.reading() as session:
        found = indicators(session, viewer, programme.id)
        smallest = thresholds(session, viewer)[ThresholdKind.SMALLEST_BASE]
    has_themes = any(one.measure.startswith("theme.") for one in found)
    marks = theme_trust.marks(viewer) if has_themes else {}
    st.markdown(words("indicators.lead" if found else "indicators.none"))
    for one in found:
        with st.container(border=True):
            _show(viewer, one, programme, smallest, marks)
            if viewer.may(Permission.FOLLOW_PROMISES):
                _follow(viewer, one, programme)
    if viewer.may(Permission.FOLLOW_PROMISES):
        with st.expander(words("indicators.add.heading"), key=f"add-figure-{programme.code}"):
            ask_to_add(viewer, programme)


def _show(
    viewer: Viewer,
    indicator: IndicatorSeen,
    programme: ProgrammeSeen,
    smallest: int,
    marks: Mapping[str, str],
) -> None:
    if not indicator.figures:
        st.subheader(plain(indicator.name), anchor=False)
        st.text(words("indicators.who", who=indicator.published_by))
        st.text(words("indicators.definition", definition=indicator.definition))
        st.text(words("indicators.source", source=indicator.source))
        st.info(words("indicators.no_figures"))
        return
    facts, today = kept_figures.kept(viewer).facts, access.today()
    looked = look_at(facts, indicator, programme, today=today, smallest=smallest, marks=marks)
    made = decisions(viewer, looked.scope, is_people_only=looked.is_people_only)
    scope = scope_said(viewer, indicator.looking)
    picture = beside_each_other(looked, indicator, made.get(indicator.measure, ()), scope=scope)
    pictures.draw(picture, viewer, looked, key=f"figure-{indicator.id}")


def _follow(viewer: Viewer, indicator: IndicatorSeen, programme: ProgrammeSeen) -> None:
    with st.expander(words("indicators.figures.heading"), key=f"enter-{indicator.id}"):
        ask_for_one(viewer, indicator)
        ask_for_file(viewer, indicator)
    count = words("indicators.history.heading", count=len(indicator.entered))
    with st.expander(count, key=f"record-{indicator.id}"):
        ask_to_take_back(viewer, indicator)
        show_history(viewer, indicator)
    with st.expander(words("indicators.change_it.heading"), key=f"alter-{indicator.id}"):
        ask_to_change(viewer, indicator, programme)
