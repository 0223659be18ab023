"""Publish a report: what it will be, what has to be put right first, and what comes after."""

from collections import Counter

import streamlit as st

from actions.end_version import end_version
from actions.publish_report import prepare_report, publish_report
from actions.report_obstacles import obstacles
from content.words import words
from models.people import Permission, Viewer
from models.report_parts import PictureChosen, QuotationChosen, RecommendationChosen
from models.report_seen import ReportSeen
from reporting.compose import Material, compose
from reporting.document import Recommended, fingerprint
from settings import settings
from ui import access, forms_boxes, reports_address, reports_versions
from ui.forms_desk import boxes_of, say_what_happened, telling
from ui.go_to import go_to
from ui.plain import plain
from ui.reports_parts import Around, called, look_around
from ui.reports_save import has_unsaved, open_part, revision_seen


def draw(viewer: Viewer, report: ReportSeen) -> None:
    """What would be published, whether it can be, and the press that does it, for a publisher."""
    form, after = f"publish-{report.id}", revision_seen(report)
    say_what_happened(form)
    around = look_around(viewer, report)
    unsent = _unsent(report, around.material)
    if report.standing is not None:
        _what_now(report, unsent)
    st.subheader(words("reports.publish.version", version=plain(str(report.next_version))), anchor=False)
    st.markdown(words("reports.publish.lead"))
    kinds = Counter(type(part) for part in report.parts)
    counts = words(
        "reports.publish.counts",
        parts=len(report.parts),
        pictures=kinds[PictureChosen],
        quotations=kinds[QuotationChosen],
        recommendations=kinds[RecommendationChosen],
    )
    st.text(counts)
    is_ready = _problems(around)
    if unsent:
        st.warning(words("reports.publish.unsent", names=plain(unsent)))
    if not viewer.may(Permission.PUBLISH):
        st.info(words("reports.publish.who"))
        return
    reason, before, is_before_ended = "", report.standing, False
    if report.versions:
        reason = forms_boxes.lines(form, "reason", words("reports.fields.reason"), "")
    if before is not None:
        ends = words("reports.publish.end_before", version=plain(str(before.version)))
        is_before_ended = st.checkbox(ends, key=f"{boxes_of(form)}-end")
        st.markdown(f":small[:gray[{words('reports.publish.end_before_means')}]]")
    is_saved = not has_unsaved(report)
    if not is_saved:
        st.warning(words("reports.publish.unsaved"))
    is_sure = st.checkbox(words("reports.publish.sure"), key=f"{boxes_of(form)}-sure-{_seen(around)}")
    go, is_possible = words("reports.publish.go"), is_ready and is_sure and is_saved
    if st.button(go, key="publish", type="primary", disabled=not is_possible) and is_possible:
        with telling(form, words("reports.publish.done")):
            with access.reading() as session:
                prepared = prepare_report(session, report.id, after=after, by=viewer, at=access.now())
            with access.writing() as session:
                publish_report(session, prepared, reason=reason, by=viewer, at=access.now())
                if before is not None and is_before_ended:
                    end_version(session, report.id, before.version, reason, by=viewer, at=access.now())


def _seen(around: Around) -> str:
    """What is known again of what others may change meanwhile: then it is to be read once more."""
    blocks = [one for one in compose(around.material).blocks if isinstance(one, Recommended)]
    return fingerprint("".join(one.model_dump_json() for one in blocks))[:12]


def _problems(around: Around) -> bool:
    """Name what publishing would refuse, with the way to where it is put right; whether there is nothing."""
    viewer, material = around.viewer, around.material
    with access.reading() as session:
        found = obstacles(session, viewer.watchdog_id, material, compose(material))
    if not found:
        is_again = around.report.versions and viewer.may(Permission.PUBLISH)
        st.markdown(words(f"reports.publish.no_problems{'_again' if is_again else ''}"))
        return True
    with st.container(border=True):
        st.markdown(f"**{words('reports.publish.problems')}**")
        for at, one in enumerate(found):
            if one.part is not None:
                st.markdown(f":small[:gray[{plain(called(around, around.report.parts[one.part]))}]]")
            st.text(one.said)
            st.button(
                words(f"reports.publish.way_{'about' if one.part is None else 'write'}"),
                key=f"way-{at}",
                on_click=_go_to,
                args=[around.report, one.part],
            )
    return False


def _go_to(report: ReportSeen, part: int | None) -> None:
    """Open the part in which something is to be put right, or what the report counts."""
    if part is not None:
        open_part(report, part)
    reports_address.open_report(str(report.number), "about" if part is None else "write")


def _unsent(report: ReportSeen, material: Material) -> str:
    """The recommendations that no body has been sent, by number: publishing starts no clock."""
    known = material.recommendations
    chosen = [part.recommendation_id for part in report.parts if isinstance(part, RecommendationChosen)]
    return ", ".join(f"R{known[one].number}" for one in chosen if one in known and not known[one].sent_on)


def _what_now(report: ReportSeen, unsent: str) -> None:
    """After it is published: the ways to it, by what a copy is known again, and what to do next."""
    newest = report.standing
    if newest is None:
        return
    with st.container(border=True):
        reports_versions.show_version(report, newest)
        st.markdown(f"**{words('reports.publish.now')}**")
        if unsent:
            st.markdown(words("reports.publish.now_send", names=plain(unsent)))
            if st.button(words("reports.publish.now_send_go")):
                go_to("recommendations")
        st.markdown(words("reports.publish.now_tell"))
        st.code(f"{settings().address.rstrip('/')}/report/{report.number}", language=None, wrap_lines=True)
