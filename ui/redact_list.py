"""The list of what is taken out: a tick for each, by number and kind, and what stands there for somebody."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from analysis.redaction import Cut
from content.words import words
from models.vocabulary import RedactionKind, TextPart
from ui.redact import (
    FIRST_NAME,
    JOBS,
    MOST_TICKS,
    OF_SOMEBODY,
    Marks,
    Row,
    cuts_of,
    kind_and_source,
    left_over,
    named_stand_in,
    tick_key,
)


def ask_what_to_take_out(
    feedback_id: UUID, rows: Sequence[Row], marks: Marks, whole: dict[TextPart, str]
) -> None:
    """Draw the ticks, and keep in `marks` what they say."""
    st.subheader(words("redact.title"))
    if not rows:
        st.markdown(words("redact.nothing_found"))
        return
    with st.container(horizontal=True):
        for name, is_ticked in (("all", True), ("none", False)):
            st.button(
                words(f"redact.{name}"),
                key=f"take-{name}-{feedback_id}",
                on_click=_tick,
                args=(feedback_id, rows, marks, is_ticked),
            )
    by_hand_first = sorted(rows, key=lambda row: not row.is_own) if len(rows) > MOST_TICKS else rows
    for row in by_hand_first[:MOST_TICKS]:
        _ask(feedback_id, row, marks)
    if rest := by_hand_first[MOST_TICKS:]:
        is_ticked = st.checkbox(
            words("redact.rest", count=len(rest)),
            value=marks["ticked"].get(rest[0].key, True),
            key=f"tick-{feedback_id}-rest",
        )
        marks["ticked"] |= {row.key: is_ticked for row in rest}
    _offer_left_over(feedback_id, rows, marks, whole)


def ask_stand_in(label: str, key: str, chosen: str = "") -> str:
    """What stands there for somebody: the words for a name, a job, a first name, or what is typed."""
    offered = [RedactionKind.NAME.value, RedactionKind.STAFF_NAME.value, FIRST_NAME, *JOBS]
    if chosen and chosen not in offered:
        offered.append(chosen)
    return (
        st.selectbox(
            label,
            offered,
            index=offered.index(chosen) if chosen else 0,
            format_func=named_stand_in,
            accept_new_options=True,
            key=key,
        )
        or RedactionKind.NAME.value
    )


def _ask(feedback_id: UUID, row: Row, marks: Marks) -> None:
    ticked = st.checkbox(
        kind_and_source(row),
        value=marks["ticked"].get(row.key, row.is_sure),
        key=tick_key(feedback_id, row),
    )
    marks["ticked"][row.key] = ticked
    if ticked and row.cut.kind in OF_SOMEBODY:
        marks["stands"][row.key] = ask_stand_in(
            words("redact.stands", number=row.number),
            f"stands-{feedback_id}-{row.key}",
            marks["stands"].get(row.key, row.cut.kind.value),
        )


def _tick(feedback_id: UUID, rows: Sequence[Row], marks: Marks, is_ticked: bool) -> None:
    for row in rows:
        marks["ticked"][row.key] = is_ticked
        st.session_state[tick_key(feedback_id, row)] = is_ticked
    if len(rows) > MOST_TICKS:
        st.session_state[f"tick-{feedback_id}-rest"] = is_ticked


def _offer_left_over(
    feedback_id: UUID, rows: Sequence[Row], marks: Marks, whole: dict[TextPart, str]
) -> None:
    """Say that a name still stands elsewhere, and take it out there too if asked."""
    over = left_over(cuts_of(rows, marks, whole), whole)
    if not over:
        return
    said = "redact.left_over_once" if len(over) == 1 else "redact.left_over"
    st.warning(words(said, count=len(over)))
    st.button(
        words("redact.left_over_take"),
        key=f"left-over-{feedback_id}",
        on_click=_take_out_too,
        args=(feedback_id, rows, marks, over),
    )


def _take_out_too(
    feedback_id: UUID, rows: Sequence[Row], marks: Marks, over: list[tuple[TextPart, Cut]]
) -> None:
    """Tick what is in the list already, and put the rest there."""
    known = {row.key: row for row in rows}
    for part, cut in over:
        row = Row(0, part, cut, is_own=True)
        if row.key in known:
            _tick(feedback_id, [known[row.key]], marks, True)
        else:
            marks["own"].append((part, cut))
