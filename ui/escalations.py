"""What the page for concerns shows: the queue with its timers, one concern, and what was done about it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from actions.read_feedback import open_feedback
from analysis.office_hours import is_office_open
from content.signposting import kinds_first
from content.words import words
from models.errors import TakenBack, WrongKey
from models.escalation import EscalationStepKind, is_overdue
from models.people import Viewer
from models.vocabulary import ConcernKind
from models.watchdog import SAFEGUARDING, SignpostKind
from storage.queries.escalations import Concern as Concern
from storage.queries.escalations import Step, concerns_decided, concerns_waiting, raised_by_me, steps_of
from storage.queries.moderation_queue import ToModerate
from storage.queries.signposts import signposts
from ui import access
from ui.desk import desk, take_up
from ui.moderation_facts import line, show_entry
from ui.plain import plain
from ui.proposed import Proposed, propose, show_words
from ui.safety import list_as_html

MOST_DECIDED = 20


class Opened(NamedTuple):
    """One concern as its lead reads it. `said` is None where the words can't be opened, and `why` says so."""

    concern: Concern
    steps: tuple[Step, ...]
    said: ToModerate | None
    why: str


def queue(viewer: Viewer) -> tuple[Concern, ...]:
    """What waits, the first to be decided on top."""
    with access.reading() as session:
        return concerns_waiting(session, viewer)


def opened(viewer: Viewer, concern: Concern) -> Opened:
    """One concern with its words, for which whoever reads them signs in the record."""
    with access.reading() as session:
        steps = steps_of(session, viewer, concern.id)
    mine = desk()
    take_up(mine, concern.feedback_id)
    store, at = access.store(), access.now()
    try:
        said = open_feedback(store, concern.feedback_id, visit=mine["visit"], by=viewer, at=at)
    except TakenBack:
        return Opened(concern, steps, None, words("escalations.taken_back"))
    except WrongKey as refusal:
        return Opened(concern, steps, None, str(refusal))
    return Opened(concern, steps, said, "")


