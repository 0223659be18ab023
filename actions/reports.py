"""Write a report: begin it, change it, and give it up. What was published of it stays as it was."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from actions.report_checks import checked
from content.report_templates import report_template
from models.errors import FeedbackError, SomebodyElseDecided
from models.events import Event
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.report import PublishedDocument, Report, ReportDraft
from models.report_parts import write_parts
from models.watchdog import HERE
from storage import audit

NOT_HERE = "That report isn’t here. Look at the list again"
GIVEN_UP = "This report was given up. Begin another"
SOMEBODY_ELSE = "Somebody else has changed this report since you opened it. Look at it again"


def begin_report(session: Session, draft: ReportDraft, *, by: Viewer, at: datetime) -> UUID:
    """Begin a report, with the parts of its template where none are given; return its id.

    Raises Problems, by field.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    values = checked(session, by, draft, today=at.astimezone(HERE).date())
    if not draft.parts:
        programme = (
            session.get(Programme, (by.watchdog_id, draft.programme_id)) if draft.programme_id else None
        )
        begun = report_template(draft.template).begin(programme.kind if programme else None)
        values["parts"] = write_parts(begun)
    last = session.exec(select(func.max(Report.number)).where(Report.watchdog_id == by.watchdog_id)).one()
    row = Report(
        **values,
        watchdog_id=by.watchdog_id,
        number=(last or 0) + 1,
        template=draft.template,
        begun_by=by.actor,
        begun_at=at,
    )
    session.add(row)
    session.flush()
    detail: dict[str, str | int] = {"number": row.number, "template": row.template.value}
    audit.record(session, Event.REPORT_BEGUN, by=by, at=at, subject=row.id, detail=detail)
    return row.id


def change_report(
    session: Session, report_id: UUID, draft: ReportDraft, *, after: int, by: Viewer, at: datetime
) -> int:
    """Put the draft in place of what was, and return the revision that it is now.

    Its template stays. Nothing is written where nothing is new. `after` is the revision that the editor saw.
    Raises Problems, by field, and SomebodyElseDecided when it was saved since.
    """
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = written_report(session, report_id, by=by)
    if row.revision != after:
        raise SomebodyElseDecided(SOMEBODY_ELSE)
    draft = ReportDraft(**{**vars(draft), "template": row.template})
    values = checked(session, by, draft, today=at.astimezone(HERE).date())
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row.revision
    for name, value in changed.items():
        setattr(row, name, value)
    row.revision, row.changed_by, row.changed_at = after + 1, by.actor, at
    session.add(row)
    session.flush()
    detail: dict[str, str | int] = {"number": row.number, "revision": row.revision}
    audit.record(session, Event.REPORT_CHANGED, by=by, at=at, subject=row.id, detail=detail)
    return row.revision


def give_up_report(session: Session, report_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Write it no more. Raises FeedbackError for one of which a version can be read by anybody."""
    require(by, Permission.RECOMMEND)
    audit.lock(session, by.watchdog_id)
    row = written_report(session, report_id, by=by)
    standing = session.exec(
        select(PublishedDocument.id).where(
            PublishedDocument.watchdog_id == by.watchdog_id,
            PublishedDocument.report_id == row.id,
            col(PublishedDocument.ended_at).is_(None),
        )
    ).first()
    if standing is not None:
        raise FeedbackError("This report is published. Whoever publishes has to take it down first")
    row.ended_by, row.ended_at = by.actor, at
    session.add(row)
    detail: dict[str, str | int] = {"number": row.number}
    audit.record(session, Event.REPORT_GIVEN_UP, by=by, at=at, subject=row.id, detail=detail)


def written_report(session: Session, report_id: UUID, *, by: Viewer) -> Report:
    """The report of an id. Raises FeedbackError where there is none, or it was given up."""
    row = session.get(Report, (by.watchdog_id, report_id))
    if row is None:
        raise FeedbackError(NOT_HERE)
    if row.ended_at is not None:
        raise FeedbackError(GIVEN_UP)
    return row
