"""How soon do offers come while somebody types, and how many of a call's joins and themes are among them?

Timed as one answer of the entry box, 200 services in the directory: a text of a call, of 1,000 words and
of 20,000 characters, beside tagging the same text. Judged on calls that were written and labelled before
anything read them (`benchmarks/calls.toml`): the rules were mended on six, and never on the other six.
A join is found where both its ends are of the kind that is labelled, a theme where its own is offered; "at
once" is what stands beside the whole call, "in all" what comes where each offer is waved away in turn.
"""

import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from analysis.normalise import LONGEST_ANALYSED
from analysis.rates import wilson
from analysis.services import DirectoryService, ServiceNames, service_names
from analysis.suggestions import Suggestion, SuggestionKind, suggest
from analysis.tagger import tag
from benchmarks import Figure, figure, table
from example_data.west_testford import PLACES
from models.vocabulary import Sector

CALLS = Path(__file__).parent / "calls.toml"
LONGEST = 20_000
SERVICES = 200
WORST = ("gp said ring the hospital ", "referred to referred to ", "they said the nurse would come ", "x")


def calls() -> list[dict[str, Any]]:
    """Every call, with its text and labels."""
    return list(tomllib.loads(CALLS.read_text(encoding="utf-8"))["call"])


def west_testford() -> ServiceNames:
    """The services of West Testford."""
    return service_names(DirectoryService(place.name, place.name, place.sector) for place in PLACES)


def measure(short: bool) -> list[Figure]:
    """Measure what is offered on the calls, then how fast; nothing is asserted."""
    figures = []
    for half in ("seen", "unseen"):
        judged = [call for call in calls() if call["id"].startswith(half)]
        figures += _offered(judged, half)
    return figures + _speed(20 if short else 200)


def joins_offered(offers: Iterable[Suggestion], names: ServiceNames) -> list[tuple[str, str]]:
    """The joins among some offers, each end by its kind."""
    kinds = {service.id: service.sector.value for service in names.directory}
    return [
        (kinds.get(offer.start, offer.start), kinds.get(offer.end, offer.end))
        for offer in offers
        if offer.kind is SuggestionKind.JOIN
    ]


def themes_offered(offers: Iterable[Suggestion]) -> set[str]:
    """The themes among some offers, those at joins included."""
    return {theme for offer in offers for theme in (*offer.problems, offer.value)} - {""}


def _offered(judged: Sequence[dict[str, Any]], half: str) -> list[Figure]:
    names = west_testford()
    figures = []
    at_once = [suggest(call["text"], "en", names).offers for call in judged]
    in_all = [suggest(call["text"], "en", names).found for call in judged]
    for when, offers in (("at once", at_once), ("in all", in_all)):
        pairs = [
            ({tuple(join) for join in call["joins"]}, set(joins_offered(found, names)))
            for call, found in zip(judged, offers, strict=True)
        ]
        figures += _shares(f"joins of {half} calls, {when}", pairs)
        themes = [
            (
                set(call["themes"]),
                themes_offered(
                    one for one in found if one.kind in (SuggestionKind.JOIN, SuggestionKind.THEME)
                ),
            )
            for call, found in zip(judged, offers, strict=True)
        ]
        figures += _shares(f"themes of {half} calls, {when}", themes)
    return figures


def _shares(name: str, pairs: Sequence[tuple[set[Any], set[Any]]]) -> list[Figure]:
    right = sum(len(labelled & offered) for labelled, offered in pairs)
    return [
        _share(f"{name}: offered, of those labelled", right, sum(len(labelled) for labelled, _ in pairs)),
        _share(f"{name}: right, of those offered", right, sum(len(offered) for _, offered in pairs)),
    ]


def _share(name: str, part: int, whole: int) -> Figure:
    low, high = wilson(part, whole)
    note = f"{part} of {whole}, 95% range {100 * low:.0f} to {100 * high:.0f}"
    return figure(name, 100 * part / whole, None, "%", note)


def _speed(times: int) -> list[Figure]:
    names = service_names(
        DirectoryService(str(number), f"Quillan{number}th Practice, Testford", Sector.GP)
        for number in range(SERVICES)
    )
    texts = [call["text"].replace("\n", " ") for call in calls()]
    thousand = " ".join(" ".join(texts).split()[:1_000])
    long = (" ".join(texts) * 3)[:LONGEST]
    figures = []
    for name, text in (
        ("a call of 126 words", texts[0]),
        ("1,000 words", thousand),
        ("20,000 characters", long),
    ):
        ours = _milliseconds(partial(suggest, text, "en", names), times)
        theirs = _milliseconds(partial(tag, text), times)
        figures += [
            figure(f"{name}, median, beside tag()", ours[0], theirs[0], "ms"),
            figure(f"{name}, 95th percentile, beside tag()", ours[1], theirs[1], "ms"),
        ]
    for repeated in WORST:
        text = (repeated * LONGEST)[:LONGEST]
        took, _ = _milliseconds(partial(suggest, text, "en", names), 3)
        figures.append(figure(f"20,000 characters of {repeated.strip()!r}", took, None, "ms"))
    typed = [texts[0][:end] for end in range(20, len(texts[0]), 20)]
    waits = sorted(_milliseconds(partial(suggest, text, "en", names), 3)[0] for text in typed)
    figures.append(figure("the slowest answer while a call is typed", waits[-1], None, "ms"))
    return figures


def _milliseconds(act: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of an act that was done once before."""
    act()
    took = []
    for _ in range(times):
        started = time.process_time()
        act()
        took.append(1_000 * (time.process_time() - started))
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[-1]


if __name__ == "__main__":
    print(f"Offers are of the first and last {LONGEST_ANALYSED // 2} characters of a longer text.")
    print(table(measure(short=True)))
