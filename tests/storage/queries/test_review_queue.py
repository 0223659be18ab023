"""What waits for a person to check its tags, in which order, and who is never given what."""

import pytest

from actions.tag import tag_batch
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.people import Viewer
from models.vocabulary import Rating, Role, Sentiment
from storage.queries.read_twice import read_twice
from storage.queries.review_queue import Turn, Wanted, languages_approved, review_queue
from tests.conftest import NOW, _worker
from tests.factories import some_feedback
from tests.reviewing import approved, checked, two_read_every_comment

THEMES = ("had_to_chase", "waiting", "pain", "parking", "organisation", "medicines")


def tagger(words: str, language: str) -> Tags:
    """As many themes as the words have a "theme", and as sure as they say."""
    many = words.count("theme")
    sure = 0.9 if "sure" in words else 0.2
    found = SentimentFound(-0.5, Sentiment.NEGATIVE, confidence=sure)
    return Tags(found, tuple(ThemeFound(theme, ((0, 1),)) for theme in THEMES[:many]))


@pytest.fixture
def analyst(store) -> Viewer:
    return _worker(store, "Fay Analyst", "fay@example.org", Role.ANALYST)


@pytest.fixture
def waits(store, moderator, tagger_job):
    """Ask what waits, and in which order, by name."""
    names: dict = {}

    def say(**comments: str | tuple[str, str]) -> None:
        for name, said in comments.items():
            words, language = said if isinstance(said, tuple) else (said, "en")
            names[approved(store, moderator, words, language=language)] = name
        versions = {"taxonomy_version": "1", "model_version": "test"}
        tag_batch(store, tagger, **versions, by=tagger_job, at=NOW)

    def ask(by: Viewer, turn: Turn = Turn.FIRST, **wanted) -> list[str]:
        with store.reading() as session:
            queue = review_queue(session, by, Wanted(**wanted))
        found = [names[waiting.feedback_id] for waiting in queue.next if waiting.turn is turn]
        assert len(found) == queue.waiting[turn]
        return found

    ask.say = say
    ask.id = lambda name: next(one for one, named in names.items() if named == name)
    return ask


def test_what_a_person_helps_most_with_comes_first(waits, moderator):
    waits.say(
        plain="sure, nothing more",
        doubtful="who knows",
        many_themes="sure: " + "theme " * 6,
        five_themes="sure: " + "theme " * 5,
        long=" ".join(["sure"] * 51),
        not_so_long=" ".join(["sure"] * 50),
    )

    assert set(waits(moderator)[:2]) == {"many_themes", "long"}
    assert waits(moderator)[2] == "doubtful"
    assert set(waits(moderator, only_complex=True)) == {"many_themes", "long"}
    assert waits(moderator, oldest_first=True)[0] == "plain"


def test_themes_and_languages_are_chosen_from(waits, store, moderator):
    waits.say(chased="theme", polish=("theme", "pl"), other="nothing")

    assert set(waits(moderator, theme="had_to_chase")) == {"chased", "polish"}
    assert waits(moderator, language="pl") == ["polish"]
    with store.reading() as session:
        assert languages_approved(session, moderator) == ["en", "pl"]


def test_only_approved_words_that_nobody_has_checked_wait(waits, store, moderator, somebody):
    waits.say(one="theme", two="theme")
    approved(store, moderator, "", rating=Rating.GOOD)
    with store.writing() as session:
        some_feedback(session, somebody, "not approved")
    checked(store, waits.id("one"), moderator, "waiting")

    assert waits(moderator) == ["two"]


def test_a_second_reading_waits_for_everybody_but_the_first_reader(waits, store, moderator, analyst):
    two_read_every_comment(store)
    waits.say(one="theme")
    checked(store, waits.id("one"), moderator, "waiting")

    assert waits(moderator, Turn.SECOND) == []
    assert waits(analyst, Turn.SECOND) == ["one"]
    two_read_every_comment(store, percent=0)
    assert waits(analyst, Turn.SECOND) == []


@pytest.mark.parametrize(("second", "to_settle"), [("waiting", []), ("pain", ["one"])])
def test_what_two_differ_on_waits_for_anybody_until_it_is_settled(
    waits, store, moderator, analyst, second, to_settle
):
    two_read_every_comment(store)
    waits.say(one="theme")
    checked(store, waits.id("one"), moderator, "waiting")
    checked(store, waits.id("one"), analyst, second, after=1, is_blind=True)

    assert waits(moderator, Turn.SETTLE) == waits(analyst, Turn.SETTLE) == to_settle
    checked(store, waits.id("one"), analyst, "waiting", after=1)
    assert waits(moderator, Turn.SETTLE) == []
    with store.reading() as session:
        [pair] = read_twice(session, moderator)
    assert [set(pair.first.themes), set(pair.second.themes)] == [{"waiting"}, {second}], (
        "the first answer is compared"
    )
