"""How does a comment read, asked in TextBlob's way?

The stock word list of TextBlob was made from reviews of products and films: it finds few of the
complaints about care, because people tell them as events. `PatientExperienceAnalyzer` takes its place
behind the same interface: `Blobber(analyzer=PatientExperienceAnalyzer())(text).sentiment`. A reading is
a signal that people can overrule, never a measure of a service.
"""

from functools import lru_cache
from typing import Any

from textblob import Blobber
from textblob.base import CONTINUOUS, BaseSentimentAnalyzer

from analysis.feeling import SentimentFound, feeling_of
from analysis.model_file import load_model
from analysis.reading import read
from models.vocabulary import Sentiment

__all__ = ["PatientExperienceAnalyzer", "SentimentFound", "read_sentiment"]

UNREAD = SentimentFound(score=0.0, label=Sentiment.NEUTRAL, confidence=0.0)
"""What the analyser says of a text that it cannot read; `read_sentiment` says None."""


class PatientExperienceAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob carries no types
    """A TextBlob analyser trained on comments about care that people had labelled."""

    kind = CONTINUOUS
    RETURN_TYPE = SentimentFound

    def analyze(self, text: str) -> SentimentFound:
        """Return how `text` reads; `UNREAD` where there is nothing to read, or not in English."""
        super().analyze(text)
        reading = read(text)
        return UNREAD if reading is None else feeling_of(reading, load_model())


def read_sentiment(text: str) -> SentimentFound | None:
    """Return how `text` reads, or None where there is nothing to read ("n/a", "....") or not in English."""
    # `.sentiment`, never `.polarity`: TextBlob's `.polarity` ignores the analyser it was given.
    found: SentimentFound = _blobber()(text).sentiment
    return None if found is UNREAD else found


@lru_cache(maxsize=1)
def _blobber() -> Any:
    return Blobber(analyzer=PatientExperienceAnalyzer())
