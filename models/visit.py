"""That somebody opened an identifiable record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import WatchdogTable, belongs_to


class RecordVisit(WatchdogTable, table=True):
    """One sign-in at one record, once: what makes the audit trail hold one row for it, not one a rerun."""

    __tablename__ = "record_visit"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "sign_in_id", "feedback_id", "visit"),
        belongs_to("sign_in", "sign_in_id"),
        belongs_to("feedback", "feedback_id"),
    )

    sign_in_id: UUID
    feedback_id: UUID
    visit: str = Field(max_length=64)
    began_at: datetime
