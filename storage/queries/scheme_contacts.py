"""What is held of what the partners of a scheme counted? Nothing, once its last day is over."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, and_, col
from sqlmodel import select as rows

from models.people import Permission, Viewer, require
from models.scheme import ContactKind, Counted, Pair, Phase, SchemeContacts, SchemeSharing, SharingSeen
from storage.queries.names_of_actors import names_of_actors

Halves = dict[Phase, tuple[int, int]]
"""How often, and in how many days, in each phase that was counted."""


def sharing_of(session: Session, viewer: Viewer, programme_id: UUID, *, today: date) -> SharingSeen | None:
    """On what ground something is held for a scheme, and until when; None where nothing is."""
    require(viewer, Permission.READ_FIGURES)
    row = session.exec(
        rows(SchemeSharing).where(*_in_force(viewer.watchdog_id, programme_id, today))
    ).one_or_none()
    if row is None:
        return None
    name = names_of_actors(session, viewer, {row.taken_in_by}).get(row.taken_in_by, "")
    return SharingSeen(row.basis, row.agreed_with, row.expires_on, row.people, name, row.taken_in_at)


def contacts_counted(
    session: Session, viewer: Viewer, programme_id: UUID, *, today: date
) -> dict[ContactKind, Counted]:
    """What totals are made of, by kind. Sorted by size: no pair can be put beside one of another kind."""
    require(viewer, Permission.READ_FIGURES)
    found: defaultdict[ContactKind, list[Halves]] = defaultdict(list)
    for _, kind, halves in _by_person(session, viewer.watchdog_id, programme_id, today):
        found[kind].append(halves)
    return {
        kind: Counted(
            tuple(sorted(map(_pair, filter(_is_whole, every)))), sum(not _is_whole(one) for one in every)
        )
        for kind, every in found.items()
    }


def contacts_of_people(
    session: Session, viewer: Viewer, programme_id: UUID, *, today: date
) -> dict[ContactKind, dict[int, Pair]]:
    """The same by the number of each person whose contacts were counted before and since."""
    require(viewer, Permission.KEEP_SCHEMES)
    found: defaultdict[ContactKind, dict[int, Pair]] = defaultdict(dict)
    for person, kind, halves in _by_person(session, viewer.watchdog_id, programme_id, today):
        if _is_whole(halves):
            found[kind][person] = _pair(halves)
    return dict(found)


def files_held(session: Session, mine: str, programme_id: UUID) -> Sequence[SchemeSharing]:
    """The files of a scheme whose rows are still here, whether their last day is over or not."""
    return session.exec(
        rows(SchemeSharing).where(
            SchemeSharing.watchdog_id == mine,
            SchemeSharing.programme_id == programme_id,
            col(SchemeSharing.erased_at).is_(None),
        )
    ).all()


def _by_person(
    session: Session, mine: str, programme_id: UUID, today: date
) -> Iterator[tuple[int, ContactKind, Halves]]:
    """Each person and kind in turn. What the partners call a person stays sealed."""
    halves: defaultdict[tuple[int, ContactKind], Halves] = defaultdict(dict)
    for person, kind, phase, contacts, days in session.execute(
        select(
            col(SchemeContacts.person),
            col(SchemeContacts.kind),
            col(SchemeContacts.phase),
            col(SchemeContacts.contacts),
            col(SchemeContacts.days),
        )
        .join(
            SchemeSharing,
            and_(
                col(SchemeSharing.watchdog_id) == SchemeContacts.watchdog_id,
                col(SchemeSharing.id) == SchemeContacts.sharing_id,
            ),
        )
        .where(col(SchemeContacts.watchdog_id) == mine, *_in_force(mine, programme_id, today))
        .order_by(col(SchemeContacts.person))
    ):
        halves[person, kind][phase] = contacts, days
    for (person, kind), both in halves.items():
        yield person, kind, both


def _in_force(mine: str, programme_id: UUID, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SchemeSharing.watchdog_id) == mine,
        col(SchemeSharing.programme_id) == programme_id,
        col(SchemeSharing.expires_on) >= today,
        col(SchemeSharing.erased_at).is_(None),
    )


def _is_whole(halves: Halves) -> bool:
    return len(halves) == len(Phase)


def _pair(halves: Halves) -> Pair:
    return Pair(*halves[Phase.BEFORE], *halves[Phase.AFTER])
