"""Do we hear from each group of people as much as it is part of the area?

Only what the gate lets through leaves this module. It lets one row through, of every answer that people gave;
the groups that the area's figures name are picked from it. So other figures of the area say nothing new.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analysis.disclosure import Publishable, Rules, publish_row
from analysis.rates import wilson


class Reached(NamedTuple):
    """One group: its people in the area, `of` all who are counted there, and those who told us, likewise."""

    group: str
    people: int
    of: int
    told: Publishable
    told_of: int

    @property
    def in_the_area(self) -> float:
        """Its share of the area, from 0 to 1."""
        return self.people / self.of

    @property
    def share(self) -> float | None:
        """Its share of those who told us, from 0 to 1; None where that is hidden."""
        return None if self.told.shown is None or not self.told_of else self.told.shown / self.told_of

    @property
    def difference(self) -> float | None:
        """Its share of those who told us, less its share of the area; None where that is hidden."""
        return None if self.share is None else self.share - self.in_the_area

    def is_heard_less(self, round_to: int) -> bool:
        """Whether chance would hardly make it so few, whatever number was rounded to this one."""
        part, whole = self.told.shown, self.told_of
        if part is None or not whole:
            return False
        most = min(part + round_to // 2, whole) if part else 0
        return wilson(most, whole)[1] < self.in_the_area


def reached(area: Mapping[str, int], told: Mapping[str, int], rules: Rules) -> list[Reached]:
    """Each group of the area, that heard least of its share first; hidden ones last, the largest first.

    `told` counts people by every answer that was given, also by those that are not in `area`.
    """
    answers = sorted({*area, *told})
    row = dict(zip(answers, publish_row([told.get(one, 0) for one in answers], rules), strict=True))
    parts = {group: share.part for group, share in row.items()}
    total = next(iter(row.values())).whole.shown or 0
    told_of = _shown(parts[group] for group in area) + _hidden_in(area, parts, total)
    everybody = sum(area.values())
    found = [Reached(group, people, everybody, parts[group], told_of) for group, people in area.items()]
    return sorted(found, key=lambda one: (one.difference is None, one.difference or 0, -one.people))


def _hidden_in(area: Mapping[str, int], parts: Mapping[str, Publishable], total: int) -> int:
    """About how many the hidden groups come to; 0 where some of them are not in the area's figures."""
    hidden = {group for group, part in parts.items() if part.shown is None}
    return max(total - _shown(parts.values()), 0) if hidden and hidden <= area.keys() else 0


def _shown(parts: Iterable[Publishable]) -> int:
    return sum(part.shown or 0 for part in parts)
