"""Which joins did one piece of feedback go through, in words?"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from models.feedback import Feedback, Handover
from models.organisation import Service
from models.vocabulary import IsSorted, Sector, WhoChased


@dataclass(frozen=True)
class Join:
    """One handover in words: a service's name, or None and the sector that is known.

    `problems` are ids of themes. The rest is None where nothing was said of it.
    """

    from_service: str | None
    from_sector: Sector
    to_service: str | None
    to_sector: Sector
    problems: tuple[str, ...] = ()
    times_sent_back: int | None = None
    who_chased: WhoChased | None = None
    days_lost: int | None = None
    is_sorted: IsSorted | None = None


def joins_of(session: Session, feedback: Feedback) -> tuple[Join, ...]:
    """The joins in their order, each service by the name of what stands for it now."""
    handovers = session.exec(
        select(Handover)
        .where(Handover.watchdog_id == feedback.watchdog_id, Handover.feedback_id == feedback.id)
        .order_by(col(Handover.position))
    )
    return tuple(_join(session, handover) for handover in handovers.all())


def _join(session: Session, handover: Handover) -> Join:
    def name(service_id: UUID | None) -> str | None:
        service = session.get(Service, (handover.watchdog_id, service_id)) if service_id else None
        if service is not None and service.merged_into_id is not None:
            service = session.get(Service, (handover.watchdog_id, service.merged_into_id))
        return service.name if service else None

    return Join(
        name(handover.from_service_id),
        handover.from_sector,
        name(handover.to_service_id),
        handover.to_sector,
        tuple(handover.problems),
        handover.times_sent_back,
        handover.who_chased,
        handover.days_lost,
        handover.is_sorted,
    )
