"""Whom do we hear from less than they are part of the area? One picture for each kind of people.

Every number of people who told us has been through the gate before it is drawn, on our own pages too: what
people say about themselves could say who they are.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from analysis.behind import Behind
from analysis.disclosure import PublishableShare, Rules, publish_share
from analysis.reach import Reached, reached
from content.kinds_of_people import group_called, groups_of, is_group
from content.look.tokens import Mode
from content.words import words
from models.census import AboutThem, Census
from models.period import Days, Period, months_back
from reporting import wording
from reporting.charts_of_reach import beside_the_area
from reporting.picture import Chart, Picture, Source
from reporting.publishable import HIDDEN, publishable_rules
from reporting.wording import SHOW_FROM

AGE = "age"
PERIODS = (Period.LAST_12, Period.LAST_24, Period.ALL_TIME)


def whole_months(period: Period, today: date) -> Days:
    """The days of one of `PERIODS` up to the end of last month.

    A number that changed between two days could say something of the few who told us in between.

    >>> whole_months(Period.LAST_12, date(2026, 11, 22))
    Days(since=datetime.date(2025, 11, 1), until=datetime.date(2026, 10, 31))
    """
    months = {Period.LAST_12: 12, Period.LAST_24: 24}.get(period)
    since = months_back(today, months) if months else None
    return Days(since, months_back(today, 0) - timedelta(days=1))


def reach(kind: str, census: Census, told: AboutThem, rules: Rules, period: Days) -> Picture | None:
    """The picture of one kind of people; None where too few told us for any share.

    All of it may be published: it has no number that the gate hides, and so no counts for a second file.
    """
    rules = publishable_rules(rules)._replace(base=max(rules.base, SHOW_FROM))
    answers = {
        answer: people
        for (question, answer), people in told.answers.items()
        if question == kind and is_group(kind, answer)
    }
    groups = _listed(kind, reached(census.people, answers, rules))
    whole = groups[0].told_of
    if whole < rules.base or all(one.difference is None for one in groups):
        return None
    answered = sum(answers.values())
    sentence = _finding(kind, groups, rules)
    frame = pd.DataFrame(
        {
            "name": [group_called(kind, one.group) for one in groups],
            "area": [one.in_the_area for one in groups],
            "told": [one.share for one in groups],
            "number": [_number(one) for one in groups],
            "words": [_in_words(kind, one) for one in groups],
        }
    ).astype({"told": float})
    return Picture(
        name=f"who_we_hear_from_{kind}",
        heading=_say(f"{kind}.heading"),
        sentence=sentence,
        draw=partial(_drawn, frame, f"{sentence} {_say('chart')}"),
        table=_table(kind, groups),
        source=Source.ANSWERS,
        behind=Behind(people=whole, checked=0, tagged=0, read_by_both=0, agreed=0),
        notes=_notes(kind, census, groups, publish_share(answered, told.people, rules), rules),
        period=period,
    )


def _drawn(frame: pd.DataFrame, description: str, mode: Mode) -> Chart:
    return beside_the_area(frame, mode, description=description)


def _finding(kind: str, groups: Sequence[Reached], rules: Rules) -> str:
    """The group that is heard least of its share, where chance would hardly make it so few."""
    heard_less = [one for one in groups if one.is_heard_less(rules.round_to)]
    least = min(heard_less, key=lambda one: one.difference or 0, default=None)
    return _in_words(kind, least) if least else _say("alike", what=_say(f"{kind}.what"))


def _in_words(kind: str, one: Reached) -> str:
    name = group_called(kind, one.group)
    who, area = _say(f"{kind}.who", group=name, lower=name.lower()), wording.percent(one.people, one.of)
    part, whole = one.told.shown, one.told_of
    if part is None:
        return _say("one_hidden", who=who, area=area)
    told, of = wording.percent(part, whole), wording.people(whole)
    return _say("one", who=who, area=area, told=told, of=of, what=_say(f"{kind}.what"))


def _listed(kind: str, groups: Sequence[Reached]) -> list[Reached]:
    """Ages from the youngest to the oldest; others as they come, that heard least of its share first."""
    if kind != AGE:
        return [*groups]
    places = {group: place for place, group in enumerate(groups_of(kind))}
    return sorted(groups, key=lambda one: places[one.group])


def _points(difference: float) -> str:
    """A difference of shares in points of a hundred: "+10", "-10", and "0" where there is hardly any."""
    points = round(100 * difference)
    return f"{points:+d}" if points else "0"


def _number(one: Reached) -> str:
    return _say("hidden") if one.told.shown is None else f"{one.told.shown:,}"


def _table(kind: str, groups: Sequence[Reached]) -> pd.DataFrame:
    columns = ("group", "people", "area", "told_us", "told", "difference")
    rows = [
        (
            group_called(kind, one.group),
            one.people,
            wording.percent(one.people, one.of),
            HIDDEN if one.told.shown is None else one.told.shown,
            HIDDEN if one.share is None else f"{one.share:.0%}",
            HIDDEN if one.difference is None else _points(one.difference),
        )
        for one in groups
    ]
    return pd.DataFrame(rows, columns=[_say(f"columns.{name}") for name in columns], dtype=object)


def _notes(
    kind: str, census: Census, groups: Sequence[Reached], answered: PublishableShare, rules: Rules
) -> tuple[str, ...]:
    """Whose figures the area's are, how many did not say, who is left out, and what is hidden."""
    what = _say(f"{kind}.what")
    left_out = [called for answer, called in groups_of(kind).items() if answer not in census.people]
    if answered.part.shown is None or answered.whole.shown is None:
        said = _say("answered_hidden", what=what)
    else:
        said = _say("answered", what=what, part=f"{answered.part.shown:,}", whole=f"{answered.whole.shown:,}")
    notes = [
        _say("source", source=census.source, day=wording.day(census.as_of)),
        said,
        _say("left_out", groups="; ".join(left_out)) if left_out else "",
        "" if groups_of(kind) else _say("elsewhere"),
        *_of_hidden(groups),
        words("pictures.published.rounded", round_to=rules.round_to),
    ]
    return tuple(filter(None, notes))


def _of_hidden(groups: Sequence[Reached]) -> tuple[str, ...]:
    """Why some groups are hidden, and what all of them come to, which anybody can work out from the rest."""
    hidden = [one for one in groups if one.difference is None]
    if not hidden:
        return ()
    whole = groups[0].told_of
    others = whole - sum(one.told.shown or 0 for one in groups)
    together = _say(
        "hidden_together" if others else "hidden_not_counted",
        area=wording.percent(sum(one.people for one in hidden), groups[0].of),
        told=wording.percent(others, whole),
    )
    return together, words("pictures.published.hidden")


def _say(key: str, **gaps: Any) -> str:
    return words(f"who_we_hear_from.{key}", **gaps)
