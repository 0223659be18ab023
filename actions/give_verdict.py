"""Say what experience shows of a promise: a person does, signed and with a reason, and never the machine."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from actions.commitments import checked_reason, followed
from actions.setting_history import TOO_LATE, note_change
from models.commitment import LONGEST_SEEN, Commitment, CommitmentVerdict, VerdictDraft
from models.errors import Problems, SomebodyElseDecided
from models.events import Event
from models.people import Permission, Viewer, own_staff_id, require
from models.setting import SettingKind
from models.watchdog import HERE
from models.words import canonical
from storage import audit
from storage.queries.promises_changed import promises_changed
from storage.queries.setting_changes import newest_number


def give_verdict(
    session: Session, commitment_id: UUID, draft: VerdictDraft, *, after: int, by: Viewer, at: datetime
) -> None:
    """Add a verdict, which holds from now on. The day to look again becomes the one in the draft, or none.

    `after` is the number of the promise's last change that whoever signs has seen. What the same person says
    a second time on one day, in the same words, of a promise that has not changed is kept once.

    Raises Problems, by field; SomebodyElseDecided when the promise has been changed since; NotAllowed for
    whoever has no account; FeedbackError for a promise that is no longer followed.
    """
    require(by, Permission.FOLLOW_PROMISES)
    own_staff_id(by)
    audit.lock(session, by.watchdog_id)
    promise = followed(session, commitment_id, by=by)
    today = at.astimezone(HERE).date()
    reason, problem = checked_reason(draft.reason)
    problems = {
        "verdict": "" if draft.verdict else "Choose what experience shows",
        "reason": problem,
        "look_again_on": _day_problem(draft.look_again_on, today),
    }
    if draft.verdict is None or any(problems.values()):
        raise Problems({field: said for field, said in problems.items() if said})
    last = session.exec(
        select(CommitmentVerdict)
        .where(
            CommitmentVerdict.watchdog_id == by.watchdog_id,
            CommitmentVerdict.commitment_id == promise.id,
        )
        .order_by(col(CommitmentVerdict.number).desc())
    ).first()
    row = CommitmentVerdict(
        watchdog_id=by.watchdog_id,
        commitment_id=promise.id,
        number=last.number + 1 if last else 1,
        verdict=draft.verdict,
        reason=reason,
        seen=" ".join(canonical(draft.seen).split())[:LONGEST_SEEN],
        signed_by=by.actor,
        signed_at=at,
    )
    changed_at = promises_changed(session, by.watchdog_id).get(promise.id)
    holds = last if last and (changed_at is None or last.signed_at >= changed_at) else None
    if holds and _is_the_same(holds, row) and promise.look_again_on == draft.look_again_on:
        return
    if newest_number(session, by, SettingKind.COMMITMENT, str(promise.id)) != after:
        raise SomebodyElseDecided(TOO_LATE)
    session.add(row)
    _look_again(session, promise, draft.look_again_on, after=after, by=by, at=at)
    detail: dict[str, str | int] = {"verdict": draft.verdict.value, "number": row.number}
    audit.record(session, Event.VERDICT_GIVEN, by=by, at=at, subject=promise.id, detail=detail)


def _day_problem(look_again_on: date | None, today: date) -> str:
    return "Choose a day to come" if look_again_on and look_again_on <= today else ""


def _is_the_same(last: CommitmentVerdict, row: CommitmentVerdict) -> bool:
    said, days = (
        {(one.verdict, one.reason, one.signed_by) for one in (last, row)},
        {one.signed_at.astimezone(HERE).date() for one in (last, row)},
    )
    return len(said) == len(days) == 1


def _look_again(
    session: Session, promise: Commitment, day: date | None, *, after: int, by: Viewer, at: datetime
) -> None:
    if promise.look_again_on == day:
        return
    about = (SettingKind.COMMITMENT, str(promise.id))
    note_change(session, *about, {"look_again_on": (promise.look_again_on, day)}, after=after, by=by, at=at)
    promise.look_again_on = day
    session.add(promise)
