"""Another reading of the comments: which one counts, how the two compare, and who switches when."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.moderate import withhold
from actions.switch_tags import switch_tags
from actions.tag import tag_batch
from analysis.counted import people_by_theme
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.audit import AuditEvent
from models.errors import FeedbackError
from models.events import Event
from models.tag import SentimentTag, TagDecision, Tagging
from models.vocabulary import Sentiment, TagKind, WithholdReason
from storage.queries.compare_tags import Agreement, ThemeCompared, compare_tags
from storage.queries.current_tags import Versions
from storage.queries.read_so_far import read_so_far
from storage.queries.scope import EVERYTHING, Scope
from storage.queries.tags_in_use import NOTHING_READ, choices_of_tags, versions_in_use
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.counting import counted
from tests.factories import some_feedback

OLD, NEW = Versions("1", "old"), Versions("2", "new")
GOOD, BAD = Sentiment.POSITIVE, Sentiment.NEGATIVE


def finds(sentiment: Sentiment | None, *themes: str, is_cut: bool = False):
    found = tuple(ThemeFound(theme, ((0, 3),)) for theme in themes)
    felt = SentimentFound(0.5, sentiment, 0.75, True) if sentiment else None
    return lambda words, language: Tags(felt, found, is_cut)


def read(store, by, versions, tagger, most=200, at=NOW, scope=EVERYTHING):
    return tag_batch(
        store,
        tagger,
        taxonomy_version=versions.taxonomy,
        model_version=versions.model,
        by=by,
        at=at,
        most=most,
        scope=scope,
    )


def told(store, somebody, count=1, **given):
    with store.writing() as session:
        return [some_feedback(session, somebody, **given).feedback_id for _ in range(count)]


def themes_now(store, viewer) -> dict:
    """People by theme, as the overview has them."""
    with store.reading() as session:
        facts = counted(session, viewer, versions=versions_in_use(session, viewer))
    return people_by_theme(facts).set_index("theme")["people"].to_dict()


def decide(session, feedback_id, kind, *values):
    session.add_all(
        TagDecision(
            watchdog_id=WATCHDOG,
            feedback_id=feedback_id,
            kind=kind,
            value=value,
            decided_by="staff:test",
            decided_at=NOW,
        )
        for value in values
    )


def switch(store, by, **how):
    with store.writing() as session:
        switch_tags(session, NEW, by=by, at=NOW + timedelta(days=1), **how)


def test_the_first_versions_that_read_anything_are_taken_into_use(store, somebody, tagger_job):
    told(store, somebody)
    with store.reading() as session:
        assert versions_in_use(session, tagger_job) == NOTHING_READ

    read(store, tagger_job, OLD, finds(GOOD))
    read(store, tagger_job, NEW, finds(GOOD))

    with store.reading() as session:
        [chosen] = choices_of_tags(session, tagger_job)
    assert (chosen.versions, chosen.since, chosen.by) == (OLD, NOW, "job:tagger")


def test_everything_that_the_machine_says_of_a_comment_is_kept(store, somebody, tagger_job):
    told(store, somebody)
    read(store, tagger_job, OLD, finds(GOOD, is_cut=True))
    with store.reading() as session:
        assert session.exec(select(Tagging)).one().is_cut
        felt = session.exec(select(SentimentTag)).one()
    assert (felt.sentiment, felt.score, felt.confidence, felt.is_mixed) == (GOOD, 0.5, 0.75, True)


def test_figures_stay_as_they_were_until_somebody_switches(store, somebody, tagger_job, administrator):
    told(store, somebody, 2)
    read(store, tagger_job, OLD, finds(BAD, "parking"))
    read(store, tagger_job, NEW, finds(BAD, "waiting"))
    assert themes_now(store, administrator) == {"parking": 2}

    switch(store, administrator)

    assert themes_now(store, administrator) == {"waiting": 2}


def test_a_comment_that_only_the_new_version_has_read_counts_as_that_one_reads_it(
    store, somebody, tagger_job, administrator
):
    """It came in after an upgrade: it waits for nobody's switch, and counts once."""
    told(store, somebody)
    read(store, tagger_job, OLD, finds(BAD, "parking"))
    told(store, somebody)
    read(store, tagger_job, NEW, finds(BAD, "waiting"))
    read(store, tagger_job, Versions("3", "newest"), finds(BAD, "waiting_on_the_day"))

    assert themes_now(store, administrator) == {"parking": 1, "waiting_on_the_day": 1}
    with store.reading() as session:
        facts = counted(session, administrator, versions=OLD)
    assert facts.feedback["is_tagged"].tolist() == [True, True]


def test_a_comment_that_the_new_version_cannot_read_keeps_its_old_reading(
    store, somebody, tagger_job, administrator
):
    def never(words: str, language: str) -> Tags:
        raise ValueError("too hard")

    told(store, somebody)
    read(store, tagger_job, OLD, finds(BAD, "parking"))
    read(store, tagger_job, NEW, never)
    switch(store, administrator, anyway=True)

    assert themes_now(store, administrator) == {"parking": 1}


