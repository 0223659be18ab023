"""The slow, obvious way to find names of services: every name at every word, of which the longest stand."""

from analysis.normalise import Word
from analysis.services import ServiceNames
from analysis.spotted import Span


def spans_named(words: tuple[Word, ...], names: ServiceNames) -> list[Span]:
    """Where names of services stand in the order of the text, none overlapping."""
    places = [
        (first, first + len(name), meant)
        for name, meant in names.meant_by.items()
        for first in range(len(words) - len(name) + 1)
        if all(word.text.replace("'", "") == part for word, part in zip(words[first:], name, strict=False))
        and all(is_in_one_sentence(words, at) for at in range(first + 1, first + len(name)))
    ]
    spans = []
    while places:
        first, end, meant = max(places, key=lambda place: (place[1] - place[0], place[0]))
        places = [place for place in places if place[1] <= first or end <= place[0]]
        if meant.sector is not None:
            spans.append((words[first].start, words[end - 1].end))
    return sorted(spans)


def is_in_one_sentence(words: tuple[Word, ...], at: int) -> bool:
    return words[at].follows_on or words[at - 1].text in {"st", "doctor"}
