"""One measure over time: its control chart with what happened beside it, and its last point for a card."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd

from analysis.behind import Behind
from analysis.follow import Every, Span, Variation
from analysis.measures import Kind, Measure, rows_of
from analysis.spc import Footing
from content.words import words
from models.limits import Decided
from reporting.chart_pieces import nothing
from reporting.chart_spc import chart_spc
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.spc_shown import Shown, facts_of, nothing_to_show, shown, title_of
from reporting.spc_wording import finding, heading, line_value, name_of, notes, number, sentence, value_of
from reporting.wording import SHOW_FROM, percent

TOLD_ELSEWHERE = ("rating.good", "rating.poor", "contact.within_a_week")
"""Sums of answers that other pictures publish one by one: taken from each other they tell of a few people."""


class Reading(NamedTuple):
    """How the last point of a measure reads, for a card: in words, and for its icon.

    `variation` is None where there is no icon: nobody told us, or fewer than 12 points made the limits.
    `people` are the numbers of people that its value gives, or gives away.
    """

    measure: Measure
    name: str
    value: str
    sentence: str
    variation: Variation | None = None
    is_high: bool = False
    people: tuple[int, ...] = ()


def over_time(
    looked: Looked,
    measure: Measure,
    decisions: Sequence[Decided] = (),
    *,
    every: Every | None = None,
    screen: bool = False,
) -> Picture:
    """The control chart of a measure, in what is looked at.

    Without `every` a point is a month, or a quarter where few people answered. `screen` leaves odd jumps
    out when limits are made.
    """
    name = name_of(measure, looked)
    found = shown(looked, measure, name, decisions, every=every, screen=screen)
    if found:
        return picture_of(looked, found)
    said = nothing_to_show(looked, measure)
    empty = pd.DataFrame({words("over_time.table.month"): []})
    return Picture(
        _called(measure),
        heading(measure, name),
        said,
        partial(nothing, said),
        empty,
        *_rests_on(looked, measure),
        measure=measure.id,
    )


def picture_of(looked: Looked, found: Shown) -> Picture:
    """The control chart of what is shown in what is looked at."""
    measure, said = found.measure, sentence(found)
    source, behind = _rests_on(looked, measure)
    return Picture(
        name=_called(measure),
        heading=heading(measure, found.name, found.programme),
        sentence=said,
        draw=partial(chart_spc, found, description=said),
        table=_table(found),
        source=source,
        behind=behind,
        notes=[*notes(found), *_why_no_file(found)],
        fewest=_fewest(found),
        counts=_counts(found),
        marks=_marks(looked, found),
        period=found.period,
        measure=measure.id,
    )


def reading(
    looked: Looked, measure: Measure, decisions: Sequence[Decided] = (), *, every: Every | None = None
) -> Reading:
    """How the last point of a measure reads. Its icon needs limits from 12 points."""
    name = name_of(measure, looked)
    found = shown(looked, measure, name, decisions, every=every)
    if found is None:
        return Reading(measure, name, "", nothing_to_show(looked, measure))
    last = found.told[-1]
    has_icon = found.footing is Footing.FIRM
    return Reading(
        measure,
        name,
        value_of(measure, last),
        finding(found, is_card=True),
        last.variation(measure.better) if has_icon else None,
        last.is_high,
        _people(measure, last),
    )


def _called(measure: Measure) -> str:
    return f"over_time_{measure.id.replace('.', '_')}"


def _rests_on(looked: Looked, measure: Measure) -> tuple[Source, Behind]:
    """Whose word a measure is, and what it rests on."""
    if measure.theme:
        return Source.TAGS, looked.behind_tags
    if not measure.id.startswith("joins."):
        return Source.ANSWERS, looked.behind
    confirmed = int(looked.facts.joins["is_reviewed"].sum())
    return Source.ANSWERS, looked.behind._replace(confirmed_joins=confirmed)


def _table(shown: Shown) -> pd.DataFrame:
    """A row a month or quarter; lines as the words beside them say, and how each point reads."""
    rows = [_row(shown, one) for one in shown.spans]
    return pd.DataFrame(rows)


def _row(shown: Shown, one: Span) -> dict[str, str | int]:
    def column(name: str) -> str:
        return words(f"over_time.table.{name}")

    measure, few = shown.measure, column("few" if one.whole else "nobody")
    filled: dict[str, str | int] = {column(shown.every.value): title_of(shown, one)}
    match measure.kind:
        case Kind.COUNT:
            filled[column("told")] = int(one.part)
        case Kind.SHARE:
            filled |= {column("said"): int(one.part), column("answered"): one.whole}
            filled[column("share")] = percent(int(one.part), one.whole) if one.whole >= SHOW_FROM else few
        case Kind.MEAN:
            filled |= {column("days"): number(one.part), column("answered"): one.whole}
            filled[column("mean")] = number(one.part / one.whole) if one.whole >= SHOW_FROM else few
    limits = None if one.point is None or one.footing is Footing.RUN_CHART else one.point.limits
    for name, line in (("average", "mean"), ("lower", "lower"), ("upper", "upper")):
        said = line_value(measure, float(getattr(limits, line))) if limits else column("none")
        filled[column(name)] = said
    reading = column("none")
    if limits:
        reading = words(f"over_time.finding.{one.variation(measure.better)}")
    filled[column("reading")] = reading
    return filled


def _people(measure: Measure, one: Span) -> tuple[int, ...]:
    """Who said so and, of a share, who did not; of a mean, whose days they are."""
    match measure.kind:
        case Kind.COUNT:
            return (int(one.part),)
        case Kind.SHARE:
            return int(one.part), one.whole - int(one.part)
        case Kind.MEAN:
            return (one.whole,)


def _fewest(shown: Shown) -> int | None:
    """The fewest people, above nobody, that anything drawn is about; the sum of a mean is no people."""
    is_people = shown.measure.kind is not Kind.MEAN
    numbers = [
        number
        for one in shown.spans
        for number in ((int(one.part), one.whole) if is_people else (one.whole,))
    ]
    return min((number for number in numbers if number), default=None)


def _why_no_file(shown: Shown) -> list[str]:
    """Why there is no file to publish, where taking it from another would tell of a few people."""
    measure = shown.measure
    if measure.id.endswith(".no"):
        return [words("over_time.note.no_file_of_no")]
    if measure.id in TOLD_ELSEWHERE:
        return [words("over_time.note.no_file_of_sums")]
    if shown.is_by_itself or measure.kind is Kind.MEAN:
        return []
    return [words("over_time.note.no_file_of_length")]


def _counts(shown: Shown) -> Counts | None:
    """The people drawn, for the gate; a mean is no number of people."""
    if _why_no_file(shown):
        return None
    titles = [title_of(shown, one) for one in shown.told]
    if shown.measure.kind is Kind.COUNT:
        cells = [[int(one.part)] for one in shown.told]
        return Counts(titles, [words("over_time.table.told")], cells, is_table=True)
    if not shown.measure.is_share:
        return None
    cells = [[int(one.part)] for one in shown.told]
    return Counts(titles, [shown.name], cells, wholes=[one.whole for one in shown.told])


def _marks(looked: Looked, shown: Shown) -> dict[str, list[int]]:
    """The rows of whoever makes each month's or quarter's figure."""
    behind = rows_of(facts_of(looked, shown.measure), shown.measure)
    by_month = {
        pd.Timestamp(str(month)).date(): rows["row"].tolist() for month, rows in behind.groupby("month")
    }
    found: dict[str, list[int]] = {}
    for one in shown.told:
        months = [one.start.replace(month=one.start.month + more) for more in range(shown.every.months)]
        if rows := [row for month in months for row in by_month.get(month, [])]:
            found[title_of(shown, one)] = rows
    return found
