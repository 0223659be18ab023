"""What people say about themselves beside the census: the period, the pictures, and what there is none of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from content.kinds_of_people import kinds_of_people
from content.words import words
from models.census import AboutThem, Census
from models.people import Viewer
from models.period import Days, Period
from models.scope import Scope
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_reach import PERIODS, reach, whole_months
from storage.queries.about_you import about_you
from storage.queries.census_figures import census_figures
from ui import access, kept_figures, public_only, take_away
from ui.plain import plain


class Compared(NamedTuple):
    """The pictures there are, and the kinds of which nobody gave figures, or too few people told us."""

    looked: Looked
    pictures: list[Picture]
    without_figures: list[str]
    too_few: list[str]


def pick_period() -> Period:
    """Which months to count. All end with the last whole one."""
    return st.pills(
        words("who_we_hear_from.period"),
        PERIODS,
        default=PERIODS[0],
        required=True,
        format_func=lambda one: words(f"who_we_hear_from.periods.{one.value}"),
        wrap=True,
        key="reach-period",
    )


def census(viewer: Viewer) -> dict[str, Census]:
    with access.reading() as session:
        return census_figures(session, viewer)


def say_what_may_be_published() -> None:
    """Whether the page may be published as it is, and the way to where it may."""
    if public_only.is_on():
        public_only.banner()
        st.markdown(f":small[:gray[{words('who_we_hear_from.gate')}]]")
    else:
        st.markdown(f":small[:gray[{words('who_we_hear_from.gate_all')}]]")
        public_only.turn_on(key="reach")


def compared(viewer: Viewer, known: Mapping[str, Census], period: Period) -> Compared:
    """Each kind that there are figures of, beside those who told us in the period, as this session counts."""
    kept, today, rules = kept_figures.kept(viewer), access.today(), take_away.rules(viewer)
    days = whole_months(period, today)
    told = _told(viewer, days, kept.read_at, is_public_only=public_only.is_on())
    drawn = {kind: reach(kind, known[kind], told, rules, days) for kind in kinds_of_people() if kind in known}
    scope = Scope(since=days.since, until=days.until)
    return Compared(
        Looked(kept.facts, kept.facts, scope, today, rules.base),
        [picture for picture in drawn.values() if picture],
        [kind for kind in kinds_of_people() if kind not in known],
        [kind for kind, picture in drawn.items() if not picture],
    )


def say_what_is_missing(found: Compared) -> None:
    """A line for the kinds that nobody gave figures of, and one for those that too few people told us."""
    for key, kinds in (("too_few", found.too_few), ("no_figures", found.without_figures)):
        if kinds:
            st.markdown(words(f"who_we_hear_from.{key}", kinds=plain(kinds_called(kinds))))


def kinds_called(kinds: Iterable[str]) -> str:
    """What some kinds are called: "Age; Sex"."""
    return "; ".join(kinds_of_people()[kind].short for kind in kinds)


@lru_cache(maxsize=8)
def _told(viewer: Viewer, days: Days, read_at: datetime, *, is_public_only: bool) -> AboutThem:
    """Every answer has to be unsealed: done again only when the facts were read again."""
    with access.reading() as session:
        return about_you(session, viewer, days, is_public_only=is_public_only)
