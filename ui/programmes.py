"""Which programme is looked at, and which part of its page."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from analysis.narrow import narrow
from content.words import words
from models.commitment import CommitmentSeen
from models.people import Permission, Viewer
from models.programme import ProgrammeKind, ProgrammeSeen
from models.scope import Scope
from reporting import wording
from reporting.programme_words import days_of_its_life, disagreeing, promises_in_words
from storage.queries.commitments import commitments as promises_made
from storage.queries.programmes import programmes
from ui import (
    access,
    card,
    commitments,
    commitments_list,
    indicators,
    kept_figures,
    newsletter_desk,
    programme_about,
    programme_address,
    programme_said,
    scheme_contacts,
)
from ui.plain import plain

PARTS: dict[str, Callable[[Viewer, ProgrammeSeen], None]] = {
    "said": programme_said.draw,
    "promises": commitments.draw,
    "figures": indicators.draw,
    "contacts": scheme_contacts.draw,
    "newsletter": newsletter_desk.draw,
    "about": programme_about.draw,
}


def choose(viewer: Viewer) -> ProgrammeSeen | None:
    """The programme that the address names; None where it names none of ours."""
    code = st.query_params.get(programme_address.PROGRAMME, "")
    found = next((one for one in _all(viewer) if one.code == code), None)
    if code and found is None:
        st.warning(words("programmes.gone"))
    return found


def list_all(viewer: Viewer) -> None:
    """Every programme with the way to its page: what it is, who told us, and what became of promises."""
    every = _all(viewer)
    if not every:
        st.info(words("programmes.none"))
        return
    st.markdown(words("programmes.intro"))
    facts, today = kept_figures.everybody(viewer), access.today()
    with access.reading() as session:
        promised = promises_made(session, viewer, today=today)
    for one in every:
        people = narrow(facts, Scope(programme=one.code)).people
        _card(one, people, [each for each in promised if each.programme_id == one.id])
    commitments_list.draw(promised)


def head(viewer: Viewer, programme: ProgrammeSeen) -> None:
    """What every part of a programme's page begins with."""
    st.button(
        words("programmes.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=programme_address.open_at,
        args=[""],
    )
    st.header(plain(programme.name), anchor=False)
    said = [words(f"programmes.kinds.{programme.kind.value}")]
    if programme.partners:
        said.append(words("programmes.partners", names=", ".join(programme.partners)))
    st.markdown(plain(". ".join(said) + "."))
    today = access.today()
    st.markdown(
        f":small[:gray[{plain(' '.join([days_of_its_life(programme, today), disagreeing(programme)]))}]]"
    )
    if programme.ended_on is None or programme.ended_on >= today:
        link, label = programme_said.form_address(programme), words("programmes.form")
        st.html(
            f'<p style="margin: 0"><a href="{escape(link)}" target="_blank" style="color: inherit">'
            f"{escape(label)}</a></p>"
        )


def choose_part(viewer: Viewer, programme: ProgrammeSeen) -> str:
    """The part that is shown, of those that this programme has for this viewer."""
    return programme_address.choose(
        programme_address.PART,
        [name for name in PARTS if _has(viewer, programme, name)],
        "programmes.title",
        "programmes.parts",
        key=f"programme-part-{programme.code}",
    )


def _card(programme: ProgrammeSeen, people: int, promised: Iterable[CommitmentSeen]) -> None:
    name = plain(programme.name)
    kind = words(f"programmes.kinds.{programme.kind.value}")
    number = wording.people(people)
    told = words("programmes.told", people=number.capitalize())
    if programme.covers_all:
        told = words("programmes.told_all", people=number)
    lines = [f"{kind}. {days_of_its_life(programme, access.today())}", told, promises_in_words(promised)]
    said, button = card.words_and_button()
    with said:
        st.subheader(name, anchor=False)
        st.markdown("  \n".join(plain(line) for line in lines if line))
    button.button(
        words("programmes.open"),
        key=f"open-{programme.code}",
        help=words("programmes.open_help", name=name),
        on_click=programme_address.open_at,
        args=[programme.code],
    )


def _has(viewer: Viewer, programme: ProgrammeSeen, part: str) -> bool:
    if part == "contacts":
        return programme.kind is ProgrammeKind.SCHEME
    if part == "newsletter":
        return programme.kind is ProgrammeKind.STRATEGY and viewer.may(Permission.SEND_NEWSLETTER)
    return True


def _all(viewer: Viewer) -> tuple[ProgrammeSeen, ...]:
    with access.reading() as session:
        return programmes(session, viewer)
