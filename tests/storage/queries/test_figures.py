"""The overview's figures: each query against a slow, obvious count of the same store."""

import random
from datetime import date, timedelta

import pytest

from actions.follow_up import correct, withdraw
from actions.moderate import approve, withhold
from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.errors import NotAllowed
from models.tag import TagDecision
from models.vocabulary import HeldBecause, Journey, Sentiment, TagKind, WithholdReason
from storage.queries.coverage import coverage
from storage.queries.current_tags import Versions
from storage.queries.feedback_by_month import feedback_by_month
from storage.queries.scope import EVERYTHING, Scope
from storage.queries.sentiment_by_month import sentiment_by_month
from storage.queries.themes_and_sentiment import themes_and_sentiment
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback
from tests.reference import figures

VERSIONS = Versions("1", "test")
THEMES = ["had_to_chase", "medicines_when_leaving", "kindness_of_staff"]


@pytest.fixture
def busy(store, somebody, moderator, tagger_job):
    """Eighty pieces over fourteen months: held, withheld, added to, taken back, checked, not tagged."""
    chance = random.Random(7)
    ids = []
    with store.writing() as session:
        services = [a_service(session, f"Ward {number}") for number in range(2)]
        for number in range(80):
            receipt = some_feedback(
                session,
                somebody,
                f"Story {number}",
                happened_on=TODAY - timedelta(days=chance.randrange(420)),
                journey=chance.choice(list(Journey)),
                service_ids=[chance.choice(services)],
                held_because=chance.choice([None, None, None, HeldBecause.TOO_FAST]),
            )
            ids.append(receipt.feedback_id)

    def tagger(words: str, language: str) -> Tags:
        if chance.random() < 0.1:
            raise ValueError("cannot be read")
        found = [ThemeFound(theme, ((0, 1),)) for theme in THEMES if chance.random() < 0.4]
        reads = chance.random() < 0.9
        return Tags(SentimentFound(0.0, chance.choice(list(Sentiment))) if reads else None, tuple(found))

    tag_batch(store, tagger, taxonomy_version="1", model_version="test", by=tagger_job, at=NOW, most=70)
    with store.writing() as session:
        for feedback_id in chance.sample(ids, 20):
            approve(session, feedback_id, after=0, by=moderator, at=NOW)
            if chance.random() < 0.5:
                withhold(session, feedback_id, WithholdReason.NOT_LOCAL, after=1, by=moderator, at=NOW)
        for feedback_id in chance.sample(ids, 20):
            correct(session, feedback_id, "And another thing.", by=somebody, at=NOW)
        for feedback_id in chance.sample(ids, 8):
            withdraw(session, feedback_id, by=somebody, at=NOW)
        for feedback_id in chance.sample(ids, 25):
            for round_ in (1, 2):
                chosen = chance.sample([*THEMES, "discharge_old"], chance.randrange(3)) or [""]
                session.add_all(_decision(feedback_id, TagKind.THEME, value, round_) for value in chosen)
            value = chance.choice(list(Sentiment)).value
            session.add(_decision(feedback_id, TagKind.SENTIMENT, value, 1))
    return services


def _decision(feedback_id, kind, value, round_) -> TagDecision:
    return TagDecision(
        watchdog_id=WATCHDOG,
        feedback_id=feedback_id,
        kind=kind,
        value=value,
        round=round_,
        decided_by="staff:test",
        decided_at=NOW,
    )


