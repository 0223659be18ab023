"""Mark something that the machine didn't find: by typing the words, or by pressing their numbers."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from analysis.redaction import Cut, said_in, words_in
from analysis.spotted import Span
from content.words import words
from models.vocabulary import RedactionKind, TextPart
from models.words import canonical
from reporting.redacted import numbered
from ui.redact import OF_SOMEBODY, Marks, Row
from ui.redact_list import ask_stand_in

AT_ONCE = 40
"""Words of which each has a number to press."""
MOST_PLACES = 200
LONGEST_PHRASE = 200

BY_PHRASE, BY_NUMBER = "by_phrase", "by_number"
Places = list[tuple[TextPart, Span]]


def ask_for_more(feedback_id: UUID, marks: Marks, whole: dict[TextPart, str]) -> None:
    """Ask for words and for what they are, and mark them when they are there."""
    with st.expander(words("redact.more")):
        place = f"{feedback_id}-{len(marks['own'])}"  # new and empty boxes after each
        how = st.radio(
            words("redact.how"),
            [BY_PHRASE, BY_NUMBER],
            format_func=lambda way: words(f"redact.{way}"),
            horizontal=True,
            key=f"how-{feedback_id}",
        )
        if how == BY_PHRASE:
            phrase = canonical(
                st.text_input(words("redact.phrase"), key=f"phrase-{place}", max_chars=LONGEST_PHRASE)
            )
            places = _said(whole, phrase)
            missing = "not_there" if phrase.strip() else "no_phrase"
        else:
            places, missing = _pressed(place, whole), "no_number"
        kind = RedactionKind(
            st.selectbox(
                words("redact.kind"),
                list(RedactionKind),
                format_func=lambda kind: words(f"redact.kinds.{kind.value}"),
                key=f"kind-{place}",
            )
            or RedactionKind.NAME
        )
        stands = (
            ask_stand_in(words("redact.stands_for_new"), f"stands-{place}", kind)
            if kind in OF_SOMEBODY
            else ""
        )
        st.markdown(f":small[:gray[{words('redact.stands_hint')}]]")
        if st.button(words("redact.take_out"), key=f"take-out-{place}"):
            _mark(marks, places, kind, stands, missing)
    if marks["said"]:
        st.success(marks["said"])
        marks["said"] = ""


def _mark(marks: Marks, places: Places, kind: RedactionKind, stands: str, missing: str) -> None:
    if not places:
        st.error(words(f"redact.{missing}"))
    elif len(places) > MOST_PLACES:
        st.error(words("redact.too_many", most=MOST_PLACES))
    else:
        known = {(part, cut.start, cut.end) for part, cut in marks["own"]}
        for part, (start, end) in places:
            row = Row(0, part, Cut(start, end, kind), is_own=True)
            marks["ticked"][row.key] = True
            if stands:
                marks["stands"][row.key] = stands
            if (part, start, end) not in known:
                marks["own"].append((part, row.cut))
        once = len(places) == 1
        marks["said"] = words("redact.done_once") if once else words("redact.done", count=len(places))
        st.rerun()


def _said(whole: dict[TextPart, str], phrase: str) -> Places:
    """Where the words stand: by themselves, and within others only where they stand nowhere by themselves."""
    alone, within = (
        [
            (part, span)
            for part, text in whole.items()
            for span in said_in(text, phrase, within_words=within_words)
        ]
        for within_words in (False, True)
    )
    return alone or within


def _pressed(place: str, whole: dict[TextPart, str]) -> Places:
    """The words whose numbers are pressed; those side by side are one place."""
    there = [part for part, text in whole.items() if text]
    if not there:
        return []
    part = there[0]
    if len(there) > 1:
        part = st.radio(
            words("redact.which_text"),
            there,
            format_func=lambda part: words(f"redact.{part.value}"),
            key=f"which-{place}",
        )
    spans = words_in(whole[part])
    begins = list(range(0, len(spans), AT_ONCE))
    begin = 0
    if len(begins) > 1:
        begin = st.selectbox(
            words("redact.stretch"),
            begins,
            format_func=lambda begin: words(
                "redact.stretch_of", first=begin + 1, last=min(begin + AT_ONCE, len(spans))
            ),
            key=f"stretch-{place}-{part.value}",
        )
    shown = spans[begin : begin + AT_ONCE]
    st.html(numbered(whole[part], shown, begin + 1))
    pressed = st.pills(
        words("redact.numbers"),
        list(range(begin, begin + len(shown))),
        selection_mode="multi",
        format_func=lambda word: f"{word + 1:d}",
        key=f"numbers-{place}-{part.value}-{begin}",
    )
    return [(part, span) for span in _together(spans, sorted(pressed))]


def _together(spans: Sequence[Span], pressed: list[int]) -> list[Span]:
    joined: list[list[int]] = []
    for word in pressed:
        if joined and joined[-1][1] == word - 1:
            joined[-1][1] = word
        else:
            joined.append([word, word])
    return [(spans[first][0], spans[last][1]) for first, last in joined]
