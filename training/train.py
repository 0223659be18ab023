"""How does a new model come into use: learnt, compared on comments kept apart, and refused if it is worse?"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.model import Model
from analysis.model_file import IN_USE, read_model, write_model
from analysis.reading import read_with
from analysis.tagger import Tags, tags_of
from analysis.taxonomy import Taxonomy
from training.judge import Judgement, judge
from training.labelled import Labelled
from training.learn import Recipe, learn

WORSE_BY = 0.02
"""A figure may fall by this much before a model counts as worse: less is chance."""


class Trained(NamedTuple):
    """A new model in its file, how it did on the comments kept apart, and how the one in use did there."""

    file: Path
    new: Judgement
    in_use: Judgement
    worse_in: tuple[str, ...]


def train(
    rows: Sequence[Labelled], taxonomy: Taxonomy, *, version: str, to: Path, recipe: Recipe | None = None
) -> Trained:
    """Learn from every comment that is not kept for the test, write the model to `to`, and compare it.

    Nothing of the test part is learnt from or chosen by. The caller decides what becomes of a model
    that is worse in some figure.
    """
    seen = [row for row in rows if not row.is_test]
    unseen = [row for row in rows if row.is_test]
    write_model(to, learn(seen, taxonomy, version=version, recipe=recipe or Recipe()))
    new = judge(unseen, tagger_of(read_model(to), taxonomy), taxonomy)
    in_use = judge(unseen, tagger_of(read_model(IN_USE), taxonomy), taxonomy)
    return Trained(to, new, in_use, worse_in(new, in_use))


def tagger_of(model: Model, taxonomy: Taxonomy) -> Callable[[str], Tags]:
    """Return a tagger that reads with this model in place of the one in use."""

    def tag(text: str) -> Tags:
        reading = read_with(text, model, taxonomy)
        return Tags(None, ()) if reading is None else tags_of(reading, model, taxonomy)

    return tag


def worse_in(new: Judgement, in_use: Judgement) -> tuple[str, ...]:
    """Return the names of the figures in which a new model falls behind by more than chance explains."""
    pairs = []
    if new.feelings and in_use.feelings:
        pairs += [
            ("sentiment, three classes", new.feelings.macro_three, in_use.feelings.macro_three),
            ("sentiment, five classes", new.feelings.macro_five, in_use.feelings.macro_five),
        ]
    if new.themes and in_use.themes:
        pairs += [
            ("themes, micro-F1", new.themes.micro, in_use.themes.micro),
            ("themes, macro-F1", new.themes.macro, in_use.themes.macro),
        ]
    if new.signs and in_use.signs:
        pairs.append(("the sign of the score", new.signs.balanced, in_use.signs.balanced))
    return tuple(name for name, ours, theirs in pairs if ours.value < theirs.value - WORSE_BY)
