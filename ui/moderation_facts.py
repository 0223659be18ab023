"""What somebody chose when they told us, and what we may do with it, as a moderator reads it."""

import streamlit as st

from content.question_sets import question_set
from content.said_back import said_back
from content.words import words
from models.vocabulary import Standing
from storage.queries.joins_of import Join
from storage.queries.moderation_queue import ToModerate
from storage.queries.whole_story import Choices
from ui import figures
from ui.plain import plain


def show_facts(one: ToModerate | Choices) -> None:
    """What they chose, and what we may do with it, a line for each."""
    with st.container(border=True):
        st.subheader(words("moderation.around"))
        for name, value in _facts(one):
            line(name, value)
        st.markdown(f"**{words('moderation.uses')}**")
        for use, agreed in one.uses.items():
            line(words(f"facts.uses_{use}"), words("form.yes" if agreed else "form.no"))
        if one.contact:
            line(words("moderation.contact"), ", ".join(one.contact))


def line(name: str, value: str) -> None:
    """A name of ours, and under it what they chose, inert."""
    with st.container(gap=None):
        st.markdown(f":small[:gray[{plain(name)}]]")
        st.text(value)


def _facts(one: ToModerate | Choices) -> list[tuple[str, str]]:
    facts = [("collected_by", one.collected_by)] if one.collected_by else []
    facts += [("about", words(f"named.journey.{one.journey.value}"))]
    if one.services:
        facts.append(("services", ", ".join(one.services)))
    if one.chosen:
        facts.append(("chosen", ", ".join(one.chosen)))
    if one.service_not_listed:
        facts.append(("not_listed", one.service_not_listed))
    for join in one.joins:
        facts.append(("join", _join(join)))
        if details := _details(join):
            facts.append(("join_went", details))
    if one.rating:
        facts.append(("rating", words(f"named.rating.{one.rating.value}")))
    if one.happened_on:
        facts.append(("happened", f"{one.happened_on:%B %Y}"))
    facts.append(("speaker", words(f"named.speaker.{one.speaker.value}")))
    if one.standing is not Standing.NOT_SAID:
        facts.append(("standing", words(f"named.standing.{one.standing.value}")))
    return [(words(f"facts.{name}"), value) for name, value in facts] + _other_choices(one.answers)


def _other_choices(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Answers that have no field of their own, in the words they were given in."""
    steps = question_set("have_your_say").steps
    asked = {question.id: question for step in steps for question in step.questions}
    return [
        (asked[name].short, said_back(asked[name], answers, services={})) for name in answers if name in asked
    ]


def _join(join: Join) -> str:
    return words(
        "facts.from_to",
        from_=join.from_service or words(f"named.sector.{join.from_sector.value}"),
        to=join.to_service or words(f"named.sector.{join.to_sector.value}"),
    )


def _details(join: Join) -> str:
    """How the move went, as far as they told us."""
    said = [figures.theme_title(problem) for problem in join.problems]
    if join.times_sent_back is not None:
        said.append(_how_many("sent_back", join.times_sent_back))
    if join.who_chased:
        said.append(words(f"facts.who_chased.{join.who_chased.value}"))
    if join.days_lost is not None:
        said.append(_how_many("days_lost", join.days_lost))
    if join.is_sorted:
        said.append(words(f"facts.is_sorted.{join.is_sorted.value}"))
    return "; ".join(said)


def _how_many(what: str, count: int) -> str:
    return words(f"facts.{what}_once") if count == 1 else words(f"facts.{what}", count=count)
