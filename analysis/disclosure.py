"""What may a published number give away? Every count passes through here once, on its way out.

A small number can point at a person, and two numbers that may each be shown can be subtracted. So figures
about few people are hidden, small cells are, so is what they could be worked out from, and the rest is
rounded. Nought is shown: it points at nobody. Nobody else can make what this module returns, and whatever is
public takes nothing else.

Sources: the GP Patient Survey (fewest people, small cells, a second cell where one is hidden alone); NHS
Digital's rule for counts below national level (rounding to 5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import InitVar, dataclass
from typing import NamedTuple

from analysis.dominance import tells_of
from analysis.told_by_totals import Range, find_told

_GATE = object()


class Rules(NamedTuple):
    """From which numbers on a watchdog publishes: fewest people, smallest cell, and what is rounded to."""

    base: int = 10
    cell: int = 5
    round_to: int = 5


@dataclass(frozen=True, slots=True)
class Publishable:
    """A count, or a change in percent, as the public may see it; None where it is hidden.

    Only this module makes one.
    """

    shown: int | None
    gate: InitVar[object]

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise TypeError("a figure becomes publishable through analysis.disclosure alone")


@dataclass(frozen=True, slots=True)
class PublishableShare:
    """So many of so many, and the share between them, from the rounded parts."""

    part: Publishable
    whole: Publishable

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where it is hidden."""
        if self.part.shown is None or not self.whole.shown:
            return None
        return min(1.0, self.part.shown / self.whole.shown)


@dataclass(frozen=True, slots=True)
class PublishableTable:
    """Rows of cells with their totals, as the public may see them."""

    rows: tuple[tuple[Publishable, ...], ...]
    row_totals: tuple[Publishable, ...]
    column_totals: tuple[Publishable, ...]
    total: Publishable


def publish_share(part: int, whole: int, rules: Rules) -> PublishableShare:
    """How many of these people said so. Hidden with few people, and where few said so or few did not.

    Raises ValueError where more said so than there are.
    """
    if _checked(part) > _checked(whole):
        raise ValueError(f"{part} of {whole} people is not a share")
    is_hidden = whole < rules.base or _is_small(part, rules) or _is_small(whole - part, rules)
    return PublishableShare(
        _figure(part, is_hidden=is_hidden, rules=rules), _figure(whole, is_hidden=is_hidden, rules=rules)
    )


def publish_row(parts: Sequence[int], rules: Rules) -> tuple[PublishableShare, ...]:
    """How many gave each of the answers to one question. All hidden with few people.

    Everybody stands in one part, so what could be worked out from the others is hidden with a small one.
    """
    if sum(map(_checked, parts)) < rules.base:
        return tuple(publish_share(part, sum(parts), rules) for part in parts)
    table = publish_table([parts], rules._replace(base=rules.cell))
    return tuple(PublishableShare(part, table.total) for part in table.rows[0])


def publish_table(cells: Sequence[Sequence[int]], rules: Rules) -> PublishableTable:
    """A table in which everybody stands in one cell, with the totals of its rows and columns.

    Raises ValueError for rows of unequal length, or none.
    """
    return _Table(cells, rules).published()


def publish_change(
    change: float | None, before: Sequence[int], after: Sequence[int], rules: Rules
) -> Publishable:
    """By how much the total of what each person had before and after changed, in percent.

    Hidden where it would tell of few people, or mostly of one. Raises ValueError unless each has both.
    """
    is_hidden = change is None or tells_of(before, after, base=rules.base, cell=rules.cell) is not None
    nearest = rules.round_to * round(100 * (change or 0) / rules.round_to)
    return Publishable(None if is_hidden else nearest, _GATE)


