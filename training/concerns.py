"""How is the reader of concerns made? `python -m training.concerns --data FOLDER` learns it, with its card.

The words, pairs and pieces of whole texts are weighed (`analysis.features`), one outcome for any concern and
one for each kind. Every example is also read by a model that had not seen its fold: from those scores the
threshold is chosen and the card's figures are counted. Nothing is random: the same texts give the same file.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.concern_model import FILE, ConcernModel, write_concern_model
from analysis.features import beside, pieces
from analysis.first_layer import Floats
from models.vocabulary import ConcernKind
from training.card import CARDS
from training.concern_card import card
from training.concern_examples import FOLDS, Example, Source, read_all
from training.fit import Question, fit
from training.prepare import FEWEST_WITH_PIECE, FEWEST_WITH_WORD, Rarity, matrix, rarity

VERSION = "concerns-1"


@dataclass(frozen=True)
class Recipe:
    """Every choice that was made by cross-validation, in one place; the model's card prints it."""

    caution: float = 0.5
    steps: int = 50
    concerns_count: float = 3.0
    tested_count: float = 1.0
    tested_near_misses_count: float = 3.0
    stories_count: float = 1.0
    praise_counts: float = 1.5
    real_comments_count: float = 0.4
    a_concern_counts_more: float = 1.3
    praise_raised: float = 0.04
    """The share of praise, unseen and raised by no rule, that may be raised: it sets the threshold."""
    kind_threshold: float = -1.0
    """From this score on a kind is told besides the likeliest."""

    def weight(self, example: Example) -> float:
        """Return how much a text counts; nought leaves it out."""
        if example.is_raised_by_rule and example.source in (Source.STORIES, Source.PRAISE, Source.REAL):
            return 0.0
        counts = {
            Source.CONCERNS: self.concerns_count,
            Source.TESTED: self.tested_count if example.kinds else self.tested_near_misses_count,
            Source.STORIES: self.stories_count,
            Source.PRAISE: self.praise_counts,
            Source.REAL: self.real_comments_count,
        }[example.source]
        return counts * self.a_concern_counts_more if example.kinds else counts


class Features(NamedTuple):
    """The words with pairs, and the pieces, of one text."""

    words: tuple[str, ...]
    pieces: tuple[str, ...]


def learn(examples: Sequence[Example], recipe: Recipe, *, threshold: float = 0.0) -> ConcernModel:
    """Learn a model from the examples that count; the same examples in the same order give the same one."""
    from scipy.sparse import hstack

    seen = [example for example in examples if recipe.weight(example) > 0]
    features = [features_of(example) for example in seen]
    words = rarity(([found.words] for found in features), FEWEST_WITH_WORD)
    cut = rarity(([found.pieces] for found in features), FEWEST_WITH_PIECE)
    rows = hstack(
        [matrix([one.words for one in features], words), matrix([one.pieces for one in features], cut)]
    )
    held = [[bool(example.kinds), *(kind in example.kinds for kind in ConcernKind)] for example in seen]
    target = np.array(held, dtype=np.float32)
    weight = np.array([recipe.weight(example) for example in seen], dtype=np.float32)
    question = Question(target, np.repeat(weight[:, None], target.shape[1], axis=1), one_answer=False)
    weights, bias = fit(rows.tocsr(), [question], caution=recipe.caution, steps=recipe.steps)
    return ConcernModel(
        header={
            "version": VERSION,
            "kinds": list(ConcernKind),
            "threshold": threshold,
            "kind_threshold": recipe.kind_threshold,
            "recipe": asdict(recipe),
        },
        bias=bias,
        word_place=words.place,
        word_weights=_with_length(weights[: len(words.place)], words),
        piece_place=cut.place,
        piece_weights=_with_length(weights[len(words.place) :], cut),
    )


def features_of(example: Example) -> Features:
    """Return what is weighed in a text, as it is when it is read."""
    texts = [word.text for word in example.words]
    return Features(
        tuple(chain(texts, chain.from_iterable(beside(example.words)))),
        tuple(chain.from_iterable(map(pieces, texts))),
    )


def unseen_scores(examples: Sequence[Example], recipe: Recipe) -> Floats:
    """Return a row of scores for each example, by a model that had not seen its fold."""
    scores = np.empty((len(examples), 1 + len(ConcernKind)), dtype=np.float32)
    for fold in range(FOLDS):
        model = learn([example for example in examples if example.fold != fold], recipe)
        for row, example in enumerate(examples):
            if example.fold == fold:
                scores[row] = model.scores(example.words)
    return scores


def threshold_of(examples: Sequence[Example], scores: Floats, recipe: Recipe) -> float:
    """Return the score of any concern that no more than the allowed share of praise is above."""
    praise = [
        score
        for example, score in zip(examples, scores[:, 0].tolist(), strict=True)
        if example.source is Source.PRAISE and not example.is_raised_by_rule
    ]
    return float(np.quantile(praise, 1 - recipe.praise_raised))


def _with_length(weights: Floats, rare: Rarity) -> Floats:
    """Fold how rare a feature is into its weights, and add what it brings to the length."""
    return np.hstack([weights * rare.weight[:, None], np.square(rare.weight)[:, None]]).astype(np.float32)


def main(data: Path) -> None:
    """Learn from every example, write the model into use, and its card."""
    recipe = Recipe()
    examples = read_all(data)
    scores = unseen_scores(examples, recipe)
    threshold = threshold_of(examples, scores, recipe)
    model = learn(examples, recipe, threshold=threshold)
    write_concern_model(FILE, model)
    written = card(examples, scores, model.header)
    (CARDS / f"{VERSION}.md").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--data", type=Path, required=True, help="the folder of real comments")
    main(given.parse_args().data)