def test_what_people_decided_stays_after_a_switch(store, somebody, tagger_job, administrator):
    [first, _] = told(store, somebody, 2)
    read(store, tagger_job, OLD, finds(BAD, "parking"))
    with store.writing() as session:
        decide(session, first, TagKind.THEME, "kindness_of_staff")
    read(store, tagger_job, NEW, finds(BAD, "waiting"))
    switch(store, administrator)

    assert themes_now(store, administrator) == {"kindness_of_staff": 1, "waiting": 1}


def test_reading_again_is_resumed_where_it_stopped_and_then_there_is_nothing_to_do(
    store, somebody, tagger_job
):
    told(store, somebody, 5)
    read(store, tagger_job, OLD, finds(GOOD))
    read(store, tagger_job, NEW, finds(GOOD), most=2)
    with store.reading() as session:
        assert read_so_far(session, tagger_job, NEW) == (2, 5)

    assert read(store, tagger_job, NEW, finds(GOOD)) == (3, 0)
    assert read(store, tagger_job, NEW, finds(GOOD)) == (0, 0)


def test_one_period_can_be_read_again_by_itself(store, somebody, tagger_job):
    told(store, somebody, 2, happened_on=TODAY - timedelta(days=40))
    told(store, somebody, 3, happened_on=TODAY)
    scope = Scope(since=TODAY - timedelta(days=7))

    assert read(store, tagger_job, NEW, finds(GOOD), scope=scope) == (3, 0)
    with store.reading() as session:
        assert read_so_far(session, tagger_job, NEW, scope) == (3, 3)
        assert read_so_far(session, tagger_job, NEW) == (3, 5)


@pytest.mark.parametrize(("read_by_new", "is_refused"), [(99, False), (98, True)])
def test_a_reading_that_lacks_more_than_one_in_a_hundred_is_refused_unless_it_is_wanted_anyway(
    sqlite_store, somebody, tagger_job, read_by_new, is_refused
):
    told(sqlite_store, somebody, 100)
    read(sqlite_store, tagger_job, OLD, finds(GOOD))
    read(sqlite_store, tagger_job, NEW, finds(GOOD), most=read_by_new)
    if is_refused:
        with pytest.raises(FeedbackError, match="2 of 100 comments"):
            switch(sqlite_store, tagger_job)
        switch(sqlite_store, tagger_job, anyway=True)
    else:
        switch(sqlite_store, tagger_job)

    with sqlite_store.reading() as session:
        assert versions_in_use(session, tagger_job) == NEW
        event = session.exec(select(AuditEvent).where(AuditEvent.event == Event.TAGS_SWITCHED)).one()
    assert event.detail == {"taxonomy": "2", "model": "new", "unread": 100 - read_by_new}


def test_what_is_in_use_already_is_not_switched_to(store, somebody, tagger_job, administrator):
    told(store, somebody)
    read(store, tagger_job, NEW, finds(GOOD))
    with pytest.raises(FeedbackError, match="already"):
        switch(store, administrator)


def test_two_readings_are_compared_by_theme_and_side_and_with_what_people_decided(
    store, somebody, tagger_job, moderator
):
    """Five comments; one is withheld and one the new version has not read, so three are compared."""
    first, second, _, away, _ = told(store, somebody, 5)
    old = iter([(BAD, "parking"), (BAD, "parking"), (GOOD, "waiting"), (GOOD, "food"), (GOOD, "food")])
    read(store, tagger_job, OLD, lambda words, language: finds(*next(old))(words, language))
    new = iter([(BAD, "parking"), (GOOD, "waiting"), (GOOD, "waiting"), (BAD, "parking")])
    read(store, tagger_job, NEW, lambda words, language: finds(*next(new))(words, language), most=4)
    with store.writing() as session:
        withhold(session, away, WithholdReason.NOT_LOCAL, after=0, by=moderator, at=NOW)
        decide(session, first, TagKind.THEME, "parking", "waiting")
        decide(session, second, TagKind.THEME, "")
        decide(session, second, TagKind.SENTIMENT, "very_positive")

    with store.reading() as session:
        found = compare_tags(session, moderator, OLD, NEW)

    assert found.comments == 3
    assert found.themes == (ThemeCompared("parking", 2, 1, 1), ThemeCompared("waiting", 1, 2, 1))
    assert found.sides == Agreement(2, 3)
    assert (found.before.sides, found.after.sides) == (Agreement(0, 1), Agreement(1, 1))
    # Named by the person or the machine: parking and waiting of the first; the machine's one of the second.
    assert found.before.themes == found.after.themes == Agreement(1, 2 + 1)
    assert found.before.themes_in == 2
