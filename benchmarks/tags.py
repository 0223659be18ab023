"""How good are the tags, and how fast, beside stock TextBlob, VADER and the field's own recipe?

Accuracy is measured on 260 invented stories about leaving hospital and joins, written apart from the rules
and never learnt from, and, where `FEEDBACK_LABELLED_DATA` (or `--data`) names a folder with the labelled
comments of the pxtextmining project, on the part of those that no model has learnt from. The recipe is
theirs, retrained on what ours learnt from: TF-IDF of words and pairs, a linear SVM for each label.
"""

import os
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from analysis.model_file import IN_USE, read_model
from analysis.sentiment import read_sentiment
from analysis.tagger import tag
from analysis.taxonomy import load_taxonomy
from benchmarks import Figure, figure
from benchmarks._reading import main, real_comments, textblob
from models.vocabulary import Sentiment
from training.judge import national_names
from training.labelled import Labelled
from training.scores import Measured, score_feelings, score_signs, score_themes

STORIES = Path(__file__).parent / "stories" / "stories.toml"
WORST = ("not told nobody ", "x", "!", "can't ", "sent home ", "I ")

One = TypeVar("One")
Other = TypeVar("Other")

Scorer = Callable[[str], float]
"""From a text to a score: below nought against, above nought for."""


def measure(short: bool) -> list[Figure]:
    """Measure accuracy on what is there, then speed; nothing is asserted."""
    rivals = {"TextBlob": textblob(), "VADER": _vader()}
    figures = _stories(rivals)
    folder = os.environ.get("FEEDBACK_LABELLED_DATA")
    if folder:
        figures += _comments(Path(folder), rivals)
    else:
        print("FEEDBACK_LABELLED_DATA is not set: the stories and the speed only.", file=sys.stderr)
    return figures + _speed(rivals, 2_000 if short else 20_000)


def _stories(rivals: dict[str, Scorer]) -> list[Figure]:
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]
    given = [Sentiment(story["sentiment"]) for story in stories]
    texts = [story["text"] for story in stories]
    ours = score_feelings(_pairs(given, [_label(text) for text in texts]))
    figures = []
    for name, scorer in rivals.items():
        theirs = score_feelings(_pairs(given, [_side(scorer(text)) for text in texts]))
        for what, mine, other in (
            ("macro-F1, three classes", ours.macro_three, theirs.macro_three),
            ("negatives found", ours.negatives_found, theirs.negatives_found),
            ("negatives called positive", ours.negatives_called_positive, theirs.negatives_called_positive),
        ):
            figures.append(_compared(f"stories: {what}, {name}", mine, other))
    return figures


def _comments(folder: Path, rivals: dict[str, Scorer]) -> list[Figure]:
    rows = real_comments(folder)
    test = [row for row in rows if row.is_test]
    told = [row for row in test if row.feeling is not None]
    given = [row.feeling for row in told if row.feeling is not None]
    ours = score_feelings(_pairs(given, [_label(row.text) for row in told]))
    figures = []
    for name, scorer in rivals.items():
        theirs = score_feelings(_pairs(given, [_side(scorer(row.text)) for row in told]))
        figures.append(
            _compared(f"comments: macro-F1, three classes, {name}", ours.macro_three, theirs.macro_three)
        )
    signed = [row for row in test if row.criticality is not None]
    criticality = [row.criticality for row in signed if row.criticality is not None]
    found = tag_scores(signed)
    for name, scorer in rivals.items():
        mine = score_signs(_pairs(criticality, found))
        other = score_signs(_pairs(criticality, [scorer(row.text) for row in signed]))
        figures.append(
            _compared(f"other trusts: negatives found, {name}", mine.negatives_found, other.negatives_found)
        )
        figures.append(
            _compared(
                f"other trusts: positives called negative, {name}",
                mine.positives_called_negative,
                other.positives_called_negative,
            )
        )
    return figures + _recipe(
        [row for row in rows if not row.is_test], test, ours.macro_three, ours.macro_five
    )


