"""What was published, as anybody may read it: reports, and the public page. Nobody's names of staff."""

import json
from typing import Any

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.report import DocumentKind, PublishedDocument, Report, ReportTemplate
from models.report_seen import PublishedSeen


def published_reports(session: Session, mine: str) -> tuple[PublishedSeen, ...]:
    """Of every report the newest version that stands, what was published last first."""
    newest: dict[int | None, PublishedSeen] = {}
    for one in _documents(session, mine, DocumentKind.REPORT):
        if one.is_standing:
            newest.setdefault(one.number, one)
    return tuple(sorted(newest.values(), key=lambda one: (one.published_at, one.id), reverse=True))


def published_report(
    session: Session, mine: str, number: int, version: int | None = None
) -> PublishedSeen | None:
    """One version of a report, or the newest that stands; None where there is none.

    One that was taken down is given too, with why, if nothing of the report stands or it was asked for.
    """
    versions = [one for one in _documents(session, mine, DocumentKind.REPORT) if one.number == number]
    if version is not None:
        return next((one for one in versions if one.version == version), None)
    standing = (one for one in versions if one.is_standing)
    return next(standing, versions[0] if versions else None)


def newest_page(session: Session, mine: str) -> PublishedSeen | None:
    """The edition of the public page that stands there now."""
    return next((one for one in _documents(session, mine, DocumentKind.PAGE) if one.is_standing), None)


def seen(
    row: PublishedDocument, number: int | None, published_by: str = "", ended_by: str = ""
) -> PublishedSeen:
    """A row as it is read; people are named by whoever may know them."""
    said: dict[str, Any] = json.loads(row.document)
    template = said.get("template")
    return PublishedSeen(
        id=row.id,
        kind=row.kind,
        report_id=row.report_id,
        number=number,
        version=row.version,
        title=str(said.get("title", "")),
        template=ReportTemplate(template) if template else None,
        said=row.document,
        fingerprint=row.fingerprint,
        published_at=row.published_at,
        published_by=published_by,
        reason=row.reason,
        ended_at=row.ended_at,
        ended_by=ended_by,
        ended_because=row.ended_because,
    )


def _documents(session: Session, mine: str, kind: DocumentKind) -> list[PublishedSeen]:
    """All of a kind, the newest version of each first."""
    rows = session.exec(
        select(PublishedDocument, Report.number)
        .outerjoin(
            Report,
            and_(
                col(Report.watchdog_id) == PublishedDocument.watchdog_id,
                col(Report.id) == PublishedDocument.report_id,
            ),
        )
        .where(PublishedDocument.watchdog_id == mine, PublishedDocument.kind == kind)
        .order_by(col(PublishedDocument.version).desc())
    ).all()
    return [seen(row, number) for row, number in rows]
