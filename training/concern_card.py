"""What should anybody know before they trust that a concern was, or was not, raised?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from analysis.first_layer import Floats
from analysis.rates import wilson
from models.vocabulary import ConcernKind
from training.concern_examples import FOLDS, Example, Source

ABOUT = """\
# Model {version}

It reads any text to its end and raises sentences that may speak of a concern though no rule of
`analysis/concerns.toml` knows their words. A person reads what is raised and decides. **It never clears a
comment**: what it does not raise has only not been raised.

## What it was learnt from

| source | a concern | none | none, left out because a rule raises it |
|---|---:|---:|---:|
{material}

All but the real comments are invented, and are in this repository under its licence (`training/concerns/`,
`training/written/`, `tests/analysis/concerns.toml`). The real comments are Friends and Family Test comments
that NHS trusts released, already pseudonymised, from the public repository The-Strategy-Unit/pxtextmining
(commit ba6c0a2, MIT licence, copyright NHS England). They are not in this repository. Nobody has read them or
the stories for concerns: those that no rule raises are taken to hold none, and a few do.

## How it was made

One linear layer over words, pairs and pieces of words (`analysis/features.py`), fitted by L-BFGS with an L2
penalty, without chance: the same texts give the same file. The whole text and every two and three sentences
in a row are weighed, and the highest score counts. One outcome is any concern and decides whether something
is raised; one a kind says which.

Every choice was made by {folds}-fold cross-validation. A file of `training/concerns/` is whole in one fold,
so that a near miss is never on another side than the concern whose opening it shares.

{recipe}
- threshold: {threshold:.3f}

## How well it does

Each text read by a model that had not seen its fold, beside the rules, which some of these texts were written
for. 95% intervals (Wilson).

| | texts | by rule | by the model | by either |
|---|---:|---|---|---|
{figures}

Of the concerns raised by the model, how often the kinds its author gave are among those told:

| kind | concerns | told as that kind |
|---|---:|---|
{kinds}

The figures on examples held apart from all of this are in `docs/reading-comments.md`.

## What it does badly

- It was taught by invented texts. Real comments about harm may be told in other words, and real comments that
  are raised have not been read by anybody who can say whether they should be.
- It knows in part what a worried story sounds like, and not what is in it: ordinary complaints that are told
  as stories are raised too, and plain sentences about him and her.
- Stories told as stories ("she said to me ...", a good death, prison, a breakdown well cared for) are
  raised more than plain praise.
- Irony and what is left unsaid are read word by word.
- English only: of a text in another language it knows next to nothing.
- The kind is a guess: abuse, safeguarding and allegations run into one another.
"""


def card(examples: Sequence[Example], scores: Floats, header: Mapping[str, Any]) -> str:
    """Return the model's card as Markdown; `scores` are those of models that had not seen the text."""
    is_raised = scores[:, 0] > header["threshold"]
    return ABOUT.format(
        version=header["version"],
        material="\n".join(_material(examples)),
        folds=FOLDS,
        recipe="\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in header["recipe"].items()),
        threshold=header["threshold"],
        figures="\n".join(_figures(examples, is_raised.tolist())),
        kinds="\n".join(_kinds(examples, scores, header)),
    )


def _material(examples: Sequence[Example]) -> list[str]:
    lines = []
    for source in Source:
        rows = [example for example in examples if example.source is source]
        nothing = [example for example in rows if not example.kinds]
        is_read = source in (Source.CONCERNS, Source.TESTED)
        left_out = 0 if is_read else sum(example.is_raised_by_rule for example in nothing)
        lines.append(
            f"| {source} | {len(rows) - len(nothing):,} | {len(nothing) - left_out:,} | {left_out:,} |"
        )
    return lines


def _figures(examples: Sequence[Example], is_raised: Sequence[bool]) -> list[str]:
    asked: list[tuple[str, Callable[[Example], bool]]] = [
        ("concerns", lambda one: one.source is Source.CONCERNS and bool(one.kinds)),
        ("near misses of those", lambda one: one.source is Source.CONCERNS and not one.kinds),
        ("near misses of the rules", lambda one: one.source is Source.TESTED and not one.kinds),
        ("stories other than praise", lambda one: one.source is Source.STORIES),
        ("praise", lambda one: one.source is Source.PRAISE),
        ("real comments", lambda one: one.source is Source.REAL),
    ]
    lines = []
    for name, is_asked in asked:
        pairs = [
            (one.is_raised_by_rule, raised)
            for one, raised in zip(examples, is_raised, strict=True)
            if is_asked(one)
        ]
        shares = (
            _share(sum(by_rule for by_rule, _ in pairs), len(pairs)),
            _share(sum(by_model for _, by_model in pairs), len(pairs)),
            _share(sum(by_rule or by_model for by_rule, by_model in pairs), len(pairs)),
        )
        lines.append(f"| {name} | {len(pairs):,} | {' | '.join(shares)} |")
    return lines


def _kinds(examples: Sequence[Example], scores: Floats, header: Mapping[str, Any]) -> list[str]:
    needed = np.minimum(scores[:, 1:].max(axis=1), header["kind_threshold"])
    told = scores[:, 1:] >= needed[:, None]
    raised = [
        row
        for row, example in enumerate(examples)
        if example.source is Source.CONCERNS and scores[row, 0] > header["threshold"]
    ]
    lines = []
    for column, kind in enumerate(ConcernKind):
        right = [bool(told[row, column]) for row in raised if kind in examples[row].kinds]
        lines.append(f"| {kind.replace('_', ' ')} | {len(right)} | {_share(sum(right), len(right))} |")
    return lines


def _share(k: int, n: int) -> str:
    low, high = wilson(k, n)
    return f"{100 * k / n:.1f}% ({100 * low:.1f} to {100 * high:.1f})"
