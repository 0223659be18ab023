"""One report: what it is and how it stands, and what of it is worked on."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from content.report_templates import report_template
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.report import ReportTemplate
from models.report_seen import PublishedSeen, ReportSeen
from models.watchdog import HERE
from ui import (
    access,
    reports_about,
    reports_address,
    reports_begin,
    reports_links,
    reports_publish,
    reports_versions,
    reports_write,
)
from ui import reports_scope as scopes
from ui.forms_desk import say_what_happened
from ui.plain import plain
from ui.programme_address import SHOW, choose

GIVE_UP = reports_about.GIVE_UP
SHOWN: dict[str, Callable[[Viewer, ReportSeen], None]] = {
    "write": reports_write.draw,
    "about": reports_about.draw,
    "publish": reports_publish.draw,
    "versions": reports_versions.draw,
}


def draw(viewer: Viewer, report: ReportSeen) -> None:
    """Draw one report; whoever may not write it reads what is there."""
    st.button(
        words("reports.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=reports_address.open_report,
        args=[""],
    )
    say_what_happened(reports_begin.FORM)
    st.header(plain(report.title), anchor=False)
    kind = report_template(report.template).name
    lines = [f"{kind}. {scopes.said(viewer, report.scope)}.", where_it_stands(report)]
    if report.template is ReportTemplate.ANNUAL:
        lines.append(due(report))
    st.markdown("  \n".join(plain(line) for line in lines if line))
    if report.ended_at is None:
        reports_links.show(f"/report/draft/{report.id}", lead=words("reports.preview.lead"))
    may_write = viewer.may(Permission.RECOMMEND) and report.ended_at is None
    offered = [one for one in SHOWN if may_write or one in ("write", "versions")]
    chosen = choose(SHOW, offered, "reports.title", "reports.shown", key=f"report-show-{report.number}")
    SHOWN[chosen](viewer, report)


def where_it_stands(report: ReportSeen) -> str:
    """Whether it is published, in a sentence; and whether it was changed since."""
    if report.ended_at is not None:
        return words("reports.stands.given_up", day=_day(report.ended_at), name=report.ended_by)
    if not report.versions:
        return words("reports.stands.draft")
    newest = report.standing
    if newest is None:
        return words("reports.stands.taken_down")
    said = words("reports.stands.published", version=newest.version, day=_day(newest.published_at))
    return f"{said} {words('reports.stands.changed')}" if _is_changed(report, newest) else said


def due(report: ReportSeen) -> str:
    """Until when an annual report is to be there, and whether that day is over."""
    if report.due_on is None or report.standing is not None:
        return ""
    is_late = report.due_on < access.today()
    return words(f"reports.due{'_over' if is_late else ''}", day=day_in_words(report.due_on))


def _is_changed(report: ReportSeen, newest: PublishedSeen) -> bool:
    return report.changed_at is not None and report.changed_at > newest.published_at


def _day(at: datetime) -> str:
    return day_in_words(at.astimezone(HERE).date())
