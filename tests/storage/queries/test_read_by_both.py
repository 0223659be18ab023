"""What people decided stands beside what the machine proposed, comment by comment."""

from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.tag import TagDecision
from models.vocabulary import Sentiment, TagKind
from storage.queries.current_tags import Versions
from storage.queries.read_by_both import read_by_both
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback

VERSIONS = Versions("1", "test")


def decided(feedback_id, kind, value, round_=1) -> TagDecision:
    return TagDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        kind=kind,
        value=value,
        round=round_,
        decided_by="Robin",
        decided_at=NOW,
    )


def test_only_what_both_have_read_is_compared_and_the_latest_decision_counts(
    store, somebody, moderator, tagger_job
):
    with store.writing() as session:
        checked, unchecked = (some_feedback(session, somebody, words).feedback_id for words in ("one", "two"))
    tag_batch(
        store,
        lambda words, language: Tags(
            SentimentFound(-0.5, Sentiment.NEGATIVE), (ThemeFound("had_to_chase", ((0, 3),)),)
        ),
        taxonomy_version="1",
        model_version="test",
        by=tagger_job,
        at=NOW,
    )
    with store.writing() as session:
        untagged = some_feedback(session, somebody, "three").feedback_id
        session.add_all(
            [
                decided(checked, TagKind.SENTIMENT, Sentiment.POSITIVE.value),
                decided(checked, TagKind.SENTIMENT, Sentiment.NEUTRAL.value, round_=2),
                decided(checked, TagKind.THEME, "had_to_chase"),
                decided(checked, TagKind.THEME, "waiting"),
                decided(untagged, TagKind.SENTIMENT, Sentiment.POSITIVE.value),
                decided(untagged, TagKind.THEME, ""),
            ]
        )

    with store.reading() as session:
        both = read_by_both(session, moderator, VERSIONS)

    assert both.sentiments == [(Sentiment.NEUTRAL, Sentiment.NEGATIVE)]
    assert both.themes == [(frozenset({"had_to_chase", "waiting"}), frozenset({"had_to_chase"}))]
    assert unchecked != checked


def test_a_comment_in_which_both_found_no_theme_agrees(store, somebody, moderator, tagger_job):
    with store.writing() as session:
        comment = some_feedback(session, somebody, "one").feedback_id
        session.add(decided(comment, TagKind.THEME, ""))
    tag_batch(
        store,
        lambda words, language: Tags(None, ()),
        taxonomy_version="1",
        model_version="test",
        by=tagger_job,
        at=NOW,
    )

    with store.reading() as session:
        assert read_by_both(session, moderator, VERSIONS).themes == [(frozenset(), frozenset())]
