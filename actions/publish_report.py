"""Publish a version of a report: frozen, signed by a person, and with every number through the gate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.commitments import checked_reason
from actions.report_material import as_it_is_now, material_of, seen_report
from actions.report_obstacles import A_NUMBER, obstacles
from actions.reports import SOMEBODY_ELSE, written_report
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.recommendation import Recommendation
from models.recommendation_seen import RecommendationSeen
from models.report import DocumentKind, PublishedDocument, Quoted
from models.report_parts import RecommendationChosen
from models.report_seen import ReportSeen
from models.watchdog import HERE
from reporting.compose import Material, compose
from reporting.document import Document, fingerprint, written
from reporting.numbers_said import numbers_said
from storage import audit


def prepare_report(session: Session, report_id: UUID, *, after: int, by: Viewer, at: datetime) -> Material:
    """Read and count what a version is made of, for `publish_report`. It takes seconds of a large store.

    So it is done in a session that only reads, while others write. `after` is the revision that whoever
    publishes saw. Raises Problems, by part or "report", and SomebodyElseDecided when it was changed since.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    if written_report(session, report_id, by=by).revision != after:
        raise SomebodyElseDecided(SOMEBODY_ELSE)
    report = seen_report(session, report_id, by=by)
    material = material_of(session, report, by=by, today=at.astimezone(HERE).date())
    _put_together(session, material, by=by)
    return material


def publish_report(
    session: Session, prepared: Material, *, reason: str = "", by: Viewer, at: datetime
) -> int:
    """Publish the report as it is now, and return its version. A version after the first needs a reason.

    Everything but its figures is read again. Its recommendations may be read by anybody from now on: of one
    that was not sent, once somebody has sent it. Raises Problems, by part, reason or "report", and
    SomebodyElseDecided when the report, or what its figures rest on, was changed since it was `prepared`.
    """
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    report_id = prepared.report.id
    written_report(session, report_id, by=by)
    now = as_it_is_now(session, prepared, by=by)
    if _rests_on(now) != _rests_on(prepared):
        raise SomebodyElseDecided(SOMEBODY_ELSE)
    report = now.report
    signed = replace(now, reason=_reason(report, reason), published_by=by.name)
    document = _put_together(session, signed, by=by)
    if _asked(now) != _asked(prepared):
        raise SomebodyElseDecided(SOMEBODY_ELSE)
    row = _keep(session, report, document, by=by, at=at)
    published = _publish_recommendations(session, report, by=by, at=at)
    detail: dict[str, str | int] = {
        "number": report.number,
        "version": row.version,
        "fingerprint": row.fingerprint,
        "recommendations": published,
    }
    audit.record(session, Event.REPORT_PUBLISHED, by=by, at=at, subject=report_id, detail=detail)
    return row.version


def take_down_report(session: Session, report_id: UUID, reason: str, *, by: Viewer, at: datetime) -> None:
    """Show none of its versions any more, and say why; they stay on record. Raises Problems on "reason"."""
    require(by, Permission.PUBLISH)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    standing = standing_versions(session, by.watchdog_id, report_id)
    if not standing:
        raise FeedbackError("Nobody can read this report now, so there is nothing to take down")
    reason = reason_for_all(reason)
    for row in standing:
        row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason
    session.add_all(standing)
    detail: dict[str, str | int] = {"versions": len(standing)}
    audit.record(session, Event.REPORT_TAKEN_DOWN, by=by, at=at, subject=report_id, detail=detail)


def standing_versions(session: Session, mine: str, report_id: UUID) -> Sequence[PublishedDocument]:
    """The versions of a report that anybody can read now."""
    return session.exec(
        select(PublishedDocument).where(
            PublishedDocument.watchdog_id == mine,
            PublishedDocument.report_id == report_id,
            col(PublishedDocument.ended_at).is_(None),
        )
    ).all()


def reason_for_all(said: str) -> str:
    """A reason that everybody reads, tidied. Raises Problems on "reason", also for a number of people."""
    reason, problem = checked_reason(said)
    if problem or numbers_said(reason):
        raise Problems({"reason": problem or "Everybody reads the reason. Give no number of people in it"})
    return reason


def _rests_on(material: Material) -> tuple[object, ...]:
    """By what it is known that the report and its figures are as they were."""
    report = material.report
    of_ours = report.revision, report.next_version, report.scope
    return *of_ours, material.rules, material.programme, material.versions


def _asked(material: Material) -> list[RecommendationSeen | None]:
    """Its recommendations with their answers, which others may have changed."""
    parts = material.report.parts
    chosen = [part.recommendation_id for part in parts if isinstance(part, RecommendationChosen)]
    return [material.recommendations.get(one) for one in chosen]


def _put_together(session: Session, material: Material, *, by: Viewer) -> Document:
    """The document. Raises Problems where something stands in its way."""
    document = compose(material)
    if found := obstacles(session, by.watchdog_id, material, document):
        raise Problems({one.field: one.said for one in reversed(found)})
    return document


def _reason(report: ReportSeen, said: str) -> str:
    """Why there is a new version; the first has no reason."""
    if not report.versions:
        return ""
    reason, problem = checked_reason(said)
    if problem:
        raise Problems({"reason": problem})
    if told := numbers_said(reason):
        raise Problems({"reason": A_NUMBER.format(sentence=told[0].sentence)})
    return reason


def _keep(
    session: Session, report: ReportSeen, document: Document, *, by: Viewer, at: datetime
) -> PublishedDocument:
    """The document as it stays, and whose words are in it."""
    said = written(document)
    row = PublishedDocument(
        watchdog_id=by.watchdog_id,
        kind=DocumentKind.REPORT,
        report_id=report.id,
        version=document.version,
        document=said,
        fingerprint=fingerprint(said),
        published_by=by.actor,
        published_at=at,
        reason=document.reason,
    )
    session.add(row)
    session.flush()
    digests = {one.feedback_id: one.digest for one in document.quotations}
    session.add_all(
        Quoted(watchdog_id=by.watchdog_id, document_id=row.id, feedback_id=whose, digest=digest)
        for whose, digest in digests.items()
    )
    return row


def _publish_recommendations(session: Session, report: ReportSeen, *, by: Viewer, at: datetime) -> int:
    """Have anybody read those of the report; how many of them nobody could before."""
    chosen = {part.recommendation_id for part in report.parts if isinstance(part, RecommendationChosen)}
    rows = session.exec(
        select(Recommendation).where(
            Recommendation.watchdog_id == by.watchdog_id,
            col(Recommendation.id).in_(chosen),
            col(Recommendation.published_at).is_(None),
        )
    ).all()
    for row in rows:
        row.published_by, row.published_at = by.actor, at
    session.add_all(rows)
    return len(rows)
