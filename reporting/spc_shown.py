"""What a picture of one measure over time shows: its points in the period chosen, and what happened then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

import pandas as pd

from analysis.behind import only_people
from analysis.follow import FEW, Every, Followed, Span, follow
from analysis.measures import Kind, Measure, monthly
from analysis.spc import Footing
from content.words import words
from models.facts import Facts, Happening
from models.limits import Decided, LimitsKind
from models.period import Days
from models.scope import Scope
from reporting.chart_pieces import Months
from reporting.looked import Looked

PROGRAMME, PROMISE, DAY = "programme", "promise", "day"
ALONE = {PROGRAMME, PROMISE, DAY}
"""Kinds of what happened that are each shown by themselves; the others are days of listening."""
MOST_DAYS_OF_LISTENING = 8
"""With more beads than this, a quarter's days of listening are one."""


@dataclass(frozen=True, eq=False)
class Shown:
    """`followed` has every point that counts for the limits; `spans` are those drawn, at least one.

    `name` is the measure's. `unfinished` is the month that isn't over, where it is left out of a count.
    `period` are the days counted, where they are others than those chosen: months and quarters are whole.
    `beside` are the months of what stands beside it, where they may reach further than its points.
    """

    followed: Followed
    spans: tuple[Span, ...]
    name: str
    decisions: tuple[Decided, ...]
    happenings: tuple[Happening, ...]
    is_screened: bool
    is_by_itself: bool
    unfinished: date | None
    period: Days | None
    beside: Months | None = None

    @property
    def measure(self) -> Measure:
        return self.followed.measure

    @property
    def every(self) -> Every:
        return self.followed.every

    @cached_property
    def told(self) -> tuple[Span, ...]:
        """Those drawn that have a point."""
        return tuple(one for one in self.spans if one.point)

    @property
    def frozen_from(self) -> date | None:
        """The first day of the first point that is held against what came before."""
        place = self.followed.frozen_from
        return None if place is None else self.followed.spans[place].start

    def taking_effect(self, decided: Decided) -> str:
        """What the month or quarter is called from which on a decision is followed; empty where it is not."""
        place = self.followed.used.get(decided.month)
        return "" if place is None else title_of(self, self.followed.spans[place])

    @property
    def base(self) -> tuple[Span, ...]:
        """The points that the limits of the last one are made from."""
        last, until = self.told[-1].stretch, self.frozen_from or date.max
        return tuple(one for one in self.followed.told if one.stretch == last and one.start < until)

    @property
    def footing(self) -> Footing:
        """How far the limits of the last point can be relied on."""
        return self.told[-1].footing

    @cached_property
    def months(self) -> Months:
        """The months along the axis, with room for words beside the lines."""
        first, last = self.spans[0].start, self.spans[-1].start
        count = (last.year - first.year) * 12 + last.month - first.month + self.every.months
        own = Months(first, count, right=136)
        return own.with_those_of(self.beside) if self.beside else own

    @cached_property
    def events(self) -> tuple[Happening, ...]:
        """What happened in the months shown, the earliest first; days of listening are counted together."""
        inside = [one for one in self.happenings if 0 <= self.months.place(one.on) < self.months.count]
        listened = [one for one in inside if one.kind not in ALONE]
        together = _together(listened, 1)
        if len(together) > MOST_DAYS_OF_LISTENING:
            together = _together(listened, 3)
        return tuple(sorted([*(one for one in inside if one.kind in ALONE), *together]))

    @property
    def programme(self) -> str:
        """The programme that began in the month that limits were frozen from; empty if none did."""
        frozen = next((one for one in self.used if one.kind is LimitsKind.FROZEN), None)
        if frozen is None:
            return ""
        begun = (
            one.name for one in self.happenings if one.kind == PROGRAMME and _month(one.on) == frozen.month
        )
        return next(begun, "")

    @property
    def used(self) -> tuple[Decided, ...]:
        """The decisions that these limits follow."""
        return tuple(one for one in self.decisions if one.month in self.followed.used)


