"""Fill a store with West Testford: one watchdog, its places and people, and what it has heard."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from actions.add_programme import add_programme
from actions.load_services import load_services
from actions.open_watchdog import SignpostGiven, open_watchdog
from actions.people import add_staff_member
from actions.second_factor import new_secret
from actions.submit import submit
from content.signposting import default_signposts
from example_data import west_testford as place
from example_data.about_them import tell_about_them
from example_data.calls import leave_a_call_broken_off, leave_calls
from example_data.checked import check, is_checked
from example_data.decide import decide_on, in_order, leave_concerns
from example_data.entries import Entry, as_entries
from example_data.generate import ExampleFeedback, generate
from example_data.moments import first_day
from example_data.ticked import QUESTION_SET, ticked
from example_data.typed_in import hold_event, type_in
from imports.services_csv import FIRST_ROW
from models.base import WatchdogTable
from models.feedback_draft import FeedbackDraft, HandoverDraft
from models.organisation import Organisation, Service
from models.people import Viewer, job, resident
from models.staff import StaffMember
from models.vocabulary import Channel, Outcome, Role
from models.watchdog import Watchdog
from storage.engine import Store

CONSENT_WORDING = "demonstration"
TELL_EVERY = 100
Progress = Callable[[int, int], None]


class Filled(NamedTuple):
    """What a fill did. `people` can sign in; `secrets` has their second factors by e-mail address.

    Passwords and secrets are for a demonstration on one machine.
    """

    watchdog_id: str
    is_new: bool
    received: int
    approved: int
    on_hold: int
    withheld: int
    awaiting: int
    people: tuple[place.Person, ...]
    secrets: dict[str, str]


@dataclass(frozen=True)
class _Desk:
    """Who writes things down, and the services by name."""

    workers: dict[Role, Viewer]
    services: dict[str, Service]
    until: date
    events: dict[int, UUID] = field(default_factory=dict)
    beside: list[WatchdogTable] = field(default_factory=list)

    def writer(self, channel: Channel) -> Viewer:
        if channel is Channel.ONLINE:
            return resident(place.SLUG)
        return self.workers[Role.MODERATOR if channel is Channel.EMAIL else Role.VOLUNTEER]

    def id_of(self, name: str | None) -> UUID | None:
        return self.services[name].id if name else None


def fill(store: Store, *, at: datetime, pieces: int = 2_000, progress: Progress | None = None) -> Filled:
    """Fill the store, once: where West Testford is there already, nothing changes.

    `at` is now; the last piece is at the latest from the day before it. All of it is one
    transaction, so a fill that is interrupted leaves nothing behind and can be run again.
    """
    until = min(place.LAST_DAY, at.date() - timedelta(days=1))
    with store.writing() as session:
        if session.get(Watchdog, place.SLUG) is not None:
            return Filled(place.SLUG, False, 0, 0, 0, 0, 0, place.PEOPLE, _secrets(session))
        opened = datetime.combine(first_day(until, place.MONTHS), time(7), tzinfo=UTC)
        desk = _open(session, at=opened, checked_on=until)
        told, entries = as_entries(list(generate(until=until, pieces=pieces)), until=until)
        receipts: dict[str, UUID] = {}
        for number, (moment, is_decision, piece) in enumerate(in_order(told, latest=at), start=1):
            if is_decision:
                decide_on(session, receipts[piece.token], piece, workers=desk.workers, at=moment)
                if is_checked(piece):
                    check(session, receipts[piece.token], piece, workers=desk.workers, at=moment)
            else:
                told_now = _tell(session, piece, entries.get(piece.token), desk, receipts, at=moment)
                receipts[piece.token] = told_now
                tell_about_them(session, piece, by=desk.writer(piece.channel), at=moment)
            if progress is not None and number % TELL_EVERY == 0:
                progress(len(receipts), pieces)
        waiting = [receipts[piece.token] for piece in told if piece.outcome is Outcome.AWAITING]
        volunteer = desk.workers[Role.VOLUNTEER]
        typed_in = [piece for piece in told if piece.token in entries]
        calls = [receipts[piece.token] for piece in typed_in if piece.channel is Channel.PHONE]
        session.add_all(desk.beside)
        leave_calls(session, calls, by=volunteer, at=at)
        leave_concerns(session, waiting, workers=desk.workers, at=at)
        leave_a_call_broken_off(session, by=volunteer, at=at)
        secrets = _secrets(session)
    outcomes = [piece.outcome for piece in told]
    return Filled(
        place.SLUG,
        is_new=True,
        received=len(told),
        approved=outcomes.count(Outcome.APPROVED) + outcomes.count(Outcome.PUBLISHABLE),
        on_hold=outcomes.count(Outcome.ON_HOLD),
        withheld=outcomes.count(Outcome.WITHHELD),
        awaiting=outcomes.count(Outcome.AWAITING),
        people=place.PEOPLE,
        secrets=secrets,
    )


def _secrets(session: Session) -> dict[str, str]:
    people = session.exec(select(StaffMember).where(StaffMember.watchdog_id == place.SLUG)).all()
    return {person.email: person.second_factor for person in people}


def _open(session: Session, *, at: datetime, checked_on: date) -> _Desk:
    open_watchdog(
        session,
        slug=place.SLUG,
        name=place.NAME,
        area=place.AREA,
        telephone=place.TELEPHONE,
        signposts=[_signpost(SignpostGiven(*given), checked_on) for given in default_signposts()],
        at=at,
        is_demonstration=True,
    )
    by = job(place.SLUG, "demonstration")
    load_services(
        session, dict(enumerate((given.as_row() for given in place.PLACES), FIRST_ROW)), by=by, at=at
    )
    _merge(session)
    found = session.exec(select(Service).where(Service.watchdog_id == place.SLUG)).all()
    services = {service.name: service for service in found}
    for given in place.PROGRAMMES:
        ids = [services[name].id for name in given.services]
        add_programme(session, **given._asdict() | {"services": ids}, by=by, at=at)
    workers: dict[Role, Viewer] = {}
    for person in place.PEOPLE:
        staff_id = add_staff_member(session, **person._asdict(), second_factor=new_secret(), by=by, at=at)
        viewer = Viewer(place.SLUG, frozenset(person.roles), name=person.name, staff_id=staff_id)
        workers |= dict.fromkeys(person.roles, viewer)
    return _Desk(workers, services, until=checked_on)


def _signpost(given: SignpostGiven, checked_on: date) -> SignpostGiven:
    if given.kind not in place.LOCAL_NUMBERS:
        return given
    number, hours = place.LOCAL_NUMBERS[given.kind]
    return given._replace(number=number, hours=hours, checked_on=checked_on)


def _merge(session: Session) -> None:
    """Bodies that went into another one run no service any more, so no row of services names them."""
    for merger in place.MERGERS:
        successor = session.exec(
            select(Organisation).where(
                Organisation.watchdog_id == place.SLUG, Organisation.name == merger.successor
            )
        ).one()
        successor.valid_from = merger.ended + timedelta(days=1)
        session.add(successor)
        session.add(
            Organisation(
                watchdog_id=place.SLUG,
                name=merger.name,
                sector=merger.sector,
                valid_to=merger.ended,
                successor_id=successor.id,
            )
        )
    session.flush()


def _tell(
    session: Session,
    piece: ExampleFeedback,
    entry: Entry | None,
    desk: _Desk,
    told_before: dict[str, UUID],
    *,
    at: datetime,
) -> UUID:
    """Keep one piece as it reached us, and return its id."""
    draft, by = _draft(piece, desk), desk.writer(piece.channel)
    if entry is None:
        return submit(session, draft, by=by, at=at).feedback_id
    event = entry.event
    if event is not None and event not in desk.events:
        desk.events[event] = hold_event(session, event, until=desk.until, by=by, at=at)
    return type_in(
        session,
        piece,
        draft,
        entry,
        event_id=None if event is None else desk.events[event],
        told_before=told_before,
        beside=desk.beside,
        by=by,
        at=at,
    )


def _draft(piece: ExampleFeedback, desk: _Desk) -> FeedbackDraft:
    beside = ticked(piece)
    return FeedbackDraft(
        submission_token=piece.token,
        told_on=piece.moments.told,
        channel=piece.channel,
        language=piece.language,
        journey=piece.journey,
        service_ids=[desk.services[name].id for name in piece.services],
        handovers=[
            HandoverDraft(
                from_service_id=desk.id_of(join.from_service),
                from_sector=join.from_sector,
                to_service_id=desk.id_of(join.to_service),
                to_sector=join.to_sector,
                **(beside.how if number == beside.which else {}),
            )
            for number, join in enumerate(piece.joins)
        ],
        words=piece.words,
        should_happen=beside.should_happen,
        answers=beside.answers,
        question_set=QUESTION_SET,
        collected_by=beside.collected_by,
        rating=piece.rating,
        consent_wording=CONSENT_WORDING,
        **piece.facts._asdict(),
    )
