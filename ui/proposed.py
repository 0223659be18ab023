"""What the machine points at in somebody's words, for a moderator to look at: marked there, and listed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from analysis.joins import JoinsFound
from analysis.proposals import proposals_in
from analysis.services import DirectoryService, ServiceFound, ServiceNames, service_names
from analysis.spotted import Span
from content.words import words
from models.people import Viewer
from models.vocabulary import DetailKind
from reporting.marked import Line, Mark, marked
from reporting.theme_titles import theme_title
from storage.queries.services_to_choose_from import services_to_choose_from
from ui import access
from ui.plain import plain

MOST_LISTED = 15
"""Of one kind; the rest are marked in the words all the same."""

LINES: Mapping[str, Line] = {"concerns": Line.DOUBLE, "details": Line.SOLID, "joins": Line.DOTTED}
"""The kinds of finding, the most urgent first, and how each is underlined."""


class Found(NamedTuple):
    """One thing the machine points at: the parts of the text, what they may be, and the rule that said so.

    `detail` is the kind of a personal detail, and `reason` the name of its rule.
    """

    spans: tuple[Span, ...]
    kind: str
    what: str
    why: str = ""
    detail: DetailKind | None = None
    reason: str = ""


class Proposed(NamedTuple):
    """What was found in one text, in the order of the text; the first of them has the number `first`."""

    text: str
    found: tuple[Found, ...]
    services: tuple[str, ...]
    first: int


def propose(texts: Sequence[str], language: str, viewer: Viewer) -> tuple[Proposed, ...]:
    """What is found in each of the texts of one piece of feedback, numbered through all of them."""
    named = names_of_services(viewer)
    proposed: list[Proposed] = []
    first = 1
    for text in texts:
        read = proposals_in(text, language, named)
        found = [
            *(
                Found(
                    (one.span,), "concerns", words(f"proposed.concern.{one.kind}"), _why("sign", one.reason)
                )
                for one in read.concerns
            ),
            *(
                Found(
                    (one.span,),
                    "details",
                    words(f"proposed.detail.{one.kind}"),
                    _why("reason", one.reason),
                    one.kind,
                    one.reason,
                )
                for one in read.details
            ),
            *_joins(read.joins, named),
        ]
        found.sort(key=lambda one: (one.spans[0][0], list(LINES).index(one.kind)))
        spoken_of = dict.fromkeys(_service(one, named) for one in read.joins.services)
        proposed.append(Proposed(text, tuple(found), tuple(spoken_of), first))
        first += len(found)
    return tuple(proposed)


def show_words(one: Proposed, more: Sequence[Mark] = ()) -> None:
    """Somebody's words, inert, with what was found in them marked, and `more` beside."""
    marks = [
        Mark(*span, number, LINES[found.kind])
        for number, found in enumerate(one.found, start=one.first)
        for span in found.spans
    ]
    st.html(marked(one.text, [*marks, *more]))


def show_list(proposed: Iterable[Proposed]) -> None:
    """What was found, by number and kind and never in the words themselves; nothing where nothing was."""
    several = tuple(proposed)
    numbered = [pair for one in several for pair in enumerate(one.found, start=one.first)]
    for kind in LINES:
        listed = [
            f"- **{number}** {plain(found.what)}"
            + (f" :small[:gray[{plain(found.why)}]]" if found.why else "")
            for number, found in numbered
            if found.kind == kind
        ]
        if len(listed) > MOST_LISTED:
            listed[MOST_LISTED:] = [f"- {words('proposed.more', count=len(listed) - MOST_LISTED)}"]
        if listed:
            st.markdown(f"**{words(f'proposed.{kind}')}**")
            st.markdown("\n".join(listed))
    if services := dict.fromkeys(name for one in several for name in one.services):
        st.markdown(f":small[{words('proposed.services', names=plain(', '.join(services)))}]")


def _joins(joins: JoinsFound, named: ServiceNames) -> Iterable[Found]:
    for move in joins.moves:
        unsaid = words("proposed.unsaid")
        start = _service(move.from_service, named) if move.from_service else unsaid
        end = _service(move.to_service, named) if move.to_service else unsaid
        what = words("proposed.from_to", from_=start, to=end)
        yield Found((move.span,), "joins", what, _why("movement", move.reason))
    for theme in joins.themes:
        yield Found(theme.spans, "joins", theme_title(theme.theme))


def _why(kind: str, reason: str) -> str:
    return words(f"proposed.{kind}.{reason}")


def _service(found: ServiceFound, named: ServiceNames) -> str:
    for service in named.directory:
        if service.id == found.service:
            return service.name
    return words(f"named.sector.{found.sector.value}")


def names_of_services(viewer: Viewer) -> ServiceNames:
    """Every name by which the services of the viewer's watchdog are known."""
    return _names(_directory(viewer))


def _directory(viewer: Viewer) -> tuple[DirectoryService, ...]:
    with access.reading() as session:
        return tuple(
            DirectoryService(str(service.id), service.name, service.sector)
            for service in services_to_choose_from(session, viewer)
        )


@lru_cache(maxsize=4)
def _names(directory: tuple[DirectoryService, ...]) -> ServiceNames:
    return service_names(directory)
