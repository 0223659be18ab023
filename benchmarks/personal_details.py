"""How many personal details are found, how many marks are false, and how long does it take beside TextBlob?

Invented details in invented sentences, written apart from the rules, are set into comments: real ones where
`FEEDBACK_LABELLED_DATA` (or `--data`) names a folder of them, otherwise the invented stories. A detail
counts as found when marks of its kind cover all its letters and digits; a title need not be covered.
Marks on the comments as they are include the true names that some of them still hold.
"""

import os
import random
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

from analysis.normalise import words_of
from analysis.personal_details import details_in
from analysis.personal_details.word_lists import word_lists
from analysis.rates import wilson
from analysis.spotted import Span
from benchmarks import Figure, figure
from benchmarks._reading import main, milliseconds_each, real_comments, textblob
from benchmarks.tags import STORIES
from models.vocabulary import DetailKind

FORMS = Path(__file__).parent / "held_apart" / "details.toml"
SLOT = "{detail}"
SEED = 20_261_122
OFTEN_MISSED = 0.9
PARTS_OF = {DetailKind.ADDRESS: {DetailKind.ADDRESS, DetailKind.POSTCODE}}
"""Kinds whose marks together cover a detail: of any other kind only its own."""
WORST = ("1", "A", "Mr ", "x", "@", " ", "Sam, ", "12 Mill ", "a@", "jo at a dot ", "07700 900123 ", "J. ")

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TYPED = re.compile(r"[^\W_]+")


class Injected(NamedTuple):
    """A comment with a detail set into it, and which form and list of values the detail came by."""

    text: str
    span: Span
    kind: DetailKind
    form: str
    values: str


def measure(short: bool) -> list[Figure]:
    """Measure recall on what is set into comments, marks on the comments as they are, and time."""
    folder = os.environ.get("FEEDBACK_LABELLED_DATA")
    if not folder:
        print("FEEDBACK_LABELLED_DATA is not set: details are set into the stories.", file=sys.stderr)
    comments = [row.text for row in real_comments(Path(folder))] if folder else _stories()
    injected = _inject(comments, 5 if short else 20)
    return [*_recall(injected), *_marks(comments), *_speed(comments)]


def _stories() -> list[str]:
    return [story["text"] for story in tomllib.loads(STORIES.read_text(encoding="utf-8"))["story"]]


def _inject(comments: Sequence[str], times: int) -> list[Injected]:
    """Set `times` values of each form into comments; the same ones in every run."""
    held_apart = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    chance = random.Random(SEED)
    injected = []
    for form in held_apart["form"]:
        values = held_apart["values"][form["values"]]
        for value in chance.sample(values, min(times, len(values))):
            before, after = _around(chance.choice(comments), form["place"], chance)
            start = len(before) + form["text"].index(SLOT)
            text = before + form["text"].replace(SLOT, value) + after
            kind = DetailKind(form["kind"])
            injected.append(Injected(text, (start, start + len(value)), kind, form["id"], form["values"]))
    return injected


def _around(comment: str, place: str, chance: random.Random) -> tuple[str, str]:
    """Part a comment where a sentence may be set in, with the spaces that belong there."""
    comment = comment.strip()
    if comment[-1:] not in (".", "!", "?"):
        comment += "."
    sentences = _SENTENCE.split(comment)
    at = {"start": 0, "end": len(sentences)}.get(place, chance.randint(0, len(sentences)))
    before, after = " ".join(sentences[:at]), " ".join(sentences[at:])
    return before and f"{before} ", after and f" {after}"


def _recall(injected: Sequence[Injected]) -> list[Figure]:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    by_values: dict[str, list[bool]] = defaultdict(list)
    by_form: dict[str, list[bool]] = defaultdict(list)
    marked = []
    for each in injected:
        found = [(spotted.kind, spotted.span) for spotted in details_in(each.text)]
        is_found = _is_covered(
            each, [span for kind, span in found if kind in PARTS_OF.get(each.kind, {each.kind})]
        )
        by_kind[each.kind].append(is_found)
        by_values[f"{each.kind}, {each.values}"].append(is_found)
        by_form[f"{each.kind}, form {each.form}"].append(is_found)
        marked.append(_is_covered(each, [span for _, span in found]))
    often_missed = {form: told for form, told in by_form.items() if sum(told) < OFTEN_MISSED * len(told)}
    return [
        _share("found: all", [told for kind in by_kind.values() for told in kind]),
        _share("found, or marked as another kind: all", marked),
        *(_share(f"found: {kind}", told) for kind, told in by_kind.items()),
        *(_share(f"found: {values}", told) for values, told in by_values.items()),
        *(_share(f"found less than 9 times in 10: {form}", told) for form, told in often_missed.items()),
    ]


def _is_covered(injected: Injected, spans: Iterable[Span]) -> bool:
    """Whether the spans cover every word of the detail, but for a title."""
    covered = {place for start, end in spans for place in range(start, end)}
    words = list(_TYPED.finditer(injected.text, *injected.span))
    if injected.kind is DetailKind.NAME:
        words = [word for word in words if word[0].casefold() not in word_lists().titles] or words
        words = [*dropwhile(_is_title, words[:-1]), words[-1]]
    return all(covered.issuperset(range(*word.span())) for word in words)


def _is_title(word: re.Match[str]) -> bool:
    """Whether a word before a name is none itself: "Dr", "staff", "nurse"."""
    lists = word_lists()
    return word[0].casefold() in lists.titles | lists.roles | lists.relations | lists.ordinary_words


def _share(name: str, told: Sequence[bool]) -> Figure:
    low, high = wilson(sum(told), len(told))
    note = f"{sum(told)} of {len(told)}, {100 * low:.1f} to {100 * high:.1f}"
    return figure(name, 100 * sum(told) / len(told), None, "%", note)


def _marks(comments: Sequence[str]) -> list[Figure]:
    """Count marks on the comments as they are: true ones too, so at most so many are false."""
    found = Counter(spotted.kind for comment in comments for spotted in details_in(comment))
    return [
        figure(
            f"marks on comments as they are: {kind}", 1_000 * found[kind] / len(comments), None, "a thousand"
        )
        for kind in DetailKind
    ]


def _speed(comments: Sequence[str]) -> list[Figure]:
    letters = sum(map(len, comments)) / len(comments)
    figures = [
        figure(
            "time a comment, beside TextBlob's sentiment",
            milliseconds_each(details_in, comments),
            milliseconds_each(textblob(), comments),
            "ms",
            f"{letters:.0f} letters each, one core",
        ),
        figure(
            "time a comment whose words have been read before",
            milliseconds_each(lambda text: details_in(text, words_of(text)), comments)
            - milliseconds_each(words_of, comments),
            None,
            "ms",
        ),
    ]
    for repeated in WORST:
        half, whole = ((repeated * length)[:length] for length in (10_000, 20_000))
        figures.append(
            figure(
                f"20,000 characters of {repeated.strip() or 'spaces'!r}, beside 10,000",
                milliseconds_each(details_in, [whole]),
                milliseconds_each(details_in, [half]),
                "ms",
            )
        )
    return figures


if __name__ == "__main__":
    main(measure)
