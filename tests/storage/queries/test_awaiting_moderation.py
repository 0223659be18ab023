"""What a moderator reads next: the most critical first, then whoever has waited longest."""

from datetime import timedelta

import pytest

from actions.follow_up import correct
from actions.moderate import approve
from actions.raise_concern import raise_by_person
from actions.submit import submit
from models.tag import SentimentTag, Tagging, ThemeTag
from models.vocabulary import ConcernKind, HeldBecause, Sentiment, TaggingOutcome
from storage.queries.awaiting_moderation import MANY_THEMES, MANY_WORDS, awaiting_moderation
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_draft, some_feedback


def read_as(session, told, sentiment, themes=0):
    """The machine has read it so."""
    mine = {"watchdog_id": WATCHDOG, "feedback_id": told.feedback_id}
    tagging = Tagging(
        **mine, taxonomy_version="1", model_version="m", outcome=TaggingOutcome.TAGGED, tagged_at=NOW
    )
    session.add(tagging)
    session.flush()
    session.add(SentimentTag(**mine, tagging_id=tagging.id, sentiment=sentiment, score=0.0))
    session.add_all(ThemeTag(**mine, tagging_id=tagging.id, theme=f"theme_{n}") for n in range(themes))


def test_the_most_critical_comes_first_and_what_is_held_last(store, somebody, moderator):
    told = {}
    with store.writing() as session:
        for sentiment in (
            Sentiment.VERY_POSITIVE,
            Sentiment.NEUTRAL,
            Sentiment.NEGATIVE,
            Sentiment.VERY_NEGATIVE,
        ):
            told[sentiment.value] = some_feedback(session, somebody, sentiment.value)
            read_as(session, told[sentiment.value], sentiment)
        told["unread"] = some_feedback(session, somebody, "nobody has read this")
        told["unread later"] = some_feedback(session, somebody, "nor this")
        told["held"] = some_feedback(session, somebody, "cruel", held_because=HeldBecause.TOO_FAST)
        read_as(session, told["held"], Sentiment.VERY_NEGATIVE)
        for name, criticality in (("grave", 5), ("harmless", 1)):
            told[name] = some_feedback(session, somebody, name)
            approve(session, told[name].feedback_id, criticality=criticality, after=0, by=moderator, at=NOW)
            correct(session, told[name].feedback_id, "More.", by=somebody, at=NOW)
        told["concern"] = some_feedback(session, somebody, "the lead has this")
        raise_by_person(
            session, told["concern"].feedback_id, ConcernKind.SAFEGUARDING, "I worry", by=moderator, at=NOW
        )
    names = {receipt.feedback_id: name for name, receipt in told.items()}
    with store.reading() as session:
        waiting = awaiting_moderation(session, moderator)

    assert [names[one.feedback_id] for one in waiting] == [
        "concern",
        "grave",
        "very_negative",
        "negative",
        "unread",
        "unread later",
        "neutral",
        "harmless",
        "very_positive",
        "held",
    ]
    assert [one.was_added_to for one in waiting].count(True) == 2


def test_of_what_is_as_critical_whoever_has_waited_longest_comes_first(sqlite_store, somebody, a_moderator):
    told = {}
    with sqlite_store.writing() as session:
        for hours in (2, 30, 1):
            received = NOW - timedelta(hours=hours)
            told[submit(session, a_draft(f"{hours} hours"), by=somebody, at=received).feedback_id] = hours
    with sqlite_store.reading() as session:
        waiting = awaiting_moderation(session, a_moderator)

    assert [told[one.feedback_id] for one in waiting] == [30, 2, 1]


@pytest.mark.parametrize(
    ("words", "themes", "is_complex"),
    [
        (MANY_WORDS, 0, False),
        (MANY_WORDS + 1, 0, True),
        (1, MANY_THEMES, False),
        (1, MANY_THEMES + 1, True),
    ],
)
def test_a_comment_is_complex_that_is_long_or_about_much(
    store, somebody, moderator, words, themes, is_complex
):
    with store.writing() as session:
        told = some_feedback(session, somebody, "word " * words)
        read_as(session, told, Sentiment.NEUTRAL, themes)
    with store.reading() as session:
        [one] = awaiting_moderation(session, moderator)
    assert one.is_complex is is_complex


def test_what_somebody_adds_counts_towards_its_length(store, somebody, moderator):
    with store.writing() as session:
        told = some_feedback(session, somebody, "word " * MANY_WORDS)
        correct(session, told.feedback_id, "more", by=somebody, at=NOW)
    with store.reading() as session:
        assert awaiting_moderation(session, moderator)[0].is_complex
