"""Fill a store with West Testford: one watchdog, its places and people, and what it has heard."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, select

from actions.submit import submit
from actions.tag import Tagger
from example_data import west_testford as place
from example_data.about_them import tell_about_them
from example_data.asked import asked
from example_data.calls import leave_a_call_broken_off, leave_calls
from example_data.checked import check, is_checked
from example_data.decide import decide_on, in_order, leave_concerns
from example_data.desk import Desk, open_desk
from example_data.entries import Entry, as_entries
from example_data.followed import LATELY, Diary, followed
from example_data.generate import ExampleFeedback, generate
from example_data.moments import first_day
from example_data.published import Publishing
from example_data.replied import replied
from example_data.review import review
from example_data.scheme import scheme
from example_data.ticked import ticked
from example_data.typed_in import hold_event, type_in
from example_data.winters import winters
from models.feedback_draft import FeedbackDraft, HandoverDraft
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


def fill(
    store: Store,
    *,
    at: datetime,
    pieces: int = 2_000,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
) -> Filled:
    """Fill the store, once: where West Testford is there already, nothing changes.

    `at` is now; the last piece is at the latest from the day before it. With a `tagger` what was told is
    read, and reports and the public page are published from it. All of it is one transaction, so a fill
    that is interrupted leaves nothing behind and can be run again.
    """
    until = min(place.LAST_DAY, at.date() - timedelta(days=1))
    with store.writing() as session:
        if session.get(Watchdog, place.SLUG) is not None:
            return Filled(place.SLUG, False, 0, 0, 0, 0, 0, place.PEOPLE, _secrets(session))
        opened = datetime.combine(first_day(until, place.MONTHS), time(7), tzinfo=UTC)
        desk = open_desk(session, at=opened, checked_on=until)
        told, entries = _everything_told(until, pieces)
        publishing = Publishing(desk, told, tagger) if tagger else None
        diary = _diary(desk, told, publishing, opened=opened, at=at)
        receipts = desk.kept
        for number, (moment, is_decision, piece) in enumerate(in_order(told, latest=at), start=1):
            diary.do_until(session, moment)
            if is_decision:
                decide_on(session, receipts[piece.token], piece, workers=desk.workers, at=moment)
                if is_checked(piece):
                    check(session, receipts[piece.token], piece, workers=desk.workers, at=moment)
            else:
                told_now = _tell(session, piece, entries.get(piece.token), desk, receipts, at=moment)
                receipts[piece.token] = told_now
                tell_about_them(session, piece, by=desk.writer(piece.channel), at=moment)
            if progress is not None and number % TELL_EVERY == 0:
                progress(len(receipts), len(told))
        diary.do_until(session, at)
        waiting = [receipts[piece.token] for piece in told if piece.outcome is Outcome.AWAITING]
        volunteer = desk.workers[Role.VOLUNTEER]
        typed_in = [piece for piece in told if piece.token in entries]
        calls = [receipts[piece.token] for piece in typed_in if piece.channel is Channel.PHONE]
        session.add_all(desk.beside)
        leave_calls(session, calls, by=volunteer, at=at)
        if publishing:
            publishing.do_lately(session, at=at)
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


def _diary(
    desk: Desk,
    told: list[ExampleFeedback],
    publishing: Publishing | None,
    *,
    opened: datetime,
    at: datetime,
) -> Diary:
    """What the watchdog does beside, until some days before the fill."""
    every = [*followed(desk, opened=opened, at=at), *asked(desk, at=at), *replied(told, desk)]
    if publishing:
        every += publishing.due(at=at)
    return Diary(due for due in every if due.at <= at - LATELY)


def _everything_told(until: date, pieces: int) -> tuple[list[ExampleFeedback], dict[str, Entry]]:
    """What was told by the usual form, and beside it what came by programmes' own forms alone."""
    told, entries = as_entries(list(generate(until=until, pieces=pieces)), until=until)
    answers, at_events = review(until=until, beside=pieces)
    beside = [each for own in (scheme, winters) for each in own(until=until, beside=pieces)]
    return [*told, *answers, *beside], entries | at_events


def _secrets(session: Session) -> dict[str, str]:
    people = session.exec(select(StaffMember).where(StaffMember.watchdog_id == place.SLUG)).all()
    return {person.email: person.second_factor for person in people}


def _tell(
    session: Session,
    piece: ExampleFeedback,
    entry: Entry | None,
    desk: Desk,
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
        of = draft.programme_id
        desk.events[event] = hold_event(session, event, programme_id=of, until=desk.until, by=by, at=at)
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


def _draft(piece: ExampleFeedback, desk: Desk) -> FeedbackDraft:
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
        question_set=beside.question_set,
        collected_by=beside.collected_by,
        programme_id=desk.programmes.get(piece.programme),
        rating=piece.rating,
        consent_wording=CONSENT_WORDING,
        **piece.facts._asdict(),
    )
