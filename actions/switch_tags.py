"""Have the figures go by another reading of the comments."""

from datetime import datetime

from sqlmodel import Session

from models.errors import FeedbackError
from models.events import Event
from models.people import Permission, Viewer, require
from models.tag import TagsInUse
from storage import audit
from storage.queries.current_tags import Versions
from storage.queries.read_so_far import read_so_far
from storage.queries.tags_in_use import versions_in_use


def switch_tags(session: Session, to: Versions, *, anyway: bool = False, by: Viewer, at: datetime) -> None:
    """Take the reading by `to` into use; what people decided stays.

    Raises FeedbackError where it is in use already, and, unless `anyway`, where too many comments
    have not been read by it.
    """
    require(by, Permission.MANAGE_STORE)
    audit.lock(session, by.watchdog_id)
    if versions_in_use(session, by) == to:
        raise FeedbackError("That reading is in use already.")
    so_far = read_so_far(session, by, to)
    if not so_far.is_ready and not anyway:
        raise FeedbackError(
            f"{so_far.unread:,} of {so_far.of:,} comments have not been read by it yet, so nothing was "
            "changed. Read them first: feedback_cli retag"
        )
    take_into_use(session, to, by=by, at=at)
    session.flush()
    detail: dict[str, str | int] = {"taxonomy": to.taxonomy, "model": to.model, "unread": so_far.unread}
    audit.record(session, Event.TAGS_SWITCHED, by=by, at=at, detail=detail)


def take_into_use(session: Session, to: Versions, *, by: Viewer, at: datetime) -> None:
    """Write the row that says so; the caller has the right, and holds the chain's lock."""
    session.add(
        TagsInUse(
            watchdog_id=by.watchdog_id,
            taxonomy_version=to.taxonomy,
            model_version=to.model,
            since=at,
            chosen_by=by.actor,
        )
    )
