"""Which texts speak of a concern and which do not, to teach a reader of concerns?

Those that do are invented: `training/concerns/` and the examples that the rules are tested with. Those that
do not are near misses from the same files, stories about leaving hospital and joins (`training/written/`),
and real comments. Nobody has read the last two for concerns, so those that a rule raises are left out.
"""

import tomllib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from analysis.concerns import concerns_by_rule
from analysis.normalise import Word, words_of
from models.vocabulary import ConcernKind, Sentiment
from training.labelled import MAPS, WRITTEN, group_of, once_each, read_labelled, read_map

CONCERNS = Path(__file__).parent / "concerns"
TESTED = Path(__file__).resolve().parent.parent / "tests" / "analysis" / "concerns.toml"
REAL = {"fft_comments_v6.csv": "fft_v6.toml", "fft_comments_phase1.csv": "fft_phase1.toml"}

FOLDS = 5
PRAISE = {Sentiment.POSITIVE, Sentiment.VERY_POSITIVE}


class Source(StrEnum):
    """Where a text comes from."""

    CONCERNS = "written to teach concerns, with near misses"
    TESTED = "examples of the rules, with near misses"
    STORIES = "stories written for training, other than praise"
    PRAISE = "praise written for training"
    REAL = "real comments"


class Example(NamedTuple):
    """One text: its words, the kinds of concern it speaks of, and whether the rules raise it."""

    words: tuple[Word, ...]
    kinds: frozenset[ConcernKind]
    source: Source
    fold: int
    is_raised_by_rule: bool


def read_all(data: Path) -> list[Example]:
    """Return every example; `data` is the folder of real comments. The order is always the same."""
    return [*_written_for_concerns(), *_tested(), *_stories(), *_real(data)]


def _written_for_concerns() -> Iterator[Example]:
    """A file is one fold, because a near miss stands beside the concern whose opening it shares."""
    for number, path in enumerate(sorted(CONCERNS.glob("*.toml"))):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            yield _example(example["text"], example["kinds"], Source.CONCERNS, number % FOLDS)


def _tested() -> Iterator[Example]:
    examples = tomllib.loads(TESTED.read_text(encoding="utf-8"))
    for kind, texts in examples["raised"].items():
        yield from (_example(text, [kind], Source.TESTED) for text in texts)
    yield from (_example(text, [], Source.TESTED) for text in examples["near_misses"]["texts"])


def _stories() -> Iterator[Example]:
    for path in sorted(WRITTEN.glob("*.toml")):
        for story in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            yield _example(
                story["text"], [], Source.PRAISE if story["sentiment"] in PRAISE else Source.STORIES
            )


def _real(data: Path) -> Iterator[Example]:
    """Raises FeedbackError for a file that is not in the folder."""
    rows = [row for name, map_ in REAL.items() for row in read_labelled(data / name, read_map(MAPS / map_))]
    for row in once_each(rows):
        if words_of(row.text):
            yield _example(row.text, [], Source.REAL)


def _example(text: str, kinds: Iterable[str], source: Source, fold: int | None = None) -> Example:
    words = words_of(text)
    return Example(
        words,
        frozenset(map(ConcernKind, kinds)),
        source,
        int(group_of(text), 16) % FOLDS if fold is None else fold,
        bool(concerns_by_rule(words)),
    )
