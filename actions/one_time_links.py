"""One-time links: made for one person and one purpose, good once and for a while."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from actions.second_factor import new_secret
from models.errors import FeedbackError
from models.outbox import OutboxMessage
from models.staff import LinkPurpose, OneTimeLink, StaffMember
from storage.keys import fingerprint

PATH = "/link/"
OFFICE_PATH = "/office/enter/"
LASTS = {
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.NEW_PASSWORD: timedelta(days=1),
    LinkPurpose.START_AGAIN: timedelta(days=1),
    LinkPurpose.SECOND_FACTOR: timedelta(minutes=15),
    LinkPurpose.OFFICE: timedelta(minutes=1),
}
SETS_PASSWORD = frozenset({LinkPurpose.INVITATION, LinkPurpose.NEW_PASSWORD, LinkPurpose.START_AGAIN})
SETS_FACTOR = frozenset({LinkPurpose.INVITATION, LinkPurpose.START_AGAIN, LinkPurpose.SECOND_FACTOR})
GONE = "This link has been used, or is too old. Ask an administrator for a new one."


class Made(NamedTuple):
    """A new link: its row, and the path that opens it, which is not stored."""

    row: OneTimeLink
    path: str


def make_link(
    session: Session,
    person: StaffMember,
    purpose: LinkPurpose,
    *,
    made_by: str,
    until: datetime | None = None,
    at: datetime,
) -> Made:
    """Make a link, and end those that the person has for the same purpose.

    Somebody without a second factor is led to set one up whatever the link is for. Neither the link
    nor the sign-in that it begins lasts beyond `until`.
    """
    end_links(session, person, purpose, at=at)
    token = secrets.token_urlsafe(32)
    needs_factor = purpose in SETS_FACTOR or (purpose in SETS_PASSWORD and not person.second_factor)
    row = OneTimeLink(
        watchdog_id=person.watchdog_id,
        staff_id=person.id,
        purpose=purpose,
        token_hash=fingerprint(token),
        secret=new_secret() if needs_factor else "",
        until=until,
        made_by=made_by,
        made_at=at,
        expires_at=min(at + LASTS[purpose], until) if until else at + LASTS[purpose],
    )
    session.add(row)
    session.flush()
    return Made(row, f"{OFFICE_PATH if purpose is LinkPurpose.OFFICE else PATH}{token}")


def open_link(
    session: Session, token: str, *, watchdog_id: str, by_office: bool = False, at: datetime
) -> tuple[OneTimeLink, StaffMember]:
    """The link that a token opens, and whose it is. Raises FeedbackError when it opens none any more.

    A link of the office's needs no code and lasts no longer than its token, so it opens one door alone.
    """
    is_office = col(OneTimeLink.purpose) == LinkPurpose.OFFICE
    link = session.exec(
        select(OneTimeLink).where(
            OneTimeLink.watchdog_id == watchdog_id,
            OneTimeLink.token_hash == fingerprint(token),
            is_office if by_office else ~is_office,
            col(OneTimeLink.used_at).is_(None),
            OneTimeLink.expires_at > at,
        )
    ).one_or_none()
    person = session.get(StaffMember, (watchdog_id, link.staff_id)) if link else None
    if link is None or person is None or person.disabled_at is not None:
        raise FeedbackError(GONE)
    return link, person


def end_links(session: Session, person: StaffMember, *purposes: LinkPurpose, at: datetime) -> None:
    """Let no link of somebody's, for these purposes or any, open anything any more.

    Each is taken out of the mail that holds it.
    """
    still_open = select(OneTimeLink).where(
        OneTimeLink.watchdog_id == person.watchdog_id,
        OneTimeLink.staff_id == person.id,
        col(OneTimeLink.used_at).is_(None),
        OneTimeLink.expires_at > at,
    )
    if purposes:
        still_open = still_open.where(col(OneTimeLink.purpose).in_(purposes))
    for link in session.exec(still_open).all():
        link.expires_at = at
        session.add(link)
        empty_mail(session, link)


def empty_mail(session: Session, link: OneTimeLink) -> None:
    """Take a link that opens nothing any more out of the outbox; an unsent message is not sent."""
    messages = session.exec(
        select(OutboxMessage).where(
            OutboxMessage.watchdog_id == link.watchdog_id, OutboxMessage.link_id == link.id
        )
    ).all()
    for message in messages:
        message.link, message.next_try_at, message.fault = "", None, ""
        session.add(message)