def _recipe(
    seen: Sequence[Labelled], test: Sequence[Labelled], three: Measured, five: Measured
) -> list[Figure]:
    """Retrain the field's recipe on the comments that ours learnt from, and compare on the rest."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    def learnt(rows: Sequence[Labelled], target: Any) -> Any:
        svm = LinearSVC(class_weight="balanced", max_iter=3_000)
        recipe = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), OneVsRestClassifier(svm))
        return recipe.fit([row.text for row in rows], target)

    told, asked = ([row for row in rows if row.feeling] for rows in (seen, test))
    read = learnt(told, [str(row.feeling) for row in told]).predict([row.text for row in asked])
    theirs = score_feelings(
        _pairs([row.feeling for row in asked if row.feeling], [Sentiment(label) for label in read])
    )
    names = sorted({name for row in seen for name in row.themes or ()})
    told, asked = ([row for row in rows if row.themes] for rows in (seen, test))
    target = np.array([[name in (row.themes or ()) for name in names] for row in told], dtype=int)
    found = learnt(told, target).predict([row.text for row in asked])
    themes = [frozenset(name for name, held in zip(names, row, strict=True) if held) for row in found]
    given = [row.themes or frozenset() for row in asked]
    taxonomy = load_taxonomy()
    ours = score_themes(_pairs(given, [national_names(tag(row.text), taxonomy) for row in asked]), names)
    other = score_themes(_pairs(given, themes), names)
    return [
        _compared("comments: macro-F1, three classes, the recipe", three, theirs.macro_three),
        _compared("comments: macro-F1, five classes, the recipe", five, theirs.macro_five),
        _compared("comments: themes, micro-F1, the recipe", ours.micro, other.micro),
        _compared("comments: themes, macro-F1, the recipe", ours.macro, other.macro),
    ]


def _speed(rivals: dict[str, Scorer], comments: int) -> list[Figure]:
    """Time comments as they come (the stories, again and again) and the worst that may come."""
    stories = tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]
    texts = list(islice(cycle(story["text"] for story in stories), comments))
    letters = sum(map(len, texts)) / len(texts)
    ours = _a_second(tag, texts)
    figures = [
        figure(
            f"comments a second, everything, beside {name} (sentiment alone)",
            ours,
            _a_second(scorer, texts),
            "a second",
            f"{letters:.0f} letters each, one core",
        )
        for name, scorer in rivals.items()
    ]
    started = time.perf_counter()
    read_model(IN_USE)
    figures.append(figure("loading the model", 1_000 * (time.perf_counter() - started), None, "ms"))
    for repeated in WORST:
        worst = (repeated * 20_000)[:20_000]
        started = time.perf_counter()
        tag(worst)
        took = 1_000 * (time.perf_counter() - started)
        figures.append(figure(f"20,000 characters of {repeated.strip()!r}", took, None, "ms"))
    return figures


def tag_scores(rows: Sequence[Labelled]) -> list[float]:
    """Return our score of each comment; nought where it is not read."""
    read = [read_sentiment(row.text) for row in rows]
    return [found.score if found else 0.0 for found in read]


def _label(text: str) -> Sentiment:
    found = read_sentiment(text)
    return found.label if found else Sentiment.NEUTRAL


def _side(score: float) -> Sentiment:
    """Return the feeling of a rival's score, by the line that both rivals are used with."""
    if abs(score) < 0.05:
        return Sentiment.NEUTRAL
    return Sentiment.POSITIVE if score > 0 else Sentiment.NEGATIVE


def _pairs(given: Sequence[One], found: Sequence[Other]) -> list[tuple[One, Other]]:
    return list(zip(given, found, strict=True))


def _compared(name: str, ours: Measured, theirs: Measured) -> Figure:
    return figure(name, 100 * ours.value, 100 * theirs.value, "%", f"ours {ours}, theirs {theirs}")


def _a_second(read: Callable[[str], object], texts: Sequence[str]) -> float:
    read(texts[0])
    started = time.process_time()
    for text in texts:
        read(text)
    return len(texts) / (time.process_time() - started)


def _vader() -> Scorer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return lambda text: float(analyser.polarity_scores(text)["compound"])


if __name__ == "__main__":
    main(measure)
