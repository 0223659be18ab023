"""Which of Streamlit's widgets takes the answer to a question, and what stands in it at first?"""

from collections.abc import Callable, Mapping
from typing import Literal

import streamlit as st

from content.question_set import DONT_KNOW, NOT_LISTED, POSTCODE, YES, Kind, Question, chosen
from content.words import words
from models.feedback_draft import OLDEST_YEARS
from ui.form_facts import FormFacts
from ui.plain import WORD_JOINER, plain
from ui.state import form, widget_key

MOST_RADIOS = 8  # services; more than these are chosen from a list that can be searched
WORDS_HEIGHT = 260
NUMBER_WIDTH = 160
AUTOCOMPLETE = {name: name for name in ("name", "tel", "email", POSTCODE)}
MONTHS = tuple(str(number) for number in range(1, 13))


def answer_box(
    question: Question, facts: FormFacts, *, label: str, hides_label: bool, moves: Mapping[str, str]
) -> None:
    """Draw what a question is answered with, filled in with what was answered before."""
    visibility: Literal["collapsed", "visible"] = "collapsed" if hides_label else "visible"
    key = widget_key(question.id)
    if question.kind is Kind.CHOICE:
        labels = {option.value: option.label for option in question.options}
        _radio(question, label, labels, hints=[option.hint for option in question.options])
    elif question.kind is Kind.MOVE:
        _radio(question, label, {number: plain(move) for number, move in moves.items()})
    elif question.kind is Kind.TICKS:
        _several(question)
    elif question.kind is Kind.SERVICE:
        _service(question, facts, label=label)
    elif question.kind is Kind.MONTH:
        _month(question, facts)
    elif question.kind is Kind.TICK:
        _begin(question.id, _answer(question.id) == YES)
        st.checkbox(label, key=key)
    elif question.kind is Kind.WORDS:
        _begin(question.id, _answer(question.id))
        st.text_area(label, key=key, height=WORDS_HEIGHT, label_visibility=visibility)
    else:
        _begin(question.id, _answer(question.id))
        st.text_input(
            label,
            key=key,
            autocomplete=AUTOCOMPLETE.get(question.input, "off"),
            label_visibility=visibility,
            width=NUMBER_WIDTH if question.kind is Kind.NUMBER else "stretch",
        )


def label_of(name: str, problem: str) -> str:
    """A widget's label. Streamlit can't tie an error to a field, so the label says it to a screen reader."""
    return words("problems.label", sentence=plain(problem), label=name) if problem else name


def tick_key(question: Question, value: str) -> str:
    """The key of the widget that ticks one answer of several, or one beside a list."""
    return widget_key(f"{question.id}.{value}")


def _several(question: Question) -> None:
    ticked = chosen(_answer(question.id))
    for option in question.options:
        key = tick_key(question, option.value)
        if key not in st.session_state:
            st.session_state[key] = option.value in ticked
        st.checkbox(option.label, key=key)


def _service(question: Question, facts: FormFacts, *, label: str) -> None:
    kinds = {option.value: option.label for option in question.options}
    names = facts.service_names(question.sector)
    last = {NOT_LISTED: words("form.not_listed"), DONT_KNOW: words("form.dont_know")}
    if len(names | kinds) > MOST_RADIOS:
        _searchable_list(question, label, names | kinds)
        _ticks(question, last)
    elif names:
        _radio(question, label, {id_: plain(name) for id_, name in names.items()} | kinds | last)
    else:
        st.markdown(words("form.no_services"))
        _radio(question, label, kinds | last | {NOT_LISTED: words("form.type_its_name")})
    is_not_listed = st.session_state.get(tick_key(question, NOT_LISTED)) or (
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


def _month(question: Question, facts: FormFacts) -> None:
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
                    label_of(name, problem),
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
        key = tick_key(question, value)
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


def _answer(key: str) -> str:
    return form()["answers"].get(key, "")
