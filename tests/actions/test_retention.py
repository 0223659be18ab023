"""What has been kept for long enough is forgotten, and nothing is while somebody still needs it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, delete, select, update

from actions.daily import daily
from actions.follow_up import correct, withdraw
from actions.moderate import approve
from models.audit import AuditEvent
from models.callback import Callback, CallbackAttempt, CallbackOutcome, CallbackResult, DoNotCall
from models.entry import EntryChange, EntryDraft
from models.escalation import Escalation
from models.events import Event
from models.feedback import AboutYou, Contact, Correction, Feedback
from models.moderation import ApprovedWords, ModerationDecision, Redaction, ToTell
from models.people import job
from models.provider_response import ProviderResponse
from models.setting import Threshold, ThresholdKind
from models.vocabulary import Channel, ConcernKind, Outcome, Rating, RedactionKind, TextPart
from storage.queries.current_tags import Versions
from storage.queries.kept_too_long import Kept, TooLong, kept_too_long, last_day_to_forget
from storage.queries.read_so_far import read_so_far
from storage.queries.waiting_to_be_tagged import waiting_to_be_tagged
from storage.queries.what_happened import what_happened
from tests.answering import an_answer_row
from tests.conftest import WATCHDOG
from tests.factories import some_feedback

DAILY = job(WATCHDOG, "daily")
CAME = datetime(2026, 1, 31, 15, 0, tzinfo=UTC)
MONTHS = 13
BEFORE, ON_THE_DAY = datetime(2027, 2, 27, 23, 59, tzinfo=UTC), datetime(2027, 2, 28, 3, 0, tzinfo=UTC)
"""Thirteen months after the 31st of January is the 28th of February: there is no 31st."""


def tell(store, somebody):
    """Somebody's words, contact details and what they said of themselves; decided on, so nothing is open."""
    with store.writing() as session:
        for kind in (ThresholdKind.KEEP_CONTACT_MONTHS, ThresholdKind.KEEP_WORDS_MONTHS):
            session.exec(update(Threshold).where(col(Threshold.kind) == kind).values(value=MONTHS))
        told = some_feedback(
            session,
            somebody,
            "Sister Joy was kind.",
            should_happen="Thank her.",
            rating=Rating.GOOD,
            service_not_listed="The annexe",
            answers={"destination": "care_home", "support": "carer,nurse", "other": "A flat in Acorn Road"},
            contact_name="Pat Penrose",
            contact_telephone="01632 960001",
        ).feedback_id
        session.exec(update(Feedback).values(received_at=CAME))
        said = {"chosen": {"age": ["65_to_79"]}, "typed": {"religion_described": "My own way"}}
        belongs = {"watchdog_id": WATCHDOG, "feedback_id": told}
        words = {"decision": 1, "words": "[name removed] was kind.", "is_publishable": False}
        redaction = {"decision": 1, "part": TextPart.WORDS, "start": 0, "end": 10, "instead": "the sister"}
        session.add_all(
            [
                AboutYou(**belongs, question_set="about_you/2", answers=json.dumps(said), area="TE7"),
                decision(told, 1, Outcome.APPROVED, note="Pat rang about it"),
                ApprovedWords(**belongs, **words, approved_at=CAME),
                Redaction(**belongs, **redaction, kind=RedactionKind.STAFF_NAME),
                an_answer_row(words="Pat, we are sorry.", shown="We are sorry.", feedback_id=told),
            ]
        )
    return told


@pytest.fixture
def told(sqlite_store, somebody):
    return tell(sqlite_store, somebody)


def decision(feedback_id, number, outcome, **said) -> ModerationDecision:
    return ModerationDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        number=number,
        outcome=outcome,
        decided_by="person:somebody",
        decided_at=CAME,
        **said,
    )


def run(store, at):
    """The day's work: how many people's contact details, and how many pieces' words, it forgot."""
    with store.writing() as session:
        report = daily(session, by=DAILY, at=at)
    return report.contacts_forgotten, report.words_forgotten


def foreseen(store, at):
    with store.reading() as session:
        found = kept_too_long(session, DAILY, at=at)
    return found[Kept.CONTACT], found[Kept.WORDS]


def all_of(store, table) -> list:
    with store.reading() as session:
        return list(session.exec(select(table).order_by(*table.__table__.primary_key)).all())


