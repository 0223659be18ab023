"""Habits of typing are set aside, and every plain word still points at the characters that said it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.normalise import normalise, words_of


def plain_words(text: str) -> list[str]:
    return [word.text for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("I CAN’T fault them", "i can not fault them"),
        ("I cannot fault them", "i can not fault them"),
        ("cant fault them", "can not fault them"),
        ("They didn't ring", "they did not ring"),
        ("They didnt ring", "they did not ring"),
        ("They won`t see her", "they will not see her"),
        ("shan't", "shall not"),
        ("I'm told she'd gone, we've no idea", "i am told she would gone, we have no idea"),
        ("You couldn't've asked", "you could not have asked"),
        ("It’s nobody's job", "it is nobody's job"),
        ("Mum's tablets", "mum's tablets"),
        ("two\n\n  lines\tof\x00text", "two lines of text"),
        ("“Lovely” nurse", '"lovely" nurse'),
        ("tea & toast", "tea and toast"),
        ("A&E", "a and e"),
        ("Café 💔 was closed", "cafe 💔 was closed"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_the_same_thing_typed_differently_reads_the_same(text: str, plain: str) -> None:
    assert normalise(text) == plain


def test_text_and_phrase_are_expanded_in_the_same_way() -> None:
    assert plain_words("can’t") == plain_words("cannot") == plain_words("can not") == ["can", "not"]


def test_both_halves_of_a_contraction_point_at_the_whole_of_it() -> None:
    text = "💔 They didn’t ring"

    assert [(word.text, text[word.start : word.end]) for word in words_of(text)] == [
        ("they", "They"),
        ("did", "didn’t"),
        ("not", "didn’t"),
        ("ring", "ring"),
    ]


@pytest.mark.parametrize(
    ("gap", "follows_on"),
    [(" ", True), ("\n ", True), ("-", True), (" / ", True), (", ", True), (" “", True)]
    + [(". ", False), ("! ", False), ("? ", False), ("; ", False), (" (", False), (" 💔 ", False)],
)
def test_words_follow_on_within_a_sentence_only(gap: str, follows_on: bool) -> None:
    assert words_of(f"home{gap}alone")[1].follows_on is follows_on


def test_the_first_word_follows_nothing() -> None:
    assert not words_of("home")[0].follows_on


@given(st.text())
def test_every_word_lies_inside_the_text_and_in_order(text: str) -> None:
    words = words_of(text)

    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert plain_words(normalise(text)) == plain_words(text)
