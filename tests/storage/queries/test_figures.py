"""The overview's figures: each against a slow, obvious count of the same store."""

import random
from datetime import date, timedelta

import pytest

from actions.follow_up import correct, withdraw
from actions.moderate import approve, withhold
from actions.tag import tag_batch
from analysis.behind import behind
from analysis.counted import how_it_went_by_month, how_it_went_by_theme, people_by_month, people_by_theme
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.errors import NotAllowed
from models.scope import EVERYTHING, Scope
from models.tag import TagDecision
from models.vocabulary import HeldBecause, Journey, Sentiment, TagKind, WithholdReason
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.counting import VERSIONS, counted
from tests.factories import a_service, some_feedback
from tests.reference import figures

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


VOICES = {"machine_sentiment": "machine", "person_sentiment": "person"}


def test_every_figure_is_what_a_plain_count_gives(store, moderator, busy):
    for scope in SCOPES:
        _compare(store, moderator, scope)


def _compare(store, moderator, scope):
    with store.reading() as session:
        found = figures.pieces(session, WATCHDOG, scope, VERSIONS)
        facts = counted(session, moderator, scope)

    months = people_by_month(facts)
    assert facts.people == len(found) == months["people"].sum()
    by_month = zip(months["month"], months["people"], strict=True)
    assert {(m.year, m.month): n for m, n in by_month if n} == figures.by_month(found)
    themes = people_by_theme(facts)
    assert _counted(themes, "theme", "people") == figures.by_theme(found)
    assert _counted(themes[themes["checked"] > 0], "theme", "checked") == figures.by_theme(
        found, by_person=True
    )
    for column, voice in VOICES.items():
        said = {each.value: each.value for each in Sentiment}
        feelings = how_it_went_by_month(facts, column, said)
        feelings = feelings.assign(year=feelings["month"].dt.year, month=feelings["month"].dt.month)
        assert _counted(feelings, "year", "month", "sentiment", "people") == figures.felt_by_month(
            found, voice
        )
        felt = how_it_went_by_theme(facts, column, said)
        assert _counted(felt, "theme", "sentiment", "people") == figures.felt_by_theme(found, voice)


def _counted(frame, *columns):
    """What the last column counts, by those before it; a lone name stands by itself."""
    rows = frame[[*columns]].itertuples(index=False, name=None)
    return {(named[0] if len(named) == 1 else tuple(named)): n for *named, n in rows}


def test_figures_of_one_service_are_a_part_of_the_whole(store, moderator, busy):
    with store.reading() as session:
        parts = []
        for service in busy:
            scope = Scope(service_id=service)
            parts.append(counted(session, moderator, scope).people)
            assert parts[-1] == len(figures.pieces(session, WATCHDOG, scope, VERSIONS))
        assert sum(parts) == counted(session, moderator).people


def test_what_stands_behind_the_figures_adds_up(store, moderator, busy):
    with store.reading() as session:
        facts = counted(session, moderator)
    found, told = behind(facts), facts.feedback
    failed = (told["is_tried"] & ~told["is_tagged"]).sum()
    assert found.tagged + failed + (~told["is_tried"]).sum() == found.people
    assert 0 < found.checked <= 25 and failed > 0 and (~told["is_tried"]).sum() > 0


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
        found = behind(counted(session, moderator))
    assert (found.agreed, found.read_by_both) == (2, 3)


def test_a_month_in_which_nobody_spoke_is_a_nought_and_not_a_gap(store, somebody, moderator):
    with store.writing() as session:
        for day in (date(2026, 8, 3), date(2026, 10, 30)):
            some_feedback(session, somebody, happened_on=day)
    with store.reading() as session:
        months = people_by_month(counted(session, moderator))
    assert [month.month for month in months["month"]] == [8, 9, 10]
    assert list(months["people"]) == [1, 0, 1]


def test_an_empty_store_gives_empty_figures(store, moderator):
    with store.reading() as session:
        facts = counted(session, moderator)
    assert facts.people == 0
    for frame in (
        people_by_month(facts),
        people_by_theme(facts),
        how_it_went_by_month(facts, "rating", {}),
        how_it_went_by_theme(facts, "rating", {}),
    ):
        assert frame.empty


def test_figures_are_for_staff_and_of_their_own_watchdog(store, somebody, volunteer):
    for viewer in (somebody, volunteer):
        with pytest.raises(NotAllowed), store.reading() as session:
            counted(session, viewer)
