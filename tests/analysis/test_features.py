"""What of a text is weighed: pairs, denials and feelings, none of them over the end of a sentence."""

import re

import pytest

from analysis.features import FEELING_WORDS, beside, clause_starts, feeling_words, pieces
from analysis.normalise import words_of


def brought(text: str) -> dict[str, tuple[str, ...]]:
    """What each word of `text` brings besides itself."""
    words = words_of(text)
    return {word.text: features for word, features in zip(words, beside(words), strict=True)}


def test_two_words_side_by_side_make_a_pair() -> None:
    assert brought("Nobody told us") == {
        "nobody": (),
        "told": ("nobody told", "¬told"),
        "us": ("told us", "¬us"),
    }


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("not kind", True),
        ("not at all kind", True),
        ("not one of them kind", False),
        ("not told. kind", False),
        ("not there but kind", False),
        ("kind, not", False),
    ],
)
def test_a_denial_reaches_three_words_and_no_stop_or_turn(text: str, is_denied: bool) -> None:
    assert ("¬kind" in brought(text)["kind"]) is is_denied


def test_a_word_of_feeling_brings_its_feeling_and_a_denied_one_its_denial() -> None:
    assert "+3" in brought("so kind")["kind"]
    assert "¬+3" in brought("not kind")["kind"]


def test_a_clause_begins_after_a_stop_and_at_a_turn() -> None:
    assert clause_starts(words_of("Kind nurses, good food. Cold ward but quiet")) == [0, 4, 6]
    assert clause_starts(()) == []


def test_a_word_is_cut_into_every_piece_of_two_to_five_letters() -> None:
    assert pieces("ill") == (" i", "il", "ll", "l ", " il", "ill", "ll ", " ill", "ill ", " ill ")


def test_a_very_long_word_is_cut_no_further_than_anybody_would_write() -> None:
    assert pieces("x" * 5_000) == pieces("x" * 30)


def test_every_word_of_feeling_says_which_way_and_how_strongly() -> None:
    lines = FEELING_WORDS.read_text(encoding="utf-8").splitlines()

    assert all(re.fullmatch(r"#.*|[a-z]+ [+-][123]", line) for line in lines)
    assert {"care", "pain", "emergency", "patient"}.isdisjoint(feeling_words())
