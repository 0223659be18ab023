"""The comments written for training: labelled as the product labels, varied, and none that judges it."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from analysis.normalise import words_of
from analysis.taxonomy import Tone, load_taxonomy
from models.vocabulary import Sentiment

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "training" / "written").glob("*.toml"))
STORIES = ROOT / "benchmarks" / "stories"
HELD_APART = ROOT / "benchmarks" / "held_apart"
EXAMPLES = [
    example for path in FILES for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
]
SHARES = {
    Sentiment.VERY_NEGATIVE: (0.15, 0.30),
    Sentiment.NEGATIVE: (0.24, 0.40),
    Sentiment.NEUTRAL: (0.12, 0.24),
    Sentiment.POSITIVE: (0.15, 0.26),
    Sentiment.VERY_POSITIVE: (0.08, 0.16),
}
"""Least and most of each. Complaints lead: they are told as events, which only examples can teach."""


def plain(text: str) -> str:
    """Return a text without habits of typing, to tell whether two are the same."""
    return " ".join(word.text for word in words_of(text))


def strings(found: Any) -> Iterator[str]:
    """Yield every string within nested tables and lists."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from strings(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples_are_labelled_in_the_words_the_product_counts_by(path: Path) -> None:
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
        assert {"text", "sentiment", "mixed", "themes"} <= example.keys(), example
        assert example.keys() <= {"text", "sentiment", "mixed", "themes", "qdc"}, example
        assert Sentiment(example["sentiment"])
        assert isinstance(example["mixed"], bool)
        assert set(example["themes"]) <= set(load_taxonomy().themes), example
        assert len(words_of(example["text"])) <= 100, example


def test_a_mixed_comment_counts_as_neutral() -> None:
    assert {example["sentiment"] for example in EXAMPLES if example["mixed"]} == {"neutral"}


def test_praise_is_not_labelled_with_a_problem_nor_a_complaint_with_praise() -> None:
    tone = {theme.id: theme.tone for theme in load_taxonomy().themes.values()}
    told = {(example["sentiment"], tone[theme]) for example in EXAMPLES for theme in example["themes"]}

    assert not told & set(product((Sentiment.POSITIVE, Sentiment.VERY_POSITIVE), [Tone.PROBLEM]))
    assert not told & set(product((Sentiment.NEGATIVE, Sentiment.VERY_NEGATIVE), [Tone.PRAISE]))


def test_no_example_stands_there_twice() -> None:
    times = Counter(plain(example["text"]) for example in EXAMPLES)

    assert [text for text, count in times.items() if count > 1] == []


def test_there_are_enough_examples_of_every_sentiment() -> None:
    counts = Counter(example["sentiment"] for example in EXAMPLES)

    assert len(EXAMPLES) >= 900
    for sentiment, (least, most) in SHARES.items():
        assert least <= counts[sentiment] / len(EXAMPLES) <= most, sentiment


def test_every_theme_but_the_widest_has_examples_to_learn_from() -> None:
    themes = load_taxonomy().themes.values()
    wider = {theme.part_of for theme in themes}
    written = {theme for example in EXAMPLES for theme in example["themes"]}

    assert {theme.id for theme in themes} - wider <= written


def test_no_example_is_one_that_a_theme_is_tested_with() -> None:
    tested = {plain(example.text) for theme in load_taxonomy().themes.values() for example in theme.examples}

    assert [example["text"] for example in EXAMPLES if plain(example["text"]) in tested] == []


def test_no_example_is_a_story_that_the_engine_is_judged_on() -> None:
    """Counted, and not shown: nobody who writes examples should read the stories."""
    files = [*STORIES.glob("*.toml"), *HELD_APART.glob("*.toml")]
    stories = {
        plain(text) for path in files for text in strings(tomllib.loads(path.read_text(encoding="utf-8")))
    }

    assert sum(plain(example["text"]) in stories for example in EXAMPLES) == 0
