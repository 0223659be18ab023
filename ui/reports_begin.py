"""Begin a report: which kind, about whom and which days, and what it is called."""

from datetime import date

import streamlit as st

from actions.reports import begin_report
from content.report_templates import report_template
from content.words import day_in_words, words
from models.people import Viewer
from models.period import Days
from models.report import ReportDraft, ReportTemplate
from models.scope import EVERYTHING, Scope
from reporting.scope_words import choices_of, days_in_words
from storage.queries.reports import reports
from ui import access, forms_boxes, kept_figures, reports_address
from ui import reports_scope as scopes
from ui.forms_desk import acting, filled, label, say_what_happened
from ui.plain import plain

FORM = "report-new"


def draw(viewer: Viewer) -> None:
    """The boxes of a new report, and where it leads once it is begun."""
    st.button(
        words("reports.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=reports_address.open_report,
        args=[""],
    )
    st.header(words("reports.begin.heading"), anchor=False)
    say_what_happened(FORM)
    said, visibility = label(FORM, "template", words("reports.fields.template"))
    template: ReportTemplate = st.radio(
        said,
        list(ReportTemplate),
        format_func=lambda one: plain(report_template(one).name),
        captions=[plain(report_template(one).what_for) for one in ReportTemplate],
        key=filled(FORM, "template", ReportTemplate.QUARTERLY),
        label_visibility=visibility,
    )
    st.subheader(words("reports.fields.scope"), anchor=False)
    year_ended, visited_on = ask_days(FORM, template, None, None)
    side, days = f"{FORM}-{template.value}", scopes.last_quarter(access.today())
    usual = Scope(*days) if template is ReportTemplate.QUARTERLY else EVERYTHING
    scope = scopes.ask(viewer, side, usual, fixed=scopes.year_of(year_ended) if year_ended else None)
    title = forms_boxes.line(FORM, "title", words("reports.fields.title"), _suggest(viewer, template, scope))
    st.markdown(f":small[:gray[{words('reports.hints.title')}]]")
    if st.button(words("reports.begin.save"), type="primary"):
        draft = ReportDraft(
            template,
            title,
            scope=scopes.link_of(scope),
            programme_id=scopes.programme_id(viewer, scope),
            service_id=scope.service_id if template is ReportTemplate.VISIT else None,
            visited_on=visited_on,
            year_ended=year_ended,
        )
        _begin(viewer, draft, side)


def ask_days(
    form: str, template: ReportTemplate, year_ended: date | None, visited_on: date | None
) -> tuple[date | None, date | None]:
    """Ask for the days that only one kind of report has: the end of its year, or when a visit was."""
    if template is ReportTemplate.ANNUAL:
        ends = scopes.year_ends(access.today())
        offered = ends if year_ended in (None, *ends) else [*ends, year_ended]
        said, visibility = label(form, "year_ended", words("reports.fields.year_ended"))
        year_ended = st.selectbox(
            said,
            offered,
            format_func=day_in_words,
            key=filled(form, "year_ended", year_ended or ends[0]),
            label_visibility=visibility,
            width=forms_boxes.DAY_WIDTH + 120,
        )
        st.markdown(f":small[:gray[{words('reports.hints.year_ended')}]]")
        return year_ended, None
    if template is ReportTemplate.VISIT:
        st.markdown(f":small[:gray[{words('reports.hints.visit')}]]")
        return None, forms_boxes.day(form, "visited_on", words("reports.fields.visited_on"), visited_on)
    return None, None


def _suggest(viewer: Viewer, template: ReportTemplate, scope: Scope) -> str:
    """What it could be called. A title that nobody has typed follows what is chosen."""
    names = choices_of(kept_figures.everybody(viewer)).names
    days = Days(scope.since, scope.until)
    suggested = report_template(template).title.format(
        period=days_in_words(days) or words("reports.begin.all_time"),
        programme=names["programme"].get(scope.programme) or words("reports.begin.no_programme"),
        service=names["service_id"].get(scope.service_id) or words("reports.begin.no_service"),
    )
    box, before = filled(FORM, "title", suggested), st.session_state.get(f"{FORM}-suggested", suggested)
    if st.session_state[box] == before:
        st.session_state[box] = suggested
    st.session_state[f"{FORM}-suggested"] = suggested
    return suggested


def _begin(viewer: Viewer, draft: ReportDraft, side: str) -> None:
    with acting(FORM, words("reports.begin.done")) as session:
        begun = begin_report(session, draft, by=viewer, at=access.now())
        number = next(one.number for one in reports(session, viewer) if one.id == begun)
        reports_address.open_report(str(number))
        scopes.forget(side)
        st.session_state.pop(f"{FORM}-suggested", None)
