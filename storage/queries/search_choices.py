"""What is there to narrow a search down by?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.feedback import Feedback
from models.moderation import ApprovedWords
from models.organisation import Organisation
from models.people import Permission, Viewer, require


class SearchChoices(NamedTuple):
    """Organisations by name, and the languages in which anything is approved."""

    organisations: dict[UUID, str]
    languages: tuple[str, ...]


def search_choices(session: Session, viewer: Viewer) -> SearchChoices:
    """This watchdog's; an organisation that is merged into another is left out."""
    require(viewer, Permission.READ_APPROVED)
    mine = viewer.watchdog_id
    organisations = session.exec(
        select(Organisation.id, Organisation.name)
        .where(col(Organisation.watchdog_id) == mine, col(Organisation.merged_into_id).is_(None))
        .order_by(col(Organisation.name))
    ).all()
    languages = session.exec(
        select(Feedback.language)
        .join(
            ApprovedWords,
            and_(col(ApprovedWords.watchdog_id) == mine, col(ApprovedWords.feedback_id) == Feedback.id),
        )
        .where(col(Feedback.watchdog_id) == mine)
        .distinct()
        .order_by(col(Feedback.language))
    ).all()
    return SearchChoices(dict(organisations), tuple(languages))
