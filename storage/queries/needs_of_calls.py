"""Whom has somebody still to ring, and what was written down for somebody and never sent?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.callback import Callback
from models.entry import EntryDraft
from models.need import Need, Wanting
from models.people import Permission, Viewer, own_staff_id, require
from models.watchdog import HERE
from storage.queries.callbacks import people_who_ring


def of_calls(session: Session, viewer: Viewer, *, unsent_since: datetime, at: datetime) -> list[Wanting]:
    """Callbacks that are due today or late, and entries that were begun before `unsent_since` and not sent.

    The viewer's own; those of others as numbers, and for whoever reads feedback alone.
    """
    require(viewer, Permission.WRITE_FOR_OTHERS)
    return [*_to_ring(session, viewer, at), *_unsent(session, viewer, unsent_since)]


def _to_ring(session: Session, viewer: Viewer, at: datetime) -> Iterator[Wanting]:
    mine = own_staff_id(viewer)
    rows = session.exec(
        select(Callback.rings_id, Callback.due_at).where(
            Callback.watchdog_id == viewer.watchdog_id,
            col(Callback.closed_at).is_(None),
        )
    ).all()
    able = {one.id for one in people_who_ring(session, viewer)}
    late = [(rings_id, due_at) for rings_id, due_at in rows if due_at <= at]
    yield from _late(Need.CALLBACKS_LATE, (due_at for rings_id, due_at in late if rings_id == mine))
    if of_nobody := [due_at for rings_id, due_at in rows if rings_id not in able]:
        overdue = sum(due_at <= at for due_at in of_nobody)
        yield Wanting(Need.CALLBACKS_OF_NOBODY, len(of_nobody), overdue=overdue)
    of_others = (due_at for rings_id, due_at in late if rings_id in able - {mine})
    yield from _late(Need.CALLBACKS_OF_OTHERS, of_others)
    today = [due_at for rings_id, due_at in rows if rings_id == mine and at < due_at < _midnight_after(at)]
    if today:
        yield Wanting(Need.CALLBACKS_DUE, len(today), min(today))


def _unsent(session: Session, viewer: Viewer, since: datetime) -> Iterator[Wanting]:
    mine = own_staff_id(viewer)
    drafts = session.exec(
        select(EntryDraft.staff_id, EntryDraft.begun_at).where(
            EntryDraft.watchdog_id == viewer.watchdog_id,
            col(EntryDraft.sent_at).is_(None),
            EntryDraft.begun_at < since,
        )
    ).all()
    yield from _late(Need.ENTRIES_LATE, (begun_at for staff_id, begun_at in drafts if staff_id == mine))
    yield from _late(Need.ENTRIES_OF_OTHERS, (begun_at for staff_id, begun_at in drafts if staff_id != mine))


def _late(need: Need, moments: Iterable[datetime]) -> Iterator[Wanting]:
    if late := sorted(moments):
        yield Wanting(need, len(late), late[0], overdue=len(late))


def _midnight_after(at: datetime) -> datetime:
    """When the day of `at` is over, where the watchdog is."""
    here = at.astimezone(HERE)
    return datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), tzinfo=HERE).astimezone(
        at.tzinfo
    )
