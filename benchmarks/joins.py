"""How well are services, moves and what went wrong at a join read, and what does it cost a comment?

Judged on invented comments written and labelled apart from the rules (`benchmarks/held_apart`). A service is
found where a span overlaps its words; a move where both its ends are, an end that nobody names included; a
problem or praise where its own theme is found, and finding the wider theme too is not wrong. Their author
counts as a move what should have moved and never did, which the product tells as a problem instead: recall
of moves is against all of them. The speed is what joins add to a comment already read.
"""

import time
import tomllib
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from analysis.joins import GROUP, JoinsFound, find_joins, joins_in
from analysis.normalise import words_of
from analysis.rates import wilson
from analysis.services import DirectoryService, ServiceFound, service_names
from analysis.spotted import Span
from analysis.taxonomy import load_taxonomy
from analysis.themes import themes_among
from benchmarks import Figure, figure, table
from models.vocabulary import Sector

COMMENTS = Path(__file__).parent / "held_apart" / "joins.toml"
EITHER = ({Sector.HOSPITAL, Sector.URGENT}, {Sector.HOSPITAL, Sector.COMMUNITY})
"""Kinds between which the labels do not judge: A&E, and therapists."""

WORST = ("gp gp gp ", "referred to referred to ", "x", "passed between the gp and the ward and back ")
NAMES = service_names()


class Counted(NamedTuple):
    """How many were found of those labelled, and how many of those found were right."""

    labelled: int
    recalled: int
    found: int
    right: int

    def figures(self, name: str) -> list[Figure]:
        """Return recall and precision, each with its 95% range and what it is a share of."""
        return [
            _share(f"{name}: found, of those labelled", self.recalled, self.labelled),
            _share(f"{name}: right, of those found", self.right, self.found),
        ]


def measure(short: bool) -> list[Figure]:
    """Measure accuracy on the comments held apart, then speed; nothing is asserted."""
    examples = tomllib.loads(COMMENTS.read_text(encoding="utf-8"))["example"]
    judged = [(example, find_joins(example["text"], NAMES)) for example in examples]
    figures = []
    for name, count in (("services", _services), ("moves", _moves), ("problems and praise", _problems)):
        counts = [count(example, found) for example, found in judged]
        figures += Counted(*map(sum, zip(*counts, strict=True))).figures(name)
    ends = [right for example, found in judged for right in _ends(example, found)]
    figures.append(_share("moves found: no end wrong, though one may be missing", sum(ends), len(ends)))
    kinds = [kind for example, found in judged for kind in _kinds(example, found)]
    figures.append(_share("services found: of the right kind", sum(kinds), len(kinds)))
    return figures + _speed([example["text"] for example in examples], 2_000 if short else 20_000)


def _services(example: dict[str, Any], found: JoinsFound) -> Counted:
    labelled = [_places(example["text"], service["said"]) for service in example["services"]]
    return Counted(
        labelled=len(labelled),
        recalled=sum(any(_overlap(each.span, places) for each in found.services) for places in labelled),
        found=len(found.services),
        right=sum(any(_overlap(each.span, places) for places in labelled) for each in found.services),
    )


def _kinds(example: dict[str, Any], found: JoinsFound) -> Iterable[bool]:
    """Yield whether each service found is of the kind it is labelled with."""
    for service in example["services"]:
        places = _places(example["text"], service["said"])
        for each in found.services:
            if _overlap(each.span, places):
                both = {each.sector, Sector(service["sector"])}
                yield len(both) == 1 or both in EITHER


def _moves(example: dict[str, Any], found: JoinsFound) -> Counted:
    """Count moves, each that is found standing for one labelled move at most."""
    text, waiting = example["text"], list(example["moves"])
    for move in found.moves:
        for labelled in waiting:
            if _is_end(text, move.from_service, labelled["from"]) and _is_end(
                text, move.to_service, labelled["to"]
            ):
                waiting.remove(labelled)
                break
    matched = len(example["moves"]) - len(waiting)
    return Counted(len(example["moves"]), matched, len(found.moves), matched)


def _ends(example: dict[str, Any], found: JoinsFound) -> Iterable[bool]:
    """Yield whether some labelled move has every end that each move found has."""
    text = example["text"]
    for move in found.moves:
        yield any(
            (move.from_service is None or _is_end(text, move.from_service, labelled["from"]))
            and (move.to_service is None or _is_end(text, move.to_service, labelled["to"]))
            for labelled in example["moves"]
        )


def _problems(example: dict[str, Any], found: JoinsFound) -> Counted:
    themes = load_taxonomy().themes
    labelled = {theme for theme in example["problems"] if themes[theme].group == GROUP}
    allowed = labelled | {themes[theme].part_of for theme in labelled}
    said = {each.theme for each in found.themes}
    return Counted(len(labelled), len(labelled & said), len(said), len(said & allowed))


def _is_end(text: str, end: ServiceFound | None, said: str) -> bool:
    return _overlap(end.span, _places(text, said)) if end and said else not end and not said


def _places(text: str, said: str) -> list[Span]:
    """Return everywhere that words stand in a text, whatever their capitals."""
    places, start = [], text.casefold().find(said.casefold())
    while start >= 0:
        places.append((start, start + len(said)))
        start = text.casefold().find(said.casefold(), start + 1)
    return places


def _overlap(span: Span, places: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in places)


def _share(name: str, part: int, whole: int) -> Figure:
    low, high = wilson(part, whole)
    return figure(
        name,
        100 * part / whole,
        None,
        "%",
        f"{part} of {whole}, 95% range {100 * low:.0f} to {100 * high:.0f}",
    )


def _speed(texts: Sequence[str], comments: int) -> list[Figure]:
    """Time what joins add to comments already read, without a directory and with one of 500 services."""
    taxonomy = load_taxonomy()
    readings = [(words := words_of(text), themes_among(words, taxonomy)) for text in texts]
    directory = service_names(
        DirectoryService(str(number), f"Quillan{number}th Practice, Testford", Sector.GP)
        for number in range(500)
    )
    milliseconds = []
    for names in (directory, NAMES):
        started = time.process_time()
        for words, phrases in islice(cycle(readings), comments):
            joins_in(words, phrases, names)
        milliseconds.append(1_000 * (time.process_time() - started) / comments)
    with_directory, without = milliseconds
    figures = [
        figure("a comment, with 500 services in the directory, beside none", with_directory, without, "ms")
    ]
    for repeated in WORST:
        words = words_of((repeated * 20_000)[:20_000])
        started = time.process_time()
        joins_in(words, (), directory)
        took = 1_000 * (time.process_time() - started)
        figures.append(figure(f"20,000 characters of {repeated.strip()!r}", took, None, "ms"))
    return figures


if __name__ == "__main__":
    print(table(measure(short=True)))
