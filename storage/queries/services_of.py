"""Which services is one piece of feedback about?"""

from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.feedback import FeedbackService
from models.organisation import Service
from storage.queries.stands_for import stands_for


def services_of(session: Session, watchdog_id: str, feedback_id: UUID) -> list[tuple[str, str]]:
    """The name that was chosen and that of what stands for it now, in the order they were named."""
    standing = aliased(Service)
    return list(
        session.exec(
            select(Service.name, standing.name)
            .where(
                FeedbackService.watchdog_id == watchdog_id,
                FeedbackService.feedback_id == feedback_id,
                FeedbackService.service_id == Service.id,
                Service.watchdog_id == watchdog_id,
                standing.watchdog_id == watchdog_id,
                standing.id == stands_for(Service),
            )
            .order_by(col(FeedbackService.position))
        )
    )
