"""What stands around the words of one story: tags, decisions, concerns, who was told, and the record."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from actions.tell_author import mark_told
from content.record_words import act_in_words, actor_in_words
from content.words import day_in_words, words
from models.errors import FeedbackError
from models.people import Permission, Viewer
from models.vocabulary import Outcome, RedactionKind, Sentiment
from reporting.theme_titles import theme_title
from storage.queries.story_of_concerns import ConcernWhole
from storage.queries.story_of_decisions import DecisionMade
from storage.queries.whole_story import Story, Told
from ui import access, theme_trust
from ui.desk import desk
from ui.escalations import show_steps
from ui.moderation_facts import line
from ui.plain import plain
from ui.rows import show_rows


def state_of(story: Story) -> str:
    """How it stands, by what was decided last."""
    verdicts = [one.outcome for one in story.decisions if one.outcome is not Outcome.AWAITING]
    if not verdicts:
        return words("whole_story.waits")
    state = words(f"named.outcome.{verdicts[-1].value}")
    if story.decisions[-1].outcome is Outcome.AWAITING:
        return words("whole_story.waits_again", state=state)
    return state


def show_tags(story: Story, viewer: Viewer) -> None:
    """What each version of the machine and each person found, with who and when."""
    tags, marks = story.tags, theme_trust.marks(viewer)
    with st.container(border=True):
        st.subheader(words("whole_story.tags"), anchor=False)
        for reading in reversed(tags.machine):
            sentence = "whole_story.machine_in_use" if reading.is_in_use else "whole_story.machine"
            versions = words(
                "whole_story.machine_version",
                taxonomy=reading.versions.taxonomy,
                model=reading.versions.model,
            )
            found = _found(reading.themes, reading.sentiment, marks)
            line(f"{words(sentence, day=_day(reading.at))}: {versions}", found)
        for answer in tags.answers:
            sentence = "whole_story.second" if answer.was_second else "whole_story.person"
            name = words(sentence, by=_who(story, answer.by), day=_day(answer.at))
            line(name, _found(answer.themes, answer.sentiment, marks))
        if tags.unseen:
            one = words("whole_story.unseen_one")
            st.markdown(
                one if tags.unseen == 1 else words("whole_story.unseen", count=plain(str(tags.unseen)))
            )
        if not tags.machine and not tags.answers and not tags.unseen:
            st.markdown(words("whole_story.no_tags"))
        shown = [*(one.themes for one in tags.machine), *(one.themes for one in tags.answers)]
        if any(theme in marks for themes in shown for theme in themes):
            st.markdown(f":small[:gray[{theme_trust.explained()}]]")


def show_decisions(story: Story) -> None:
    """Every decision in its order, who signed it, why, and what was taken out."""
    with st.container(border=True):
        st.subheader(words("whole_story.decisions"), anchor=False)
        if not story.decisions:
            st.markdown(words("whole_story.no_decisions"))
        for decision in story.decisions:
            is_asked = decision.outcome is Outcome.AWAITING
            outcome = words(
                "whole_story.asked_again" if is_asked else f"named.outcome.{decision.outcome.value}"
            )
            with st.container(gap="xxsmall"):
                st.markdown(
                    words(
                        "whole_story.decision",
                        number=plain(str(decision.number)),
                        outcome=outcome,
                        by=plain(_who(story, decision.by)),
                        moment=plain(_moment(decision.at)),
                    )
                )
                for name, value in _why(decision):
                    line(words(f"whole_story.{name}"), value)


def show_concerns(story: Story) -> None:
    """That there is or was a concern; the whole of it for whoever decides on concerns."""
    seen = story.concerns
    if not seen.open and not seen.decided:
        return
    with st.container(border=True):
        st.subheader(words("whole_story.concerns"), anchor=False)
        for count, name in ((seen.open, "open"), (seen.decided, "decided")):
            if count == 1:
                st.markdown(words(f"whole_story.concern_{name}"))
            elif count:
                st.markdown(words(f"whole_story.concerns_{name}", count=plain(str(count))))
        for concern in seen.whole:
            _show_concern(concern)


def show_told(viewer: Viewer, story: Story) -> None:
    """Whether they were told what was taken out of their words, and by whom; whoever tells them says so."""
    if not story.told:
        return
    with st.container(border=True):
        st.subheader(words("whole_story.told"), anchor=False)
        for one in story.told:
            if one.told_at is None:
                st.markdown(words("whole_story.to_tell", moment=plain(_moment(one.since))))
                changes = {RedactionKind(kind): count for kind, count in one.changes.items()}
                line(words("whole_story.taken_out"), _taken_out(changes))
                if viewer.may(Permission.MODERATE) and st.button(
                    words("whole_story.tell"), key=f"tell-{one.id}"
                ):
                    _tell(viewer, one)
                    st.rerun()
            else:
                by, moment = plain(_who(story, one.by)), plain(_moment(one.told_at))
                st.markdown(words("whole_story.told_them", by=by, moment=moment))


def show_acts(story: Story) -> None:
    """The rows of the record about it, newest first."""
    with st.expander(words("whole_story.acts")):
        st.markdown(f":small[:gray[{words('whole_story.acts_note')}]]")
        show_rows(
            [words(f"whole_story.{name}") for name in ("when", "who", "act")],
            [(_moment(act.at), _who(story, act.actor), act_in_words(act.event)) for act in story.acts],
        )


def _show_concern(concern: ConcernWhole) -> None:
    kinds = ", ".join(words(f"proposed.concern.{kind.value}") for kind in concern.kinds)
    raised, due = plain(_moment(concern.raised_at)), plain(_moment(concern.due_at))
    st.markdown(words("whole_story.concern", kinds=kinds, raised=raised, due=due))
    show_steps(concern.steps)


def _tell(viewer: Viewer, one: Told) -> None:
    try:
        with access.writing() as session:
            mark_told(session, one.id, by=viewer, at=access.now())
    except FeedbackError as problem:
        desk()["told"] = str(problem)


def _why(decision: DecisionMade) -> list[tuple[str, str]]:
    said = []
    if decision.reason:
        said.append(("why", words(f"named.reason.{decision.reason.value}")))
    if decision.hold_reason:
        said.append(("why", words(f"named.hold.{decision.hold_reason.value}")))
    if decision.note:
        said.append(("note", decision.note))
    if decision.criticality is not None:
        said.append(("criticality", words("whole_story.criticality_of", criticality=decision.criticality)))
    if decision.taken_out:
        said.append(("taken_out", _taken_out(decision.taken_out)))
    return said


def _taken_out(counts: dict[RedactionKind, int]) -> str:
    return "; ".join(words(f"redact.counted.{kind.value}", count=count) for kind, count in counts.items())


def _found(themes: tuple[str, ...], sentiment: Sentiment | None, marks: Mapping[str, str]) -> str:
    titles = ", ".join(theme_title(theme, marks) for theme in themes) or words("whole_story.no_themes")
    return f"{titles}; {words(f'named.sentiment.{sentiment.value}').lower()}" if sentiment else titles


def _who(story: Story, actor: str) -> str:
    return actor_in_words(actor, story.names.get(actor, ""))


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(access.HERE).date())


def _moment(at: datetime) -> str:
    here = at.astimezone(access.HERE)
    return f"{here.day} {here:%b %Y, %H:%M}"
