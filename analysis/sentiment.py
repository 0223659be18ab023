"""How does a comment read, by TextBlob's word list?

A limit to state wherever the result is shown: the list was made from reviews of products and films.
On comments about care it finds few of the complaints, because people tell them as events: "Nobody rang
me back and my referral was lost" holds no word that it knows, and scores nought. The reading is a
signal that people can overrule, never a measure of a service.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from textblob import Blobber
from textblob.base import CONTINUOUS, BaseSentimentAnalyzer
from textblob.en.sentiments import PatternAnalyzer

from analysis.normalise import LONGEST_ANALYSED, normalise, words_of
from models.vocabulary import Sentiment

VERY_POSITIVE_FROM = 0.6
POSITIVE_FROM = 0.05
NEGATIVE_TO = -0.05
VERY_NEGATIVE_TO = -0.6
"""Scores run from -1 to 1. Between `NEGATIVE_TO` and `POSITIVE_FROM` a text reads as neutral: TextBlob's
slightest words ("only", "other", "first") move a score by less than that."""

_NOTHING_SAID = frozenset({"n a", "na", "not applicable", "no comment", "no comments", "nil", "x", "xx"})


class SentimentFound(NamedTuple):
    """A score from -1 (very negative) to 1 (very positive), and the label it falls under."""

    score: float
    label: Sentiment


class StockAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob carries no types
    """TextBlob's own pattern analyser over normalised text, so that a curly apostrophe changes nothing."""

    kind = CONTINUOUS
    RETURN_TYPE = SentimentFound

    def __init__(self) -> None:
        super().__init__()
        self._pattern: Any = PatternAnalyzer()

    def analyze(self, text: str) -> SentimentFound:
        """Read the first `LONGEST_ANALYSED` characters of `text`."""
        super().analyze(text)
        score = float(self._pattern.analyze(normalise(text[:LONGEST_ANALYSED]))[0])
        return SentimentFound(score, label_for(score))


def label_for(score: float) -> Sentiment:
    """Return the label that a score falls under; a score on a line belongs to the stronger label."""
    if score >= VERY_POSITIVE_FROM:
        return Sentiment.VERY_POSITIVE
    if score >= POSITIVE_FROM:
        return Sentiment.POSITIVE
    if score <= VERY_NEGATIVE_TO:
        return Sentiment.VERY_NEGATIVE
    if score <= NEGATIVE_TO:
        return Sentiment.NEGATIVE
    return Sentiment.NEUTRAL


def read_sentiment(text: str) -> SentimentFound | None:
    """Return how `text` reads, or None where there is nothing to read ("n/a", "....", a row of emoji)."""
    words = [word.text for word in words_of(text[:LONGEST_ANALYSED])]
    if not any(character.isalpha() for word in words for character in word):
        return None
    if " ".join(words) in _NOTHING_SAID:
        return None
    # `.sentiment`, never `.polarity`: TextBlob's `.polarity` ignores the analyser it was given.
    found: SentimentFound = _blobber()(text).sentiment
    return found


@lru_cache(maxsize=1)
def _blobber() -> Any:
    return Blobber(analyzer=StockAnalyzer())
