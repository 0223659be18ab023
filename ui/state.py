"""What a browser's session remembers: the answers so far, and where in the form somebody is."""

import secrets
from datetime import datetime
from typing import TypedDict, cast

import streamlit as st

from actions.copied_code import new_code
from content.question_sets import ABOUT_YOU, HAVE_YOUR_SAY
from ui import access

FORM = "have_your_say"


class Form(TypedDict):
    """One piece of feedback on its way: plain values alone, so that a reload of the code can't harm it.

    `token` is made when the form is first shown and sent with every press of Send, so that however
    often that is pressed one row is kept. `secret` goes with the reference and is shown with it.
    `programme` is the id of the one whose own form it is, if it is one's.
    """

    question_set: str
    programme: str
    begun_at: datetime
    token: str
    secret: str
    answers: dict[str, str]
    step: str
    seen: list[str]
    is_changing: bool
    problems: dict[str, str]
    notice: str
    reference: str
    is_to_be_contacted: bool
    has_told_about_you: bool


def form() -> Form:
    """The form of this session, begun if there is none yet."""
    if FORM not in st.session_state:
        st.session_state[FORM] = _begun()
    return cast(Form, st.session_state[FORM])


def is_under_way() -> bool:
    """Whether somebody has answered a question already, or has just sent: then a form that shuts waits."""
    return bool(form()["step"] or form()["reference"])


def start_again() -> None:
    """Begin another piece of feedback, with a token of its own."""
    st.session_state[FORM] = _begun()


def sent(reference: str, *, is_to_be_contacted: bool) -> None:
    """Keep the reference, and let go of the answers: the next person at this device has no use for them."""
    mine = form()
    mine["answers"], mine["problems"], mine["notice"] = {}, {}, ""
    mine["reference"], mine["is_to_be_contacted"] = reference, is_to_be_contacted


def begin_about_you() -> None:
    """After sending: the questions about the person, whose answers are kept apart."""
    form()["question_set"], form()["step"], form()["seen"] = ABOUT_YOU, "", []
    form()["answers"], form()["is_changing"] = {}, False


def end_about_you(*, is_told: bool) -> None:
    """Back to the reference, with nothing kept here of what was answered."""
    mine = form()
    mine["question_set"], mine["has_told_about_you"] = HAVE_YOUR_SAY, is_told
    mine["answers"], mine["problems"], mine["notice"] = {}, {}, ""


def widget_key(question_key: str) -> str:
    """The key of the widget for one answer; another piece of feedback has others."""
    return f"{form()['token'][:8]}.{question_key}"


def _begun() -> Form:
    return Form(
        question_set=HAVE_YOUR_SAY,
        programme="",
        begun_at=access.now(),
        secret=new_code(),
        token=secrets.token_urlsafe(32),
        answers={},
        step="",
        seen=[],
        is_changing=False,
        problems={},
        notice="",
        reference="",
        is_to_be_contacted=False,
        has_told_about_you=False,
    )
