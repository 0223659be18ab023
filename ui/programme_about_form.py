"""The boxes for all that staff say about a programme, and its fields as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import streamlit as st

from content.question_sets import question_set, question_set_names
from content.words import day_in_words, words
from models.errors import Problems
from models.programme import DayGiven, ProgrammeDraft, ProgrammeKind, ProgrammeSeen
from ui import forms_boxes
from ui.forms_desk import filled, label
from ui.plain import plain

EMPTY_DAYS = 2


def as_draft(programme: ProgrammeSeen) -> ProgrammeDraft:
    """What a programme says now, as a draft of itself."""
    return ProgrammeDraft(
        name=programme.name,
        code=programme.code,
        kind=programme.kind,
        about=programme.about,
        partners=programme.partners,
        started_on=programme.started_on,
        source=programme.source,
        ended_on=programme.ended_on,
        covers_all=programme.covers_all,
        days=programme.days,
        services=tuple(id for _, id in programme.services),
        question_sets=programme.question_sets,
    )


class Asked(NamedTuple):
    """What is in the boxes; and what to put right before it can be tried, by field."""

    said: ProgrammeDraft
    problems: dict[str, str]

    @property
    def draft(self) -> ProgrammeDraft:
        """Raises Problems where something is to be put right first."""
        if self.problems:
            raise Problems(self.problems)
        return self.said


def ask(form: str, now: ProgrammeDraft, services: Mapping[UUID, str], *, is_new: bool) -> Asked:
    """Draw the boxes inside a form, filled with what it says now."""
    name = _line(form, "name", now.name)
    code = _line(form, "code", now.code) if is_new else now.code
    if is_new:
        _hint("code")
    said, visibility = label(form, "kind", _field("kind"))
    kind = st.selectbox(
        said,
        list(ProgrammeKind),
        format_func=lambda one: words(f"programmes.kinds.{one.value}"),
        key=filled(form, "kind", now.kind),
        label_visibility=visibility,
    )
    about = _lines(form, "about", now.about)
    partners = _lines(form, "partners", "\n".join(now.partners))
    _hint("partners")
    with st.container(horizontal=True):
        started_on, ended_on = _day(form, "started_on", now.started_on), _day(form, "ended_on", now.ended_on)
    source = _line(form, "source", now.source)
    _hint("source")
    days, without_day = _ask_days(form, now.days)
    said, visibility = label(form, "covers_all", _field("covers_all"))
    covers_all = st.checkbox(
        said, key=filled(form, "covers_all", now.covers_all), label_visibility=visibility
    )
    _hint("covers_all")
    chosen = _several(form, "services", now.services, services)
    asked = {name: question_set_name(name) for name in (*questions_to_ask(), *now.question_sets)}
    question_sets = _several(form, "question_sets", now.question_sets, asked)
    draft = ProgrammeDraft(
        name=name,
        code=code,
        kind=kind,
        about=about,
        partners=tuple(partners.splitlines()),
        started_on=started_on,
        source=source,
        ended_on=ended_on,
        covers_all=covers_all,
        days=days,
        services=chosen,
        question_sets=question_sets,
    )
    return Asked(draft, {f"day.{place}": words("programme_about.no_day") for place in without_day})


def in_words(draft: ProgrammeDraft, services: Mapping[UUID, str]) -> dict[str, str]:
    """What each field says, as people read it."""
    return {
        "name": draft.name,
        "kind": words(f"programmes.kinds.{draft.kind.value}"),
        "about": draft.about,
        "partners": "; ".join(draft.partners),
        "started_on": day_or_nothing(draft.started_on),
        "source": draft.source,
        "ended_on": day_or_nothing(draft.ended_on),
        "days": "; ".join(day_told(one.day, one.what, one.source) for one in draft.days),
        "covers_all": yes_or_no(draft.covers_all),
        "services": "; ".join(
            sorted(services.get(one, words("programme_about.gone")) for one in draft.services)
        ),
        "question_sets": "; ".join(map(question_set_name, draft.question_sets)),
    }


def questions_to_ask() -> tuple[str, ...]:
    """The names of the question sets that a programme's own address can ask."""
    return tuple(name for name in question_set_names() if not question_set(name).is_kept_apart)


def question_set_name(name: str) -> str:
    """What a question set is called; the name of its file where it has gone since."""
    return words(f"our_settings.question_sets.{name}") if name in question_set_names() else name


def day_or_nothing(day: date | None) -> str:
    return day_in_words(day) if day else words("programme_about.nothing")


def yes_or_no(is_so: bool) -> str:
    return words("programme_about.yes" if is_so else "programme_about.no")


def day_told(day: date, what: str, source: str) -> str:
    """A day with what happened and who says so."""
    return words("programme_about.day_told", day=day_in_words(day), what=what, source=source)


def _ask_days(form: str, now: tuple[DayGiven, ...]) -> tuple[tuple[DayGiven, ...], list[int]]:
    """Three boxes for each day, and some for more; and the places of those where only the day is missing."""
    st.markdown(f"**{words('programme_about.fields.days')}**")
    _hint("days")
    found: list[DayGiven] = []
    without_day = []
    for place in range(len(now) + EMPTY_DAYS):
        known = now[place] if place < len(now) else None
        of_day = f"days.{len(found)}"
        when, what_box, who = st.columns([5, 4, 6], vertical_alignment="bottom")
        with when:
            day = _day(form, "day", known.day if known else None, place, f"day.{place}")
        with what_box:
            what = _line(form, "what", known.what if known else "", place, f"{of_day}.what")
        with who:
            source = _line(form, "day_source", known.source if known else "", place, f"{of_day}.source")
        if day:
            found.append(DayGiven(what, day, source))
        elif what.strip() or source.strip():
            without_day.append(place)
    return tuple(found), without_day


def _line(form: str, field: str, now: str, place: int | None = None, problem: str = "") -> str:
    return forms_boxes.line(form, _placed(field, place), _numbered(field, place), now, problem=problem)


def _lines(form: str, field: str, now: str) -> str:
    return forms_boxes.lines(form, field, _field(field), now)


def _several(form: str, field: str, now: tuple[Any, ...], names: Mapping[Any, str]) -> tuple[Any, ...]:
    said, visibility = label(form, field, _field(field))
    chosen = st.multiselect(
        said,
        sorted(names, key=lambda one: names[one].casefold()),
        format_func=lambda one: names[one],
        key=filled(form, field, list(now)),
        placeholder=words("programme_about.choose"),
        label_visibility=visibility,
    )
    _hint(field)
    return tuple(chosen)


def _day(form: str, field: str, now: date | None, place: int | None = None, problem: str = "") -> date | None:
    return forms_boxes.day(form, _placed(field, place), _numbered(field, place), now, problem=problem)


def _placed(field: str, place: int | None) -> str:
    return field if place is None else f"{field}-{place}"


def _field(field: str) -> str:
    return words(f"programme_about.fields.{field}")


def _numbered(field: str, place: int | None) -> str:
    return (
        _field(field)
        if place is None
        else words("programme_about.of_day", field=_field(field), number=place + 1)
    )


def _hint(field: str) -> None:
    st.markdown(f":small[:gray[{plain(words(f'programme_about.hints.{field}'))}]]")
