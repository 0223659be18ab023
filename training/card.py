"""What should anybody know who reads a figure that this model made?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.judge import told
from training.labelled import TEST_SHARE, Labelled
from training.train import Trained

CARDS = Path(__file__).resolve().parent.parent / "docs" / "models"

ABOUT = """\
# Model {version}

It reads one comment about care at a time, in English, and proposes how the comment reads (five feelings, a
score from -1 to 1, whether it is mixed) and which categories of the NHS Patient Experience framework it
speaks of. A person decides; the proposal and the decision are both kept. It is no measure of a service and
must never rank one.

## What it was learnt from

{material}

The comments are Friends and Family Test comments that NHS trusts released, already pseudonymised, from the
public repository The-Strategy-Unit/pxtextmining (commit ba6c0a2, MIT licence, copyright NHS England). They
are not in this repository. Neither are comments reviewed by a watchdog, where there are any: their approved
words were read in memory, weigh in the numbers, and add no word to those that the model knows. The comments
written for training are: `training/written/`. They are invented, and so are the examples of the taxonomy.

Words that carry a feeling by themselves (`analysis/feeling_words.txt`) come from the lexicons of VADER (MIT)
and of Pattern, as TextBlob carries it (BSD and MIT).

A criticality (-5 to 5) is turned into a feeling by a teacher that was fitted without that comment, held to
the sign that people gave.

## How it was made

Two linear layers (`analysis/model.py` says what each reads), fitted by L-BFGS with an L2 penalty, without
chance: the same rows give the same model. Every choice was made by {folds}-fold cross-validation within the
comments that are learnt from; comments with the same words are never on both sides.

{recipe}

## How well it does

On the {tested:,} comments ({share} per cent, chosen by their group for ever) that were used for nothing but
this table:

{figures}

The ranges hold the figure in 95 of 100 draws (Wilson for shares, bootstrap for F1). People who label the
same comment twice agree in 73 per cent of cases on five feelings and in 86 per cent on three.

## What it does badly

- Very negative comments are few in the labelled material and are mostly read as negative.
- A bare "Nothing." is praise under "What could we do better?" and a complaint under "What did we do well?".
  The model sees no question.
- Neutral and mixed are one class in the labelled material and the hardest to tell.
- It was labelled by trusts for ambulances, patient transport, 111, mental health and community services.
  Leaving hospital and joins were labelled too rarely to learn from: there the taxonomy's phrases and the
  comments written for training carry it, and the figures above do not measure it.
- The phrases of the taxonomy were written by people who had seen comments of the same release: on comments
  from elsewhere expect themes to be found less well than above.
- Irony ("Great, another six hour wait") is read word by word.
"""


def card(rows: Sequence[Labelled], trained: Trained, header: Mapping[str, Any]) -> str:
    """Return the model's card as Markdown."""
    seen = Counter(row.source for row in rows if not row.is_test)
    kept_apart = Counter(row.source for row in rows if row.is_test)
    material = ["| source | learnt from | kept apart |", "|---|---:|---:|"]
    material += [f"| {source} | {seen[source]:,} | {kept_apart[source]:,} |" for source in sorted(seen)]
    recipe = [f"- {name.replace('_', ' ')}: {value}" for name, value in header["recipe"].items()]
    return ABOUT.format(
        version=header["version"],
        material="\n".join(material),
        folds=header["recipe"]["folds"],
        recipe="\n".join(recipe),
        tested=sum(kept_apart.values()),
        share=TEST_SHARE,
        figures=told(trained.new),
    )
