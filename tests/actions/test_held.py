"""Quarantine: what looks unlike a person's is kept whole, and counts once somebody has looked at it."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from actions.follow_up import withdraw
from actions.import_feedback import import_feedback
from actions.known_again import words_digest
from actions.moderate import approve, withhold
from actions.submit import submit
from analysis.narrow import how_many_held, narrow
from imports.mapping import as_mapping
from models.audit import AuditEvent
from models.events import Event
from models.feedback import Feedback
from models.people import job
from models.vocabulary import HeldBecause, WithholdReason
from storage import keys
from storage.queries.awaiting_moderation import awaiting_moderation
from storage.queries.facts import read_facts
from storage.queries.moderation_queue import to_moderate
from storage.queries.scope import EVERYTHING, Scope
from tests.conftest import NOW, TEST_KEY, TODAY, WATCHDOG
from tests.counting import VERSIONS
from tests.factories import a_draft, some_feedback

LONG = "They moved my mother twice in one night."
assert len(LONG) == 40


def told(store, by, words=LONG, at=NOW, **changes):
    with store.writing() as session:
        return submit(session, a_draft(words, **changes), by=by, at=at)


def why_held(store, receipt) -> HeldBecause | None:
    with store.reading() as session:
        return session.get_one(Feedback, (WATCHDOG, receipt.feedback_id)).held_because


def people_and_held(store, viewer, scope=EVERYTHING) -> tuple[int, int]:
    with store.reading() as session:
        facts = read_facts(session, viewer, VERSIONS)
    return narrow(facts, scope).people, how_many_held(facts, scope)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("why", list(HeldBecause))
def test_what_a_door_holds_is_kept_with_a_reference_and_does_not_count(store, somebody, moderator, why):
    with store.writing() as session:
        receipt = some_feedback(session, somebody, "A story.", held_because=why)
    assert receipt.reference and receipt.is_new and why_held(store, receipt) is why
    assert people_and_held(store, moderator) == (0, 1)


@pytest.mark.parametrize(
    ("decided", "people", "held"),
    [((approve,), 1, 0), ((withhold, WithholdReason.COMMERCIAL), 0, 0), ((), 0, 1)],
)
def test_approving_what_is_held_releases_it(store, somebody, moderator, decided, people, held):
    with store.writing() as session:
        receipt = some_feedback(session, somebody, held_because=HeldBecause.TOO_FAST)
        if decided:
            act, *more = decided
            act(session, receipt.feedback_id, *more, after=0, by=moderator, at=NOW)
    assert people_and_held(store, moderator) == (people, held)


def test_how_many_are_held_is_of_the_days_that_were_asked_about(store, somebody, moderator):
    for happened_on in (TODAY, TODAY - timedelta(days=60)):
        with store.writing() as session:
            some_feedback(session, somebody, held_because=HeldBecause.TOO_MANY, happened_on=happened_on)
    assert people_and_held(store, moderator, Scope(since=TODAY - timedelta(days=7))) == (0, 1)


def test_what_is_held_waits_last_and_says_why(store, somebody, moderator):
    with store.writing() as session:
        held = some_feedback(session, somebody, "First.", held_because=HeldBecause.HIDDEN_FIELD)
        other = some_feedback(session, somebody, "Second.")
        waiting = [one.feedback_id for one in awaiting_moderation(session, moderator)]
        assert waiting == [other.feedback_id, held.feedback_id]
        assert to_moderate(session, moderator, held.feedback_id).held_because is HeldBecause.HIDDEN_FIELD
        approve(session, held.feedback_id, after=0, by=moderator, at=NOW)
        assert to_moderate(session, moderator, held.feedback_id).held_because is None


def test_what_is_held_and_taken_back_is_held_no_more(store, somebody, moderator):
    with store.writing() as session:
        receipt = some_feedback(session, somebody, held_because=HeldBecause.TOO_FAST)
        withdraw(session, receipt.feedback_id, by=somebody, at=NOW)
    assert people_and_held(store, moderator) == (0, 0)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize(
    ("earlier", "days", "why"),
    [
        (LONG, 0, HeldBecause.SAME_WORDS),
        (f"  {LONG.upper()}\n", 29, HeldBecause.SAME_WORDS),
        (LONG.replace(" ", "\n\t"), 29, HeldBecause.SAME_WORDS),
        (LONG, 30, None),
        (LONG.replace("twice", "once "), 0, None),
    ],
)
def test_the_same_words_within_thirty_days_are_held(store, somebody, earlier, days, why):
    first = told(store, somebody, earlier, at=NOW - timedelta(days=days))
    second = told(store, somebody)
    assert (why_held(store, first), why_held(store, second)) == (None, why)


@pytest.mark.parametrize("words", [LONG[1:], "Very kind staff, thank you", ""])
def test_a_few_words_that_many_people_use_are_not_held(store, somebody, words):
    for _ in range(2):
        receipt = told(store, somebody, words, should_happen="Say when." if not words else "")
        assert why_held(store, receipt) is None


def test_what_a_door_noticed_comes_before_the_same_words(store, somebody):
    told(store, somebody)
    with store.writing() as session:
        receipt = some_feedback(session, somebody, LONG, held_because=HeldBecause.TOO_MANY)
    assert why_held(store, receipt) is HeldBecause.TOO_MANY


def test_somebody_who_took_it_back_may_tell_it_again(store, somebody):
    first = told(store, somebody)
    with store.writing() as session:
        withdraw(session, first.feedback_id, by=somebody, at=NOW)
    assert why_held(store, told(store, somebody)) is None


def test_pressing_send_twice_holds_nothing(store, somebody):
    draft = a_draft(LONG)
    for _ in range(2):
        with store.writing() as session:
            receipt = submit(session, draft, by=somebody, at=NOW)
    assert why_held(store, receipt) is None


def test_words_that_came_in_a_spreadsheet_are_known_again(store, somebody, tmp_path):
    file = tmp_path / "in.csv"
    file.write_text(f"said\n{LONG}\n", encoding="utf-8")
    mapping = as_mapping({"source": "a ward", "columns": {"words": "said"}})
    import_feedback(store, file, mapping, by=job(WATCHDOG, "terminal"), at=NOW)
    assert why_held(store, told(store, somebody)) is HeldBecause.SAME_WORDS


def test_the_record_says_that_it_was_held_and_why(store, somebody):
    told(store, somebody)
    told(store, somebody)
    with store.reading() as session:
        received = select(AuditEvent).where(AuditEvent.event == Event.FEEDBACK_RECEIVED)
        details = [act.detail for act in session.exec(received.order_by(col(AuditEvent.sequence)))]
    assert ["held" in detail for detail in details] == [False, True]
    assert details[1]["held"] == "same_words"


def test_a_digest_says_nothing_without_our_key(store, somebody):
    receipt = told(store, somebody, secret="7KCW-M3RT-9XDF")
    with store.reading() as session:
        kept = session.get_one(Feedback, (WATCHDOG, receipt.feedback_id))
    assert len(kept.words_digest) == len(kept.secret_digest) == 64
    assert "7KCW" not in str(kept.model_dump())
    keys.use(keys.new_key())
    try:
        assert words_digest(LONG) != kept.words_digest
    finally:
        keys.use(TEST_KEY)
