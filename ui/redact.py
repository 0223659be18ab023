"""What is to be taken out of somebody's words: ticked by number and kind, and laid over them at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypedDict, cast
from uuid import UUID

import streamlit as st

from actions.keep_approved import Cuts, names_of_redactions
from analysis.personal_details import Reason
from analysis.redaction import Cut, names_in_phrase, redact, still_there, tidy
from content.look.tokens import Mode
from content.words import words
from models.vocabulary import RedactionKind, TextPart
from reporting.marked import Line, Mark
from reporting.redacted import redacted_as_html
from storage.queries.moderation_queue import ToModerate
from storage.queries.texts_of import BETWEEN
from ui.plain import plain
from ui.proposed import Proposed

MOST_TICKS = 40
"""One by one; the rest are ticked together."""

OF_SOMEBODY = (RedactionKind.NAME, RedactionKind.STAFF_NAME)
UNSURE = frozenset({Reason.AS_A_PERSON_DOES.value})
"""Rules that take many a word for a name that is none."""

FIRST_NAME = "first_name"
NOT_SEEN = -1
JOBS = (
    *("nurse", "ward_sister", "doctor", "consultant", "gp", "receptionist", "pharmacist", "paramedic"),
    *("social_worker", "care_worker", "therapist", "manager", "staff"),
)


class Text(NamedTuple):
    """One text as it is shown: `at` is where it begins in the whole of its part."""

    part: TextPart
    at: int
    proposed: Proposed


class Row(NamedTuple):
    """One thing that may be taken out of a part of what was said, by the number it goes by."""

    number: int
    part: TextPart
    cut: Cut
    is_own: bool
    is_sure: bool = True

    @property
    def key(self) -> str:
        return f"{self.part.value}-{self.cut.start}-{self.cut.end}"


class Marks(TypedDict):
    """What one person has marked and ticked in one piece of feedback, until it is signed.

    `seen` is how many decisions there were when what they took out was last added.
    """

    own: list[tuple[TextPart, Cut]]
    ticked: dict[str, bool]
    stands: dict[str, str]
    said: str
    seen: int


def tick_key(feedback_id: UUID, row: Row) -> str:
    """What the tick of a row is kept under."""
    return f"tick-{feedback_id}-{row.key}"


def marks_of(one: ToModerate, texts: Sequence[Text]) -> Marks:
    """What was marked in this sitting, and whatever the last moderator who approved it took out.

    That one may have signed since this one began: nothing that was taken out comes back unless somebody
    who sees it unticks it.
    """
    fresh = Marks(own=[], ticked={}, stands={}, said="", seen=NOT_SEEN)
    marks = cast(Marks, st.session_state.setdefault(_place(one.feedback_id), fresh))
    if marks["seen"] != one.decisions:
        _add_what_was_taken_out(one, texts, marks)
        marks["seen"] = one.decisions
    return marks


def _add_what_was_taken_out(one: ToModerate, texts: Sequence[Text], marks: Marks) -> None:
    known = {(part, cut.start, cut.end) for part, cut, _ in _details(texts)}
    known |= {(part, cut.start, cut.end) for part, cut in marks["own"]}
    for part, taken in one.taken_out.items():
        for cut in (Cut(*each) for each in taken):
            row = Row(0, part, cut, is_own=False)
            if (part, cut.start, cut.end) not in known:
                marks["own"].append((part, cut))
            marks["ticked"][row.key] = st.session_state[tick_key(one.feedback_id, row)] = True
            if cut.kind in OF_SOMEBODY:
                marks["stands"].setdefault(row.key, cut.instead or cut.kind.value)


def forget_marks(feedback_id: UUID) -> None:
    """They are signed, or nothing is left to sign."""
    st.session_state.pop(_place(feedback_id), None)


def texts_shown(one: ToModerate, proposed: Sequence[Proposed]) -> tuple[Text, ...]:
    """The texts in the order of the page, each with its place in the part that it belongs to."""
    said, should_happen, *later = proposed
    texts = [Text(TextPart.WORDS, 0, said), Text(TextPart.SHOULD_HAPPEN, 0, should_happen)]
    at = 0
    for added in later:
        texts.append(Text(TextPart.ADDED, at, added))
        at += len(added.text) + len(BETWEEN)
    return tuple(texts)


def whole_texts(texts: Sequence[Text]) -> dict[TextPart, str]:
    """Each part of what was said as one text; what they added is joined in the order it came."""
    return {
        part: BETWEEN.join(text.proposed.text for text in texts if text.part is part) for part in TextPart
    }


def rows_of(texts: Sequence[Text], marks: Marks) -> list[Row]:
    """Everything that may be taken out: what the machine found, then what a person marked."""
    found = [
        Row(number, part, cut, is_own=False, is_sure=is_sure)
        for (part, cut, is_sure), number in zip(_details(texts), _numbers(texts), strict=True)
    ]
    last = max((text.proposed.first + len(text.proposed.found) - 1 for text in texts), default=0)
    own = [
        Row(last + place, part, cut, is_own=True) for place, (part, cut) in enumerate(marks["own"], start=1)
    ]
    return found + own


def own_marks(text: Text, rows: Sequence[Row]) -> list[Mark]:
    """Where a text is marked by a person, as it is drawn in that text."""
    length = len(text.proposed.text)
    placed = (
        Mark(max(row.cut.start - text.at, 0), min(row.cut.end - text.at, length), row.number, Line.SOLID)
        for row in rows
        if row.is_own and row.part is text.part
    )
    return [mark for mark in placed if mark.start < mark.end]


def cuts_of(rows: Sequence[Row], marks: Marks, whole: dict[TextPart, str]) -> Cuts:
    """What is ticked, with what stands there instead, by the part that it is taken out of."""
    cuts: dict[TextPart, list[Cut]] = {part: [] for part in TextPart}
    for row in rows:
        if marks["ticked"].get(row.key, row.is_sure):
            cuts[row.part].append(_with_stand_in(row, marks, whole[row.part]))
    return cuts


def left_over(cuts: Cuts, whole: dict[TextPart, str]) -> list[tuple[TextPart, Cut]]:
    """Where part of a name that is taken out still stands: somebody who is named is often named twice."""
    names: set[str] = set()
    for part, some in cuts.items():
        for cut in some:
            if cut.kind in OF_SOMEBODY:
                names |= set(names_in_phrase(whole[part][cut.start : cut.end])) - {cut.instead}
    over: list[tuple[TextPart, Cut]] = []
    for part, text in whole.items():
        taken = tidy(text, cuts[part])
        for start, end in still_there(text, names):
            if not any(cut.start < end and start < cut.end for cut in taken):
                over.append((part, Cut(start, end, RedactionKind.NAME)))
    return over


def show_what_others_read(cuts: Cuts, whole: dict[TextPart, str]) -> None:
    """The words as they will be read, with a dark label where something was taken out."""
    with st.container(border=True):
        st.subheader(words("redact.others_read"))
        mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
        names = names_of_redactions()
        for part, text in whole.items():
            if not text:
                continue
            if part is not TextPart.WORDS:
                st.markdown(f":small[:gray[{words(f'redact.{part.value}')}]]")
            st.html(redacted_as_html(redact(text, cuts[part], names), mode))
        note = "others_note" if any(whole.values()) else "nothing_to_read"
        st.markdown(f":small[:gray[{words(f'redact.{note}')}]]")


def stand_in(chosen: str | None, said: str) -> str:
    """What stands there for somebody: a job, their first name, or "" for the words for a name."""
    if not chosen:
        return ""
    if chosen == FIRST_NAME:
        return next(iter(names_in_phrase(said)), "")
    return words(f"redact.jobs.{chosen}") if chosen in JOBS else " ".join(chosen.split())


def named_stand_in(chosen: str) -> str:
    """What can be chosen to stand there, as it is offered."""
    if chosen in OF_SOMEBODY:
        return words(f"named.redaction.{chosen}")
    if chosen == FIRST_NAME:
        return words("redact.first_name")
    return words(f"redact.jobs.{chosen}") if chosen in JOBS else chosen


def kind_and_source(row: Row) -> str:
    """What a row may be, and who found it; never the words themselves."""
    kind = words(f"redact.kinds.{row.cut.kind.value}")
    source = words("redact.yours" if row.is_own else "redact.found")
    perhaps = "" if row.is_sure else f", {words('redact.perhaps')}"
    return words("redact.row", number=row.number, kind=plain(f"{kind}{perhaps}"), source=source)


def _place(feedback_id: UUID) -> str:
    return f"marks-{feedback_id}"


def _details(texts: Sequence[Text]) -> Iterator[tuple[TextPart, Cut, bool]]:
    for text in texts:
        for found in text.proposed.found:
            if found.detail is not None:
                [(start, end)] = found.spans
                cut = Cut(start + text.at, end + text.at, RedactionKind(found.detail.value))
                yield text.part, cut, found.reason not in UNSURE


def _numbers(texts: Sequence[Text]) -> Iterator[int]:
    for text in texts:
        for number, found in enumerate(text.proposed.found, start=text.proposed.first):
            if found.detail is not None:
                yield number


def _with_stand_in(row: Row, marks: Marks, text: str) -> Cut:
    chosen = marks["stands"].get(row.key, "")
    if row.cut.kind not in OF_SOMEBODY or not chosen:
        return row.cut
    if chosen in OF_SOMEBODY:
        return row.cut._replace(kind=RedactionKind(chosen), instead="")
    said = text[row.cut.start : row.cut.end]
    return row.cut._replace(kind=RedactionKind.STAFF_NAME, instead=stand_in(chosen, said))
