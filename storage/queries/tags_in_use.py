"""Which taxonomy and model do the figures go by?"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models.people import Viewer
from models.tag import TagsInUse
from storage.queries.current_tags import Versions

NOTHING_READ = Versions("", "")


class Chosen(NamedTuple):
    """Versions that were taken into use, when, and by whom."""

    versions: Versions
    since: datetime
    by: str


def versions_in_use(session: Session, viewer: Viewer) -> Versions:
    """The versions that count; `NOTHING_READ` before anything was read."""
    chosen = choices_of_tags(session, viewer)
    return chosen[0].versions if chosen else NOTHING_READ


def choices_of_tags(session: Session, viewer: Viewer) -> list[Chosen]:
    """Every choice that was made, the newest first: that one counts."""
    rows = session.exec(
        select(TagsInUse)
        .where(TagsInUse.watchdog_id == viewer.watchdog_id)
        .order_by(col(TagsInUse.since).desc(), col(TagsInUse.id).desc())
    )
    return [
        Chosen(Versions(row.taxonomy_version, row.model_version), row.since, row.chosen_by) for row in rows
    ]
