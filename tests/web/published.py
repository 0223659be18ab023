"""Reports that were published, as the act of publishing leaves them."""

from typing import Any

from sqlmodel import Session, select

from models.report import DocumentKind, PublishedDocument, Report, ReportTemplate
from reporting.document import Document, fingerprint, written
from tests.conftest import NOW, WATCHDOG
from tests.reporting.documents import NOTHING

SIGNED = NOTHING.model_copy(update={"published_by": "Jo Baker"})


def publish(
    session: Session, number: int = 1, version: int = 1, document: Document = SIGNED, **more: Any
) -> Report:
    """Keep a version of a report of ours, and the report where there is none of that number."""
    ours = Report.watchdog_id == WATCHDOG, Report.number == number
    report = session.exec(select(Report).where(*ours)).first()
    if report is None:
        about = {"template": ReportTemplate.VISIT, "title": document.title, "begun_by": "job:init"}
        report = Report(watchdog_id=WATCHDOG, number=number, begun_at=NOW, **about)
        session.add(report)
        session.flush()
    said = written(document.model_copy(update={"number": number, "version": version}))
    kept = {"document": said, "fingerprint": fingerprint(said), "report_id": report.id, "version": version}
    signed = {"published_by": "job:init", "published_at": NOW}
    session.add(PublishedDocument(watchdog_id=WATCHDOG, kind=DocumentKind.REPORT, **kept, **signed, **more))
    return report
