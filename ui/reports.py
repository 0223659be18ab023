"""The list of reports, the one that is written, whose words stand in them, or the desk of the public page."""

from collections.abc import Callable, Sequence

import streamlit as st

from content.report_templates import report_template
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.report import ReportTemplate
from models.report_seen import ReportSeen
from models.watchdog import HERE
from storage.queries.quoted import to_settle_list
from storage.queries.reports import reports
from ui import access, card, public_page, reports_address, reports_begin, reports_one, reports_quoted
from ui import reports_scope as scope
from ui.forms_desk import say_what_happened
from ui.plain import plain
from ui.programme_address import PART, choose

PARTS: dict[str, Callable[[Viewer], None]] = {"quoted": reports_quoted.draw, "page": public_page.draw}


def draw(viewer: Viewer) -> None:
    """Draw the page for this viewer, as its address says."""
    named = st.query_params.get(reports_address.REPORT, "")
    with access.reading() as session:
        every = reports(session, viewer)
        to_settle = len({one.feedback_id for one in to_settle_list(session, viewer)})
    if named == reports_address.NEW and viewer.may(Permission.RECOMMEND):
        reports_begin.draw(viewer)
        return
    if report := next((one for one in every if str(one.number) == named), None):
        reports_one.draw(viewer, report)
        return
    if named:
        st.warning(words("reports.gone"))
    part = choose(PART, ["reports", *PARTS], "reports.title", "reports.parts", key="reports-part")
    if to_settle and part != "quoted":
        _say_to_settle(to_settle)
    if part in PARTS:
        PARTS[part](viewer)
    else:
        _list(viewer, every)


def _say_to_settle(people: int) -> None:
    said, button = card.words_and_button()
    with said:
        one = words("reports.to_settle_one")
        st.markdown(one if people == 1 else words("reports.to_settle", count=plain(str(people))))
    button.button(
        words("reports.to_settle_go"), key="to-settle", on_click=reports_address.open_part, args=["quoted"]
    )


def _list(viewer: Viewer, every: Sequence[ReportSeen]) -> None:
    st.markdown(words("reports.intro"))
    say_what_happened(reports_one.GIVE_UP)
    if viewer.may(Permission.RECOMMEND):
        st.button(
            words("reports.begin.go"),
            type="primary",
            on_click=reports_address.open_report,
            args=[reports_address.NEW],
        )
    kept = [one for one in every if one.ended_at is None]
    if not kept:
        st.info(words("reports.none"))
    for report in kept:
        _card(viewer, report)
    if ended := [one for one in every if one.ended_at is not None]:
        with st.expander(words("reports.given_up", count=len(ended))):
            for report in ended:
                _card(viewer, report)


def _card(viewer: Viewer, report: ReportSeen) -> None:
    said, button = card.words_and_button()
    title = plain(report.title)
    with said:
        st.subheader(title, anchor=False)
        lines = [
            f"{report_template(report.template).name}. {scope.said(viewer, report.scope)}.",
            reports_one.where_it_stands(report),
            *([reports_one.due(report)] if report.template is ReportTemplate.ANNUAL else []),
        ]
        st.markdown("  \n".join(plain(line) for line in lines if line))
        saved = report.changed_at or report.begun_at
        day = day_in_words(saved.astimezone(HERE).date())
        who = plain(words("reports.saved", day=day, name=report.changed_by or report.begun_by))
        st.markdown(f":small[:gray[{who}]]")
    button.button(
        words("reports.open"),
        key=f"open-report-{report.number}",
        help=words("reports.open_help", title=title),
        on_click=reports_address.open_report,
        args=[str(report.number)],
    )
