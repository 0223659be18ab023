"""Searches that somebody keeps: their own, under names they can tell apart, and sealed."""

import pytest
from sqlalchemy import text

from actions.save_search import MOST, delete_search, save_search
from models.errors import FeedbackError
from models.saved_search import LONGEST_NAME
from storage.queries.search_saved import saved_searches
from tests.conftest import NOW

CHOSEN = {"period": "last_12", "theme": "had_to_chase"}


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def keep(store, by, name, typed="cold ward", chosen=CHOSEN):
    with store.writing() as session:
        return save_search(session, name, typed, chosen, by=by, at=NOW)


def names(store, viewer) -> list[str]:
    with store.reading() as session:
        return [one.name for one in saved_searches(session, viewer)]


def test_a_search_is_kept_as_it_was_asked_and_only_for_who_kept_it(store, moderator, publisher):
    keep(store, moderator, " Wards  in winter ", "Quillfeather OR ward")
    keep(store, moderator, "a first one")
    keep(store, publisher, "wards in winter")

    with store.reading() as session:
        _, saved = saved_searches(session, moderator)
        sealed = session.execute(text("SELECT asked FROM saved_search")).scalars().all()
    assert (saved.name, saved.typed, saved.chosen) == ("Wards in winter", "Quillfeather OR ward", CHOSEN)
    assert names(store, publisher) == ["wards in winter"]
    assert not [one for one in sealed if b"Quillfeather" in one or b"had_to_chase" in one]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "Give the search a name"),
        ("x" * (LONGEST_NAME + 1), f"{LONGEST_NAME} characters or fewer"),
        ("\u202eward", "can be read"),
        ("?!", "can be read"),
        ("COLD WARDS", "already"),
    ],
)
def test_a_name_that_one_could_not_find_again_is_refused_with_a_sentence(store, moderator, name, sentence):
    keep(store, moderator, "Cold wards")
    with pytest.raises(FeedbackError, match=sentence):
        keep(store, moderator, name)
    keep(store, moderator, "x" * LONGEST_NAME)
    keep(store, moderator, "ہسپتال 🚑")
    assert len(names(store, moderator)) == 3


def test_what_finds_nothing_ever_is_not_kept_and_no_more_than_can_be_looked_through(store, moderator):
    with pytest.raises(FeedbackError, match="Type a word"):
        keep(store, moderator, "Nothing", "?!")
    for number in range(MOST):
        keep(store, moderator, f"Search {number}")
    with pytest.raises(FeedbackError, match="Delete one first"):
        keep(store, moderator, "One too many")


def test_one_goes_when_its_owner_deletes_it_and_not_when_another_does(store, moderator, publisher):
    mine = keep(store, moderator, "Cold wards")
    with pytest.raises(FeedbackError, match="isn't here"), store.writing() as session:
        delete_search(session, mine, by=publisher)
    assert names(store, moderator) == ["Cold wards"]
    with store.writing() as session:
        delete_search(session, mine, by=moderator)
    assert names(store, moderator) == []
