"""The acts about reports: each on one of its own, that is there only while it is tried."""

from uuid import uuid4

from sqlmodel import select

from actions.end_version import end_version
from actions.publish_report import prepare_report, publish_report, take_down_report
from actions.report_material import draft_document
from actions.report_obstacles import in_the_way
from actions.reports import begin_report, change_report, give_up_report
from models.people import Viewer
from models.report import DocumentKind, PublishedDocument, Report, ReportDraft, ReportTemplate
from models.vocabulary import Role
from storage.queries.reports import reports
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import act, question

PUBLISHER = Viewer(WATCHDOG, frozenset({Role.PUBLISHER}), name="Eli Publisher", staff_id=uuid4())
PARTS = ({"kind": "text", "heading": "", "said": "Many waited."},)
DRAFT = ReportDraft(ReportTemplate.QUARTERLY, "Autumn", parts=PARTS)


def a_report(session):
    report = Report(
        watchdog_id=WATCHDOG,
        number=len(session.exec(select(Report.id)).all()) + 1,
        template=DRAFT.template,
        title=DRAFT.title,
        parts=list(PARTS),
        begun_by="job:init",
        begun_at=NOW,
    )
    session.add(report)
    session.flush()
    return report.id


def a_published_report(session):
    report_id = a_report(session)
    signed = {"fingerprint": "f", "published_by": "job:init", "published_at": NOW}
    session.add(
        PublishedDocument(
            watchdog_id=WATCHDOG,
            kind=DocumentKind.REPORT,
            report_id=report_id,
            version=1,
            document="{}",
            **signed,
        )
    )
    session.flush()
    return report_id


@act(begin_report)
def _(world, viewer):
    with world.writing() as session:
        return begin_report(session, DRAFT, by=viewer, at=NOW)


@act(change_report)
def _(world, viewer):
    draft = ReportDraft(DRAFT.template, "Winter", parts=PARTS)
    with world.writing() as session:
        change_report(session, a_report(session), draft, after=1, by=viewer, at=NOW)


@act(give_up_report)
def _(world, viewer):
    with world.writing() as session:
        give_up_report(session, a_report(session), by=viewer, at=NOW)


@act(prepare_report)
def _(world, viewer):
    with world.writing() as session:
        return prepare_report(session, a_report(session), after=1, by=viewer, at=NOW).report.title


@act(publish_report)
def _(world, viewer):
    with world.writing() as session:
        prepared = prepare_report(session, a_report(session), after=1, by=PUBLISHER, at=NOW)
        publish_report(session, prepared, by=viewer, at=NOW)


@act(take_down_report)
def _(world, viewer):
    with world.writing() as session:
        report_id = a_published_report(session)
        take_down_report(session, report_id, "A sentence was wrong.", by=viewer, at=NOW)


@act(end_version)
def _(world, viewer):
    with world.writing() as session:
        report_id = a_published_report(session)
        signed = {"fingerprint": "f", "published_by": "job:init", "published_at": NOW, "document": "{}"}
        about = {"watchdog_id": WATCHDOG, "kind": DocumentKind.REPORT, "report_id": report_id}
        session.add(PublishedDocument(**about, **signed, version=2))
        session.flush()
        end_version(session, report_id, 1, "A sentence was wrong.", by=viewer, at=NOW)


@act(draft_document)
def _(world, viewer):
    with world.writing() as session:
        return draft_document(session, a_report(session), by=viewer, at=NOW).title


@act(in_the_way)
def _(world, viewer):
    with world.writing() as session:
        return in_the_way(session, a_report(session), by=viewer, at=NOW)


question(reports)
