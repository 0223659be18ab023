"""What is being written down for somebody: kept as it is typed, for whoever began it and nobody else."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.entry_drafts import answers_like, discard, drafts_of, keep, load
from actions.take_over_entry import take_over
from models.audit import AuditEvent
from models.entry import EntryDraft
from models.errors import FeedbackError, NotAllowed
from models.staff import StaffMember
from models.vocabulary import Channel
from storage.queries.unsent_entries import unsent_of_others
from tests.conftest import NOW, WATCHDOG
from tests.entering import CALL, sent, typed
from tests.factories import a_service

DUE = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""NOW is a Friday morning."""


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def loaded(store, draft_id, by):
    with store.reading() as session:
        return load(session, draft_id, by=by)


def test_only_what_was_typed_just_now_is_written(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL, rating="poor")
    typed(store, volunteer, draft_id, rating="good", unheard_of="x", consent__reports__at="yesterday")

    answers = loaded(store, draft_id, volunteer).answers
    assert answers == {"initials": "CV", "words": CALL, "rating": "good"}


def test_a_draft_is_sealed_and_leaves_no_row_in_the_record(store, volunteer):
    with store.reading() as session:
        before = session.exec(select(AuditEvent.sequence)).all()
    typed(store, volunteer, words=CALL)
    with store.reading() as session:
        state = session.connection().exec_driver_sql("SELECT state FROM entry_draft").scalar_one()
        assert session.exec(select(AuditEvent.sequence)).all() == before
    assert b"medicines" not in bytes(state)


def test_words_that_are_too_long_to_send_are_kept_whole(store, volunteer):
    draft_id = typed(store, volunteer, words="x" * 30_000)
    assert len(loaded(store, draft_id, volunteer).answers["words"]) == 30_000


def test_when_a_consent_was_asked_is_when_its_answer_changed(store, volunteer):
    later = NOW + timedelta(minutes=5)
    draft_id = typed(store, volunteer, consent__reports="yes", consent__contact="no")
    typed(store, volunteer, draft_id, consent__reports="yes", consent__contact="", at=later)
    typed(store, volunteer, draft_id, consent__quotation="no", at=later)

    answers = loaded(store, draft_id, volunteer).answers
    assert answers["consent.reports.at"] == NOW.isoformat()
    assert answers["consent.quotation.at"] == later.isoformat()
    assert answers["consent.contact.at"] == ""


def test_nobody_else_opens_writes_or_discards_a_draft(store, volunteer, moderator):
    draft_id = typed(store, volunteer, words=CALL)
    with pytest.raises(NotAllowed):
        loaded(store, draft_id, moderator)
    with pytest.raises(NotAllowed):
        typed(store, moderator, draft_id, words="Mine")
    with pytest.raises(NotAllowed), store.writing() as session:
        discard(session, draft_id, by=moderator, at=NOW)
    assert loaded(store, draft_id, volunteer).answers["words"] == CALL


def test_several_calls_are_in_hand_at_once_until_the_end_of_the_next_working_day(store, volunteer):
    first = typed(store, volunteer, words=CALL)
    second = typed(store, volunteer, at=NOW + timedelta(minutes=1), channel=Channel.PAPER)
    gone = typed(store, volunteer, words=CALL)
    with store.writing() as session:
        discard(session, gone, by=volunteer, at=NOW)
        discard(session, uuid4(), by=volunteer, at=NOW)
    with store.reading() as session:
        in_hand = drafts_of(session, by=volunteer)
    assert [(one.id, one.channel, one.due_at) for one in in_hand] == [
        (first, Channel.PHONE, DUE),
        (second, Channel.PAPER, DUE),
    ]


def test_what_was_thrown_away_does_not_come_back_with_the_last_keys_pressed(store, volunteer):
    draft_id = typed(store, volunteer, words=CALL)
    with store.writing() as session:
        discard(session, draft_id, by=volunteer, at=NOW)
    typed(store, volunteer, draft_id, words="They sent")

    assert loaded(store, draft_id, volunteer).answers.get("words") is None
    with pytest.raises(FeedbackError):
        sent(store, draft_id, volunteer)


