"""What stands on the public page: cards, rows and bars, ready to be drawn in any language."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from analysis.working_days import Changes, working_days_between
from models.provider_response import ResponseSeen
from models.recommendation_seen import ClockState, RecommendationSeen, StepSeen
from reporting.document import Cell, Document, Pictured, Quotable
from reporting.document_words import quoted
from reporting.public_edition import people_told, picture
from reporting.public_pictures import JOINS_WELL, JOINS_WRONG, LEAVING, THEMES, TOLD

HUNDRED = 100
KINDS = {THEMES: ("n", "neu", "p")}
"""The classes of a picture's bars; of any other there is one bar, and the rest of a hundred."""
RANKED = (THEMES, JOINS_WRONG, JOINS_WELL)
"""Pictures whose rows stand in the order of what is published of them."""


class Said(NamedTuple):
    """Words that somebody lets us quote, and whose; `beside` is the number of a recommendation, or None."""

    words: str
    whose: str
    beside: int | None = None


class Card(NamedTuple):
    """What was asked and answered: first on `first_on`, `days` working days after it was sent, and last in
    `answer`. `looked` is when somebody looked again.

    `quoted` are words that a person chose to stand there.
    """

    asked: RecommendationSeen
    answer: ResponseSeen
    first_on: date
    days: int
    looked: StepSeen | None
    quoted: tuple[Said, ...] = ()


class Waiting(NamedTuple):
    """What is not answered in public. `late` are working days; 0 where it isn't late, or has come."""

    asked: RecommendationSeen
    due_on: date
    late: int
    has_come: bool


class Row(NamedTuple):
    """One row of figures: percents of how many people, each in a bar. Nothing of what is hidden."""

    name: str
    percents: tuple[int | None, ...]
    people: int


class Table(NamedTuple):
    """A picture's rows that can be shown, what the others are called, and the classes of its bars."""

    name: str
    rows: tuple[Row, ...]
    hidden: tuple[str, ...]
    kinds: tuple[str, ...]

    def bars(self, row: Row) -> tuple[tuple[str, int], ...]:
        """The class and the width of each of a row's bars; none where something in it is hidden."""
        widths = [percent for percent in row.percents if percent is not None]
        return tuple(zip(self.kinds, widths, strict=True)) if len(widths) == len(self.kinds) else ()


class Figures(NamedTuple):
    """An edition, ready to be drawn: `told` are how many people, None where too few."""

    since: date | None
    until: date | None
    made_on: date
    told: int | None
    tables: tuple[Table, ...]
    quoted: tuple[Said, ...]
    method: tuple[str, ...]


def figures(edition: Document, quotable: Quotable) -> Figures:
    """What an edition shows now: words that may not be quoted any more are not there."""
    said = [Said(quoted(one, quotable), one.whose, one.beside) for one in edition.quotations]
    found = [picture(edition, name) for name in (TOLD, THEMES, LEAVING, JOINS_WRONG, JOINS_WELL)]
    return Figures(
        since=edition.since,
        until=edition.until,
        made_on=edition.made_on,
        told=people_told(edition),
        tables=tuple(_table(one) for one in found if one is not None),
        quoted=tuple(one for one in said if one.words),
        method=edition.method,
    )


def cards(
    found: Iterable[RecommendationSeen], changes: Changes, said: Sequence[Said] = ()
) -> tuple[Card, ...]:
    """What was answered in public, what was answered last first, each with the words `said` beside it."""
    made = [
        Card(
            one,
            one.answer,
            one.first_answer.received_on,
            working_days_between(one.sent_on, one.first_answer.received_on, changes),
            one.looked_since(one.answer),
            tuple(words for words in said if words.beside == one.number),
        )
        for one in found
        if one.answer is not None and one.first_answer is not None and one.sent_on is not None
    ]
    return tuple(sorted(made, key=lambda card: card.answer.received_on, reverse=True))


def in_no_card(said: Iterable[Said], drawn: Iterable[Card]) -> tuple[Said, ...]:
    """The words that stand by themselves: beside nothing, or beside what has no card any more."""
    numbers = {card.asked.number for card in drawn}
    return tuple(one for one in said if one.beside not in numbers)


def waiting(found: Iterable[RecommendationSeen], today: date, changes: Changes) -> tuple[Waiting, ...]:
    """What is not answered in public: what nobody answered first, and of that what was due first."""
    made = [
        Waiting(
            one,
            one.due_on,
            working_days_between(one.due_on, today, changes) if one.state(today) is ClockState.LATE else 0,
            one.answered_on is not None,
        )
        for one in found
        if one.answer is None and one.due_on is not None
    ]
    return tuple(sorted(made, key=lambda row: (row.has_come, row.due_on, row.asked.number)))


def _table(block: Pictured) -> Table:
    is_told = block.name == TOLD
    lines = block.rows[:-1] if is_told else block.rows
    found = {str(line[0]): _told(line, block.rows[-1][-1]) if is_told else _row(line) for line in lines}
    rows = [row for row in found.values() if row is not None]
    if block.name in RANKED:
        rows.sort(key=lambda row: (-row.people, -(row.percents[0] or 0), row.name))
    hidden = tuple(name for name, row in found.items() if row is None)
    return Table(block.name, tuple(rows), hidden, KINDS.get(block.name, ("one", "rest")))


def _told(line: tuple[Cell, ...], everybody: Cell) -> Row | None:
    """A row of a table in which everybody stands once."""
    people = line[-1]
    if not isinstance(people, int) or not isinstance(everybody, int) or not everybody:
        return None
    percent = min(HUNDRED, round(HUNDRED * people / everybody))
    return Row(str(line[0]), (percent, HUNDRED - percent), people)


def _row(line: tuple[Cell, ...]) -> Row | None:
    """A row of shares: each number, its percent, and last of how many people; None where that is hidden."""
    name, *cells, people = line
    if not isinstance(people, int) or not people:
        return None
    percents = tuple(one if isinstance(one, int) else None for one in cells[1::2])
    if len(percents) == 1:
        percents = (percents[0], None if percents[0] is None else HUNDRED - percents[0])
    return Row(str(name), percents, people)
