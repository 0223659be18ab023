"""Keep a search under a name, to ask it again, and let it go.

The record says nothing of it: a saved search is its owner's own note, which nobody else is shown. What
they open and take away when they ask it has its rows, as ever.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.errors import FeedbackError
from models.people import Permission, Viewer, own_staff_id, require
from models.saved_search import LONGEST_NAME, SavedSearch
from storage import audit
from storage.queries.search_saved import saved_searches
from storage.search_asked import read_asked

MOST = 30
NO_NAME = "Give the search a name."
TOO_LONG = f"That name is too long. Use {LONGEST_NAME} characters or fewer."
NOT_TO_READ = "Use letters, digits and signs that can be read in the name."
TAKEN = "You have a search of that name already. Choose another name."
ENOUGH = f"You keep {MOST} searches already. Delete one first."
NOT_HERE = "That search isn't here any more."


def save_search(
    session: Session, name: str, typed: str, chosen: Mapping[str, str], *, by: Viewer, at: datetime
) -> UUID:
    """Keep what was typed, and what was chosen beside it, as one's own; return its id.

    `chosen` holds choices by their name, as they are written down, so that "12 months" stays that. Raises
    FeedbackError for a name that one can't tell from another, or a search that finds nothing ever.
    """
    require(by, Permission.READ_APPROVED)
    staff_id, name = own_staff_id(by), _checked(name)
    read_asked(typed)
    audit.lock(session, by.watchdog_id)
    mine = saved_searches(session, by)
    if any(one.name.casefold() == name.casefold() for one in mine):
        raise FeedbackError(TAKEN)
    if len(mine) >= MOST:
        raise FeedbackError(ENOUGH)
    asked = json.dumps({"typed": typed, "chosen": dict(chosen)}, ensure_ascii=False)
    saved = SavedSearch(watchdog_id=by.watchdog_id, staff_id=staff_id, name=name, asked=asked, saved_at=at)
    session.add(saved)
    session.flush()
    return saved.id


def delete_search(session: Session, saved_id: UUID, *, by: Viewer) -> None:
    """Let go of a search of one's own. Raises FeedbackError where there is none of that id."""
    require(by, Permission.READ_APPROVED)
    saved = session.get(SavedSearch, (by.watchdog_id, saved_id))
    if saved is None or saved.staff_id != own_staff_id(by):
        raise FeedbackError(NOT_HERE)
    session.delete(saved)


def _checked(name: str) -> str:
    """The name, one space between its words."""
    name = " ".join(name.split())
    if not name:
        raise FeedbackError(NO_NAME)
    if len(name) > LONGEST_NAME:
        raise FeedbackError(TOO_LONG)
    if not name.isprintable() or not any(character.isalnum() for character in name):
        raise FeedbackError(NOT_TO_READ)
    return name
