"""Who asked for the newsletter, and said so twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import EncryptedText, WatchdogTable

LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class SubscriptionHeld:
    """What is held about one address, without the address itself."""

    id: UUID
    language: str
    asked_at: datetime
    confirmed_at: datetime | None


class NewsletterSubscription(WatchdogTable, table=True):
    """One address. It counts once it was confirmed by the link that was sent to it, until it is stopped.

    `address` is empty once it is stopped. `address_digest` is a keyed digest, by which the same address is
    known again; `token_digest` that of the secret in the links that were sent there since `asked_at`.
    """

    __tablename__ = "newsletter_subscription"
    __table_args__ = (
        UniqueConstraint("watchdog_id", "address_digest"),
        UniqueConstraint("watchdog_id", "token_digest"),
    )

    address: str = Field(sa_type=EncryptedText)
    address_digest: str = Field(max_length=64)
    token_digest: str = Field(max_length=64)
    language: str = Field(default="en", max_length=12)
    asked_at: datetime
    confirmed_at: datetime | None = None
    stopped_at: datetime | None = None

    def is_open(self, asked_after: datetime) -> bool:
        """Whether it is confirmed, or asked for after that moment and still can be; never once stopped."""
        return self.stopped_at is None and (self.confirmed_at is not None or self.asked_at > asked_after)