@pytest.mark.parametrize("is_sent", [False, True])
def test_the_next_sheet_of_a_stack_has_the_service_and_date_of_the_last(store, volunteer, is_sent):
    with store.writing() as session:
        ward = str(a_service(session))
    common = {"service": ward, "happened.month": "9", "happened.year": "2026", "initials": "CV"}
    own = {"words": CALL, "rating": "poor", "consent.reports": "yes", "contact_name": "Ada"}
    own |= {"journey": "something_else", "spoken_language": "pl", "interpreter": "our_own"}
    draft_id = typed(store, volunteer, channel=Channel.PAPER, **common | own)
    if is_sent:
        sent(store, draft_id, volunteer)
    with store.reading() as session:
        assert answers_like(session, draft_id, by=volunteer) == common
        assert answers_like(session, uuid4(), by=volunteer) == {}


def test_the_next_person_at_an_event_brings_nothing_of_the_one_before(store, volunteer):
    of_the_event = {"event": str(uuid4()), "collected_by": "Deaf club", "initials": "CV"}
    theirs = {"service.name": "The mill surgery", "happened.month": "9", "journey": "something_else"}
    draft_id = typed(store, volunteer, channel=Channel.EVENT, words=CALL, **of_the_event, **theirs)
    with store.reading() as session:
        assert answers_like(session, draft_id, by=volunteer) == of_the_event


@pytest.mark.parametrize(
    ("after", "has_left", "is_taken"),
    [
        (DUE - timedelta(seconds=1), False, False),
        (DUE, False, True),
        (NOW, True, True),
    ],
)
def test_a_moderator_takes_over_what_is_overdue_or_was_left_behind(
    store, volunteer, moderator, after, has_left, is_taken
):
    draft_id = typed(store, volunteer, words=CALL)
    with store.writing() as session:
        session.get_one(StaffMember, (WATCHDOG, volunteer.staff_id)).disabled_at = NOW if has_left else None
    with store.reading() as session:
        [waits] = unsent_of_others(session, moderator)
    assert (waits.whose, waits.has_left) == ("Cam Volunteer", has_left)

    try:
        with store.writing() as session:
            take_over(session, draft_id, by=moderator, at=after)
    except FeedbackError:
        assert not is_taken
    with store.reading() as session:
        owner = session.get_one(EntryDraft, (WATCHDOG, draft_id)).staff_id
    assert owner == (moderator if is_taken else volunteer).staff_id


@pytest.mark.parametrize(
    ("ago", "is_taken"), [(timedelta(minutes=59, seconds=59), False), (timedelta(hours=1), True)]
)
def test_what_somebody_writes_just_now_is_not_taken_from_under_their_hands(
    store, volunteer, moderator, ago, is_taken
):
    draft_id = typed(store, volunteer, words=CALL)
    typed(store, volunteer, draft_id, rating="poor", at=DUE - ago)
    with suppress(FeedbackError), store.writing() as session:
        take_over(session, draft_id, by=moderator, at=DUE)
    with store.reading() as session:
        owner = session.get_one(EntryDraft, (WATCHDOG, draft_id)).staff_id
    assert owner == (moderator if is_taken else volunteer).staff_id


def test_a_volunteer_takes_over_nothing(store, volunteer, moderator):
    draft_id = typed(store, moderator, words=CALL)
    with pytest.raises(NotAllowed), store.writing() as session:
        take_over(session, draft_id, by=volunteer, at=DUE)


@pytest.mark.parametrize(
    ("kept", "was", "typed_now", "stays"),
    [
        ("She rang.", "She rang.", "She rang. Twice.", "She rang. Twice."),
        ("She rang. Twice.", "She rang. Twice.", "She", "She"),
        ("The whole story.", "She", "She r", "The whole story.\n\nShe r"),
        ("She rang. Twice.", "She", "She rang.", "She rang. Twice."),
        ("She rang.", "She", "She rang. Twice.", "She rang. Twice."),
    ],
    ids=["typed on", "taken out", "two tabs", "arrives late", "sent again"],
)
def test_words_typed_in_two_tabs_are_both_kept(sqlite_store, volunteer, kept, was, typed_now, stays):
    draft_id = typed(sqlite_store, volunteer, words=kept)
    with sqlite_store.writing() as session:
        told = {"channel": Channel.PHONE, "by": volunteer, "at": NOW, "was": {"words": was}}
        keep(session, draft_id, {"words": typed_now}, **told)
    with sqlite_store.reading() as session:
        assert load(session, draft_id, by=volunteer).answers["words"] == stays
