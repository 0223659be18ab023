"""How a text reads, within the known limits of TextBlob's word list."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sentiment import StockAnalyzer, label_for, read_sentiment
from models.vocabulary import Sentiment
from tests.analysis.texts import AWKWARD


@pytest.mark.parametrize(
    ("score", "label"),
    [
        (1.0, Sentiment.VERY_POSITIVE),
        (0.6, Sentiment.VERY_POSITIVE),
        (0.59, Sentiment.POSITIVE),
        (0.05, Sentiment.POSITIVE),
        (0.04, Sentiment.NEUTRAL),
        (0.0, Sentiment.NEUTRAL),
        (-0.04, Sentiment.NEUTRAL),
        (-0.05, Sentiment.NEGATIVE),
        (-0.59, Sentiment.NEGATIVE),
        (-0.6, Sentiment.VERY_NEGATIVE),
        (-1.0, Sentiment.VERY_NEGATIVE),
    ],
)
def test_a_score_on_a_line_belongs_to_the_stronger_label(score: float, label: Sentiment) -> None:
    assert label_for(score) is label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("An excellent ward", Sentiment.VERY_POSITIVE),
        ("The tea was quite good", Sentiment.VERY_POSITIVE),
        ("It was at three on a Tuesday", Sentiment.NEUTRAL),
        ("A terrible, horrible night", Sentiment.VERY_NEGATIVE),
        ("A bad start but they were fair", Sentiment.NEUTRAL),
    ],
)
def test_plain_words_of_feeling_are_read(text: str, label: Sentiment) -> None:
    found = read_sentiment(text)

    assert found is not None
    assert found.label is label


def test_a_curly_apostrophe_changes_nothing() -> None:
    assert (
        read_sentiment("It wasn’t good")
        == read_sentiment("It wasn't good")
        == read_sentiment("It was not good")
    )


@pytest.mark.parametrize("text", ["", "  ", "n/a", "N/A.", "NA", "....", "x", "💔💔", "10", "No comment"])
def test_there_is_no_reading_where_there_is_nothing_to_read(text: str) -> None:
    assert read_sentiment(text) is None


def test_the_analyser_can_be_used_by_itself() -> None:
    assert StockAnalyzer().analyze("An excellent ward") == read_sentiment("An excellent ward")


@pytest.mark.parametrize("text", AWKWARD)
def test_no_text_is_too_awkward_to_read(text: str) -> None:
    found = read_sentiment(text)

    assert found is None or -1 <= found.score <= 1


@given(st.text())
def test_every_score_lies_between_minus_one_and_one(text: str) -> None:
    found = read_sentiment(text)

    assert found is None or (-1 <= found.score <= 1 and found.label is label_for(found.score))


@pytest.mark.parametrize("repeated", ["!", "a!", "not ", "very good ", ":) "])
def test_a_very_long_text_is_read_in_good_time(repeated: str) -> None:
    read_sentiment("The word list is loaded by the first call.")

    started = time.perf_counter()
    read_sentiment(repeated * 20_000)

    assert time.perf_counter() - started < 0.5


def test_the_limit_is_known_and_written_down() -> None:
    """The word list holds none of the words of this complaint. Whoever shows a reading must say so."""
    found = read_sentiment("Nobody rang me back and my referral was lost")

    assert found is not None
    assert found.label is Sentiment.NEUTRAL
