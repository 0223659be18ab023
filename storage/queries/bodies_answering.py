"""Which bodies may an answer be of?"""

from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, or_, select

from models.feedback import Feedback, FeedbackService
from models.organisation import Organisation, Service
from models.people import Permission, Viewer, require
from storage.queries.stands_for import stands_for


class Bodies(NamedTuple):
    """The names of the bodies that stand, by id; `likely` is the only one that feedback is about.

    `is_passed_on`: whoever told us lets us pass it on, so that there can be an answer.
    """

    names: dict[UUID, str]
    likely: UUID | None = None
    is_passed_on: bool = True


def bodies_to_choose_from(session: Session, viewer: Viewer, feedback_id: UUID | None = None) -> Bodies:
    """Every body of the directory by name; one that is merged into another is not offered."""
    require(viewer, Permission.ENTER_RESPONSES)
    mine = viewer.watchdog_id
    names = session.exec(
        select(Organisation.id, Organisation.name).where(
            Organisation.watchdog_id == mine, col(Organisation.merged_into_id).is_(None)
        )
    ).all()
    bodies = Bodies(dict(sorted(names, key=lambda one: one[1].casefold())))
    if feedback_id is None:
        return bodies
    about = bodies_of_feedback(session, mine, feedback_id)
    may_be = select(Feedback.id).where(
        Feedback.watchdog_id == mine,
        Feedback.id == feedback_id,
        or_(col(Feedback.consent_pass_on), col(Feedback.consent_contact)),
    )
    is_passed_on = session.exec(may_be).first() is not None
    return bodies._replace(likely=about[0] if len(about) == 1 else None, is_passed_on=is_passed_on)


def bodies_of_feedback(session: Session, mine: str, feedback_id: UUID) -> tuple[UUID, ...]:
    """The bodies whose services one piece of feedback is about, as what stands for each; once each."""
    services = select(stands_for(Service)).where(
        col(Service.watchdog_id) == mine,
        col(Service.id).in_(
            select(FeedbackService.service_id).where(
                FeedbackService.watchdog_id == mine, FeedbackService.feedback_id == feedback_id
            )
        ),
    )
    found = session.exec(
        select(stands_for(Organisation)).where(
            col(Organisation.watchdog_id) == mine,
            col(Organisation.id).in_(
                select(Service.organisation_id).where(
                    Service.watchdog_id == mine, col(Service.id).in_(services)
                )
            ),
        )
    ).all()
    return tuple(sorted(set(found)))
