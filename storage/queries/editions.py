"""Which editions of the public page were published, by whom, and which were taken down?"""

from sqlmodel import Session, col, select

from models.people import Permission, Viewer, require
from models.report import DocumentKind, PublishedDocument
from models.report_seen import PublishedSeen
from storage.queries.names_of_actors import names_of_actors
from storage.queries.published import seen


def editions(session: Session, viewer: Viewer) -> tuple[PublishedSeen, ...]:
    """All of them as the desk shows them, the newest first."""
    require(viewer, Permission.READ_FIGURES)
    rows = edition_rows(session, viewer.watchdog_id)
    names = names_of_actors(
        session, viewer, {one for row in rows for one in (row.published_by, row.ended_by)}
    )
    return tuple(
        seen(row, None, names.get(row.published_by, ""), names.get(row.ended_by, "")) for row in rows
    )


def edition_rows(session: Session, mine: str) -> list[PublishedDocument]:
    """All of them, taken down or not, the newest first."""
    return list(
        session.exec(
            select(PublishedDocument)
            .where(PublishedDocument.watchdog_id == mine, PublishedDocument.kind == DocumentKind.PAGE)
            .order_by(col(PublishedDocument.version).desc())
        )
    )
