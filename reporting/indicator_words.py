"""What a body publishes and what people say, side by side: neither is called the cause of the other."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from analysis.changes import difference_range
from analysis.follow import Span
from analysis.measures import Kind, Measure, monthly
from content.days_named import days_named
from content.words import words
from models.commitment import Direction
from models.indicator import FigureSeen, IndicatorSeen, Unit
from reporting import wording
from reporting.looked import Looked
from reporting.spc_shown import facts_of
from reporting.spc_wording import number, value_of
from reporting.wording import SHOW_FROM

POINTS = "points"
HAS_ONE = (POINTS, Unit.DAYS, Unit.PEOPLE)
A_YEAR = 12


class Told(NamedTuple):
    """What people told us in whole months: the sum of a measure, of so many people."""

    since: date
    until: date
    part: float
    whole: int

    @property
    def when(self) -> str:
        return days_named(self.since, self.until)


def amount(unit: Unit | str, value: float) -> str:
    """A value with what it is a number of, as it was published.

    >>> amount(Unit.DAYS, 9.1), amount(Unit.PEOPLE, 1), amount(Unit.PERCENT_CHANGE, -25.0)
    ('9.1 days', '1 person', '25% less')
    """
    said = f"{abs(value) if unit is Unit.PERCENT_CHANGE else value:,.12g}"
    if unit is Unit.PERCENT_CHANGE:
        key = "percent_less" if value < 0 else "percent_more" if value else "percent_same"
    else:
        key = f"{unit}_one" if unit in HAS_ONE and value == 1 else str(unit)
    return words(f"indicators.amount.{key}", value=said)


def they_say(indicator: IndicatorSeen) -> str:
    """The last figure, and how far it is from the one a year before, else from the one before it."""
    last = indicator.figures[-1]
    gaps = {
        "name": indicator.name,
        "value": amount(indicator.unit, last.value or 0),
        "when": days_named(*last.days),
    }
    before = figure_before(indicator.figures)
    if before is None:
        return words("indicators.they_say.first", **gaps)
    is_share = indicator.unit in (Unit.PERCENT, Unit.PERCENT_CHANGE)
    unit = POINTS if is_share else indicator.unit
    difference = round((last.value or 0) - (before.value or 0), 9)
    change = _change(unit, difference, days_named(*before.days))
    return words("indicators.they_say.since", change=change, **gaps)


def figure_before(figures: Sequence[FigureSeen]) -> FigureSeen | None:
    """Which figure the last is held against: that of the same days a year before, else the one before it."""
    last = figures[-1]
    a_year_before = (_a_year_before(last.since), _a_year_before(last.until))
    same = next((one for one in figures if one.days == a_year_before), None)
    return same or (figures[-2] if len(figures) > 1 else None)


def people_say(looked: Looked, measure: Measure, name: str, figures: Sequence[FigureSeen]) -> str:
    """What people told us in the months of the last figure, and in those of the one it is held against.

    Where fewer than 10 people did, of the 12 months up to its end, beside the 12 before them.
    """
    months = monthly(facts_of(looked, measure), measure)
    last, before = figures[-1], figure_before(figures)
    now = _told(months, last.since, last.until)
    then = _told(months, before.since, before.until) if before else None
    if measure.kind is not Kind.COUNT and now.whole < SHOW_FROM:
        now = _told(months, min(_months_before(last.until, A_YEAR - 1), last.since), last.until)
        until = now.since - timedelta(days=1)
        then = _told(months, _months_before(until, A_YEAR - 1), until)
    if measure.kind is not Kind.COUNT and now.whole < SHOW_FROM:
        few = wording.people(now.whole)
        return words("indicators.people_say.few", name=name, when=now.when, people=few)
    gaps = {"name": name, "when": now.when}
    value = value_of(measure, Span(now.since, now.part, now.whole, None, 0))
    if then is None or (measure.kind is not Kind.COUNT and then.whole < SHOW_FROM):
        return words("indicators.people_say.first", value=value, **gaps)
    said = words(
        "indicators.people_say.since", value=value, change=_people_change(measure, now, then), **gaps
    )
    return f"{said} {words('indicators.people_say.chance')}" if _is_chance(measure, now, then) else said


def notes(indicator: IndicatorSeen, scope: str) -> list[str]:
    """Who says each, what is counted and who is counted in it.

    `scope` is that of people's side, in words; empty where nothing of theirs stands beside it.
    """
    said = [
        words(
            "indicators.picture.they",
            who=_without_end(indicator.published_by),
            definition=_without_end(indicator.definition),
            source=_without_end(indicator.source),
        )
    ]
    if indicator.better:
        is_up = indicator.better is Direction.UP
        said.append(words(f"indicators.picture.{'higher' if is_up else 'lower'}_better"))
    if scope:
        said.append(words("indicators.picture.people", scope=scope))
    return said


def _people_change(measure: Measure, now: Told, then: Told) -> str:
    """How far what people told us is from what they told us before."""
    match measure.kind:
        case Kind.SHARE:
            points = round(100 * (now.part / now.whole - then.part / then.whole))
            return _change(POINTS, points, then.when)
        case Kind.COUNT:
            return _change(Unit.PEOPLE, int(now.part - then.part), then.when)
        case Kind.MEAN:
            days = float(number(abs(now.part / now.whole - then.part / then.whole)).replace(",", ""))
            is_less = now.part / now.whole < then.part / then.whole
            return _change(Unit.DAYS, -days if is_less else days, then.when)


def _is_chance(measure: Measure, now: Told, then: Told) -> bool:
    """Whether two shares differ, and by no more than chance could make them."""
    if not measure.is_share or now.part / now.whole == then.part / then.whole:
        return False
    low, high = difference_range(int(now.part), now.whole, int(then.part), then.whole)
    return low <= 0 <= high


def _change(unit: Unit | str, difference: float, when: str) -> str:
    if not difference:
        return words("indicators.change.same", when=when)
    key = "more" if difference > 0 else "less" if unit == POINTS else "fewer"
    return words(f"indicators.change.{key}", amount=amount(unit, abs(difference)), when=when)


def _told(months: pd.DataFrame, since: date, until: date) -> Told:
    """The whole months that these days lie in."""
    first, last = since.replace(day=1), until.replace(day=monthrange(until.year, until.month)[1])
    day = months["month"].dt.date
    inside = months[(day >= first) & (day <= last)]
    return Told(first, last, float(inside["part"].sum()), int(inside["whole"].sum()))


def _a_year_before(day: date) -> date:
    """The same day of the year before; of a month's last day, that month's last."""
    end = monthrange(day.year - 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=day.year - 1, day=end if is_last else min(day.day, end))


def _months_before(day: date, months: int) -> date:
    """The first of the month that lies so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _without_end(said: str) -> str:
    return said.rstrip(". ")
