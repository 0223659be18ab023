"""What the page of joins lets people choose, and what it draws of that."""

from enum import StrEnum

import streamlit as st

from analysis.joins_counted import ENDS, End, Pair, by_pair, pairs_of, told_joins
from content.words import words
from models.facts import Directory, Facts
from models.people import Viewer
from models.vocabulary import Sector
from reporting.join_names import pair_name
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_at_joins import at_joins
from reporting.pictures_of_chains import of_chains
from reporting.pictures_of_joins import Shown, Which, first_joins, where
from reporting.pictures_of_one_join import ONE_JOIN, one_join
from reporting.theme_titles import problems_of_joins, theme_title
from ui import behind_a_mark, kept_figures, pictures

FROM, TO = "from", "to"
"""In the address: where the one join that is looked at begins and leads, an id or a kind of service."""
LOOKED_AT = "part"
"""In the address: the part of the page that is drawn."""
PART, ONE = "joins-part", "joins-one"


class Part(StrEnum):
    """The parts of the page, of which one is drawn."""

    WHERE = "where"
    WHAT = "what"
    BACK = "back"
    ONE = "one"


def pick_part() -> Part:
    """Which part is looked at: at first as the address says, or the one join if it names one."""
    if PART not in st.session_state:
        said, first = st.query_params.get(LOOKED_AT, ""), st.query_params.get(FROM)
        st.session_state[PART] = Part(said) if said in [*Part] else Part.ONE if first else Part.WHERE
    part = st.pills(
        words("joins.part"),
        list(Part),
        required=True,
        wrap=True,
        format_func=lambda part: words(f"joins.parts.{part.value}"),
        key=PART,
        on_change=_say_part,
    )
    return part or Part.WHERE


def pick_one(viewer: Viewer) -> Pair | None:
    """Which join is looked at, whatever else is chosen; the address says it."""
    facts = kept_figures.kept(viewer).facts
    pairs, directory = _pairs(facts), facts.directory  # a choice outlives its page, and must hold no facts
    if ONE not in st.session_state:
        asked = _asked(directory)
        st.session_state[ONE] = asked if asked in pairs else None
        if asked is None and st.query_params.get(FROM) or asked and asked not in pairs:
            st.info(words("joins.choose.gone"))
    pair: Pair | None = st.selectbox(
        words("joins.choose.one"),
        pairs,
        placeholder=words("joins.choose.one_none"),
        format_func=lambda pair: pair_name(pair, directory),
        key=ONE,
        on_change=_say_one,
    )
    return pair


def _say_part() -> None:
    """Have the address say the part before a link to it is drawn."""
    st.query_params[LOOKED_AT] = str(st.session_state[PART] or Part.WHERE)


def _say_one() -> None:
    if pair := st.session_state[ONE]:
        st.query_params.update({FROM: str(pair.start), TO: str(pair.end)})


def draw(viewer: Viewer, looked: Looked, side: str, part: Part, pair: Pair | None) -> None:
    """Draw one part for one side of the page."""
    told = told_joins(looked.facts)
    if told.empty:
        st.info(words("joins.nobody"))
        return
    found: tuple[Picture, ...]
    match part:
        case Part.WHERE:
            found = where(looked, told, _pick_shown(looked, side))
            if not found:
                st.info(words("joins.none_here"))
            found = (*found, first_joins(looked, told))
        case Part.WHAT:
            found = at_joins(looked, told)
        case Part.BACK:
            found = of_chains(looked, told)
        case Part.ONE:
            found = one_join(looked, told, pair) if pair else ()
            behind_a_mark.open_at(ONE_JOIN, words("joins.all"), key=side)
    if not found and (pair or part is not Part.ONE):
        st.info(words("joins.none_here"))
    for picture in found:
        pictures.draw(picture, viewer, looked, key=side)


def _pick_shown(looked: Looked, side: str) -> Shown:
    """Whose joins are drawn from where to where, and between which ends."""
    titles = {theme: theme_title(theme) for theme in problems_of_joins()}
    which = st.pills(
        words("joins.choose.which"),
        list(Which),
        default=Which.EVERYBODY,
        required=True,
        wrap=True,
        format_func=lambda which: words(f"joins.which.{which.value}"),
        key=f"{side}-joins-which",
    )
    directory = looked.facts.directory  # a choice outlives its page, and must hold no facts
    with st.container(horizontal=True, vertical_alignment="bottom"):
        theme = st.selectbox(
            words("joins.choose.theme"),
            [None, *titles],
            format_func=lambda theme: titles[theme] if theme else words("joins.choose.any_theme"),
            key=f"{side}-joins-theme",
        )
        within = st.selectbox(
            words("joins.choose.services"),
            [None, *_pairs_of_kinds(looked.facts)],
            format_func=lambda pair: pair_name(pair, directory) if pair else words("joins.choose.kinds"),
            key=f"{side}-joins-within",
        )
    is_of_services = bool(looked.scope.organisation_id or looked.scope.service_id)
    return Shown(which or Which.EVERYBODY, theme or "", within, is_of_services)


def _pairs_of_kinds(facts: Facts) -> list[Pair]:
    return pairs_of(by_pair(told_joins(facts)))


def _pairs(facts: Facts) -> list[Pair]:
    """Every join that anybody told of, from kind to kind and then from service to service."""
    told = told_joins(facts)
    named = told[told["from_service"].notna() & told["to_service"].notna()]
    return [*pairs_of(by_pair(told)), *pairs_of(by_pair(named, ENDS))]


def _asked(directory: Directory) -> Pair | None:
    """The join that the address names, if there are such ends."""
    start, end = (_end(st.query_params.get(name, ""), directory) for name in (FROM, TO))
    return Pair(start, end) if start and end else None


def _end(said: str, directory: Directory) -> End | None:
    if said in {str(one) for one in Sector}:
        return said
    return next((service for service in directory.services if str(service) == said), None)
