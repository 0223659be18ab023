"""What features does each comment have, as rows of a matrix, exactly as they are weighed when it is read?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.features import beside, clause_starts, pieces
from analysis.normalise import LONGEST_ANALYSED, words_of
from analysis.taxonomy import Taxonomy
from analysis.themes import find_themes

Floats = NDArray[np.float32]

FEWEST_WITH_WORD = 2
FEWEST_WITH_PIECE = 4
"""Comments that must hold a feature before it is learnt from."""


class Prepared(NamedTuple):
    """One comment: the words, with pairs, and the pieces of each clause, and the themes of its phrases."""

    words: tuple[tuple[str, ...], ...]
    pieces: tuple[tuple[str, ...], ...]
    themes: frozenset[str]
    size: int


class Rarity(NamedTuple):
    """The features that are learnt from, in order, and how much each counts for being rare (idf)."""

    place: Mapping[str, int]
    weight: Floats


def prepare(text: str, taxonomy: Taxonomy) -> Prepared | None:
    """Return the features of a comment, clause by clause, or None where it has no words."""
    words = words_of(text[:LONGEST_ANALYSED])
    if not words:
        return None
    texts = [word.text for word in words]
    brought = [(text, *more) for text, more in zip(texts, beside(words), strict=True)]
    starts = clause_starts(words)
    clauses = list(zip(starts, [*starts[1:], len(words)], strict=True))
    return Prepared(
        words=tuple(tuple(chain.from_iterable(brought[start:end])) for start, end in clauses),
        pieces=tuple(tuple(chain.from_iterable(map(pieces, texts[start:end]))) for start, end in clauses),
        themes=frozenset(found.theme for found in find_themes(text, taxonomy)),
        size=len(words),
    )


def rarity(documents: Iterable[Iterable[tuple[str, ...]]], fewest: int) -> Rarity:
    """Choose the features that `fewest` comments or more hold, in alphabetical order."""
    held: Counter[str] = Counter()
    count = 0
    for clauses in documents:
        held.update(set(chain.from_iterable(clauses)))
        count += 1
    kept = sorted(feature for feature, comments in held.items() if comments >= fewest)
    weight = [np.log((1 + count) / (1 + held[feature])) + 1 for feature in kept]
    return Rarity({feature: row for row, feature in enumerate(kept)}, np.array(weight, dtype=np.float32))


def matrix(rows: Sequence[Iterable[str]], known: Rarity) -> Any:
    """Return a sparse matrix of the known features of each row, scaled by how much there is of them."""
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    ends = [0]
    for features in rows:
        columns += [known.place[feature] for feature in features if feature in known.place]
        ends.append(len(columns))
    weight = known.weight[columns] if columns else np.zeros(0, dtype=np.float32)
    amounts = np.add.reduceat(np.append(np.square(weight), 0), ends[:-1]) * (np.diff(ends) > 0)
    lengths = np.sqrt(np.maximum(amounts, 1e-6))
    scaled = weight / np.repeat(lengths, np.diff(ends))
    found = csr_matrix((scaled.astype(np.float32), columns, ends), shape=(len(ends) - 1, len(known.weight)))
    found.sum_duplicates()
    return found
