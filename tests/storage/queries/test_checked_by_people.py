"""What a person decided counts; what a second one said blind counts nowhere; a confirmed join comes first."""

from datetime import timedelta

import pytest

from actions.tag import tag_batch
from analysis.behind import behind
from analysis.counted import people_by_theme
from analysis.sentiment import SentimentFound
from analysis.tagger import Tags
from analysis.themes import ThemeFound
from models.feedback import Feedback
from models.people import Viewer
from models.tag import JoinSeen
from models.vocabulary import IsSorted, Role, Sector, Sentiment
from storage.queries import kept_proposals as kept
from storage.queries.compare_tags import compare_tags
from storage.queries.current_tags import Versions
from storage.queries.joins_of import joins_of
from storage.queries.kept_proposals import KeptProposals, kept_proposals
from storage.queries.read_by_both import read_by_both
from storage.queries.reviewed_words import Reviewed, reviewed_words
from tests.conftest import NOW, WATCHDOG, _worker
from tests.counting import counted
from tests.reviewing import approved, checked, two_read_every_comment

VERSIONS = Versions("1", "test")


@pytest.fixture
def analyst(store) -> Viewer:
    return _worker(store, "Fay Analyst", "fay@example.org", Role.ANALYST)


@pytest.fixture
def tag(store, tagger_job):
    def read() -> None:
        chased = Tags(SentimentFound(-0.5, Sentiment.NEGATIVE), (ThemeFound("had_to_chase", ((0, 1),)),))
        versions = {"taxonomy_version": "1", "model_version": "test"}
        tag_batch(store, lambda words, language: chased, **versions, by=tagger_job, at=NOW)

    return read


def figures(session, viewer):
    """Everything that counts what people decided."""
    facts = counted(session, viewer)
    return (
        sorted(people_by_theme(facts).itertuples(index=False, name=None)),
        behind(facts),
        read_by_both(session, viewer, VERSIONS),
        compare_tags(session, viewer, VERSIONS, VERSIONS),
        kept_proposals(session, viewer, VERSIONS),
    )


def test_a_blind_reading_changes_no_figure_and_a_decision_does(store, moderator, analyst, tag):
    two_read_every_comment(store)
    said = approved(store, moderator)
    tag()
    checked(store, said, moderator, "had_to_chase")
    with store.reading() as session:
        before = figures(session, analyst)

    checked(store, said, analyst, "waiting", after=1, is_blind=True, sentiment=Sentiment.POSITIVE)
    with store.reading() as session:
        assert figures(session, analyst) == before
    checked(store, said, analyst, "waiting", after=1, sentiment=Sentiment.POSITIVE)
    with store.reading() as session:
        after = figures(session, analyst)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False] * 5


def test_what_the_machine_proposed_is_held_against_what_people_kept(store, moderator, tag, monkeypatch):
    monkeypatch.setattr(kept, "NEWEST", 2)
    comments = [approved(store, moderator) for _ in range(4)]
    tag()
    for day, (said, themes) in enumerate(
        zip(comments, (["had_to_chase"], ["had_to_chase", "pain"], ["pain"], []), strict=True)
    ):
        checked(store, said, moderator, *themes, at=NOW + timedelta(days=day))

    with store.reading() as session:
        found = kept_proposals(session, moderator, VERSIONS)

    assert found == {
        "had_to_chase": KeptProposals(given=2, proposed=4, kept=2, lately=2, kept_lately=0),
        "pain": KeptProposals(given=2),
    }


def test_a_model_learns_from_what_people_decided_last_in_its_own_language(
    store, moderator, analyst, tagger_job
):
    two_read_every_comment(store)
    said, polish = approved(store, moderator, "Kind."), approved(store, moderator, "Dobrze.", language="pl")
    approved(store, moderator, "Nobody checked this.")
    for comment in (said, polish):
        checked(store, comment, moderator, "pain")
    checked(store, said, analyst, "waiting", after=1, is_blind=True)
    checked(store, said, analyst, after=1, sentiment=Sentiment.POSITIVE)

    with store.reading() as session:
        found = reviewed_words(session, tagger_job, "en")

    assert found == [Reviewed("Kind.", frozenset(), Sentiment.POSITIVE)]


def test_a_confirmed_join_comes_before_a_chosen_one_and_keeps_what_was_said_of_it(store, moderator):
    chosen = {"from_sector": "hospital", "to_sector": "gp", "days_lost": 3, "is_sorted": IsSorted.NO}
    said = approved(store, moderator, handovers=[chosen, {"from_sector": "gp", "to_sector": "police"}])
    same = JoinSeen(None, Sector.HOSPITAL, None, Sector.GP, ("letter_not_received",))
    added = JoinSeen(None, Sector.GP, None, Sector.PHARMACY)

    def joins():
        with store.reading() as session:
            feedback = session.get_one(Feedback, (WATCHDOG, said))
            return [
                (join.from_sector, join.to_sector, join.problems, join.days_lost)
                for join in joins_of(session, feedback)
            ]

    assert [join[:2] for join in joins()] == [(Sector.HOSPITAL, Sector.GP), (Sector.GP, Sector.POLICE)]
    checked(store, said, moderator, joins=[same, added])
    assert joins() == [
        (Sector.HOSPITAL, Sector.GP, ("letter_not_received",), 3),
        (Sector.GP, Sector.PHARMACY, (), None),
    ]
    checked(store, said, moderator, joins=[], after=1)
    assert joins() == []
