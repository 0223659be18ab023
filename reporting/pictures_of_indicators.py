"""They say, people say: what a body publishes and what people tell us, along the same months."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from analysis.measures import measure_called
from analysis.narrow import narrow
from content.days_named import days_named
from content.look.tokens import Mode
from content.words import words
from models.facts import Facts
from models.indicator import IndicatorSeen
from models.limits import Decided
from models.programme import ProgrammeSeen
from reporting.chart_of_indicators import is_drawn, months_of, they_say_in_words, they_say_people_say
from reporting.chart_spc import chart_spc
from reporting.indicator_words import amount, notes, people_say, they_say
from reporting.looked import Looked
from reporting.own_days import with_own_days
from reporting.picture import Chart, Picture, Source
from reporting.pictures_of_promises import why_nothing
from reporting.pictures_over_time import picture_of
from reporting.spc_shown import Shown, nothing_to_show, shown
from reporting.spc_wording import name_of
from reporting.theme_titles import NOTHING_TO_KNOW

NAME = "they_say_people_say"


def look_at(
    facts: Facts,
    indicator: IndicatorSeen,
    programme: ProgrammeSeen,
    *,
    today: date,
    smallest: int,
    marks: Mapping[str, str] = NOTHING_TO_KNOW,
) -> Looked:
    """What people's side is measured in, beside what belongs to the programme alone."""
    looking = indicator.looking
    whole = narrow(facts, looking.scope, is_people_only=looking.is_people_only)
    whole = with_own_days(whole, programme)
    return Looked(whole, whole, looking.scope, today, smallest, looking.is_people_only, marks)


def beside_each_other(
    looked: Looked, indicator: IndicatorSeen, decisions: Sequence[Decided] = (), *, scope: str
) -> Picture:
    """Both, or what is published alone where nothing of people's can stand beside it: it says why.

    Fewer than 3 published figures are said in words, beside the chart of people's side where there is one.

    `scope` is that of people's side, in words. Raises ValueError for an indicator without figures.
    """
    if not indicator.figures:
        raise ValueError(f"{indicator.id} has no figures to draw")
    people, why = _people(looked, indicator, decisions)
    said = [they_say(indicator), why]
    if people:
        of_people = people_say(looked, people.measure, people.name, indicator.figures)
        said = [they_say(indicator), of_people, words("indicators.picture.beside")]
    sentence = " ".join(filter(None, said))
    heading = words("indicators.picture.heading", name=indicator.name)
    draw = _chart(indicator, people, sentence)
    if people is None:
        nobody = looked.behind._replace(people=0)
        table, about = _table(indicator), notes(indicator, "")
        return Picture(NAME, heading, sentence, draw, table, Source.PARTNERS, nobody, about)
    picture = picture_of(looked, people)
    over_time = words("indicators.picture.over_time", sentence=picture.sentence)
    drawn = [words("indicators.picture.drawn")] if is_drawn(indicator) else []
    return replace(
        picture,
        name=NAME,
        heading=heading,
        sentence=sentence,
        draw=draw,
        table=_table(indicator, people, picture.table),
        notes=[*notes(indicator, scope), *drawn, over_time, *picture.notes],
    )


def _people(
    looked: Looked, indicator: IndicatorSeen, decisions: Sequence[Decided]
) -> tuple[Shown | None, str]:
    """What people say, along the months of both; or why there is nothing."""
    if why := why_nothing(indicator, "indicators.nothing"):
        return None, why
    measure = measure_called(indicator.measure)
    found = shown(looked, measure, name_of(measure, looked), decisions)
    if found is None:
        return None, nothing_to_show(looked, measure)
    return (replace(found, beside=months_of(indicator)) if is_drawn(indicator) else found), ""


def _chart(indicator: IndicatorSeen, people: Shown | None, sentence: str) -> Callable[[Mode], Chart]:
    """Two panels; or where there are too few figures for one, people's alone, else the figures in words."""
    if is_drawn(indicator):
        return partial(they_say_people_say, indicator, people, description=sentence)
    if people:
        return partial(chart_spc, people, description=sentence)
    return partial(they_say_in_words, indicator, description=sentence)


def _table(
    indicator: IndicatorSeen, people: Shown | None = None, of_people: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A row for all days that either has a figure of, the earliest first."""
    when, they, source = (words(f"indicators.table.{name}") for name in ("when", "they", "source"))
    starts: dict[str, date] = {}
    rows: dict[str, dict[str, str]] = {}
    for one in indicator.figures:
        title = days_named(*one.days)
        starts[title] = one.since
        rows[title] = {when: title, they: amount(indicator.unit, one.value or 0)}
        if one.source:
            rows[title][source] = one.source
    columns = [when, they, *([source] if any(one.source for one in indicator.figures) else [])]
    if people is not None and of_people is not None:
        columns.extend(of_people.columns[1:])
        for span, (title, *cells) in zip(people.spans, of_people.itertuples(index=False), strict=True):
            starts.setdefault(title, span.start)
            said = [cell if isinstance(cell, str) else f"{cell:,}" for cell in cells]
            row = dict(zip(of_people.columns[1:], said, strict=True))
            rows[title] = rows.get(title, {when: title}) | row
    none = words("over_time.table.none")
    ordered = sorted(rows, key=lambda title: (starts[title], title))
    return pd.DataFrame(
        [[rows[title].get(column, none) for column in columns] for title in ordered], columns=columns
    )
