"""Mail that is to be sent, has been, or could not be."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable, belongs_to, choice


class MailKind(StrEnum):
    """What a message is about; its words are in `content`."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 (the name of a message)
    START_AGAIN = "start_again"
    CONCERN_WAITS = "concern_waits"
    CONCERN_OVERDUE = "concern_overdue"
    WORDS_CHANGED = "words_changed"
    NEWSLETTER_CONFIRM = "newsletter_confirm"


class OutboxMessage(WatchdogTable, table=True):
    """One message, written in the transaction of the act that it is about.

    `link` is emptied once it is used or too old. No message holds a word of a resident's.
    `about_id` is the row that a message without a one-time link is about; which table, its kind says. One to
    somebody who told us something, or asked for the newsletter, has no address in it: that is looked up
    when it is sent.
    `next_try_at` is None once it has been sent or given up; `fault` is the kind of the last
    failure, never what a server said.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        belongs_to("one_time_link", "link_id"),
        Index("ix_outbox_message_watchdog_id_next_try_at", "watchdog_id", "next_try_at"),
    )

    kind: MailKind = Field(sa_type=choice(MailKind))
    to_name: str = Field(default="", sa_type=EncryptedText)
    to_address: str = Field(sa_type=EncryptedText)
    link: str = Field(default="", sa_type=EncryptedText)
    link_id: UUID | None = None
    about_id: UUID | None = None
    written_at: datetime
    tries: int = 0
    next_try_at: datetime | None = None
    sent_at: datetime | None = None
    fault: str = Field(default="", max_length=120)