SCOPES = [
    EVERYTHING,
    Scope(since=date(2026, 6, 1)),
    Scope(until=date(2026, 6, 30)),
    Scope(journey=Journey.LEAVING_HOSPITAL),
    Scope(since=date(2031, 1, 1)),
    Scope(theme="had_to_chase", since=date(2026, 3, 1)),
]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_figure_is_what_a_plain_count_gives(store, moderator, busy, scope):
    with store.reading() as session:
        found = figures.pieces(session, WATCHDOG, scope, VERSIONS)
        months = feedback_by_month(session, moderator, scope, VERSIONS)
        feelings = sentiment_by_month(session, moderator, scope, VERSIONS)
        themes = themes_and_sentiment(session, moderator, scope, VERSIONS)
        behind = coverage(session, moderator, scope, VERSIONS)

    counted = {(m.year, m.month): n for m, n in zip(months["month"], months["people"], strict=True) if n}
    assert counted == figures.by_month(found)
    assert {
        (m.year, m.month, s): n
        for m, s, n in feelings[["month", "sentiment", "people"]].itertuples(index=False)
    } == figures.sentiment_by_month(found)
    assert {
        (t, s): n for t, s, n in themes[["theme", "sentiment", "people"]].itertuples(index=False)
    } == figures.themes_and_sentiment(found)
    assert behind.people == len(found) == months["people"].sum()


def test_figures_of_one_service_are_a_part_of_the_whole(store, moderator, busy):
    with store.reading() as session:
        parts = []
        for service in busy:
            scope = Scope(service_id=service)
            found = figures.pieces(session, WATCHDOG, scope, VERSIONS)
            counted = feedback_by_month(session, moderator, scope, VERSIONS)["people"].sum()
            assert counted == len(found)
            parts.append(counted)
        assert sum(parts) == coverage(session, moderator, EVERYTHING, VERSIONS).people


def test_what_stands_behind_the_figures_adds_up(store, moderator, busy):
    with store.reading() as session:
        behind = coverage(session, moderator, EVERYTHING, VERSIONS)
    assert behind.tagged + behind.failed + behind.waiting == behind.people
    assert 0 < behind.checked <= 25 and behind.failed > 0 and behind.waiting > 0


def test_machine_and_people_agree_when_they_take_the_same_side(store, somebody, moderator, tagger_job):
    """Very positive and positive are one side; neutral is a side of its own: 2 of 3 agree."""
    said = [Sentiment.VERY_POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE]
    decided = [Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE]
    machine = iter(said)
    with store.writing() as session:
        ids = [some_feedback(session, somebody).feedback_id for _ in said]
    tag_batch(
        store,
        lambda words, language: Tags(SentimentFound(0.0, next(machine)), ()),
        taxonomy_version="1",
        model_version="test",
        by=tagger_job,
        at=NOW,
    )
    with store.writing() as session:
        for feedback_id, sentiment in zip(ids, decided, strict=True):
            session.add(_decision(feedback_id, TagKind.SENTIMENT, sentiment.value, 1))
    with store.reading() as session:
        behind = coverage(session, moderator, EVERYTHING, VERSIONS)
    assert behind.read_by_both == 3
    assert behind.agreement == pytest.approx(2 / 3)


def test_a_month_in_which_nobody_spoke_is_a_nought_and_not_a_gap(store, somebody, moderator):
    with store.writing() as session:
        for day in (date(2026, 8, 3), date(2026, 10, 30)):
            some_feedback(session, somebody, happened_on=day)
    with store.reading() as session:
        months = feedback_by_month(session, moderator, EVERYTHING, VERSIONS)
    assert [month.month for month in months["month"]] == [8, 9, 10]
    assert list(months["people"]) == [1, 0, 1]


def test_an_empty_store_gives_empty_figures(store, moderator):
    with store.reading() as session:
        assert feedback_by_month(session, moderator, EVERYTHING, VERSIONS).empty
        assert sentiment_by_month(session, moderator, EVERYTHING, VERSIONS).empty
        assert themes_and_sentiment(session, moderator, EVERYTHING, VERSIONS).empty
        assert coverage(session, moderator, EVERYTHING, VERSIONS).people == 0


def test_figures_are_for_staff_and_of_their_own_watchdog(store, somebody, volunteer, moderator):
    for viewer in (somebody, volunteer):
        with pytest.raises(NotAllowed), store.reading() as session:
            feedback_by_month(session, viewer, EVERYTHING, VERSIONS)