def shown(
    looked: Looked,
    measure: Measure,
    name: str,
    decisions: Sequence[Decided] = (),
    *,
    every: Every | None = None,
    screen: bool = False,
) -> Shown | None:
    """None where nobody told us about it in the period. Limits are made from all months up to its end."""
    months = monthly(facts_of(looked, measure), measure)
    until = _month(looked.scope.until or looked.today)
    months = months[months["month"] <= pd.Timestamp(until)]
    unfinished = _month(looked.today) if measure.kind is Kind.COUNT else None
    if unfinished:
        months = _in_whole_months(months, min(until, unfinished), unfinished)
    if months.empty or not months["whole"].any():
        return None
    frozen = [one.month for one in decisions if one.kind is LimitsKind.FROZEN]
    followed = follow(
        months,
        measure,
        every=every,
        steps=[one.month for one in decisions if one.kind is LimitsKind.STEP],
        frozen=max(frozen, default=None),
        screen=screen,
    )
    since = _month(looked.scope.since) if looked.scope.since else date.min
    spans = _trimmed([one for one in followed.spans if _last_month(one, followed.every) >= since])
    if not any(one.point for one in spans):
        return None
    return Shown(
        followed,
        spans,
        name,
        tuple(decisions),
        looked.facts.happenings,
        screen,
        every is None,
        unfinished if unfinished and until == unfinished else None,
        _period(looked.scope, followed.every, unfinished, looked.today),
    )


def nothing_to_show(looked: Looked, measure: Measure) -> str:
    """Why there is no chart, in words: nobody told us in the period, or too few at a time for an average."""
    if measure.kind is Kind.MEAN and monthly(looked.facts, measure)["whole"].any():
        return words("over_time.too_few", fewest=FEW)
    return words("over_time.nobody")


def facts_of(looked: Looked, measure: Measure) -> Facts:
    """The facts of all time that a measure is counted in: of themes, perhaps only those that people found."""
    is_of_people = measure.theme and looked.is_people_only
    return only_people(looked.whole) if is_of_people else looked.whole


def title_of(shown: Shown, span: Span) -> str:
    """A month, or a quarter by its first and last."""
    return span_title(span.start, shown.every)


def span_title(start: date, every: Every) -> str:
    """What a point's month or quarter is called.

    >>> span_title(date(2026, 1, 1), Every.QUARTER)
    'January to March 2026'
    """
    if every is Every.MONTH:
        return f"{start:%B %Y}"
    last = start.replace(month=start.month + 2)
    return words("over_time.quarter_name", first=f"{start:%B}", last=f"{last:%B %Y}")


def _in_whole_months(months: pd.DataFrame, until: date, unfinished: date) -> pd.DataFrame:
    """A count needs whole months: that which isn't over goes, and one in which nobody told us is a nought."""
    if months.empty:
        return months
    there = pd.date_range(months["month"].min(), pd.Timestamp(until), freq="MS")
    counts = months.set_index("month").reindex(there[there < pd.Timestamp(unfinished)], fill_value=0)
    return counts.rename_axis("month").reset_index()


def _trimmed(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without those of nobody before the first that anybody told us in, and after the last."""
    there = [at for at, one in enumerate(spans) if one.point or one.whole]
    return tuple(spans[there[0] : there[-1] + 1]) if there else ()


def _together(days: Sequence[Happening], months: int) -> list[Happening]:
    """One for the days of each month, or of each three."""

    def number(one: Happening) -> int:
        return (one.on.year * 12 + one.on.month - 1) // months

    found = []
    for _, group in groupby(sorted(days), key=number):
        first, *more = group
        title = (
            words("over_time.days_of_listening", days=len(more) + 1)
            if more
            else words("over_time.listening", place=first.name)
        )
        found.append(first._replace(name=title))
    return found


def _period(scope: Scope, every: Every, unfinished: date | None, today: date) -> Days | None:
    """The days that whole months or quarters count; None where they are those of the scope.

    `unfinished` is the month that isn't over, of what leaves it out.
    """
    since, until = scope.since, scope.until
    if since:
        since = _month(since) if every is Every.MONTH else date(since.year, (since.month - 1) // 3 * 3 + 1, 1)
    if until and unfinished and _month(until) >= unfinished:
        until = unfinished - timedelta(days=1)
    elif until and until < today:
        after = _month(_month(until) + timedelta(days=31))
        until = min(after - timedelta(days=1), today)
    found = Days(since, until)
    return None if found == (scope.since, scope.until) else found


def _last_month(span: Span, every: Every) -> date:
    return span.start if every is Every.MONTH else span.start.replace(month=span.start.month + 2)


def _month(day: date) -> date:
    return day.replace(day=1)
