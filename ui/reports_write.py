"""The parts of a report in their order: each can be written, moved and removed, and more can be added."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from content.words import words
from models.people import Permission, Viewer
from models.report_parts import MOST_PARTS, Part, PictureChosen, TextOfOurs
from models.report_seen import ReportSeen
from reporting.compose import compose
from ui import forms_boxes, reports_add, reports_numbers
from ui.forms_desk import fill_afresh, say_what_happened
from ui.plain import plain
from ui.reports_parts import Around, called, guidance, look_around, show
from ui.reports_save import (
    draft_of,
    form_of,
    keep,
    kept,
    open_part,
    opened_part,
    parts_of,
    revision_seen,
    saving,
)


class Pressed(NamedTuple):
    """The parts as a press leaves them, and which of them is open afterwards."""

    parts: tuple[Part, ...]
    opened: int | None = None


def draw(viewer: Viewer, report: ReportSeen) -> None:
    """Draw all parts, one of them perhaps open to be written; a press saves everything."""
    after = revision_seen(report)
    say_what_happened(form_of(report), "reports.fields")
    around = look_around(viewer, report)
    document = compose(around.material)
    may_write = viewer.may(Permission.RECOMMEND) and report.ended_at is None
    opened = _opened(report) if may_write else None
    if not report.parts:
        st.info(words("reports.write.empty"))
    parts, wanted = list(report.parts), None
    for at in range(len(parts)):
        with st.container(border=True, key=f"report-part-{at}"):
            if at == opened:
                parts[at] = _boxes(around, at)
            else:
                show(around, parts[at])
            if may_write:
                reports_numbers.show(document, parts[at], around.material.rules)
            wanted = (_buttons(around, parts, at, opened) if may_write else None) or wanted
    pressed = _after(parts, *wanted, opened) if wanted else None
    if may_write and len(parts) < MOST_PARTS:
        pressed = _added(around, parts, opened) or pressed
    if pressed and pressed.parts == report.parts:
        open_part(report, pressed.opened)
        fill_afresh(form_of(report))
        st.rerun()
    if pressed:
        typed = {} if opened is None else _typed(parts[opened])
        draft = draft_of(report, parts=parts_of(pressed.parts))
        with saving(viewer, report, draft, after=after, typed=typed):
            open_part(report, pressed.opened)


def _opened(report: ReportSeen) -> int | None:
    at = opened_part(report)
    is_there = at is not None and at < len(report.parts)
    return at if at is not None and is_there and is_written(report.parts[at]) else None


def is_written(part: Part) -> bool:
    """Whether staff write in it."""
    return isinstance(part, TextOfOurs | PictureChosen)


def _boxes(around: Around, at: int) -> Part:
    """The boxes of one part, filled with what it says, and what they say now."""
    report, part = around.report, around.report.parts[at]
    form = form_of(report)
    if isinstance(part, TextOfOurs):
        now = kept(report, f"heading-{at}", part.heading)
        heading = forms_boxes.line(
            form, f"heading-{at}", words("reports.fields.heading"), now, problem=f"part.{at}"
        )
        keep(report, f"heading-{at}", heading)
        if hint := guidance(around, part):
            st.info(words("reports.write.guidance", guidance=plain(hint)))
        return TextOfOurs(heading=heading, said=_said(around, at, part.said, "said"))
    if isinstance(part, PictureChosen):
        show(around, part.model_copy(update={"said": ""}))
        return PictureChosen(name=part.name, said=_said(around, at, part.said, "said_of_it"))
    return part


def _said(around: Around, at: int, now: str, called_: str) -> str:
    report = around.report
    said = forms_boxes.lines(
        form_of(report), f"said-{at}", words(f"reports.fields.{called_}"), kept(report, f"said-{at}", now)
    )
    keep(report, f"said-{at}", said)
    st.markdown(f":small[:gray[{words('reports.hints.said')}]]")
    return said


def _buttons(around: Around, parts: Sequence[Part], at: int, opened: int | None) -> tuple[str, int] | None:
    """What of it was pressed, and at which part."""
    pressed = None
    name = plain(called(around, parts[at]))
    with st.container(horizontal=True, vertical_alignment="center"):
        if at == opened:
            if st.button(words("reports.write.save"), key=f"save-{at}", type="primary"):
                pressed = "close", at
            if _next_to_write(parts, at) is not None and st.button(
                words("reports.write.save_next"), key=f"save-next-{at}"
            ):
                pressed = "next", at
        elif is_written(parts[at]) and st.button(
            words("reports.write.change"),
            key=f"change-{at}",
            help=words("reports.write.change_help", name=name),
        ):
            pressed = "open", at
        for way, is_there in (("up", at > 0), ("down", at < len(parts) - 1)):
            if st.button(
                words(f"reports.write.{way}"),
                key=f"{way}-{at}",
                type="tertiary",
                disabled=not is_there,
                help=words(f"reports.write.{way}_help", name=name),
            ):
                pressed = way, at
        with st.popover(words("reports.write.remove"), type="tertiary"):
            st.markdown(words("reports.write.remove_sure"))
            if st.button(words("reports.write.remove_yes"), key=f"remove-{at}"):
                pressed = "remove", at
    return pressed


def _next_to_write(parts: Sequence[Part], at: int) -> int | None:
    after = range(at + 1, len(parts))
    return next((one for one in after if is_written(parts[one])), None)


def _after(parts: Sequence[Part], what: str, at: int, opened: int | None) -> Pressed:
    """The parts once that is done at this part; what is open stays open wherever it comes to stand."""
    new, order = list(parts), list(range(len(parts)))
    if what in ("open", "close", "next"):
        return Pressed(tuple(new), {"open": at, "close": None, "next": _next_to_write(parts, at)}[what])
    if what == "remove":
        del order[at]
    else:
        beside = at + (1 if what == "down" else -1)
        order[at], order[beside] = order[beside], order[at]
    return Pressed(tuple(new[one] for one in order), order.index(opened) if opened in order else None)


def _added(around: Around, parts: Sequence[Part], opened: int | None) -> Pressed | None:
    names = [called(around, part) for part in parts]
    chosen = reports_add.ask(around, names)
    if chosen is None:
        return None
    part, place = chosen
    new = (*parts[:place], part, *parts[place:])
    if isinstance(part, TextOfOurs):
        return Pressed(new, place)
    return Pressed(new, opened + 1 if opened is not None and opened >= place else opened)


def _typed(part: Part) -> dict[str, str]:
    """What is in the boxes of an open part, as people read it."""
    if isinstance(part, TextOfOurs):
        return {"heading": part.heading, "said": part.said}
    return {"said_of_it": part.said} if isinstance(part, PictureChosen) else {}