class _Table:
    """The cells with their totals as a last row and a last column, and which of them are hidden by now."""

    def __init__(self, cells: Sequence[Sequence[int]], rules: Rules) -> None:
        rows = [[*map(_checked, row), sum(row)] for row in cells]
        if len({len(row) for row in rows}) != 1 or not cells[0]:
            raise ValueError("a table has cells, and its rows are of one length")
        self.rules = rules
        self.true: list[list[int]] = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
        self.hidden = [[_is_small(one, rules) for one in row] for row in self.true]

    def published(self) -> PublishableTable:
        for parts, whole in self._lines():
            if 0 < self._at(whole) < self.rules.base:
                for place in (*parts, whole):
                    self._hide(place)
        while any(self._mend(*line) for line in self._lines()) or self._keep_from_solvers():
            continue
        *rows, last = [
            tuple(
                _figure(one, is_hidden=is_hidden, rules=self.rules)
                for one, is_hidden in zip(row, hidden, strict=True)
            )
            for row, hidden in zip(self.true, self.hidden, strict=True)
        ]
        return PublishableTable(
            rows=tuple(row[:-1] for row in rows),
            row_totals=tuple(row[-1] for row in rows),
            column_totals=last[:-1],
            total=last[-1],
        )

    def _lines(self) -> Iterator[tuple[list["_Place"], "_Place"]]:
        """Every row and column, the totals among them: what adds up, and to what."""
        height, width = len(self.true), len(self.true[0])
        for row in range(height):
            yield [(row, column) for column in range(width - 1)], (row, width - 1)
        for column in range(width):
            yield [(row, column) for row in range(height - 1)], (height - 1, column)

    def _mend(self, parts: list["_Place"], whole: "_Place") -> bool:
        """Hide the next lowest of a line where one is hidden alone. Returns whether it did."""
        hidden = [place for place in parts if self._is_hidden(place)]
        shown = [place for place in parts if self._at(place) and not self._is_hidden(place)]
        is_alone = not hidden if self._is_hidden(whole) else len(hidden) == 1
        if is_alone and (shown or hidden):
            self._hide(min(shown, key=self._at) if shown else whole)
            return True
        return False

    def _keep_from_solvers(self) -> bool:
        """Hide one more where everything shown, taken together, tells that a hidden cell is small."""
        told = find_told([[self._range(place) for place in row] for row in self._places()], self.rules.cell)
        if told is None:
            return False
        row, column = told
        near = [place for line in self._places() for place in line if place[0] == row or place[1] == column]
        anywhere = [place for line in self._places() for place in line]
        for places in (near, anywhere):
            shown = [place for place in places if self._at(place) and not self._is_hidden(place)]
            if shown:
                self._hide(min(shown, key=self._at))
                return True
        return False

    def _places(self) -> list[list["_Place"]]:
        return [[(row, column) for column in range(len(self.true[0]))] for row in range(len(self.true))]

    def _range(self, place: "_Place") -> Range:
        """What a number may be for somebody who sees what is shown and knows these rules."""
        people, rules = self._at(place), self.rules
        if people == 0:
            return Range(0, 0)
        if self._is_hidden(place):
            return Range(1, None)
        is_total = place[0] == len(self.true) - 1 or place[1] == len(self.true[0]) - 1
        shown = _rounded(people, rules)
        least = max(rules.base if is_total else rules.cell, shown - rules.round_to // 2)
        return Range(least, shown + (rules.round_to - 1) // 2)

    def _at(self, place: "_Place") -> int:
        row, column = place
        return self.true[row][column]

    def _is_hidden(self, place: "_Place") -> bool:
        return self.hidden[place[0]][place[1]]

    def _hide(self, place: "_Place") -> None:
        """Hide a number; nought stays."""
        self.hidden[place[0]][place[1]] = self._at(place) > 0


_Place = tuple[int, int]


def _figure(people: int, *, is_hidden: bool, rules: Rules) -> Publishable:
    return Publishable(None if is_hidden else _rounded(people, rules), _GATE)


def _checked(people: int) -> int:
    if people < 0:
        raise ValueError(f"a number of people cannot be negative: {people}")
    return people


def _is_small(people: int, rules: Rules) -> bool:
    return 0 < people < rules.cell


def _rounded(people: int, rules: Rules) -> int:
    """To the nearest, half of it upwards; never to nought, which says that there is nobody."""
    nearest = (people + rules.round_to // 2) // rules.round_to * rules.round_to
    return max(nearest, rules.round_to) if people else 0
