"""Which promises wait for somebody to say what experience shows, since a day of theirs has come?"""

from collections.abc import Iterator
from datetime import datetime, time

from sqlalchemy import select
from sqlmodel import Session, and_, col, func

from models.commitment import Commitment, CommitmentVerdict
from models.need import Need, Wanting
from models.promise_looks import looks, wanted_since
from models.watchdog import HERE
from storage.queries.promises_changed import promises_changed


def of_promises(session: Session, watchdog_id: str, at: datetime) -> Iterator[Wanting]:
    """Promises that are due, or to be looked at again, or changed, or long without a verdict."""
    today = at.astimezone(HERE).date()
    rows = session.execute(
        select(
            col(Commitment.id),
            col(Commitment.due_on),
            col(Commitment.look_again_on),
            col(Commitment.added_at),
            func.max(col(CommitmentVerdict.signed_at)),
        )
        .outerjoin(
            CommitmentVerdict,
            and_(
                col(CommitmentVerdict.watchdog_id) == watchdog_id,
                col(CommitmentVerdict.commitment_id) == Commitment.id,
            ),
        )
        .where(col(Commitment.watchdog_id) == watchdog_id, col(Commitment.ended_at).is_(None))
        .group_by(
            col(Commitment.id),
            col(Commitment.due_on),
            col(Commitment.look_again_on),
            col(Commitment.added_at),
        )
    )
    changed = promises_changed(session, watchdog_id)
    days = []
    for promise, due_on, look_again_on, added_at, signed_at in rows:
        to_come = looks((due_on, look_again_on), signed_at, added_at)
        if day := wanted_since(to_come, signed_at, changed.get(promise), today):
            days.append(day)
    if days:
        yield Wanting(Need.PROMISES, len(days), datetime.combine(min(days), time(), HERE))
