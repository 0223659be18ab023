"""What somebody chose when they told us, and what we may do with it, as a moderator reads it."""

import streamlit as st

from content.entry_was import as_it_was
from content.question_set import questions_by_id
from content.question_sets import question_set_of
from content.said_back import said_back
from content.words import words
from models.entry import ConsentUse
from models.vocabulary import Standing
from reporting.theme_titles import theme_title
from storage.queries.how_it_was_entered import Entered, PutRight
from storage.queries.joins_of import Join
from storage.queries.moderation_queue import ToModerate
from storage.queries.whole_story import Choices
from ui.entry_facts import facts_of, put_right, said_aloud
from ui.plain import plain


def show_facts(one: ToModerate | Choices) -> None:
    """What they chose, and what we may do with it, a line for each."""
    with st.container(border=True):
        st.subheader(words("moderation.around"))
        for name, value in _facts(one):
            line(name, value)
        st.markdown(f"**{words('moderation.uses')}**")
        for use, agreed in one.uses.items():
            if one.entered and one.entered.said:
                line(words(f"facts.uses_{use}"), said_aloud(one.entered, ConsentUse(use)))
            else:
                line(words(f"facts.uses_{use}"), words("form.yes" if agreed else "form.no"))
        if contact := [*one.contact, *([words("callbacks.stopped")] if one.not_to_ring else [])]:
            line(words("moderation.contact"), ", ".join(contact))

    if one.entered:
        show_entry(one.entered)


def show_entry(one: Entered, *, at_a_concern: bool = False) -> None:
    """How somebody who works here wrote it down, and what they put right since.

    At a concern the uses stand here, and whether they may be rung is said beside how to reach them.
    """
    with st.container(border=True):
        st.subheader(words("entry.seen.title"), anchor=False)
        if one.asked_not_to_be_called and not at_a_concern:
            st.warning(words("entry.seen.do_not_call"))
        for name, value in facts_of(one):
            line(name, value)
        for use in ConsentUse if at_a_concern else ():
            line(words(f"facts.uses_{use.value}"), said_aloud(one, use))
        for change in one.changes:
            with st.expander(plain(put_right(change))):
                _show_what_was(change)


def line(name: str, value: str) -> None:
    """A name of ours, and under it what they chose, inert."""
    with st.container(gap=None):
        st.markdown(f":small[:gray[{plain(name)}]]")
        st.text(value)


def _show_what_was(change: PutRight) -> None:
    was = as_it_was(change.before)
    for name, said in was:
        if said:
            line(words("entry.seen.before", name=name), said)
    if named := [name for name, said in was if not said]:
        st.markdown(words("entry.seen.changed_too", names=plain(", ".join(named))))


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
    return [(words(f"facts.{name}"), value) for name, value in facts] + other_choices(one)


def other_choices(one: ToModerate | Choices) -> list[tuple[str, str]]:
    """Answers that have no field of their own, in the words they were given in."""
    asked = questions_by_id(question_set_of(one.question_set))
    return [
        (asked[name].short, said_back(asked[name], one.answers, services={}))
        for name in one.answers
        if name in asked
    ]


def _join(join: Join) -> str:
    return words(
        "facts.from_to",
        from_=join.from_service or words(f"named.sector.{join.from_sector.value}"),
        to=join.to_service or words(f"named.sector.{join.to_sector.value}"),
    )


def _details(join: Join) -> str:
    """How the move went, as far as they told us."""
    said = [theme_title(problem) for problem in join.problems]
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
