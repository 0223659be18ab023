"""How is a question asked with Streamlit's widgets, and how is its answer taken from them?"""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from content.question_set import DONT_KNOW, NOT_LISTED, YES, Kind, Question, Step, shown
from content.words import words
from models.feedback import OLDEST_YEARS
from ui.form_facts import FormFacts
from ui.plain import WORD_JOINER, plain
from ui.state import form, widget_key

MOST_RADIOS = 8  # services; more than these are chosen from a list that can be searched
WORDS_HEIGHT = 260
AUTOCOMPLETE = {"name": "name", "tel": "tel", "email": "email"}
MONTHS = tuple(str(number) for number in range(1, 13))


def ask(step: Step, facts: FormFacts) -> None:
    """Draw a step's questions, filled in with what was answered before, and keep what is answered now."""
    keep(step)
    is_alone = len(step.questions) == 1
    for question in shown(step, form()["answers"]):
        problem = form()["problems"].get(question.id, "")
        with st.container(gap="xxsmall" if question.kind is Kind.TICK else "xsmall"):
            hides_label = _say_problem(question, problem, is_alone=is_alone)
            _ask_one(question, facts, label=_label(question.title, problem), hides_label=hides_label)
            if question.hint and not is_alone:
                st.markdown(f":small[:gray[{our_words(question.hint, facts)}]]")


def keep(step: Step) -> None:
    """Copy what the step's widgets hold into the answers: a widget forgets once its step is left."""
    answers = form()["answers"]
    for question in step.questions:
        for key in question.keys:
            if widget_key(key) in st.session_state:
                answers[key] = _as_text(st.session_state[widget_key(key)])
        for value in (NOT_LISTED, DONT_KNOW):  # a tick beside a list says more than the list
            ticked = st.session_state.get(_tick_key(question, value))
            if ticked:
                answers[question.id] = value
            elif ticked is False and answers.get(question.id) == value:
                answers[question.id] = ""


def forget_choices(step: Step) -> None:
    """Skip a step: choices are undone. What was typed stays, for it may have taken an hour."""
    for question in step.questions:
        if question.kind not in (Kind.WORDS, Kind.LINE):
            for key in question.keys:
                if key != question.name_key:
                    form()["answers"].pop(key, None)


def our_words(text: str, facts: FormFacts) -> str:
    """Words from our own files, with the watchdog's name put in."""
    return text.replace("{watchdog}", plain(facts.watchdog))


def _ask_one(question: Question, facts: FormFacts, *, label: str, hides_label: bool) -> None:
    visibility: Literal["collapsed", "visible"] = "collapsed" if hides_label else "visible"
    key = widget_key(question.id)
    if question.kind is Kind.CHOICE:
        labels = {option.value: option.label for option in question.options}
        _radio(question, label, labels, hints=[option.hint for option in question.options])
    elif question.kind is Kind.SERVICE:
        _ask_service(question, facts, label=label)
    elif question.kind is Kind.MONTH:
        _ask_month(question, facts)
    elif question.kind is Kind.TICK:
        _begin(question.id, _answer(question.id) == YES)
        st.checkbox(label, key=key)
    elif question.kind is Kind.WORDS:
        _begin(question.id, _answer(question.id))
        st.text_area(label, key=key, height=WORDS_HEIGHT, label_visibility=visibility)
    else:
        _begin(question.id, _answer(question.id))
        hint = AUTOCOMPLETE.get(question.input, "off")
        st.text_input(label, key=key, autocomplete=hint, label_visibility=visibility)