def time_left(due_at: datetime, at: datetime) -> str:
    """How long there is to decide, or by how long it is overdue: "Due in 40 minutes"."""
    is_late = is_overdue(due_at, at)
    minutes = int(abs((due_at - at).total_seconds()) // 60)
    hours = minutes // 60
    if minutes == 0:
        time = words("escalations.times.now")
    elif hours == 0:
        time = _counted("minute", minutes)
    elif hours < 48:
        time = _counted("hour", hours)
    else:
        time = words("escalations.times.days", count=hours // 24)
    return words("escalations.overdue" if is_late else "escalations.due", time=time)


def timer(concern: Concern) -> str:
    """The time that is left as a badge, which says it in words whatever its colour."""
    at = access.now()
    colour = "red" if is_overdue(concern.due_at, at) else "orange"
    return f":{colour}-badge[{plain(time_left(concern.due_at, at))}]"


def show_head(concern: Concern, viewer: Viewer) -> None:
    """How long there is, what it may be, who raised it and who has it."""
    with st.container(gap="xxsmall"):
        st.markdown(f"{timer(concern)} **{_kinds(concern.kinds)}**")
        by = plain(concern.raised_by) or words("escalations.machine")
        facts = words(
            "escalations.facts", reference=plain(concern.reference), when=moment(concern.raised_at), by=by
        )
        st.markdown(f":small[:gray[{facts} · {whose(concern, viewer)}]]")


def whose(concern: Concern, viewer: Viewer) -> str:
    """Who has it: "with you"."""
    if concern.lead_id is None:
        return words("escalations.with_all")
    if concern.lead_id == viewer.staff_id:
        return words("escalations.with_you")
    return words("escalations.with_lead", name=plain(concern.lead))


def show_whom_to_ring(viewer: Viewer, kinds: Iterable[ConcernKind] = (), *, closed: str = "closed") -> None:
    """Whom to ring first, and out of hours whom to ring now."""
    with access.reading() as session:
        known = signposts(session, viewer)
    first = {SignpostKind.EMERGENCY, *kinds_first(list(kinds)), *SAFEGUARDING}
    st.markdown(f"**{words('escalations.ring_first')}**")
    if not is_office_open(access.now()):
        st.warning(words(f"escalations.{closed}"))
    st.html(list_as_html([number for number in known if number.kind in first]))


def show_words_said(viewer: Viewer, one: Opened) -> None:
    """What was said, what in it raised the concern, and how to reach whoever said it."""
    with st.container(border=True):
        st.subheader(words("escalations.words_heading"))
        if one.said is None:
            st.warning(plain(one.why))
        else:
            added = (each.words for each in one.said.added)
            texts = [text for text in (one.said.words, one.said.should_happen, *added) if text]
            for each in propose(texts, one.said.language, viewer):
                show_words(_concerns_alone(each))
    with st.container(border=True):
        st.subheader(words("escalations.why"))
        if one.concern.reasons:
            st.markdown("\n".join(f"- {_reason(reason)}" for reason in one.concern.reasons))
            st.markdown(f":small[:gray[{words('escalations.machine_often_wrong')}]]")
        else:
            st.markdown(words("escalations.why_person", by=plain(one.concern.raised_by)))
        contact = ", ".join(one.said.contact) if one.said else ""
        if one.said and one.said.not_to_ring:
            contact = ", ".join(filter(None, (contact, one.said.not_to_ring)))
            st.warning(words("escalations.not_to_ring"))
        line(words("escalations.contact"), contact or words("escalations.no_contact"))
    if one.said and one.said.entered:
        show_entry(one.said.entered, at_a_concern=True)


def show_steps(steps: Iterable[Step]) -> None:
    """What was done so far, the first step first, each signed; notes are inert."""
    with st.container(border=True):
        st.subheader(words("escalations.steps"))
        for step in steps:
            by = plain(step.by) or words("escalations.the_machine")
            outcome = words(f"named.escalation.{step.outcome.value}") if step.outcome else ""
            is_more = step.kind is EscalationStepKind.NOTED and not step.note
            kind = "noted_more" if is_more else step.kind.value
            said = words(f"escalations.step.{kind}", by=by, to=plain(step.to), outcome=outcome)
            with st.container(gap=None):
                st.markdown(f"{said} :small[:gray[{moment(step.at)}]]")
                if step.note:
                    st.text(step.note)


def show_decided(viewer: Viewer) -> None:
    """What was decided lately, newest first."""
    with access.reading() as session:
        decided = concerns_decided(session, viewer, at=access.now())
    if decided:
        with st.expander(words("escalations.decided_lately")):
            for one in decided[:MOST_DECIDED]:
                outcome = words(f"named.escalation.{one.outcome.value}") if one.outcome else ""
                when = moment(one.decided_at or one.raised_at)
                reference = plain(one.reference)
                st.markdown(
                    words("escalations.decided_line", reference=reference, outcome=outcome, when=when)
                )


def show_own(viewer: Viewer) -> None:
    """How the concerns stand that the viewer raised, and with whom they are."""
    with access.reading() as session:
        mine = raised_by_me(session, viewer)
    st.subheader(words("escalations.yours"))
    if not mine:
        st.markdown(words("escalations.yours_none"))
    for one in mine:
        due = words("escalations.yours_open", lead=whose(one, viewer), due=moment(one.due_at))
        done = words("escalations.yours_decided", when=moment(one.decided_at or one.raised_at))
        stands = done if one.decided_at else due
        st.markdown(f"**{plain(one.reference)}** {stands} :small[:gray[{_kinds(one.kinds)}]]")


def moment(at: datetime) -> str:
    """A moment where the watchdog is: "09:30 on 20 November"."""
    here = at.astimezone(access.HERE)
    return plain(words("mail.moment", time=f"{here:%H:%M}", day=f"{here.day} {here:%B}"))


def _concerns_alone(proposed: Proposed) -> Proposed:
    """The words with nothing else marked in them than what may be a concern."""
    found = tuple(each for each in proposed.found if each.kind == "concerns")
    return proposed._replace(found=found, first=1)


def _kinds(kinds: Iterable[ConcernKind]) -> str:
    return ", ".join(words(f"proposed.concern.{kind.value}") for kind in kinds)


def _reason(reason: str) -> str:
    """The words of a rule; a later release may no longer have it."""
    for place in ("proposed.sign", "escalations.reasons"):
        try:
            return words(f"{place}.{reason}")
        except KeyError:
            continue
    return plain(reason)


def _counted(unit: str, count: int) -> str:
    return words(f"escalations.times.{unit if count == 1 else f'{unit}s'}", count=count)
