"""Follow a promise: add it, change what is said of it, and stop following it. Its words stay on record."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, func, select

from actions.commitment_checks import checked
from actions.put_setting import put_setting
from actions.setting_history import TOO_LATE
from models.commitment import LONGEST_REASON, Commitment, CommitmentDraft, CommitmentVerdict
from models.errors import FeedbackError, Problems, SomebodyElseDecided
from models.events import Event
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.setting import SettingKind
from models.watchdog import HERE
from models.words import canonical
from storage import audit

FEWEST_WORDS = 3
"""In a reason, which is a sentence."""


def add_commitment(
    session: Session, programme_id: UUID, draft: CommitmentDraft, *, by: Viewer, at: datetime
) -> UUID:
    """Follow a promise made in a programme, and return its id. Raises Problems, by field."""
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    programme = session.get(Programme, (by.watchdog_id, programme_id))
    if programme is None:
        raise FeedbackError("That programme isn't here. Choose one from the list")
    today = at.astimezone(HERE).date()
    last = session.exec(
        select(func.max(Commitment.position)).where(
            Commitment.watchdog_id == by.watchdog_id, Commitment.programme_id == programme_id
        )
    ).one()
    row = Commitment(
        **checked(session, by.watchdog_id, programme_id, draft, today=today),
        watchdog_id=by.watchdog_id,
        programme_id=programme_id,
        position=(last or 0) + 1,
        added_by=by.actor,
        added_at=at,
    )
    session.add(row)
    session.flush()
    audit.record(session, Event.COMMITMENT_ADDED, by=by, at=at, subject=row.id, detail=_detail(row))
    return row.id


def change_commitment(
    session: Session, commitment_id: UUID, draft: CommitmentDraft, *, after: int, by: Viewer, at: datetime
) -> None:
    """Put the draft in place of what was; nothing is written where it says nothing new.

    A verdict that was given before holds no more where what it is about changes. `after` is the number of the
    last change that the editor saw. Raises Problems, by field, and SomebodyElseDecided when there has been
    another change since, or somebody signed a verdict at this very moment.
    """
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    row = followed(session, commitment_id, by=by)
    if _is_signed_since(session, row, at):
        raise SomebodyElseDecided(TOO_LATE)
    today = at.astimezone(HERE).date()
    values = checked(session, by.watchdog_id, row.programme_id, draft, before=row, today=today)
    about = (SettingKind.COMMITMENT, str(row.id))
    changed = Event.COMMITMENT_CHANGED
    put_setting(session, row, values, changed, about=about, detail=_detail(row), after=after, by=by, at=at)


def end_commitment(session: Session, commitment_id: UUID, reason: str, *, by: Viewer, at: datetime) -> None:
    """Follow a promise no longer. It stays on record with its verdicts. Raises Problems, by field."""
    require(by, Permission.FOLLOW_PROMISES)
    audit.lock(session, by.watchdog_id)
    row = followed(session, commitment_id, by=by)
    reason, problem = checked_reason(reason)
    if problem:
        raise Problems({"reason": problem})
    row.ended_by, row.ended_at, row.ended_because = by.actor, at, reason
    session.add(row)
    audit.record(session, Event.COMMITMENT_ENDED, by=by, at=at, subject=row.id, detail=_detail(row))


def _is_signed_since(session: Session, row: Commitment, at: datetime) -> bool:
    """Whether a verdict was signed at this moment or, by a process that was quicker, after it."""
    found = select(CommitmentVerdict.number).where(
        CommitmentVerdict.watchdog_id == row.watchdog_id,
        CommitmentVerdict.commitment_id == row.id,
        CommitmentVerdict.signed_at >= at,
    )
    return session.exec(found).first() is not None


def followed(session: Session, commitment_id: UUID, *, by: Viewer) -> Commitment:
    """The promise of an id. Raises FeedbackError where there is none, or it is no longer followed."""
    row = session.get(Commitment, (by.watchdog_id, commitment_id))
    if row is None:
        raise FeedbackError("That promise isn't here. Look at the list again")
    if row.ended_at is not None:
        raise FeedbackError("We no longer follow that promise. Add it again to follow it")
    return row


def checked_reason(said: str) -> tuple[str, str]:
    """A reason with its spaces tidied, and what has to be put right in it; empty for nothing."""
    reason = " ".join(canonical(said).split())
    if len(reason.split()) < FEWEST_WORDS:
        return reason, "Say why, in a sentence"
    if len(reason) > LONGEST_REASON:
        return reason, f"Use {LONGEST_REASON} characters or fewer. You have used {len(reason):,}"
    return reason, ""


def _detail(row: Commitment) -> dict[str, str | int]:
    """Choices alone: what is measured, and whether it is held against a month."""
    month = {"month": f"{row.baseline:%Y-%m}"} if row.baseline else {}
    return {"measure": row.measure, **month} if row.measure else {}