@pytest.mark.parametrize(
    ("today", "months", "last"),
    [
        (date(2026, 11, 20), 12, date(2025, 11, 20)),
        (date(2027, 2, 27), 1, date(2027, 1, 27)),
        (date(2027, 2, 28), 1, date(2027, 1, 31)),
        (date(2028, 2, 28), 1, date(2028, 1, 28)),
        (date(2028, 2, 29), 1, date(2028, 1, 31)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2027, 4, 30), 1, date(2027, 3, 31)),
        (date(2027, 1, 1), 36, date(2024, 1, 1)),
    ],
)
def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_one(today, months, last):
    assert last_day_to_forget(today, months) == last


def test_what_is_forgotten_on_a_day_is_foreseen_and_nothing_is_a_day_before(store, somebody):
    tell(store, somebody)
    assert foreseen(store, BEFORE) == (TooLong(0, None), TooLong(0, None))
    assert run(store, BEFORE) == (0, 0)

    assert foreseen(store, ON_THE_DAY) == (TooLong(1, CAME), TooLong(1, CAME))
    assert run(store, ON_THE_DAY) == (1, 1)

    assert foreseen(store, ON_THE_DAY) == (TooLong(0, None), TooLong(0, None))
    assert run(store, ON_THE_DAY + timedelta(days=1)) == (0, 0)
    rows = [row.detail for row in all_of(store, AuditEvent) if row.event is Event.DAILY_DONE]
    assert [(row["contacts_forgotten"], row["words_forgotten"]) for row in rows] == [(0, 0), (1, 1), (0, 0)]


def test_words_go_and_what_is_counted_stays(sqlite_store, told):
    run(sqlite_store, ON_THE_DAY)

    (feedback,) = all_of(sqlite_store, Feedback)
    assert feedback.words_gone_at == ON_THE_DAY
    gone = feedback.words, feedback.should_happen, feedback.service_not_listed, feedback.words_digest
    assert gone == ("", "", "", "")
    assert feedback.answers == {"destination": "care_home", "support": "carer,nurse"}
    assert feedback.rating is Rating.GOOD
    assert all_of(sqlite_store, Contact) == []
    assert [row.instead for row in all_of(sqlite_store, Redaction)] == [""]
    assert [row.note for row in all_of(sqlite_store, ModerationDecision)] == [""]
    assert [row.words for row in all_of(sqlite_store, ApprovedWords)] == ["[name removed] was kind."]
    assert [(row.words, row.shown) for row in all_of(sqlite_store, ProviderResponse)] == [
        ("", "We are sorry.")
    ]
    [about] = all_of(sqlite_store, AboutYou)
    assert json.loads(about.answers) == {"chosen": {"age": ["65_to_79"]}, "typed": {}}
    assert about.area == "TE7"


def concern(told, decided_at):
    return Escalation(
        watchdog_id=WATCHDOG,
        feedback_id=told,
        kind=ConcernKind.SAFEGUARDING,
        kinds=["safeguarding"],
        raised_by="job:reader",
        raised_at=CAME,
        due_at=CAME,
        decided_at=decided_at,
    )


def to_tell(told, told_at):
    return ToTell(watchdog_id=WATCHDOG, feedback_id=told, decision=1, since=CAME, told_at=told_at)


def callback(told, rings_id, closed_at=None, draft_id=None):
    ended = CallbackOutcome.DONE if closed_at else None
    said = {"name": "Pat Penrose", "telephone": "01632 960001", "why": "Her tablets"}
    asked = {"asked_by": "job:init", "asked_at": CAME, "due_at": CAME}
    return Callback(
        watchdog_id=WATCHDOG,
        feedback_id=told,
        draft_id=draft_id,
        rings_id=rings_id,
        closed_at=closed_at,
        outcome=ended,
        **said,
        **asked,
    )


WHAT_MAY_BE_OPEN = [
    (lambda told: concern(told, None), True),
    (lambda told: concern(told, CAME), False),
    (lambda told: to_tell(told, None), True),
    (lambda told: to_tell(told, CAME), False),
    (lambda told: decision(told, 2, Outcome.ON_HOLD), True),
    (lambda told: decision(told, 2, Outcome.AWAITING), True),
    (lambda told: decision(told, 2, Outcome.WITHDRAWN), False),
]


def test_nothing_is_forgotten_while_somebody_still_needs_it(store, somebody):
    stays = set()
    for what, is_open in WHAT_MAY_BE_OPEN:
        told = tell(store, somebody)
        stays |= {told} if is_open else set()
        with store.writing() as session:
            session.add(what(told))

    assert foreseen(store, ON_THE_DAY) == (TooLong(3, CAME, open=4), TooLong(3, CAME, open=4))
    assert run(store, ON_THE_DAY) == (3, 3)

    assert {row.feedback_id for row in all_of(store, Contact)} == stays
    assert {row.id for row in all_of(store, Feedback) if row.words} == stays


