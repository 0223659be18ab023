"""A picture and its numbers as files to take away: everything that must be known of them is inside."""

import math
from dataclasses import dataclass
from datetime import date
from numbers import Integral, Real

import pandas as pd

from analysis.disclosure import Rules
from content.words import words
from reporting import wording
from reporting.csv_safe import Cell
from reporting.picture import Picture
from reporting.picture_words import band, rests_on, whose_word
from reporting.publishable import publishable_rules, publishable_table
from reporting.words_file import FileKind, words_file


@dataclass(frozen=True)
class Around:
    """What a file says of its figures besides: their scope in words, the day, and whom to keep them from."""

    scope: str
    on: date
    smallest: int

    @property
    def line(self) -> str:
        return words("pictures.scope_and_day", scope=self.scope, day=wording.day(self.on))


def numbers_file(picture: Picture, kind: FileKind, around: Around) -> bytes:
    """Everything that a picture draws, as it is: for us. Raises ValueError for one that stays."""
    picture.check_may_leave()
    above = [picture.sentence, rests_on(picture), band(picture, around.smallest), *picture.notes, around.line]
    return _table_file(picture.table, kind, above)


def published_file(picture: Picture, kind: FileKind, around: Around, rules: Rules) -> bytes:
    """The numbers of a picture as anybody may see them. What its sentence and notes say may not leave.

    Raises ValueError for a picture without counts of people.
    """
    if picture.counts is None:
        raise ValueError(f"{picture.name} has no counts of people")
    above = [
        picture.heading,
        whose_word(picture),
        words("pictures.published.counted") if picture.is_of_told else "",
        words("pictures.published.hidden"),
        words("pictures.published.rounded", round_to=publishable_rules(rules).round_to),
        around.line,
    ]
    table = publishable_table(picture.counts, rules).rename(columns={"": picture.table.columns[0]})
    return _table_file(table, kind, above)


def _table_file(table: pd.DataFrame, kind: FileKind, above: list[str]) -> bytes:
    rows = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    return words_file(kind, [str(name) for name in table.columns], rows, above=[*filter(None, above)])


def _cell(value: object) -> Cell:
    """Numbers stay numbers; what was not said is empty; anything else is text."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return "" if value is None or value is pd.NA or value is pd.NaT else str(value)
    if isinstance(value, Integral):
        return int(value)
    return "" if math.isnan(value) else float(value)
