"""A person confirms, corrects and adds; a second one reads some again, blind; nothing is overwritten."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.follow_up import withdraw
from actions.moderate import withhold
from analysis import taxonomy
from analysis.taxonomy import load_taxonomy
from models.errors import FeedbackError, SomebodyElseDecided, TakenBack
from models.people import Viewer
from models.tag import JoinSeen, ReviewedJoin, TagDecision, is_read_twice
from models.vocabulary import Role, Sector, Sentiment, TagKind, WithholdReason
from tests.conftest import NOW, WATCHDOG, _worker
from tests.factories import a_service
from tests.reviewing import approved, checked, said_of, two_read_every_comment


@pytest.fixture
def store(sqlite_store):
    """The queries are tried on each database; the act is the same."""
    return sqlite_store


@pytest.fixture
def analyst(store) -> Viewer:
    return _worker(store, "Fay Analyst", "fay@example.org", Role.ANALYST)


def test_a_review_keeps_themes_sentiment_and_joins_of_one_round(store, moderator):
    said = approved(store, moderator)
    with store.writing() as session:
        ward = a_service(session)
    join = JoinSeen(ward, Sector.HOSPITAL, None, Sector.GP, ("letter_not_received",))

    checked(store, said, moderator, "had_to_chase", "kindness_of_staff", joins=[join])

    with store.reading() as session:
        assert said_of(session, said) == [(1, False, "had_to_chase"), (1, False, "kindness_of_staff")]
        felt = session.exec(select(TagDecision).where(TagDecision.kind == TagKind.SENTIMENT)).one()
        kept = session.exec(select(ReviewedJoin)).one()
    assert (felt.value, felt.round, felt.decided_by) == ("negative", 1, moderator.actor)
    assert (kept.round, kept.position, kept.from_service_id, kept.to_sector) == (1, 1, ward, Sector.GP)


def test_that_there_is_no_theme_and_no_join_is_an_answer_too(store, moderator):
    said = approved(store, moderator)

    checked(store, said, moderator, joins=[])

    with store.reading() as session:
        assert said_of(session, said) == [(1, False, "")]
        assert session.exec(select(ReviewedJoin.position)).all() == [0]


def test_of_two_reviewers_the_second_is_told_and_nothing_is_overwritten(store, moderator, analyst):
    said = approved(store, moderator)
    checked(store, said, moderator, "had_to_chase")

    with pytest.raises(SomebodyElseDecided):
        checked(store, said, analyst, "waiting")

    checked(store, said, analyst, "waiting", after=1)
    with store.reading() as session:
        assert said_of(session, said) == [(1, False, "had_to_chase"), (2, False, "waiting")]


def test_what_was_withdrawn_a_second_ago_is_sealed(store, moderator, somebody):
    said = approved(store, moderator)
    with store.writing() as session:
        withdraw(session, said, by=somebody, at=NOW)

    with pytest.raises(TakenBack):
        checked(store, said, moderator, "had_to_chase")


def test_only_approved_words_are_checked(store, moderator):
    said = approved(store, moderator)
    with store.writing() as session:
        withhold(session, said, WithholdReason.NOT_LOCAL, after=1, by=moderator, at=NOW)

    with pytest.raises(SomebodyElseDecided, match="approve it first"):
        checked(store, said, moderator, "had_to_chase")
    with pytest.raises(FeedbackError):
        checked(store, uuid4(), moderator, "had_to_chase")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"themes": ("no_such_theme",)}, "no longer in the list"),
        ({"sentiment": None}, "Choose how it reads"),
        ({"joins": [JoinSeen(uuid4(), Sector.GP, None, Sector.GP)]}, "services"),
        ({"joins": [JoinSeen(None, Sector.GP, None, Sector.GP, ("pain",))]}, "problems"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_whole_with_a_sentence(store, moderator, given, sentence):
    said = approved(store, moderator)

    with pytest.raises(FeedbackError, match=sentence):
        checked(store, said, moderator, *given.pop("themes", ()), **given)

    with store.reading() as session:
        assert session.exec(select(TagDecision)).all() == []


def test_a_theme_that_a_later_taxonomy_dropped_stays_where_a_person_gave_it(store, moderator, monkeypatch):
    said, other = approved(store, moderator), approved(store, moderator)
    checked(store, said, moderator, "had_to_chase")
    now = load_taxonomy()
    left = {theme: each for theme, each in now.themes.items() if theme != "had_to_chase"}
    monkeypatch.setattr("actions.review_tags.load_taxonomy", lambda: replace(now, themes=left))

    checked(store, said, moderator, "had_to_chase", "waiting", after=1)
    with pytest.raises(FeedbackError, match="no longer in the list"):
        checked(store, other, moderator, "had_to_chase")

    with store.reading() as session:
        assert (2, False, "had_to_chase") in said_of(session, said)
    assert taxonomy.load_taxonomy() is now


def test_a_second_reader_is_somebody_else_whom_chance_chose_and_only_one(store, moderator, analyst):
    two_read_every_comment(store)
    said = approved(store, moderator)
    with pytest.raises(FeedbackError, match="Chance"):
        checked(store, said, analyst, "waiting", is_blind=True)  # nobody has read it a first time
    checked(store, said, moderator, "had_to_chase")

    with pytest.raises(FeedbackError, match="You have read this one already"):
        checked(store, said, moderator, "waiting", after=1, is_blind=True)
    checked(store, said, analyst, "waiting", after=1, is_blind=True)
    third = _worker(store, "Gil Analyst", "gil@example.org", Role.ANALYST)
    with pytest.raises(SomebodyElseDecided):
        checked(store, said, third, "waiting", after=1, is_blind=True)

    with store.reading() as session:
        assert said_of(session, said) == [(1, False, "had_to_chase"), (1, True, "waiting")]


def test_nobody_reads_a_comment_twice_that_chance_did_not_choose(store, moderator, analyst):
    two_read_every_comment(store, percent=0)
    said = approved(store, moderator)
    checked(store, said, moderator, "had_to_chase")

    with pytest.raises(FeedbackError, match="Chance"):
        checked(store, said, analyst, "waiting", after=1, is_blind=True)


def test_either_of_two_readers_settles_what_they_differ_on(store, moderator, analyst):
    two_read_every_comment(store)
    said = approved(store, moderator)
    checked(store, said, moderator, "had_to_chase")
    checked(store, said, analyst, "waiting", after=1, is_blind=True, sentiment=Sentiment.NEUTRAL)

    checked(store, said, analyst, "waiting", after=1)

    with store.reading() as session:
        assert [row for row in said_of(session, said) if not row[1]] == [
            (1, False, "had_to_chase"),
            (2, False, "waiting"),
        ]


def test_the_sample_is_stable_of_the_right_size_and_grows_with_the_percentage():
    ids = [uuid4() for _ in range(20_000)]
    tenth = {one for one in ids if is_read_twice(one, 10)}
    fifth = {one for one in ids if is_read_twice(one, 20)}

    assert 1_850 < len(tenth) < 2_150  # 3.5 standard deviations
    assert tenth < fifth and tenth == {one for one in ids if is_read_twice(one, 10)}
    assert not any(is_read_twice(one, 0) for one in ids) and all(is_read_twice(one, 100) for one in ids)


def test_a_watchdog_checks_its_own_comments_alone(store, moderator):
    said = approved(store, moderator)

    with pytest.raises((FeedbackError, LookupError)):
        checked(store, said, replace(moderator, watchdog_id=f"not-{WATCHDOG}"), "had_to_chase")
