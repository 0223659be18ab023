"""How is a model learnt from labelled comments?

First layer: words, pairs and pieces of words, one linear leaning per outcome. Second layer: the leanings
of the whole text and of its clauses, its length, and the taxonomy's phrases, again linear. The second
layer is fitted on leanings of comments that the first had not seen (by fold), so that it learns how far
to trust them. Comments with a criticality and no feeling are read by a teacher that never saw them, and
what it makes of them is held to the sign that a person gave.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.model import Learnt
from analysis.taxonomy import Taxonomy, Tone
from training.fit import Question, fit
from training.labelled import REVIEWED_HERE, Labelled
from training.labels import FEELINGS, Labels, feeling_weight, labels_of, taught, theme_weight
from training.prepare import FEWEST_WITH_PIECE, FEWEST_WITH_WORD, Prepared, matrix, prepare, rarity

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """Every choice that was made by cross-validation, in one place; the model's card prints it."""

    folds: int = 5
    first_caution: float = 0.5
    second_caution: float = 100.0
    feeling_balance: float = 0.7
    theme_balance: float = 0.5
    second_theme_balance: float = 0.4
    criticality_weight: float = 0.6
    written_feeling: float = 0.4
    written_theme: float = 0.3
    steps: int = 40
    lean_of_label: tuple[float, ...] = (-0.4, -0.3, 0.0, 0.1, -0.2)
    lean_of_score: tuple[float, ...] = (-0.3, -0.15, 0.0, 0.15, 0.3)


class Material(NamedTuple):
    """What a layer is fitted on."""

    comments: Sequence[Prepared]
    labels: Labels
    fold: NDArray[np.int64]
    gives_words: NDArray[np.bool_]
    """A model carries its words about with it, so none is known from comments of one watchdog alone."""


def learn(rows: Sequence[Labelled], taxonomy: Taxonomy, *, version: str, recipe: Recipe) -> Learnt:
    """Learn a model from `rows`; the same rows in the same order give the same model."""
    found = [(row, prepare(row.text, taxonomy)) for row in rows]
    kept = [(row, prepared) for row, prepared in found if prepared is not None]
    names = sorted({name for row, _ in kept for name in row.themes or ()})
    material = Material(
        comments=[prepared for _, prepared in kept],
        labels=labels_of([row for row, _ in kept], names),
        fold=np.array([row.fold(recipe.folds) for row, _ in kept]),
        gives_words=np.array([row.source != REVIEWED_HERE for row, _ in kept]),
    )
    layer = unseen_layer(material, taxonomy, recipe)
    second, second_bias = fit_second(layer, material.labels, recipe)
    first = First(material, np.ones(len(kept), dtype=bool), recipe)
    return Learnt(
        header={
            "version": version,
            "feelings": [feeling.value for feeling in FEELINGS],
            "themes": names,
            "phrases": list(taxonomy.themes),
            "taxonomy": taxonomy.version,
            "lean_of_label": recipe.lean_of_label,
            "lean_of_score": recipe.lean_of_score,
            "recipe": asdict(recipe),
        },
        words=list(first.words.place),
        pieces=list(first.pieces.place),
        word_weights=_with_length(first.weights[: len(first.words.place)], first.words.weight),
        piece_weights=_with_length(first.weights[len(first.words.place) :], first.pieces.weight),
        bias=first.bias,
        second=second,
        second_bias=second_bias,
    )


