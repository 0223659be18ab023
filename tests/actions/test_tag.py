"""Tagging: found from the tables, resumed after a crash, and never in the way of a submission."""

import pytest
from sqlmodel import func, select

from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.tagger import tag as real_tagger
from analysis.themes import ThemeFound
from models.errors import NotAllowed
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import Sentiment, TaggingOutcome
from storage import keys
from storage.queries.waiting_to_be_tagged import MOST_TRIES, waiting_to_be_tagged
from tests.conftest import NOW, TEST_KEY
from tests.factories import some_feedback

VERSIONS = {"taxonomy_version": "1", "model_version": "test"}


def always(words: str, language: str) -> Tags:
    return Tags(SentimentFound(-0.5, Sentiment.NEGATIVE), (ThemeFound("had_to_chase", ((0, 6),)),))


def never(words: str, language: str) -> Tags:
    raise RecursionError("too deep")


def run(store, by, tagger=always, **versions):
    return tag_batch(store, tagger, by=by, at=NOW, **(VERSIONS | versions))


def test_what_was_said_is_tagged_once(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody, "Nobody rang")

    assert run(store, tagger_job) == (1, 0)
    assert run(store, tagger_job) == (0, 0)
    with store.reading() as session:
        theme = session.exec(select(ThemeTag)).one()
        assert (theme.theme, theme.spans) == ("had_to_chase", [[0, 6]])
        assert session.exec(select(SentimentTag)).one().sentiment is Sentiment.NEGATIVE


def test_a_new_model_reads_everything_again_and_the_old_reading_is_kept(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody)
    run(store, tagger_job)

    assert run(store, tagger_job, model_version="better") == (1, 0)
    with store.reading() as session:
        assert set(session.exec(select(Tagging.model_version))) == {"test", "better"}


def test_a_comment_the_tagger_fails_on_does_not_stop_the_others(store, somebody, tagger_job):
    def picky(words: str, language: str) -> Tags:
        return never(words, language) if "cursed" in words else always(words, language)

    with store.writing() as session:
        for words in ("fine", "cursed", "fine too"):
            some_feedback(session, somebody, words)

    assert run(store, tagger_job, picky) == (2, 1)


def test_a_failed_comment_is_tried_three_times_and_then_left_for_a_person(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody)
    tries = [run(store, tagger_job, never) for _ in range(MOST_TRIES + 1)]

    assert tries == [(0, 1)] * MOST_TRIES + [(0, 0)]
    with store.reading() as session:
        tagging = session.exec(select(Tagging)).one()
    assert (tagging.outcome, tagging.tries) == (TaggingOutcome.FAILED, MOST_TRIES)


def test_a_comment_that_failed_can_still_be_tagged_later(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody)
    run(store, tagger_job, never)

    assert run(store, tagger_job) == (1, 0)
    with store.reading() as session:
        assert session.exec(select(Tagging)).one().outcome is TaggingOutcome.TAGGED
        assert session.exec(select(func.count()).select_from(ThemeTag)).one() == 1


def test_a_comment_with_nothing_to_find_is_tagged_with_nothing(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody)
    assert run(store, tagger_job, lambda words, language: Tags(None, ())) == (1, 0)
    assert run(store, tagger_job) == (0, 0)


def test_a_batch_takes_no_more_than_it_is_told(store, somebody, tagger_job):
    with store.writing() as session:
        for _ in range(5):
            some_feedback(session, somebody)
    done = [tag_batch(store, always, by=tagger_job, at=NOW, most=2, **VERSIONS).tagged for _ in range(4)]
    assert done == [2, 2, 1, 0]


def test_two_taggers_at_once_leave_one_reading(store, somebody, tagger_job):
    """The second looks again once the first has let go of the chain."""
    with store.writing() as session:
        some_feedback(session, somebody)

    def while_another_tags(words: str, language: str) -> Tags:
        run(store, tagger_job)
        return always(words, language)

    assert run(store, tagger_job, while_another_tags) == (0, 0)
    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(Tagging)).one() == 1


def test_the_real_tagger_tags_a_real_story(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(
            session, somebody, "Sent home at midnight with no medicines and nobody told the family."
        )
    run(store, tagger_job, real_tagger)
    with store.reading() as session:
        assert session.exec(select(ThemeTag)).all()


def test_a_resident_cannot_start_the_tagger(store, somebody):
    with pytest.raises(NotAllowed):
        run(store, somebody)


def test_work_is_found_oldest_first(store, somebody, tagger_job):
    with store.writing() as session:
        first = some_feedback(session, somebody).feedback_id
        some_feedback(session, somebody)
    with store.reading() as session:
        work = waiting_to_be_tagged(session, tagger_job, "1", "test", most=1)
    assert [waiting.feedback_id for waiting in work] == [first]


def test_a_comment_that_no_key_opens_does_not_stop_the_others(store, somebody, tagger_job):
    with store.writing() as session:
        some_feedback(session, somebody, "before")
    keys.use(keys.new_key())
    try:
        with store.writing() as session:
            some_feedback(session, somebody, "locked")
    finally:
        keys.use(TEST_KEY)
    with store.writing() as session:
        some_feedback(session, somebody, "after")

    assert run(store, tagger_job) == (2, 1)
