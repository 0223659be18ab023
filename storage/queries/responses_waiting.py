"""Which answers to what people told us wait to be checked or published?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, and_, col, select

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse
from storage.queries.responses import SEALED, answers_what_may_be_read


class Waiting(NamedTuple):
    """One of them: to which feedback, whose it is, and since when it is here."""

    feedback_id: UUID
    reference: str
    body: str
    received_on: date
    is_checked: bool


def responses_waiting(session: Session, viewer: Viewer) -> tuple[Waiting, ...]:
    """Those to feedback that others may read, the oldest first."""
    require(viewer, Permission.ENTER_RESPONSES)
    rows = session.exec(
        select(ProviderResponse, Feedback.reference)
        .join(
            Feedback,
            and_(
                col(Feedback.watchdog_id) == ProviderResponse.watchdog_id,
                col(Feedback.id) == ProviderResponse.feedback_id,
            ),
        )
        .where(
            ProviderResponse.watchdog_id == viewer.watchdog_id,
            col(ProviderResponse.published_at).is_(None),
            col(ProviderResponse.ended_at).is_(None),
            answers_what_may_be_read(),
        )
        .options(*SEALED)
        .order_by(col(ProviderResponse.received_on), col(ProviderResponse.id))
    ).all()
    return tuple(
        Waiting(row.feedback_id, reference, row.body, row.received_on, row.checked_at is not None)
        for row, reference in rows
        if row.feedback_id is not None
    )
