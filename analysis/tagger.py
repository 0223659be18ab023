"""What does the machine propose for one text: how it reads, and the themes it speaks of?"""

from typing import NamedTuple

from analysis.sentiment import SentimentFound, read_sentiment
from analysis.taxonomy import load_taxonomy
from analysis.themes import ThemeFound, find_themes

SCORED_LANGUAGE = "en"
"""TextBlob's word list and the taxonomy's phrases are English: of any other language they know nothing."""


class Tags(NamedTuple):
    """What the machine proposes. A person decides, and both are kept."""

    sentiment: SentimentFound | None
    themes: tuple[ThemeFound, ...]


def tag(text: str, language: str = SCORED_LANGUAGE) -> Tags:
    """Return the sentiment and themes of `text`; both empty unless `language` is English ("en", "en-GB")."""
    if language.lower().split("-")[0] != SCORED_LANGUAGE:
        return Tags(sentiment=None, themes=())
    return Tags(read_sentiment(text), find_themes(text, load_taxonomy()))
