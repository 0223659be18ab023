"""Which joins did one piece of feedback go through: as a person confirmed them, else as the form has them?"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from models.feedback import Feedback, Handover
from models.organisation import Service
from models.tag import JoinSeen, ReviewedJoin
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
    """The joins in their order, each service by the name of what stands for it now.

    What the person said of a join in the form (who chased, days lost) goes with the one of the same ends.
    """
    chosen = _handovers(session, feedback.watchdog_id, feedback.id)
    reviewed = reviewed_joins(session, feedback.watchdog_id, feedback.id)
    if reviewed is None:
        return tuple(_join(session, _seen(one), one, feedback.watchdog_id) for one in chosen)
    said = {_seen(one)[:4]: one for one in reversed(chosen)}
    return tuple(_join(session, one, said.pop(one[:4], None), feedback.watchdog_id) for one in reviewed)


def reviewed_joins(session: Session, watchdog_id: str, feedback_id: UUID) -> tuple[JoinSeen, ...] | None:
    """The joins that a person confirmed last; None where nobody has looked."""
    mine = (ReviewedJoin.watchdog_id == watchdog_id, ReviewedJoin.feedback_id == feedback_id)
    newest = select(func.max(ReviewedJoin.round)).where(*mine).scalar_subquery()
    rows = session.exec(
        select(ReviewedJoin).where(*mine, ReviewedJoin.round == newest).order_by(col(ReviewedJoin.position))
    ).all()
    return tuple(_seen(row) for row in rows if row.position) if rows else None


def chosen_joins(session: Session, watchdog_id: str, feedback_id: UUID) -> tuple[JoinSeen, ...]:
    """The joins that the person chose in the form."""
    return tuple(map(_seen, _handovers(session, watchdog_id, feedback_id)))


def _handovers(session: Session, watchdog_id: str, feedback_id: UUID) -> list[Handover]:
    return list(
        session.exec(
            select(Handover)
            .where(Handover.watchdog_id == watchdog_id, Handover.feedback_id == feedback_id)
            .order_by(col(Handover.position))
        )
    )


def _seen(row: Handover | ReviewedJoin) -> JoinSeen:
    return JoinSeen(
        row.from_service_id, row.from_sector, row.to_service_id, row.to_sector, tuple(row.problems)
    )


def _join(session: Session, seen: JoinSeen, said: Handover | None, watchdog_id: str) -> Join:
    def name(service_id: UUID | None) -> str | None:
        service = session.get(Service, (watchdog_id, service_id)) if service_id else None
        if service is not None and service.merged_into_id is not None:
            service = session.get(Service, (watchdog_id, service.merged_into_id))
        return service.name if service else None

    ends = (name(seen.from_service_id), seen.from_sector, name(seen.to_service_id), seen.to_sector)
    if said is None:
        return Join(*ends, seen.problems)
    return Join(*ends, seen.problems, said.times_sent_back, said.who_chased, said.days_lost, said.is_sorted)
