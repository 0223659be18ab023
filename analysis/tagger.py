"""What does the machine propose for one text: how it reads, and the themes it speaks of?

The two ways of finding a theme meet here, and nowhere else:

- a general theme that stands for one national category is the trained model's to decide, if people had
  labelled enough comments to learn the category from; its phrases are among what the model weighs;
- every other theme (leaving hospital, joins, thinly labelled categories) is found by its phrases.

Either way a tag points at the words that spoke for it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.feeling import SentimentFound, feeling_of
from analysis.first_layer import Floats
from analysis.model import Model
from analysis.model_file import load_model
from analysis.normalise import Word
from analysis.reading import Reading, read
from analysis.taxonomy import Taxonomy, load_taxonomy
from analysis.themes import Span, ThemeFound

SCORED_LANGUAGE = "en"
"""The model and the taxonomy's phrases are English: of any other language they know nothing."""

GENERAL = "general"
"""The group whose themes stand for one national category each."""

SPOKE_UP = 0.5
"""A word counts as evidence if it spoke for a theme at least half as much as the word that did most."""


class Tags(NamedTuple):
    """What the machine proposes. A person decides, and both are kept."""

    sentiment: SentimentFound | None
    themes: tuple[ThemeFound, ...]
    is_cut: bool = False
    """Whether the text went on beyond what was read."""


def tag(text: str, language: str = SCORED_LANGUAGE) -> Tags:
    """Return the sentiment and themes of `text`; both empty unless `language` is English ("en", "en-GB")."""
    if language.lower().split("-")[0] != SCORED_LANGUAGE:
        return Tags(sentiment=None, themes=())
    reading = read(text)
    if reading is None:
        return Tags(sentiment=None, themes=())
    return tags_of(reading, load_model(), load_taxonomy())


def tags_of(reading: Reading, model: Model, taxonomy: Taxonomy) -> Tags:
    """Return what is proposed for a text that was read with this model and this taxonomy."""
    return Tags(feeling_of(reading, model), themes_of(reading, model, taxonomy), reading.is_cut)


def themes_of(reading: Reading, model: Model, taxonomy: Taxonomy) -> tuple[ThemeFound, ...]:
    """Return the themes of a text in the taxonomy's order, each with the words that spoke for it."""
    learnt = learnt_themes(model, taxonomy)
    by_phrase = {found.theme: found.spans for found in reading.phrases}
    tagged = {theme: spans for theme, spans in by_phrase.items() if theme not in learnt}
    scores = reading.read.themes.tolist()
    for theme, number in learnt.items():
        if scores[number] > 0:
            tagged[theme] = by_phrase.get(theme) or spoke_up(
                reading.words, reading.read.votes_for_theme(number)
            )
    order = order_of(taxonomy)
    return tuple(ThemeFound(theme, tagged[theme]) for theme in sorted(tagged, key=order.__getitem__))


@lru_cache(maxsize=4)
def order_of(taxonomy: Taxonomy) -> Mapping[str, int]:
    """Return where each theme stands in the taxonomy."""
    return {theme: place for place, theme in enumerate(taxonomy.themes)}


@lru_cache(maxsize=4)
def learnt_themes(model: Model, taxonomy: Taxonomy) -> Mapping[str, int]:
    """Return the themes that the model decides, and the number of each among the model's outcomes."""
    numbers = {name: number for number, name in enumerate(model.header["themes"])}
    return {
        theme.id: numbers[theme.qdc[0]]
        for theme in taxonomy.themes.values()
        if theme.group == GENERAL and theme.qdc[0] in numbers
    }


def spoke_up(words: tuple[Word, ...], votes: Floats) -> tuple[Span, ...]:
    """Return the parts of a text whose words spoke up most, at least one; neighbours make one part."""
    strongest = float(votes.max())
    strong = votes >= (SPOKE_UP * strongest if strongest > 0 else strongest)
    spans: list[Span] = []
    last = -2
    for index in np.flatnonzero(strong).tolist():
        word = words[index]
        if spans and (word.start < spans[-1][1] or (index == last + 1 and word.follows_on)):
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
        last = index
    return tuple(spans)