def test_a_callback_loses_whom_it_was_to_as_long_after_it_ended_and_an_open_one_keeps_everything(
    sqlite_store, somebody, a_moderator
):
    done, waits = tell(sqlite_store, somebody), tell(sqlite_store, somebody)
    with sqlite_store.writing() as session:
        ended = callback(done, a_moderator.staff_id, closed_at=CAME)
        session.add_all([ended, callback(waits, a_moderator.staff_id)])
        session.flush()
        its = {"callback_id": ended.id, "number": 1, "result": CallbackResult.REACHED, "note": "Rang Pat"}
        session.add(CallbackAttempt(watchdog_id=WATCHDOG, **its, tried_by="job:init", tried_at=CAME))
        stopped = {"telephone": "+441632960009", "asked_at": CAME, "noted_by": "job:init"}
        session.add(DoNotCall(watchdog_id=WATCHDOG, **stopped))

    assert run(sqlite_store, BEFORE) == (0, 0)
    assert {row.name for row in all_of(sqlite_store, Callback)} == {"Pat Penrose"}
    assert run(sqlite_store, ON_THE_DAY) == (1, 1)

    kept = {row.feedback_id: row for row in all_of(sqlite_store, Callback)}
    assert (kept[done].name, kept[done].telephone, kept[done].why) == ("", "", "")
    assert kept[done].outcome is CallbackOutcome.DONE and kept[waits].telephone == "01632 960001"
    assert [row.note for row in all_of(sqlite_store, CallbackAttempt)] == [""]
    assert [row.feedback_id for row in all_of(sqlite_store, Contact)] == [waits]
    assert [row.telephone for row in all_of(sqlite_store, DoNotCall)] == ["+441632960009"]


def test_what_an_entry_said_before_goes_with_what_it_says(sqlite_store, told, a_moderator):
    earlier = {"words": "Sister Joy hit.", "contact_telephone": "01632 960008"}
    signed = {"number": 1, "changed_by": "job:init", "changed_at": CAME}
    begun = {"staff_id": a_moderator.staff_id, "channel": Channel.PHONE, "begun_at": CAME, "saved_at": CAME}
    its = {"watchdog_id": WATCHDOG, "feedback_id": told}
    touched = {"saved_at": CAME + timedelta(days=60)}
    with sqlite_store.writing() as session:
        session.exec(
            update(Threshold)
            .where(col(Threshold.kind) == ThresholdKind.KEEP_WORDS_MONTHS)
            .values(value=MONTHS + 1)
        )
        session.exec(update(Feedback).values(caller_digest="known"))
        session.add(EntryChange(**its, **signed, before=json.dumps(earlier)))
        session.add(EntryDraft(**its, **(begun | touched), state=json.dumps(earlier)))

    assert run(sqlite_store, ON_THE_DAY) == (1, 0)
    assert [json.loads(row.before) for row in all_of(sqlite_store, EntryChange)] == [
        {"words": "Sister Joy hit."}
    ]
    assert [json.loads(row.state) for row in all_of(sqlite_store, EntryDraft)] == [
        {"words": "Sister Joy hit."}
    ]
    assert [row.caller_digest for row in all_of(sqlite_store, Feedback)] == [""]

    assert run(sqlite_store, datetime(2027, 4, 1, 3, 0, tzinfo=UTC)) == (0, 1)
    assert [row.before for row in all_of(sqlite_store, EntryChange)] == [""]
    assert [row.state for row in all_of(sqlite_store, EntryDraft)] == [""]


def test_contact_that_was_taken_out_goes_as_long_after_that_and_waits_for_what_is_open(
    sqlite_store, somebody
):
    done, waits = tell(sqlite_store, somebody), tell(sqlite_store, somebody)
    earlier = json.dumps({"rating": "poor", "contact_telephone": "01632 960008"})
    signed = {"number": 1, "changed_by": "job:init", "changed_at": CAME, "before": earlier}
    with sqlite_store.writing() as session:
        session.exec(delete(Contact))
        session.exec(
            update(Threshold)
            .where(col(Threshold.kind) == ThresholdKind.KEEP_WORDS_MONTHS)
            .values(value=MONTHS + 1)
        )
        session.add(concern(waits, None))
        for told in (done, waits):
            session.add(EntryChange(watchdog_id=WATCHDOG, feedback_id=told, **signed))

    def before():
        return {row.feedback_id: row.before for row in all_of(sqlite_store, EntryChange)}

    run(sqlite_store, BEFORE)
    assert before() == {done: earlier, waits: earlier}
    run(sqlite_store, ON_THE_DAY)
    assert before() == {done: json.dumps({"rating": "poor"}), waits: earlier}