class First:
    """The first layer, fitted on the comments that `seen` marks."""

    def __init__(self, material: Material, seen: NDArray[np.bool_], recipe: Recipe) -> None:
        chosen = [comment for comment, is_seen in zip(material.comments, seen, strict=True) if is_seen]
        known_by = [material.comments[row] for row in np.flatnonzero(seen & material.gives_words).tolist()]
        self.words = rarity((comment.words for comment in known_by), FEWEST_WITH_WORD)
        self.pieces = rarity((comment.pieces for comment in known_by), FEWEST_WITH_PIECE)
        labels = material.labels.of(seen)
        whole = self.features(
            [sum(comment.words, ()) for comment in chosen], [sum(comment.pieces, ()) for comment in chosen]
        )
        feelings = labels.feelings
        weight = feeling_weight(labels, recipe.feeling_balance, recipe.written_feeling)
        told = labels.has_feeling
        teacher = fit(
            whole[told],
            [Question(feelings[told], weight[told], True)],
            caution=recipe.first_caution,
            steps=recipe.steps,
        )
        feelings, weight = taught(
            feelings, weight, whole @ teacher[0] + teacher[1], labels, recipe.criticality_weight
        )
        used = weight > 0
        by_feeling = fit(
            whole[used],
            [Question(feelings[used], weight[used], True)],
            caution=recipe.first_caution,
            steps=recipe.steps,
        )
        told = labels.has_themes
        weight = theme_weight(labels, recipe.theme_balance, recipe.written_theme)
        by_theme = fit(
            whole[told],
            [Question(labels.themes[told], weight[told], False)],
            caution=recipe.first_caution,
            steps=recipe.steps,
        )
        self.weights = np.hstack([by_feeling[0], by_theme[0]])
        self.bias = np.concatenate([by_feeling[1], by_theme[1]])

    def features(self, words: Sequence[Sequence[str]], pieces: Sequence[Sequence[str]]) -> Any:
        """Return the features of texts or clauses, words first."""
        from scipy.sparse import hstack

        return hstack([matrix(words, self.words), matrix(pieces, self.pieces)]).tocsr()

    def leanings(self, words: Sequence[Sequence[str]], pieces: Sequence[Sequence[str]]) -> Floats:
        """Return a row of leanings for each text or clause."""
        leanings: Floats = self.features(words, pieces) @ self.weights + self.bias
        return leanings


def unseen_layer(material: Material, taxonomy: Taxonomy, recipe: Recipe) -> Floats:
    """Return what the second layer reads, for every comment by a first layer that had not seen it."""
    rows: dict[int, Floats] = {}
    for fold in range(recipe.folds):
        held_out = np.flatnonzero(material.fold == fold).tolist()
        first = First(material, material.fold != fold, recipe)
        layer = second_layer_of([material.comments[row] for row in held_out], first, taxonomy)
        rows |= dict(zip(held_out, layer, strict=True))
    return np.array([rows[row] for row in range(len(material.comments))])


def second_layer_of(comments: Sequence[Prepared], first: First, taxonomy: Taxonomy) -> Floats:
    """Return the whole text's leanings, its clauses' highest and lowest, its sizes, its phrases."""
    whole = first.leanings(
        [sum(comment.words, ()) for comment in comments], [sum(comment.pieces, ()) for comment in comments]
    )
    clauses = first.leanings(
        [clause for comment in comments for clause in comment.words],
        [clause for comment in comments for clause in comment.pieces],
    )
    starts = np.cumsum([0, *(len(comment.words) for comment in comments)])[:-1]
    hits = np.array([[theme in comment.themes for theme in taxonomy.themes] for comment in comments])
    tones = np.array([theme.tone for theme in taxonomy.themes.values()])
    counts = [[comment.size, len(comment.words)] for comment in comments]
    by_tone = [hits[:, tones == tone].sum(axis=1) for tone in (Tone.PROBLEM, Tone.PRAISE)]
    sizes = np.log1p(np.column_stack([counts, *by_tone]))
    parts = [whole, np.maximum.reduceat(clauses, starts), np.minimum.reduceat(clauses, starts), sizes, hits]
    return np.hstack(parts).astype(np.float32)


def fit_second(layer: Floats, labels: Labels, recipe: Recipe) -> tuple[Floats, Floats]:
    """Fit the second layer on features of one scale, and fold the scale into the weights."""
    middle, spread = layer.mean(axis=0), layer.std(axis=0) + 0.02
    scaled = (layer - middle) / spread
    weight = feeling_weight(labels, recipe.feeling_balance, recipe.written_feeling)
    feelings, weight = taught(
        labels.feelings, weight, layer[:, : len(FEELINGS)], labels, recipe.criticality_weight
    )
    by_feeling = fit(
        scaled, [Question(feelings, weight, True)], caution=recipe.second_caution, steps=recipe.steps
    )
    told = labels.has_themes
    weight = theme_weight(labels, recipe.second_theme_balance, recipe.written_theme)
    by_theme = fit(
        scaled[told],
        [Question(labels.themes[told], weight[told], False)],
        caution=recipe.second_caution,
        steps=recipe.steps,
    )
    weights = np.hstack([by_feeling[0], by_theme[0]]) / spread[:, None]
    return weights, np.concatenate([by_feeling[1], by_theme[1]]) - middle @ weights


def _with_length(weights: Floats, rarity: Floats) -> Floats:
    """Fold how rare a feature is into its weights, and add what it brings to the length."""
    return np.hstack([weights * rarity[:, None], np.square(rarity)[:, None]]).astype(np.float32)
