"""The audit trail: one link per act, in the act's own transaction."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sqlmodel import Session, select

from models.audit import AuditEvent, AuditHead
from models.events import Event
from models.people import Viewer


class BrokenLink(NamedTuple):
    """Where a chain stops being what it says it is."""

    watchdog_id: str
    sequence: int
    fault: str


def lock(session: Session, watchdog_id: str) -> AuditHead:
    """Take the end of a watchdog's chain: acts of one watchdog follow each other from here on.

    An act that must not happen twice looks for its own trace only after this.
    """
    head = session.exec(
        select(AuditHead).where(AuditHead.watchdog_id == watchdog_id).with_for_update()
    ).one_or_none()
    if head is None:
        raise LookupError(f"no audit chain for watchdog {watchdog_id!r}")
    return head


def record(
    session: Session,
    event: Event,
    *,
    by: Viewer,
    at: datetime,
    subject: object = "",
    detail: dict[str, str | int] | None = None,
) -> None:
    """Add one link for what `by` did. `detail` holds counts and choices, never anybody's words."""
    head = lock(session, by.watchdog_id)
    link = AuditEvent(
        watchdog_id=by.watchdog_id,
        sequence=head.sequence + 1,
        at=at,
        actor=by.actor,
        event=event,
        subject=str(subject),
        detail=detail or {},
        previous_hash=head.hash,
        hash="",
    )
    link.hash = link_hash(link)
    head.sequence, head.hash = link.sequence, link.hash
    session.add_all([link, head])
    session.flush()


def link_hash(link: AuditEvent) -> str:
    """SHA-256, in hex, over everything a link says and the hash of the link before it."""
    said = [
        link.watchdog_id,
        link.sequence,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.actor,
        link.event.value,
        link.subject,
        link.detail,
        link.previous_hash,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def is_guarded(session: Session) -> bool:
    """Whether the database itself still refuses to change or delete a link."""
    if session.get_bind().dialect.name == "sqlite":
        triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
    else:
        triggers = (
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit_event'::regclass "
            "AND NOT tgisinternal AND tgenabled <> 'D'"
        )
    return session.connection().exec_driver_sql(triggers).scalar() == 2


def broken_links(session: Session, watchdog_id: str | None = None) -> Iterator[BrokenLink]:
    """Walk every chain, or one watchdog's, and yield each fault; nothing is yielded for a whole one."""
    heads = select(AuditHead).order_by(AuditHead.watchdog_id)
    if watchdog_id is not None:
        heads = heads.where(AuditHead.watchdog_id == watchdog_id)
    for head in session.exec(heads).all():
        sequence, previous = 0, ""
        links = session.exec(
            select(AuditEvent)
            .where(AuditEvent.watchdog_id == head.watchdog_id)
            .order_by(AuditEvent.sequence)  # type: ignore[arg-type]
            .execution_options(yield_per=1_000)
        )
        for link in links:
            sequence += 1
            if link.sequence != sequence:
                yield BrokenLink(head.watchdog_id, sequence, "a link is missing")
                sequence = link.sequence
            if link.previous_hash != previous:
                yield BrokenLink(head.watchdog_id, link.sequence, "it does not follow the link before it")
            if link.hash != link_hash(link):
                yield BrokenLink(head.watchdog_id, link.sequence, "it was changed")
            previous = link.hash
        if (head.sequence, head.hash) != (sequence, previous):
            yield BrokenLink(head.watchdog_id, sequence, "the end of the chain is missing")
