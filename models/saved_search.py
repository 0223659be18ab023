"""A search that somebody who works here keeps, to ask it again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to

LONGEST_NAME = 80


class SavedSearch(WatchdogTable, table=True):
    """What was typed and chosen, as JSON in `asked`: encrypted, for what people look for can be a name."""

    __tablename__ = "saved_search"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "staff_id", "name"),
        belongs_to("staff_member", "staff_id"),
    )

    staff_id: UUID
    name: str = Field(max_length=LONGEST_NAME)
    asked: str = Field(default="", sa_type=EncryptedText)
    saved_at: datetime
