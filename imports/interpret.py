"""What does one row say, once the map has been applied to it?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar

from imports.cells import as_day, key
from imports.columns import Places
from imports.mapping import ImportMap
from models.errors import Problems
from models.vocabulary import Rating, Sentiment
from models.words import is_blank

YES_NO: dict[str, bool | None] = {"": None}
YES_NO |= dict.fromkeys(("1", "yes", "y", "true", "x"), True)
YES_NO |= dict.fromkeys(("0", "no", "n", "false"), False)
LATELY = 4_096

Word = TypeVar("Word", bound=StrEnum)


class Heard(NamedTuple):
    """What a row says. `themes` is None where nobody labelled it, and empty where none of ours applies."""

    words: str
    rating: Rating | None
    day: date | None
    service: str
    organisation: str
    sentiment: Sentiment | None
    themes: tuple[str, ...] | None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to keep: no words, and no rating that says anything."""
        return not self.words and self.rating in (None, Rating.DONT_KNOW)


def interpreter(mapping: ImportMap, places: Places) -> Callable[[Sequence[str]], Heard]:
    """Return what reads one row's cells. It raises Problems, by column, for what it can't read."""
    ratings = _labels(mapping.rating, Rating)
    sentiments = _labels(mapping.sentiment, Sentiment)
    columns = mapping.columns
    problems: dict[str, str] = {}

    def cell(cells: Sequence[str], place: int | None) -> str:
        return "" if place is None else cells[place]

    def choice(text: str, column: str, known: Mapping[str, Word | None]) -> Word | None:
        if not text:
            return None
        if text in known:
            return known[text]
        if (label := key(text)) in known:
            return known[label]
        if label:
            problems[column] = f"“{column}” says “{_short(text)}”, which the map does not explain"
        return None

    @lru_cache(maxsize=LATELY)
    def day_of(text: str) -> date | None:
        return as_day(text, mapping.date_formats)

    def day(text: str) -> date | None:
        if places.date is None or not text.strip():
            if places.date is not None and mapping.defaults.date is None:
                problems[columns.date] = f"“{columns.date}” is empty: enter the day"
            return mapping.defaults.date
        found = day_of(text)
        if found is None:
            problems[columns.date] = (
                f"“{columns.date}” says “{_short(text)}”, which fits no date format of the map"
            )
        return found

    def applies(text: str) -> bool | None:
        if text in YES_NO:
            return YES_NO[text]
        label = key(text)
        if label not in YES_NO:
            problems["themes"] = (
                f"A theme column says “{_short(text)}”: use 1 where the theme applies and 0 where it does not"
            )
        return YES_NO.get(label)

    def labels(cells: Sequence[str]) -> tuple[str, ...] | None:
        if places.not_labelled is not None and applies(cells[places.not_labelled]):
            return None
        found: list[str] = []
        looked = False
        for place, theme in places.themes:
            mark = applies(cells[place])
            looked = looked or mark is not None
            if mark:
                found.append(theme)
        return tuple(dict.fromkeys(found)) if looked else None

    def interpret(cells: Sequence[str]) -> Heard:
        problems.clear()
        words = cell(cells, places.words)
        if is_blank(words) or key(words) in mapping.blank:
            words = ""
        rating = choice(cell(cells, places.rating), columns.rating, ratings)
        if not words and rating in (None, Rating.DONT_KNOW) and not problems:
            return Heard("", rating, None, "", "", None, None)
        service = cell(cells, places.service).strip()
        organisation = cell(cells, places.organisation).strip()
        heard = Heard(
            words=words,
            rating=rating,
            day=day(cell(cells, places.date)),
            service=mapping.service.get(key(service), service),
            organisation=mapping.organisation.get(key(organisation), organisation)
            or mapping.defaults.organisation,
            # A label is about words; where there are none it says nothing.
            sentiment=choice(cell(cells, places.sentiment), columns.sentiment, sentiments) if words else None,
            themes=labels(cells) if words and places.themes else None,
        )
        if problems:
            raise Problems(dict(problems))
        return heard

    return interpret


def _labels(given: Mapping[str, Word | None], vocabulary: type[Word]) -> dict[str, Word | None]:
    return {member.value: member for member in vocabulary} | dict(given)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"
