"""How is a page of questions asked with Streamlit, and how are its answers taken from the widgets?"""

import streamlit as st

from content.answers import as_taken
from content.question_set import (
    DONT_KNOW,
    NOT_LISTED,
    YES,
    Kind,
    Question,
    QuestionSet,
    Step,
    may_add,
    one_more,
    shown,
)
from content.said_back import names_of_moves
from ui.answer_boxes import answer_box, label_of, tick_key
from ui.form_facts import FormFacts
from ui.plain import plain
from ui.state import form, widget_key

# The question stands above these: their widget is narrow, or several of them answer it together.
_ASKED_ABOVE = frozenset({Kind.CHOICE, Kind.TICKS, Kind.SERVICE, Kind.MOVE, Kind.MONTH, Kind.NUMBER})
_TYPED = frozenset({Kind.WORDS, Kind.LINE, Kind.NUMBER})


def ask(asked: QuestionSet, step: Step, facts: FormFacts) -> None:
    """Draw a step's questions, filled in with what was answered before, and keep what is answered now."""
    keep(step)
    answers = form()["answers"]
    moves = names_of_moves(asked, answers, services=facts.names_said_back())
    for question in shown(step, answers):
        problem = form()["problems"].get(question.id, "")
        is_the_title = question.title == step.title
        with st.container(gap="xxsmall" if question.kind in (Kind.TICK, Kind.TICKS) else "xsmall"):
            hint = question.hint if len(step.questions) > 1 else ""
            hides_label = _say_above(question, hint, problem, facts, is_the_title=is_the_title)
            label = label_of(question.title, problem)
            answer_box(question, facts, label=label, hides_label=hides_label, moves=moves)
            if hint and not hides_label:
                st.markdown(f":small[:gray[{our_words(hint, facts)}]]")
    if may_add(step, answers):
        st.button(step.add, icon=":material/add:", on_click=_add_one, args=(step,))


def keep(step: Step) -> None:
    """Copy what the step's widgets hold into the answers: a widget forgets once its step is left."""
    answers = form()["answers"]
    for question in step.questions:
        for key in question.keys:
            if widget_key(key) in st.session_state:
                answers[key] = as_taken(question, _as_text(st.session_state[widget_key(key)]))
        if question.kind is Kind.TICKS:
            _keep_several(question, answers)
        elif question.kind in (Kind.SERVICE, Kind.MONTH):
            _keep_tick_beside(question, answers)


def forget_choices(step: Step) -> None:
    """Skip a step: choices are undone. What was typed stays, for it may have taken an hour."""
    answers = form()["answers"]
    answers.pop(step.shown_key, None)
    for question in step.questions:
        if question.kind not in _TYPED:
            for key in question.keys:
                if key != question.name_key:
                    answers.pop(key, None)


def our_words(text: str, facts: FormFacts) -> str:
    """Words from our own files, with the watchdog's name put in."""
    return text.replace("{watchdog}", plain(facts.watchdog))


def _add_one(step: Step) -> None:
    keep(step)
    form()["answers"].update(one_more(step, form()["answers"]))


def _keep_several(question: Question, answers: dict[str, str]) -> None:
    keys = {option.value: tick_key(question, option.value) for option in question.options}
    if all(key in st.session_state for key in keys.values()):
        answers[question.id] = ",".join(value for value, key in keys.items() if st.session_state[key])


def _keep_tick_beside(question: Question, answers: dict[str, str]) -> None:
    """A tick beside a list says more than the list."""
    for value in (NOT_LISTED, DONT_KNOW):
        ticked = st.session_state.get(tick_key(question, value))
        if ticked:
            answers[question.id] = value
        elif ticked is False and answers.get(question.id) == value:
            answers[question.id] = ""


def _say_above(question: Question, hint: str, problem: str, facts: FormFacts, *, is_the_title: bool) -> bool:
    """Say above a question what its label can't: the question itself, its hint, what to put right.

    Returns whether the label is then for listeners alone.
    """
    stands_above = bool(problem) or question.kind in _ASKED_ABOVE
    if question.kind is Kind.TICK:
        stands_above = False
    elif stands_above and not is_the_title:
        st.markdown(f"**{question.title}**")
    if hint and stands_above:
        st.markdown(f":small[:gray[{our_words(hint, facts)}]]")
    if problem:
        st.markdown(f":red[**{plain(problem)}**]")
    return stands_above or is_the_title


def _as_text(value: object) -> str:
    return YES if value is True else value if isinstance(value, str) else ""
