"""Everything that figures are made of, as columns in memory: choices, dates, tags and joins, and no words.

Every figure is a pure function of these, narrowed to a scope; see `analysis.narrow`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

import pandas as pd


class KnownService(NamedTuple):
    """A service by its name, of an organisation. One that is merged into another is not listed."""

    name: str
    organisation_id: UUID
    sector: str


class KnownProgramme(NamedTuple):
    """A programme and its services; a service that was merged is there as what stands for it.

    With `covers_all` everything that people tell us is about it.
    """

    name: str
    services: frozenset[UUID]
    covers_all: bool = False


@dataclass(frozen=True)
class Directory:
    """What the codes in the columns are called."""

    services: Mapping[UUID, KnownService] = field(default_factory=dict)
    organisations: Mapping[UUID, str] = field(default_factory=dict)
    programmes: Mapping[str, KnownProgramme] = field(default_factory=dict)


class Happening(NamedTuple):
    """A dated event that a picture shows beside its months: a programme's start or a day of listening.

    `programme` is the code of the one it belongs to; empty where it belongs to none.
    """

    on: date
    name: str
    source: str
    kind: str
    programme: str = ""


def first_days(answers: pd.DataFrame, days: "pd.Series[pd.Timestamp]") -> dict[str, pd.Timestamp]:
    """For each question, a column of `answers`, the first day on which anybody answered it."""
    said = {str(question): answers[question].notna().to_numpy() for question in answers}
    return {question: days[asked].min() for question, asked in said.items() if asked.any()}


@dataclass(frozen=True, eq=False)
class Facts:
    """A watchdog's feedback as it counts: nothing withheld or withdrawn, and no word of what anybody said.

    `feedback`: one row a piece, its index the row number that every other frame's `row` refers to. Columns
    `id` (a UUID as text), `month` (Timestamp, the first of the month), `day` (Timestamp); as bool `is_held`
    (waits for a look before it counts), `is_tried`, `is_tagged` (by the machine), `has_words`, `is_checked`
    (a person decided on its tags), `is_checked_themes`, `awaits` (waits to be read), `is_public` (may be used
    in reports: its author agreed, and a person approved it); as categories, missing where nothing was said,
    `journey`, `speaker`, `channel`, `language`, `area`, `rating`,
    `programme` (the code of the one whose own address they came by), `machine_sentiment`, `person_sentiment`.
    `answers`: the same rows; one category column for each question with closed choices; ticks joined by ",".
    `services`: columns `row`, `service` (UUID of what stands for it, a category). Once each.
    `themes`: columns `row`, `theme` (category), `by_person` (bool). A person's decision hides the machine's.
    `joins`: one row a join, its index the join's number; `row`, `position`, `from_service`, `to_service`
    (UUID or missing), `from_sector`, `to_sector`, `who_chased`, `is_sorted` (categories), `times_sent_back`,
    `days_lost` (float, missing where not said), `is_reviewed` (a person confirmed it in the words).
    `problems`: columns `join`, `row`, `theme` (category; what went well at a join is among them).
    `first_answered`: by question, the first day of an answer to it among all of the watchdog's feedback.
    """

    feedback: pd.DataFrame
    answers: pd.DataFrame
    services: pd.DataFrame
    themes: pd.DataFrame
    joins: pd.DataFrame
    problems: pd.DataFrame
    directory: Directory = field(default_factory=Directory)
    happenings: tuple[Happening, ...] = ()
    first_answered: Mapping[str, pd.Timestamp] = field(default_factory=dict)

    def ids(self, rows: Iterable[int]) -> list[UUID]:
        """The ids of feedback, by row number."""
        return [UUID(one) for one in self.feedback["id"].reindex(list(dict.fromkeys(rows)))]

    @property
    def people(self) -> int:
        """How many pieces of feedback there are; one piece is one person's."""
        return len(self.feedback)
