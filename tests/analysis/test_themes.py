"""Themes are found in a text, and the words that spoke for them are pointed at."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.taxonomy import Theme, load_taxonomy
from analysis.themes import LONGEST_ANALYSED, LONGEST_GAP, find_themes
from tests.analysis import find_phrases_slowly as slow
from tests.analysis.texts import AWKWARD


def themes_in(text: str) -> set[str]:
    return {found.theme for found in find_themes(text, load_taxonomy())}


def quoted(text: str, theme: str) -> list[str]:
    """The parts of `text` that spoke for `theme`."""
    return [
        text[start:end]
        for found in find_themes(text, load_taxonomy())
        if found.theme == theme
        for start, end in found.spans
    ]


@pytest.mark.parametrize(
    ("text", "theme", "words"),
    [
        ("She came home to no aftercare.", "nobody_to_contact", ["no aftercare"]),
        ("💔💔 They didn’t ring. No aftercare!", "nobody_to_contact", ["No aftercare"]),
        ("They’re kind; she wasn't rude", "kindness_of_staff", ["kind", "rude"]),
        ("“KIND” and\n\ncaring", "kindness_of_staff", ["KIND", "caring"]),
        ("I can’t fault the nurses", "praise_and_thanks", ["can’t fault"]),
        ("The FOLLOW-UP was fine", "joined_up_care_general", ["FOLLOW-UP"]),
        ("The car park, that car park again", "parking", ["car park", "car park"]),
    ],
)
def test_the_words_that_spoke_for_a_theme_are_quoted_as_they_were_typed(
    text: str, theme: str, words: list[str]
) -> None:
    assert quoted(text, theme) == words


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (
            "The hospital said it would be fine but nobody came and I was left",
            "nobody_to_contact",
        ),
        ("Nobody rang me back and my referral was lost", "referral_lost"),
        ("Sent home at midnight with no medicines", "medicines_when_leaving"),
        ("Sent home at midnight with no medicines", "notice_and_time_of_day"),
        ("They discharged mum with no care package in place", "care_package"),
    ],
)
def test_what_a_word_list_of_feelings_cannot_read_still_gets_its_theme(text: str, theme: str) -> None:
    """TextBlob scores these as nothing at all, or as praise: a known limit. The themes must carry them."""
    assert theme in themes_in(text)


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert "nobody_to_contact" in themes_in("There was no follow up")
    assert "nobody_to_contact" not in themes_in("Was it painful? No. Follow up the road and turn left")


def test_a_phrase_starts_and_ends_with_whole_words() -> None:
    assert "parking" in themes_in("Nowhere to park")
    assert "parking" not in themes_in("A sparkling floor")


def test_what_a_theme_leaves_out_does_not_count_but_the_rest_of_the_text_does() -> None:
    assert quoted("That kind of tea. She was kind.", "kindness_of_staff") == ["kind"]
    assert "kindness_of_staff" not in themes_in("That kind of tea.")


@pytest.mark.parametrize(
    ("words_between", "is_found"), [(0, True), (LONGEST_GAP, True), (LONGEST_GAP + 1, False)]
)
def test_a_gap_stands_for_a_few_words_and_no_more(words_between: int, is_found: bool) -> None:
    text = f"still waiting {'and ' * words_between}months"

    assert (quoted(text, "waiting_without_news") == [text]) is is_found


def test_themes_come_in_the_order_of_the_taxonomy() -> None:
    order = list(load_taxonomy().themes)
    found = [
        found.theme for found in find_themes("Rude, no parking, no aftercare, referral lost", load_taxonomy())
    ]

    assert len(found) >= 4
    assert found == sorted(found, key=order.index)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    padding = "x" * (LONGEST_ANALYSED - len("kind") - 1)

    assert quoted(f"{padding} kind", "kindness_of_staff") == ["kind"]
    assert quoted(f"{padding}  kind", "kindness_of_staff") == []


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_read(text: str) -> None:
    for found in find_themes(text, load_taxonomy()):
        assert found.spans


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("not told ’' .\n")), max_size=400))
def test_every_span_lies_inside_the_text_in_order_and_apart(text: str) -> None:
    for found in find_themes(text, load_taxonomy()):
        assert all(0 <= start < end <= len(text) for start, end in found.spans)
        assert all(before[1] <= after[0] for before, after in zip(found.spans, found.spans[1:], strict=False))


PHRASE_WORDS = sorted(
    {
        word
        for theme in load_taxonomy().themes.values()
        for phrase in theme.phrases
        for word in re.findall(r"[a-z']+", phrase)
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*PHRASE_WORDS, "didn’t", ".", ",", "💔", "&"]), max_size=20))
def test_a_slow_search_for_each_phrase_finds_the_same(words: list[str]) -> None:
    text = " ".join(words)

    for theme in load_taxonomy().themes.values():
        assert characters_found(text, theme) == slow.characters_found(text, theme), theme.id


@pytest.mark.parametrize("theme", load_taxonomy().themes.values(), ids=lambda theme: theme.id)
def test_a_slow_search_agrees_on_every_example(theme: Theme) -> None:
    for example in theme.examples:
        assert characters_found(example.text, theme) == slow.characters_found(example.text, theme)


def characters_found(text: str, theme: Theme) -> set[int]:
    """Where in `text` the characters stand that spoke for `theme`."""
    return {
        offset
        for found in find_themes(text, load_taxonomy())
        if found.theme == theme.id
        for start, end in found.spans
        for offset in range(start, end)
    }


@pytest.mark.parametrize(
    "repeated",
    [
        "not ",
        "not told nobody ",
        "sent home ",
        "I ",
        "can't ",
        "each both they all said told gp hospital ",
        "!",
    ],
)
@pytest.mark.usefixtures("no_collecting")
def test_time_grows_no_faster_than_the_text(repeated: str) -> None:
    text = (repeated * 20_000)[:20_000]
    find_themes("Everything is laid out by the first call.", load_taxonomy())

    started = time.perf_counter()
    find_themes(text, load_taxonomy())

    assert time.perf_counter() - started < 0.5