def _ask_service(question: Question, facts: FormFacts, *, label: str) -> None:
    names = facts.service_names(question.sector)
    last = {NOT_LISTED: words("form.not_listed"), DONT_KNOW: words("form.dont_know")}
    if len(names) > MOST_RADIOS:
        _searchable_list(question, label, names)
        _ticks(question, last)
    elif names:
        _radio(question, label, {id_: plain(name) for id_, name in names.items()} | last)
    else:
        st.markdown(words("form.no_services"))
        _radio(question, label, last | {NOT_LISTED: words("form.type_its_name")})
    is_not_listed = st.session_state.get(_tick_key(question, NOT_LISTED)) or (
        st.session_state.get(widget_key(question.id)) == NOT_LISTED
    )
    if is_not_listed:
        _begin(question.name_key, _answer(question.name_key))
        st.text_input(words("form.its_name"), key=widget_key(question.name_key), autocomplete="off")


def _searchable_list(question: Question, label: str, names: dict[str, str]) -> None:
    said = _answer(question.id)
    _begin(question.id, said if said in names else None)
    st.selectbox(  # shows its options as they stand: Markdown in a name isn't read here
        label,
        [*names],
        index=None,
        format_func=_named(names),
        key=widget_key(question.id),
        placeholder=words("form.choose_service"),
        label_visibility="collapsed",
    )


def _ask_month(question: Question, facts: FormFacts) -> None:
    years = {str(facts.today.year - back): str(facts.today.year - back) for back in range(OLDEST_YEARS + 1)}
    months = {month: words(f"months.{month}") for month in MONTHS}
    problem = form()["problems"].get(question.id, "")
    with st.container(horizontal=True):
        for key, name, choices in (
            (question.month_key, words("form.month"), months),
            (question.year_key, words("form.year"), years),
        ):
            said = _answer(key)
            _begin(key, said if said in choices else None)
            with st.container(gap="xxsmall", width=220):
                if problem:
                    st.markdown(f":small[{name}]")
                st.selectbox(
                    _label(name, problem),
                    [*choices],
                    index=None,
                    format_func=_named(choices),
                    key=widget_key(key),
                    placeholder=words("form.choose"),
                    label_visibility="collapsed" if problem else "visible",
                )
    _ticks(question, {DONT_KNOW: words("form.dont_know_when")})


def _ticks(question: Question, labels: dict[str, str]) -> None:
    for value, label in labels.items():
        key = _tick_key(question, value)
        if key not in st.session_state:
            st.session_state[key] = _answer(question.id) == value
        st.checkbox(label, key=key)


def _radio(question: Question, label: str, labels: dict[str, str], *, hints: list[str] | None = None) -> None:
    said = _answer(question.id)
    _begin(question.id, said if said in labels else None)
    # Streamlit sets radios a thumb apart only where one has a caption: the last one's can't be seen.
    st.radio(
        label,
        [*labels],
        index=None,
        format_func=_named(labels),
        captions=hints if hints and any(hints) else [""] * (len(labels) - 1) + [WORD_JOINER],
        key=widget_key(question.id),
        label_visibility="collapsed",
    )


def _named(labels: dict[str, str]) -> Callable[[str], str]:
    return lambda value: labels.get(value, value)


def _begin(key: str, value: object) -> None:
    """Fill a widget with the answer given before; while it is on the page it keeps its own."""
    if widget_key(key) not in st.session_state:
        st.session_state[widget_key(key)] = value


def _say_problem(question: Question, problem: str, *, is_alone: bool) -> bool:
    """Say beside the question what to put right. Returns whether its label is then for listeners alone.

    Streamlit can't tie an error to a field, so the field's label says it to a screen reader, hidden.
    """
    if not problem:
        return is_alone
    if not is_alone and question.kind is not Kind.TICK:
        st.markdown(f":small[{question.title}]")
    st.markdown(f":red[**{plain(problem)}**]")
    return question.kind is not Kind.TICK


def _label(name: str, problem: str) -> str:
    return words("problems.label", sentence=plain(problem), label=name) if problem else name


def _tick_key(question: Question, value: str) -> str:
    return widget_key(f"{question.id}.{value}")


def _answer(key: str) -> str:
    return form()["answers"].get(key, "")


def _as_text(value: object) -> str:
    return YES if value is True else value if isinstance(value, str) else ""
