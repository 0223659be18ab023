"""What a report is called and what it counts; and giving it up."""

import streamlit as st

from actions.reports import give_up_report
from content.words import day_in_words, words
from models.people import Viewer
from models.report import ReportTemplate
from models.report_seen import ReportSeen
from reporting.scope_words import choices_of
from ui import access, forms_boxes, kept_figures, reports_address
from ui import reports_scope as scopes
from ui.forms_desk import acting, boxes_of, say_what_happened
from ui.reports_begin import ask_days
from ui.reports_save import draft_of, form_of, revision_seen, saving

GIVE_UP = "report-given-up"


def draw(viewer: Viewer, report: ReportSeen) -> None:
    """The boxes about a report, filled with what it says, and the way to give it up."""
    form, after = form_of(report), revision_seen(report)
    say_what_happened(form, "reports.fields")
    title = forms_boxes.line(form, "title", words("reports.fields.title"), report.title)
    st.subheader(words("reports.fields.scope"), anchor=False)
    if report.lost:
        st.warning(words("reports.about.lost"))
    choices = choices_of(kept_figures.everybody(viewer))
    year_ended, visited_on = ask_days(form, report.template, report.year_ended, report.visited_on)
    fixed = scopes.year_of(year_ended) if year_ended else None
    scope = scopes.ask(viewer, boxes_of(form), scopes.scope_of(report.scope, choices), fixed=fixed)
    if st.button(words("reports.about.save"), type="primary"):
        draft = draft_of(
            report,
            title=title,
            scope=scopes.link_of(scope),
            programme_id=scopes.programme_id(viewer, scope),
            service_id=scope.service_id if report.template is ReportTemplate.VISIT else None,
            year_ended=year_ended,
            visited_on=visited_on,
        )
        typed = {"title": title, "scope": scopes.said(viewer, scopes.link_of(scope))}
        days = {"year_ended": year_ended, "visited_on": visited_on}
        typed |= {name: day_in_words(day) for name, day in days.items() if day}
        with saving(viewer, report, draft, after=after, typed=typed):
            pass
    if report.standing is None:
        _give_up(viewer, report)


def _give_up(viewer: Viewer, report: ReportSeen) -> None:
    with st.expander(words("reports.about.give_up")):
        st.markdown(words("reports.about.give_up_means"))
        if st.button(words("reports.about.give_up_yes"), key=f"give-up-{report.number}"):
            with acting(GIVE_UP, words("reports.about.given_up")) as session:
                give_up_report(session, report.id, by=viewer, at=access.now())
                reports_address.open_report("")
