"""What is there to narrow a search down by?"""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.feedback import AboutYou, Feedback
from models.moderation import ApprovedWords
from models.organisation import Organisation
from models.people import Permission, Viewer, require
from models.programme import Programme


class SearchChoices(NamedTuple):
    """Organisations and programmes by name, and the languages in which anything is approved.

    `areas` is empty for whoever may read no figures: where people live is asked for these alone.
    """

    organisations: dict[UUID, str]
    programmes: dict[str, str]
    languages: tuple[str, ...]
    areas: tuple[str, ...]


def search_choices(session: Session, viewer: Viewer) -> SearchChoices:
    """This watchdog's; an organisation that is merged into another is left out."""
    require(viewer, Permission.READ_APPROVED)
    mine = viewer.watchdog_id
    organisations = session.exec(
        select(Organisation.id, Organisation.name).where(
            col(Organisation.watchdog_id) == mine, col(Organisation.merged_into_id).is_(None)
        )
    ).all()
    programmes = session.exec(
        select(Programme.code, Programme.name).where(col(Programme.watchdog_id) == mine)
    ).all()
    languages = session.exec(
        select(Feedback.language)
        .join(
            ApprovedWords,
            and_(col(ApprovedWords.watchdog_id) == mine, col(ApprovedWords.feedback_id) == Feedback.id),
        )
        .where(col(Feedback.watchdog_id) == mine)
        .distinct()
    ).all()
    areas = (
        session.exec(
            select(AboutYou.area)
            .where(col(AboutYou.watchdog_id) == mine, col(AboutYou.area) != "")
            .distinct()
        ).all()
        if viewer.may(Permission.READ_FIGURES)
        else ()
    )
    return SearchChoices(dict(organisations), dict(programmes), tuple(languages), tuple(areas))