def test_an_entry_that_nobody_sent_is_emptied_once_it_was_left_for_so_long_and_its_row_goes_later(
    sqlite_store, a_moderator
):
    store = sqlite_store
    begun = {"staff_id": a_moderator.staff_id, "channel": Channel.PHONE, "begun_at": CAME}
    left = {"watchdog_id": WATCHDOG, **begun, "saved_at": CAME, "state": json.dumps({"words": "Never sent"})}
    with store.writing() as session:
        for kind in (ThresholdKind.KEEP_CONTACT_MONTHS, ThresholdKind.KEEP_WORDS_MONTHS):
            session.exec(update(Threshold).where(col(Threshold.kind) == kind).values(value=MONTHS))
        drafts = [EntryDraft(**left) for _ in range(3)]
        touched = EntryDraft(**(left | {"saved_at": CAME + timedelta(days=1)}))
        session.add_all([*drafts, touched])
        session.flush()
        session.add(callback(None, a_moderator.staff_id, closed_at=CAME, draft_id=drafts[1].id))
        session.add(callback(None, a_moderator.staff_id, draft_id=drafts[2].id))
        gone, rung, to_ring, typed_in = [draft.id for draft in (*drafts, touched)]

    def kept():
        return {row.id: bool(row.state) for row in all_of(store, EntryDraft)}

    def due(at):
        with store.reading() as session:
            return kept_too_long(session, DAILY, at=at)[Kept.ENTRY]

    def emptied(at):
        with store.writing() as session:
            return daily(session, by=DAILY, at=at).entries_forgotten

    assert (due(BEFORE), emptied(BEFORE)) == (TooLong(0, None), 0)
    assert (due(ON_THE_DAY), emptied(ON_THE_DAY)) == (TooLong(2, CAME, open=1), 2)
    assert kept() == {gone: False, rung: False, to_ring: True, typed_in: True}

    assert emptied(datetime(2028, 3, 27, 3, 0, tzinfo=UTC)) == 1
    assert gone in kept()
    assert emptied(datetime(2028, 3, 28, 3, 0, tzinfo=UTC)) == 0
    assert kept() == {rung: False, to_ring: True, typed_in: False}


def test_who_adds_something_is_heard_anew_and_periods_count_from_there(store, somebody):
    told = tell(store, somebody)
    later = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    with store.writing() as session:
        correct(session, told, "Her name is Joyce.", by=somebody, at=later)
        session.add(decision(told, 3, Outcome.APPROVED))

    assert run(store, datetime(2027, 7, 29, 12, 0, tzinfo=UTC)) == (0, 0)
    assert run(store, datetime(2027, 7, 30, 12, 0, tzinfo=UTC)) == (1, 1)
    assert [row.words for row in all_of(store, Correction)] == [""]


def test_what_is_forgotten_waits_for_no_machine(sqlite_store, told, tagger_job):
    versions = Versions("t9", "m9")
    run(sqlite_store, ON_THE_DAY)
    with sqlite_store.reading() as session:
        assert waiting_to_be_tagged(session, tagger_job, *versions, most=9) == []
        assert read_so_far(session, tagger_job, versions) == (0, 0)


def test_who_told_us_can_still_look_and_take_it_back(sqlite_store, told, somebody):
    run(sqlite_store, ON_THE_DAY)
    with sqlite_store.reading() as session:
        assert what_happened(session, somebody, told).outcome is Outcome.APPROVED
    with sqlite_store.writing() as session:
        withdraw(session, told, by=somebody, at=ON_THE_DAY)
    assert run(sqlite_store, ON_THE_DAY + timedelta(days=900)) == (0, 0)


def test_a_new_decision_takes_nothing_away_of_what_others_may_read(sqlite_store, told, a_moderator):
    run(sqlite_store, ON_THE_DAY)
    with sqlite_store.writing() as session:
        approve(session, told, is_publishable=False, after=1, by=a_moderator, at=ON_THE_DAY)
    assert [(row.words, row.decision) for row in all_of(sqlite_store, ApprovedWords)] == [
        ("[name removed] was kind.", 2)
    ]
