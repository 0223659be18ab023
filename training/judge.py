"""How do today's tags, or a new model's, stand up to labels that people gave?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from analysis.tagger import Tags
from analysis.taxonomy import Taxonomy
from models.vocabulary import Sentiment
from training.labelled import NOTHING_TO_TAG, Labelled
from training.scores import (
    FEELINGS,
    FeelingScores,
    Measured,
    SignScores,
    ThemeScores,
    score_feelings,
    score_signs,
    score_themes,
)


@dataclass(frozen=True)
class Judgement:
    """What was measured; a part that no comment had labels for is None."""

    feelings: FeelingScores | None
    signs: SignScores | None
    themes: ThemeScores | None


def judge(rows: Sequence[Labelled], tagger: Callable[[str], Tags], taxonomy: Taxonomy) -> Judgement:
    """Tag every comment and compare. A comment that is left untagged counts as neutral, with no theme."""
    tags = [tagger(row.text) for row in rows]
    feelings = [
        (row.feeling, found.sentiment.label if found.sentiment else Sentiment.NEUTRAL)
        for row, found in zip(rows, tags, strict=True)
        if row.feeling is not None
    ]
    signs = [
        (row.criticality, found.sentiment.score if found.sentiment else 0.0)
        for row, found in zip(rows, tags, strict=True)
        if row.criticality is not None
    ]
    themes = [
        (row.themes, national_names(found, taxonomy))
        for row, found in zip(rows, tags, strict=True)
        if row.themes
    ]
    names = sorted({name for theme in taxonomy.themes.values() for name in theme.qdc} - {NOTHING_TO_TAG})
    return Judgement(
        feelings=score_feelings(feelings) if feelings else None,
        signs=score_signs(signs) if signs else None,
        themes=score_themes(themes, names) if themes else None,
    )


def national_names(tags: Tags, taxonomy: Taxonomy) -> frozenset[str]:
    """Return the national categories that the themes of a comment assert."""
    return frozenset(name for found in tags.themes for name in taxonomy.themes[found.theme].qdc)


def told(judgement: Judgement) -> str:
    """Return a judgement as Markdown: every figure with the range that holds it in 95 of 100 draws."""
    parts = []
    if judgement.feelings is not None:
        parts.append(_feelings(judgement.feelings))
    if judgement.signs is not None:
        parts.append(_signs(judgement.signs))
    if judgement.themes is not None:
        parts.append(_themes(judgement.themes))
    return "\n\n".join(parts) or "No comment here carries a label that can be compared."


def _feelings(scores: FeelingScores) -> str:
    lines = [
        f"### Sentiment ({scores.comments:,} comments)\n",
        *_table(
            ("macro-F1, five classes", scores.macro_five),
            ("macro-F1, three classes (mixed counts as neutral)", scores.macro_three),
            ("accuracy, three classes", scores.accuracy_three),
            ("negatives found", scores.negatives_found),
            ("negatives called positive", scores.negatives_called_positive),
        ),
        "\nEach row is what people said, each column what was read.\n",
        "| | " + " | ".join(FEELINGS) + " |",
        "|---|" + "---:|" * len(FEELINGS),
    ]
    for label, counts in zip(FEELINGS, scores.confusion.tolist(), strict=True):
        lines.append(f"| {label} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(lines)


def _signs(scores: SignScores) -> str:
    heading = (
        f"### Sign of the score ({scores.negatives:,} critical comments, {scores.positives:,} favourable)\n"
    )
    return "\n".join(
        [
            heading,
            *_table(
                ("sign right, both kinds counting alike", scores.balanced),
                ("negatives found (score below nought)", scores.negatives_found),
                ("positives called negative", scores.positives_called_negative),
            ),
        ]
    )


def _themes(scores: ThemeScores) -> str:
    lines = [
        f"### Themes ({scores.comments:,} comments with at least one)\n",
        *_table(
            ("micro-F1", scores.micro),
            ("macro-F1, themes with 10 comments or more", scores.macro),
            ("every theme right", scores.exact),
        ),
        "",
        "| theme | comments | precision | recall | F1 |",
        "|---|---:|---|---|---|",
    ]
    for theme in sorted(scores.each, key=lambda theme: -theme.support):
        precision = theme.precision or "–"
        lines.append(
            f"| {theme.name.removeprefix('v7: ')} | {theme.support} "
            f"| {precision} | {theme.recall} | {theme.f1} |"
        )
    return "\n".join(lines)


def _table(*figures: tuple[str, Measured]) -> Iterable[str]:
    yield "| figure | value (95% interval) |"
    yield "|---|---|"
    for name, measured in figures:
        yield f"| {name} | {measured} |"
