"""What was promised, who answers for it today, and what did people decide that experience shows of it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from models.commitment import AnotherBaseline, Commitment, CommitmentSeen, CommitmentVerdict, VerdictSeen
from models.organisation import Organisation
from models.people import Permission, Viewer, require
from models.programme import Programme
from models.setting import SettingChange, SettingKind
from storage.queries.names_of_actors import names_of_actors
from storage.queries.other_baselines import another_baseline
from storage.queries.promises_changed import promises_changed
from storage.queries.scopes_kept import Standing, scope_now, standing


class _Frozen(NamedTuple):
    """Who chose the month of a baseline last, and when."""

    by: str
    at: datetime


def commitments(
    session: Session, viewer: Viewer, *, today: date, programme_id: UUID | None = None
) -> tuple[CommitmentSeen, ...]:
    """The promises of one programme or of all, by programme and in their order.

    Those that are no longer followed are among them.
    """
    require(viewer, Permission.READ_FIGURES)
    mine = viewer.watchdog_id
    query = select(Commitment).where(Commitment.watchdog_id == mine)
    if programme_id is not None:
        query = query.where(Commitment.programme_id == programme_id)
    rows = session.exec(query).all()
    programmes = {
        one.id: one for one in session.exec(select(Programme).where(Programme.watchdog_id == mine)).all()
    }
    verdicts, changes = _verdicts(session, mine), _changes(session, mine)
    changed_at = promises_changed(session, mine)
    bodies = {
        one.id: one
        for one in session.exec(select(Organisation).where(Organisation.watchdog_id == mine)).all()
    }
    known = standing(session, mine)
    frozen = {row.id: _frozen(row, changes[str(row.id)]) for row in rows}
    actors = {actor for row in rows for actor in (row.added_by, row.ended_by, frozen[row.id].by)}
    signed = {one.signed_by for row in rows for one in verdicts[row.id]}
    people = names_of_actors(session, viewer, actors | signed)
    found = []
    for row in rows:
        scope, lost = scope_now(row.scope, row.measure, known)
        programme, history = programmes[row.programme_id], changes[str(row.id)]
        found.append(
            CommitmentSeen(
                id=row.id,
                programme_id=row.programme_id,
                programme=programme.name,
                programme_code=programme.code,
                quotation=row.quotation,
                promised_by=row.promised_by,
                source=row.source,
                organisation_id=stands(bodies, row.organisation_id),
                answers_now=answering(bodies, row.organisation_id, today),
                said_on=row.said_on,
                due_on=row.due_on,
                measure=row.measure,
                scope=scope,
                lost=lost,
                direction=row.direction,
                baseline=row.baseline,
                frozen_by=people.get(frozen[row.id].by, ""),
                frozen_at=frozen[row.id].at,
                another=_another(session, row, known),
                look_again_on=row.look_again_on,
                added_by=people.get(row.added_by, ""),
                added_at=row.added_at,
                ended_by=people.get(row.ended_by, ""),
                ended_at=row.ended_at,
                ended_because=row.ended_because,
                verdicts=tuple(
                    VerdictSeen(
                        one.verdict, one.reason, one.seen, people.get(one.signed_by, ""), one.signed_at
                    )
                    for one in verdicts[row.id]
                ),
                changed_at=changed_at.get(row.id),
                number=max((change.number for change in history), default=0),
            )
        )
    position = {row.id: row.position for row in rows}
    return tuple(sorted(found, key=lambda one: (one.programme.casefold(), position[one.id])))


def _another(session: Session, row: Commitment, known: Standing) -> AnotherBaseline | None:
    if row.baseline is None or row.ended_at is not None:
        return None
    mine, month = row.watchdog_id, row.baseline
    return another_baseline(session, mine, row.measure, row.scope, month, known=known, but=row.id)


def _verdicts(session: Session, mine: str) -> defaultdict[UUID, list[CommitmentVerdict]]:
    """By promise, the newest first."""
    found: defaultdict[UUID, list[CommitmentVerdict]] = defaultdict(list)
    for row in session.exec(
        select(CommitmentVerdict)
        .where(CommitmentVerdict.watchdog_id == mine)
        .order_by(col(CommitmentVerdict.number).desc())
    ):
        found[row.commitment_id].append(row)
    return found


def _changes(session: Session, mine: str) -> defaultdict[str, list[SettingChange]]:
    """By promise, the newest last."""
    found: defaultdict[str, list[SettingChange]] = defaultdict(list)
    for row in session.exec(
        select(SettingChange)
        .where(SettingChange.watchdog_id == mine, SettingChange.kind == SettingKind.COMMITMENT)
        .order_by(col(SettingChange.number))
    ):
        found[row.subject].append(row)
    return found


def _frozen(row: Commitment, changes: Iterable[SettingChange]) -> _Frozen:
    found = _Frozen(row.added_by, row.added_at)
    for change in changes:
        if "baseline" in change.changes:
            found = _Frozen(change.changed_by, change.changed_at)
    return found


def stands(bodies: Mapping[UUID, Organisation], body_id: UUID | None) -> UUID | None:
    return (bodies[body_id].merged_into_id or body_id) if body_id else None


def answering(bodies: Mapping[UUID, Organisation], body_id: UUID | None, today: date) -> str:
    """The name of the body that stands where one stood: merged into it, or come after it once that ended."""
    passed: set[UUID] = set()
    while body_id is not None and body_id not in passed:
        passed.add(body_id)
        body = bodies[body_id]
        has_ended = body.valid_to is not None and body.valid_to < today
        following = body.merged_into_id or (body.successor_id if has_ended else None)
        if following is None:
            return body.name
        body_id = following
    return bodies[body_id].name if body_id is not None else ""
