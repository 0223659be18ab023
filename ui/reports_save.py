"""A report is saved whole at every press, with what is in the boxes: after the save that somebody saw."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st

from actions.reports import change_report
from content.words import words
from models.people import Viewer
from models.report import ReportDraft
from models.report_parts import Part, write_parts
from models.report_seen import ReportSeen
from ui import access
from ui.forms_desk import acting, boxes_of, seen


def form_of(report: ReportSeen) -> str:
    """What the boxes of a report are known by."""
    return f"report-{report.id}"


def revision_seen(report: ReportSeen) -> int:
    """The save that lies before whoever presses: when the boxes were filled, or the page was drawn last.

    To be asked once a run, before anything is drawn.
    """
    place = f"drawn-{report.id}"
    drawn: int = st.session_state.get(place, report.revision)
    st.session_state[place] = report.revision
    return min(drawn, seen(form_of(report), report.revision))


def draft_of(report: ReportSeen, **other: Any) -> ReportDraft:
    """What a report says, with something else in its place."""
    now: dict[str, Any] = {
        name: getattr(report, name)
        for name in ("template", "title", "scope", "programme_id", "service_id", "visited_on", "year_ended")
    }
    return ReportDraft(**{**now, "parts": tuple(write_parts(report.parts)), **other})


@contextmanager
def saving(
    viewer: Viewer, report: ReportSeen, draft: ReportDraft, *, after: int, typed: Mapping[str, str]
) -> Iterator[None]:
    """Save a report and draw the page afresh; what is done inside is done once it is saved."""
    with acting(form_of(report), words("reports.saved_now"), typed) as session:
        change_report(session, report.id, draft, after=after, by=viewer, at=access.now())
        yield


def parts_of(parts: Iterable[Part]) -> tuple[dict[str, Any], ...]:
    return tuple(write_parts(parts))


def kept(report: ReportSeen, field: str, now: str) -> str:
    """What somebody had in a box before they looked at something else; `now` if nobody had."""
    said: str = st.session_state.get(_place(report, field), now)
    return said


def keep(report: ReportSeen, field: str, said: str) -> None:
    """Remember what is in a box, until the report is saved."""
    st.session_state[_place(report, field)] = said


def has_unsaved(report: ReportSeen) -> bool:
    """Whether somebody typed in the open part and looked at something else before they saved it."""
    at = opened_part(report)
    part = report.parts[at] if at is not None and at < len(report.parts) else None
    fields = {f"{name}-{at}": getattr(part, name, None) for name in ("heading", "said")}
    return any(now is not None and kept(report, field, now) != now for field, now in fields.items())


def _place(report: ReportSeen, field: str) -> str:
    return f"{boxes_of(form_of(report))}-kept-{field}"


def opened_part(report: ReportSeen) -> int | None:
    """The place of the part that is open to be written in this session."""
    at: int | None = st.session_state.get(f"opened-{report.id}")
    return at


def open_part(report: ReportSeen, at: int | None) -> None:
    """Have this part open when the parts are drawn next; None for none."""
    st.session_state[f"opened-{report.id}"] = at
