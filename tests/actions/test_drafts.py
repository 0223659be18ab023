"""What somebody typed and has not sent: kept, encrypted, ended in time, opened by its key or code alone."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from actions import drafts
from actions.copied_code import ALPHABET, LENGTH
from actions.daily import daily
from actions.drafts import DraftState
from models.audit import AuditEvent
from models.draft import Draft
from models.errors import FeedbackError
from models.people import job, resident
from tests.conftest import NOW, WATCHDOG

WORDS = "They sent her home with no medicines."


@pytest.fixture
def key():
    return drafts.new_key()


def state(**answers: str) -> DraftState:
    return DraftState(question_set="have_your_say", begun_at=NOW, answers=answers, step="words")


def save(store, key, kept, *, at=NOW, named=None):
    with store.writing() as session:
        return drafts.save(session, key, kept, named=named, by=resident(WATCHDOG), at=at)


def keep(store, key, *, at=NOW, **typed):
    with store.writing() as session:
        drafts.keep(session, key, typed, question_set="have_your_say", by=resident(WATCHDOG), at=at)


def load(store, key, *, at=NOW):
    with store.reading() as session:
        return drafts.load(session, key, by=resident(WATCHDOG), at=at)


def code_for(store, key, *, at=NOW):
    with store.writing() as session:
        return drafts.code_for(session, key, by=resident(WATCHDOG), at=at)


def take_up(store, code, *, at=NOW, watchdog=WATCHDOG):
    with store.writing() as session:
        return drafts.take_up(session, code, by=resident(watchdog), at=at)


def rows(store):
    with store.reading() as session:
        return session.exec(select(Draft)).all()


def test_what_was_saved_is_there_whole(store, key):
    kept = state(words=f"{WORDS}\n\U0001f62d", journey="leaving_hospital")

    save(store, key, kept)

    assert load(store, key) == kept


def test_another_key_opens_nothing(store, key):
    save(store, key, state(words=WORDS))

    assert load(store, drafts.new_key()) is None


def test_another_watchdog_opens_nothing(store, key):
    save(store, key, state(words=WORDS))

    with store.reading() as session:
        assert drafts.load(session, key, by=resident("east-testford"), at=NOW) is None


def test_neither_the_key_nor_the_code_nor_a_word_is_stored_in_clear(store, key):
    save(store, key, state(words=WORDS))
    code = code_for(store, key)

    with store.reading() as session:
        stored = str(session.execute(text("SELECT * FROM draft")).all())

    assert key not in stored and code not in stored and code.replace("-", "") not in stored
    assert "medicines" not in stored


def test_a_key_has_256_bits_and_a_code_55_of_characters_that_are_not_mistaken(store, key):
    save(store, key, state())
    code = code_for(store, key).replace("-", "")

    assert len(key) == 43 and key != drafts.new_key()
    assert len(code) == LENGTH and len(ALPHABET) ** LENGTH > 2**55
    for alike in ("0O", "1IL", "5S", "2Z", "8B", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1, alike


@pytest.mark.parametrize(("late", "is_there"), [(timedelta(0), False), (timedelta(seconds=-1), True)])
def test_a_draft_ends_twenty_hours_after_it_was_last_saved(store, key, late, is_there):
    save(store, key, state(words="first"))
    saved = NOW + timedelta(hours=19)
    save(store, key, state(words=WORDS), at=saved)

    assert (load(store, key, at=saved + timedelta(hours=20) + late) is not None) == is_there


@pytest.mark.parametrize(("late", "is_there"), [(timedelta(0), False), (timedelta(seconds=-1), True)])
def test_one_with_a_code_ends_after_fourteen_days(store, key, late, is_there):
    save(store, key, state(words=WORDS))
    code_for(store, key)
    save(store, key, state(words=WORDS), at=NOW + timedelta(days=1))

    assert (load(store, key, at=NOW + timedelta(days=15) + late) is not None) == is_there


def test_a_new_beginning_under_the_key_of_one_that_ended_has_nothing_of_it(store, key):
    save(store, key, state(words=WORDS))
    later = NOW + timedelta(hours=21)

    keep(store, key, at=later, should_happen="More.")

    assert load(store, key, at=later).answers == {"should_happen": "More."}
    assert len(rows(store)) == 1


def test_a_code_brings_everything_back_under_a_new_key_and_the_old_one_opens_nothing(store, key):
    save(store, key, state(words=WORDS))
    code = code_for(store, key)

    other = take_up(store, f" {code.lower().replace('-', ' ')} ")

    assert load(store, other).answers == {"words": WORDS}
    assert load(store, key) is None


def test_the_code_before_is_void_once_there_is_a_new_one(store, key):
    save(store, key, state(words=WORDS))
    first, second = code_for(store, key), code_for(store, key)

    with pytest.raises(FeedbackError, match="can\u2019t find"):
        take_up(store, first)
    assert take_up(store, second)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("typed", ["", "nonsense", "2222-2222-2222", "\u0661" * 12])
def test_a_code_that_was_never_given_opens_nothing(store, key, typed):
    save(store, key, state(words=WORDS))

    with pytest.raises(FeedbackError, match="can\u2019t find"):
        take_up(store, typed)


def test_a_code_opens_nothing_at_another_watchdog(store, key):
    save(store, key, state(words=WORDS))
    code = code_for(store, key)

    with pytest.raises(FeedbackError):
        take_up(store, code, watchdog="east-testford")


def test_no_code_is_given_for_nothing(store, key):
    with pytest.raises(FeedbackError):
        code_for(store, key)


def test_a_save_while_typing_changes_what_it_names_and_nothing_else(store, key):
    kept = state(words="They sent", journey="leaving_hospital")
    save(store, key, kept)

    keep(store, key, words=WORDS)

    now = load(store, key)
    assert now.answers == {"words": WORDS, "journey": "leaving_hospital"}
    assert (now.step, now.token, now.secret) == (kept.step, kept.token, kept.secret)


def test_two_pages_open_at_once_each_keep_what_was_typed_there(store, key):
    save(store, key, state(words="one", rating="poor"))
    save(store, key, state(words="two", rating="good"), named={"rating"})
    save(store, key, state(words="three"), named={"words", "journey"})

    assert load(store, key).answers == {"words": "three", "rating": "good"}


def test_saves_in_the_same_moment_lose_no_field(store, key):
    """Twelve first saves at once, each of another answer: on both databases all are there."""
    barrier, faults = threading.Barrier(12), []

    def person(number: int) -> None:
        barrier.wait()
        try:
            keep(store, key, **{f"field_{number}": str(number)})
        except Exception as fault:
            faults.append(fault)

    people = [threading.Thread(target=person, args=(number,)) for number in range(12)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()

    assert faults == []
    assert load(store, key).answers == {f"field_{number}": str(number) for number in range(12)}


def test_what_makes_sending_happen_once_is_that_of_the_first_save(store, key):
    first = save(store, key, state(words="one"))
    second = save(store, key, state(words="two"))

    assert (second.token, second.secret, second.begun_at) == (first.token, first.secret, first.begun_at)


def test_once_sent_the_answers_are_gone_and_the_reference_is_there_for_half_an_hour(store, key):
    kept = save(store, key, state(words=WORDS))
    code = code_for(store, key)
    save(store, key, kept.sent("K7M4-R2T9-C3W", is_to_be_contacted=True))

    found = load(store, key, at=NOW + timedelta(minutes=29))
    assert (found.answers, found.reference, found.secret) == ({}, "K7M4-R2T9-C3W", kept.secret)
    assert load(store, key, at=NOW + timedelta(minutes=30)) is None
    with pytest.raises(FeedbackError):
        take_up(store, code)


def test_a_save_that_comes_late_brings_nothing_back_once_it_was_sent(store, key):
    kept = save(store, key, state(words=WORDS))
    save(store, key, kept.sent("K7M4-R2T9-C3W", is_to_be_contacted=False))

    keep(store, key, words=WORDS)
    save(store, key, state(words=WORDS))

    assert load(store, key).answers == {} and load(store, key).reference


def test_what_somebody_deletes_is_gone(store, key):
    save(store, key, state(words=WORDS))
    with store.writing() as session:
        drafts.delete(session, key, by=resident(WATCHDOG))

    assert rows(store) == []


def test_the_days_work_deletes_what_has_ended_and_counts_it(store, key):
    save(store, key, state(words=WORDS))
    other = drafts.new_key()
    save(store, other, state(words=WORDS), at=NOW + timedelta(hours=1))

    with store.writing() as session:
        report = daily(session, by=job(WATCHDOG, "daily"), at=NOW + timedelta(hours=20))

    assert report.drafts_ended == 1
    assert load(store, other, at=NOW + timedelta(hours=20)).answers == {"words": WORDS}
    with store.reading() as session:
        (row,) = session.exec(select(AuditEvent).where(AuditEvent.event == "daily_done")).all()
    assert row.detail["drafts_ended"] == 1
