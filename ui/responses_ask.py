"""The forms about an answer: enter it, check what anybody may read of it, publish it, and take it back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import streamlit as st

from actions.publish_response import check_response, publish_response, take_back_response
from actions.responses import enter_response
from analysis.personal_details import details_in
from content.words import words
from models.people import Viewer
from models.provider_response import CameBy, ChangeState, ResponseDraft, ResponseSeen, Stance
from storage.queries.bodies_answering import Bodies
from ui import access, forms_boxes
from ui.forms_desk import acting, desk, filled, label, say_what_happened, seen

ENTER, CHECK, PUBLISH, BACK = "response-enter-", "response-check-", "response-publish-", "response-back-"
"""What the names of these forms begin with."""

MOST_FOUND = 15
LETTER = 320
"""The height of a box for a whole letter, in pixels."""

BEGAN = datetime(1970, 1, 1, tzinfo=UTC)

Chosen = TypeVar("Chosen", bound=StrEnum)


def ask_to_enter(
    viewer: Viewer,
    bodies: Bodies,
    *,
    recommendation_id: UUID | None = None,
    feedback_id: UUID | None = None,
    has_stance: bool = False,
) -> None:
    """The boxes of an answer that came, to one of the two."""
    form = f"{ENTER}{recommendation_id or feedback_id}"
    say_what_happened(form)
    st.markdown(words("responses.enter_lead"))
    with st.form(form, enter_to_submit=False):
        said = forms_boxes.lines(form, "words", _name("words"), "", height=LETTER)
        body = _body(form, bodies)
        with st.container(horizontal=True):
            dated_on = forms_boxes.day(form, "dated_on", _name("dated_on"), None)
            received_on = forms_boxes.day(form, "received_on", _name("received_on"), None)
        came_by = _choice(form, "came_by", [way for way in CameBy if way is not CameBy.LINK])
        stance = _choice(form, "stance", list(Stance)) if has_stance else None
        reason = forms_boxes.line(form, "reason", _name("reason"), "") if has_stance else ""
        change = _choice(form, "change", list(ChangeState))
        change_what = forms_boxes.line(form, "change_what", _name("change_what"), "")
        change_by = forms_boxes.day(form, "change_by", _name("change_by"), None)
        is_pressed = st.form_submit_button(words("responses.save"), type="primary")
    if not is_pressed:
        return
    draft = ResponseDraft(
        words=said,
        dated_on=dated_on,
        received_on=received_on,
        came_by=came_by,
        recommendation_id=recommendation_id,
        feedback_id=feedback_id,
        organisation_id=body,
        stance=stance,
        reason=reason,
        change=change,
        change_what=change_what,
        change_by=change_by,
    )
    with acting(form, words("responses.kept")) as session:
        enter_response(session, draft, by=viewer, at=access.now())


def ask_to_check(viewer: Viewer, answer: ResponseSeen) -> None:
    """What anybody may read of it, filled with what came, and what the machine found in that."""
    form = f"{CHECK}{answer.id}"
    now = {
        "shown": answer.shown or answer.words,
        "reason": answer.reason,
        "change_what": answer.change_what,
    }
    say_what_happened(form, "responses.fields", now)
    after = seen(form, _as_number(answer.checked_at))
    st.markdown(words("responses.check.lead"))
    if answer.came_by is CameBy.LINK and not answer.is_public:
        st.info(words("responses.check.by_link"))
    if answer.entered_by == viewer.name:
        st.info(words("responses.check.your_own"))
    _show_found(*now.values())
    with st.form(form, enter_to_submit=False):
        said = {"shown": forms_boxes.lines(form, "shown", _name("shown"), now["shown"], height=LETTER)}
        for field in ("reason", "change_what"):
            if now[field]:
                said[field] = forms_boxes.lines(form, field, _name(field), now[field])
        is_pressed = st.form_submit_button(words("responses.check.save"), type="primary")
    if is_pressed:
        done = words(f"responses.check.{'done_public' if answer.is_public else 'done'}")
        with acting(form, done, said) as session:
            check_response(session, answer.id, **said, after=_as_moment(after), by=viewer, at=access.now())


def ask_to_publish(viewer: Viewer, answer: ResponseSeen) -> None:
    """One press, with what follows from it."""
    form = f"{PUBLISH}{answer.id}"
    say_what_happened(form)
    st.markdown(words("responses.publish.lead"))
    to = "feedback" if answer.feedback_id else "recommendation"
    st.markdown(words(f"responses.publish.lead_{to}"))
    checked_at = _as_number(answer.checked_at)
    if st.button(
        words("responses.publish.press"),
        key=form,
        type="primary",
        on_click=_note_seen,
        args=(form, checked_at),
    ):
        after = _as_moment(desk()["seen"][form])
        with acting(form, words("responses.publish.done")) as session:
            publish_response(session, answer.id, after=after, by=viewer, at=access.now())


def ask_to_take_back(viewer: Viewer, answer: ResponseSeen) -> None:
    """Why it was a mistake."""
    form = f"{BACK}{answer.id}"
    say_what_happened(form)
    st.markdown(words("responses.take_back.lead"))
    with st.form(form, enter_to_submit=False):
        reason = forms_boxes.line(form, "reason", _name("reason_back"), "")
        is_pressed = st.form_submit_button(words("responses.take_back.press"))
    if is_pressed:
        with acting(form, words("responses.take_back.done")) as session:
            take_back_response(session, answer.id, reason, by=viewer, at=access.now())


def _note_seen(form: str, checked_at: int) -> None:
    """Before the run of the press, which reads the answer anew: when it was checked, as the page drew it."""
    desk()["seen"][form] = checked_at


def _show_found(*texts: str) -> None:
    """What may say who somebody is: a person decides what is taken out."""
    found = dict.fromkeys((one.kind, text[slice(*one.span)]) for text in texts for one in details_in(text))
    if not found:
        st.markdown(words("responses.check.found_none"))
        return
    st.markdown(words("responses.check.found"))
    with st.container(gap="xxsmall"):
        for kind, said in list(found)[:MOST_FOUND]:
            kind_said = words(f"proposed.detail.{kind.value}")
            st.text(words("responses.check.found_line", kind=kind_said, said=said))


def _name(field: str) -> str:
    return words(f"responses.fields.{field}")


def _choice(form: str, field: str, offered: Sequence[Chosen]) -> Chosen | None:
    said, visibility = label(form, field, _name(field))
    chosen: Chosen | None = st.radio(
        said,
        offered,
        index=None,
        format_func=lambda one: words(f"responses.{field}.{one.value}"),
        key=filled(form, field, None),
        label_visibility=visibility,
    )
    return chosen


def _body(form: str, bodies: Bodies) -> UUID | None:
    said, visibility = label(form, "organisation_id", _name("organisation_id"))
    likely = bodies.likely if bodies.likely in bodies.names else None
    chosen: UUID | None = st.selectbox(
        said,
        [*bodies.names],
        index=None,
        placeholder=words("responses.choose_body"),
        format_func=bodies.names.__getitem__,
        key=filled(form, "organisation_id", likely),
        label_visibility=visibility,
    )
    return chosen


def _as_number(checked_at: datetime | None) -> int:
    return (checked_at - BEGAN) // timedelta(microseconds=1) if checked_at else 0


def _as_moment(number: int) -> datetime | None:
    return BEGAN + timedelta(microseconds=number) if number else None
