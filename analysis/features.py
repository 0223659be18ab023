"""What of a text does the model weigh? Its words, pairs of them, and the pieces that words are made of.

A text is cut into clauses, because people praise and complain in one breath. What is weighed in a clause:

- each word, and each pair of words that stand side by side ("not told");
- each word that a "not" or its like stands shortly before, as denied;
- that a word carries a feeling by itself, and how strongly, so that a rare word of praise counts as praise;
- each piece of 2 to 5 letters of a word, its edges marked by a space, so that a misspelt word still
  shares most of its pieces with the right one.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from analysis.normalise import Word

FEELING_WORDS = Path(__file__).resolve().parent / "feeling_words.txt"

SHORTEST_PIECE, LONGEST_PIECE = 2, 5
LONGEST_WORD = 30
"""Letters of a word that are cut into pieces: beyond that it is no word that anybody knows."""

TURNS = frozenset(
    {"but", "however", "although", "though", "except", "yet", "unfortunately", "whereas", "despite"}
)
"""Words after which a comment may turn from praise to complaint, or back."""

DENIALS = frozenset({"not", "no", "never", "nothing", "nobody", "none", "without", "hardly", "nor"})
DENIAL_REACHES = 3
"""Words that a denial may stand before."""


def clause_starts(words: Sequence[Word]) -> list[int]:
    """Return where each clause begins: at the first word, after a stop, and at a word in `TURNS`."""
    return [
        index for index, word in enumerate(words) if index == 0 or not word.follows_on or word.text in TURNS
    ]


def beside(words: Sequence[Word]) -> list[tuple[str, ...]]:
    """Return what each word brings besides itself: the pair it ends, its feeling, and both as denied.

    A pair is "not told", a feeling "+2", what is denied "¬told" and "¬+2". None reaches over a stop, and a
    denial ends at a word in `TURNS` as well.
    """
    feelings = feeling_words()
    brought: list[tuple[str, ...]] = []
    before, denied = "", 0
    for text, _, _, follows_on in words:
        if not follows_on or text in TURNS:
            denied = 0
        features = [f"{before} {text}"] if follows_on else []
        if denied:
            features.append(f"¬{text}")
        if feeling := feelings.get(text):
            features.append(f"¬{feeling}" if denied else feeling)
        brought.append(tuple(features))
        denied = DENIAL_REACHES if text in DENIALS else max(0, denied - 1)
        before = text
    return brought


@lru_cache(maxsize=1)
def feeling_words() -> Mapping[str, str]:
    """Return the words that carry a feeling by themselves, each with its direction and strength ("-3")."""
    lines = FEELING_WORDS.read_text(encoding="utf-8").splitlines()
    found = (line.split(maxsplit=1) for line in lines if not line.startswith("#"))
    return dict(found)


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """Return every piece of a word, shortest first; a piece that comes twice is there twice.

    >>> pieces("an")
    (' a', 'an', 'n ', ' an', 'an ', ' an ')
    """
    marked = f" {word[:LONGEST_WORD]} "
    return tuple(
        marked[start : start + length]
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(marked) - length + 1)
    )
