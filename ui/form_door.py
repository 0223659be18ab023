"""By which address did somebody come to the form, and what stands in the way when they send it?"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode
from uuid import UUID

import streamlit as st

from actions.note_fault import note_fault
from content.first_answers import about_service
from content.question_set import COLLECTED_BY, QuestionSet
from content.question_sets import question_set, set_to_ask
from content.questions import CAME_BY, beside, code_of_a_partner
from content.words import words
from models.errors import FeedbackError, Problems
from models.people import Viewer
from storage.queries.programme_form import ProgrammeForm, form_begun, programme_form
from storage.queries.services_to_choose_from import open_service, services_to_choose_from
from ui import access
from ui.state import form, is_under_way


def note_how_they_came(viewer: Viewer) -> None:
    """Before the first answer: whose link it was (`by`), which programme's questions, which `service`."""
    if is_under_way():
        return
    if partner := code_of_a_partner(st.query_params.get("by", "")):
        form()["answers"].setdefault(COLLECTED_BY, partner)
    if code := st.query_params.get("programme", ""):
        with access.reading() as session:
            own = programme_form(session, viewer, code, on=access.today())
        form()["question_set"] = set_to_ask(own.question_sets if own else ())
        form()["programme"] = str(own.id) if own else ""
    if service := st.query_params.get("service", ""):
        _note_service(viewer, service)


def address_of_simple_form() -> str:
    """Where the simple form goes on from here; before the first answer it knows of no draft yet."""
    said = {name: code_of_a_partner(st.query_params.get(name, "")) for name in CAME_BY}
    query = urlencode({name: code for name, code in said.items() if code})
    return f"/say?{query}" if query and not is_under_way() else "/say"


def own_form(viewer: Viewer) -> ProgrammeForm | None:
    """Whose own form it is, if it is a programme's."""
    if (programme_id := own_programme()) is None:
        return None
    with access.reading() as session:
        return form_begun(session, viewer, programme_id)


def own_programme() -> UUID | None:
    """The programme that this feedback came by, if it came by one's own address."""
    return UUID(form()["programme"]) if form()["programme"] else None


def _note_service(viewer: Viewer, said: str) -> None:
    """Which service the link was for: it is filled in, and can be changed."""
    with access.reading() as session:
        named = open_service(services_to_choose_from(session, viewer), said, on=access.today())
    if named is not None:
        asked = question_set(form()["question_set"])
        for key, answer in about_service(asked, str(named.id), named.sector).items():
            form()["answers"].setdefault(key, answer)


@contextmanager
def saying_what_is_amiss(asked: QuestionSet, what: str) -> Iterator[None]:
    """Whatever goes wrong inside is said on the page, and every answer stays where it is."""
    mine = form()
    mine["problems"], mine["notice"] = {}, ""
    try:
        yield
    except Problems as fault:
        mine["problems"] = {
            field if asked.is_kept_apart else beside(asked, mine["answers"], field): sentence
            for field, sentence in fault.by_question.items()
        }
    except FeedbackError as fault:
        mine["notice"] = str(fault)
    except Exception as fault:  # whatever it was, an hour's words must outlive it
        mine["notice"] = words("problems.our_fault", reference=note_fault(fault, what))
