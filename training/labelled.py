"""Which comments carry labels that people gave, and what do the labels say?"""

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.normalise import normalise
from analysis.taxonomy import Taxonomy, Tone
from models.errors import FeedbackError
from models.vocabulary import Sentiment

MAPS = Path(__file__).parent / "maps"
WRITTEN = Path(__file__).parent / "written"

NOTHING_TO_TAG = "v7: Labelling not possible"
WRITTEN_FOR_TRAINING = "written for training"
EXAMPLES = "examples of the taxonomy"
INVENTED = frozenset({WRITTEN_FOR_TRAINING, EXAMPLES})
REVIEWED_HERE = "reviewed here"
TEST_SHARE = 15
"""Per cent of the groups that are used for nothing but the last report."""


ReviewedComment = tuple[str, frozenset[str] | None, Sentiment | None]
"""The approved words of one comment, the themes that a person gave it, and how they say it reads."""


@dataclass(frozen=True)
class Labelled:
    """One comment. What nobody labelled is None; `themes` are national names and may be empty."""

    text: str
    group: str
    source: str
    feeling: Sentiment | None = None
    criticality: float | None = None
    themes: frozenset[str] | None = None
    mixed: bool | None = None

    @property
    def is_test(self) -> bool:
        """Whether it belongs to the part kept for the report: decided by its group, for ever.

        What was written for us is never part of a test.
        """
        return self.source not in INVENTED and _bucket("test:", self.group, 100) < TEST_SHARE

    def fold(self, folds: int) -> int:
        """Which of `folds` parts it is held out in."""
        return _bucket("fold:", self.group, folds)


def read_map(path: Path) -> Mapping[str, Any]:
    """Read which column is which. Raises FeedbackError when the map cannot be used."""
    try:
        columns = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise FeedbackError(f"The map {path.name} can't be read: {fault}") from fault
    if "text" not in columns:
        raise FeedbackError(f'The map {path.name} must say which column holds the words: text = "..."')
    return columns


def read_labelled(file: Path, columns: Mapping[str, Any]) -> list[Labelled]:
    """Read a labelled CSV by its map, in order. Raises FeedbackError for a file or column not there."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError) as fault:
        raise FeedbackError(f"{file.name} can't be read as UTF-8 CSV: {fault}") from fault
    header = rows[0].keys() if rows else ()
    feeling = columns.get("feeling", {})
    named = [columns["text"], columns.get("group"), feeling.get("column"), columns.get("criticality")]
    if missing := [name for name in named if name and name not in header]:
        raise FeedbackError(f"{file.name} has no column “{missing[0]}”, which the map names.")
    national = [name for name in header if columns.get("themes_from_qdc") and name.startswith("v7: ")]
    wanted = columns.get("only_where", {})
    return [
        _labelled(row, columns, feeling, national)
        for row in rows
        if row[columns["text"]].strip() and all(row.get(name) == value for name, value in wanted.items())
    ]


def _labelled(
    row: Mapping[str, str], columns: Mapping[str, Any], feeling: Mapping[str, Any], national: list[str]
) -> Labelled:
    text = row[columns["text"]]
    label = feeling.get("labels", {}).get(_plain_number(row[feeling["column"]])) if feeling else None
    criticality = row[columns["criticality"]] if "criticality" in columns else ""
    themes = frozenset(name for name in national if _plain_number(row[name]) not in {"", "0"})
    return Labelled(
        text=text,
        group=row[columns["group"]] if "group" in columns else group_of(text),
        source=columns.get("source", ""),
        feeling=Sentiment(label) if label else None,
        criticality=float(criticality) if criticality else None,
        themes=themes - {NOTHING_TO_TAG} if themes else None,
    )


def reviewed_rows(reviewed: Iterable[ReviewedComment], taxonomy: Taxonomy) -> list[Labelled]:
    """What people here decided about approved comments, as labels; no label where nobody decided.

    A theme that has been retired counts as the one to choose instead; one that nothing is known of, as none.
    """
    rows = []
    for words, themes, sentiment in reviewed:
        standing = {
            taxonomy.retired[theme].successor if theme in taxonomy.retired else theme
            for theme in themes or ()
        }
        national = {
            name for theme in standing & taxonomy.themes.keys() for name in taxonomy.themes[theme].qdc
        }
        rows.append(
            Labelled(
                text=words,
                group=group_of(words),
                source=REVIEWED_HERE,
                feeling=sentiment,
                themes=None if themes is None else frozenset(national - {NOTHING_TO_TAG}),
            )
        )
    return rows


def read_written(taxonomy: Taxonomy, folder: Path = WRITTEN) -> list[Labelled]:
    """Read the comments written for training, in the order of their files."""
    rows = []
    for path in sorted(folder.glob("*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]:
            national = set(example.get("qdc", ()))
            for theme in example["themes"]:
                national |= set(taxonomy.themes[theme].qdc)
            rows.append(
                Labelled(
                    text=example["text"],
                    group=group_of(example["text"]),
                    source=WRITTEN_FOR_TRAINING,
                    feeling=Sentiment(example["sentiment"]),
                    themes=frozenset(national - {NOTHING_TO_TAG}),
                    mixed=example["mixed"],
                )
            )
    return rows


def read_examples(taxonomy: Taxonomy) -> list[Labelled]:
    """Read the examples of themes that are a problem or praise: for how they read, by their sign alone."""
    signs = {Tone.PROBLEM: -3.0, Tone.PRAISE: 3.0}
    return [
        Labelled(
            text=example.text,
            group=group_of(example.text),
            source=EXAMPLES,
            criticality=signs[theme.tone],
        )
        for theme in taxonomy.themes.values()
        for example in theme.examples
        if example.tagged and theme.tone in signs
    ]


def group_of(text: str) -> str:
    """Return the same short code for texts that are the same but for habits of typing."""
    return hashlib.sha1(normalise(text).encode(), usedforsecurity=False).hexdigest()[:12]


def once_each(rows: Iterable[Labelled]) -> list[Labelled]:
    """Keep the first row of each group, with what a later row of the group adds to its labels."""
    kept: dict[str, Labelled] = {}
    for row in rows:
        first = kept.setdefault(row.group, row)
        if first is not row and first.criticality is None and row.criticality is not None:
            kept[row.group] = replace(first, criticality=row.criticality)
    return list(kept.values())


def _bucket(salt: str, group: str, buckets: int) -> int:
    digest = hashlib.sha1((salt + group).encode(), usedforsecurity=False).hexdigest()
    return int(digest[:8], 16) % buckets


def _plain_number(cell: str) -> str:
    return cell.removesuffix(".0").strip()
