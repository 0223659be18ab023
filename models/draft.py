"""What somebody has typed and not sent yet."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable


class Draft(WatchdogTable, table=True):
    """One form on its way. The browser holds the key and we hold its digest; `state` is JSON.

    `code_digest` is that of the code for coming back on another device, empty until somebody asks for one.
    """

    __table_args__ = (
        UniqueConstraint("watchdog_id", "key_digest"),
        Index("ix_draft_watchdog_id_code_digest", "watchdog_id", "code_digest"),
        Index("ix_draft_watchdog_id_ends_at", "watchdog_id", "ends_at"),
    )

    key_digest: str = Field(max_length=64)
    code_digest: str = Field(default="", max_length=64)
    state: str = Field(default="", sa_type=EncryptedText)
    begun_at: datetime
    saved_at: datetime
    ends_at: datetime
