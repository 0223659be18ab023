"""Every version of a report that was published: when, by whom, why, where it stands, and taking it down."""

import streamlit as st

from actions.end_version import end_version
from actions.publish_report import take_down_report
from content.words import day_in_words, words
from models.people import Permission, Viewer
from models.report_seen import PublishedSeen, ReportSeen
from models.watchdog import HERE
from ui import access, forms_boxes, reports_links
from ui.forms_desk import acting, needs_another_look, say_what_happened
from ui.plain import plain


def draw(viewer: Viewer, report: ReportSeen) -> None:
    """Draw them all, the newest first."""
    form = f"report-down-{report.id}"
    for name in (form, *(_end_form(report, one) for one in report.versions)):
        say_what_happened(name)
    if not report.versions:
        st.info(words("reports.versions.none"))
        return
    for one in report.versions:
        with st.container(border=True):
            show_version(report, one)
            if one.is_standing and one != report.standing and viewer.may(Permission.PUBLISH):
                _end(viewer, report, one)
    if report.standing is not None and viewer.may(Permission.PUBLISH):
        with st.expander(words("reports.versions.take_down")):
            st.markdown(words("reports.versions.take_down_means"))
            reason = forms_boxes.lines(form, "reason", words("reports.fields.down_reason"), "")
            if st.button(words("reports.versions.take_down_yes"), key=form):
                with acting(form, words("reports.versions.taken_down")) as session:
                    take_down_report(session, report.id, reason, by=viewer, at=access.now())


def _end_form(report: ReportSeen, one: PublishedSeen) -> str:
    return f"report-end-{report.id}-{one.version}"


def _end(viewer: Viewer, report: ReportSeen, one: PublishedSeen) -> None:
    """Take down one that is not the newest."""
    form, go = _end_form(report, one), words("reports.versions.end", version=plain(str(one.version)))
    with st.expander(go, expanded=needs_another_look(form)):
        st.markdown(words("reports.versions.end_means"))
        reason = forms_boxes.lines(form, "reason", words("reports.fields.down_reason"), "")
        if st.button(go, key=form):
            with acting(form, words("reports.versions.ended", version=one.version)) as session:
                end_version(session, report.id, one.version, reason, by=viewer, at=access.now())


def show_version(report: ReportSeen, one: PublishedSeen) -> None:
    """One version: who published it when and why, the ways to it, and by what it is known again."""
    day = day_in_words(one.published_at.astimezone(HERE).date())
    said = words("reports.versions.one", version=one.version, day=day, name=one.published_by)
    st.markdown(f"**{plain(said)}**")
    if one.reason:
        st.text(words("reports.versions.because", reason=one.reason))
    if one.ended_at is not None:
        down = day_in_words(one.ended_at.astimezone(HERE).date())
        st.text(words("reports.versions.down", day=down, name=one.ended_by, reason=one.ended_because))
    else:
        reports_links.show(f"/report/{report.number}", query=f"?version={one.version}")
    known = words("reports.versions.fingerprint", fingerprint=one.fingerprint)
    st.markdown(f":small[:gray[{plain(known)}]]")
