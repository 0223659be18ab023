"""A service that began on a day: what patients, and what families, said before it and what they say since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pandas as pd

from analysis.answers_counted import Share, told_by, went_well
from analysis.follow import Every, quarters, usual_length
from analysis.measures import Measure, measure_called, monthly
from analysis.narrow import narrow
from analysis.programme_counts import first_of_month, sides_of
from analysis.spc import FEWEST
from models.facts import Facts
from models.limits import Decided, LimitsKind
from models.period import Days
from models.programme import ProgrammeSeen
from models.scope import EVERYTHING, Who
from reporting import pictures_of_answers, wording
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.pictures_of_answers import Told
from reporting.pictures_of_answers import say as of_answers
from reporting.pictures_of_groups import Apart, points
from reporting.programme_pictures import (
    PAGE,
    Differing,
    Rows,
    clear_differences,
    dots_note,
    in_groups,
    of,
    say,
    too_few,
)
from reporting.spc_shown import facts_of

ABOUT = ("told_whom_to_contact", "all_ready", "one_person", "housing_asked", "community_group")
"""What a hub for leaving hospital sets out to do."""
APART = (Who.PATIENTS, Who.FAMILIES)
BEFORE, AFTER = "before", "after"


def measures() -> list[Measure]:
    """What each of `ABOUT` is over time."""
    return [measure_called(f"answer.{question}") for question in ABOUT]


def of_one_group(looked: Looked, who: Who) -> Looked:
    """The same, of patients alone or of families alone: they are never put together."""
    only = replace(EVERYTHING, who=who)
    return replace(
        looked,
        facts=narrow(looked.facts, only, is_people_only=looked.is_people_only),
        whole=narrow(looked.whole, only, is_people_only=looked.is_people_only),
        scope=replace(looked.scope, who=who),
    )


def frozen_at_start(programme: ProgrammeSeen, today: date) -> tuple[Decided, ...]:
    """Limits made from what came before its first month, and then left as they are."""
    started = programme.started_on
    if started is None or started > today:
        return ()
    at, reason = datetime.combine(started, time.min, UTC), _started(programme, started)
    return (Decided(programme.id, LimitsKind.FROZEN, first_of_month(started), reason, "", at),)


def _started(programme: ProgrammeSeen, started: date) -> str:
    """The day that before and after are told apart by, and whose word it is."""
    key = "reason_source" if programme.source else "reason"
    source = programme.source.rstrip(". ")
    return say(f"before_after.{key}", programme=programme.name, day=wording.day(started), source=source)


def length(looked: Looked, measure: Measure, decided: Sequence[Decided]) -> Every | None:
    """Months, where quarters would be too few to freeze limits on; else None, for what is usual."""
    frozen = next((one.month for one in decided if one.kind is LimitsKind.FROZEN), None)
    months = monthly(facts_of(looked, measure), measure)
    if frozen is None or usual_length(months, measure) is Every.MONTH:
        return None
    its_quarter = pd.Timestamp(frozen).to_period("Q").start_time
    earlier = months[months["month"] < its_quarter]
    told = (quarters(earlier, measure)["whole"] > 0).sum()
    return Every.MONTH if told < FEWEST else None


def nothing_to_compare(programme: ProgrammeSeen, today: date) -> str:
    """Why there is no before and after, in words; empty where there is one."""
    if programme.started_on is None:
        return say("before_after.no_start")
    if programme.started_on > today:
        return say("before_after.not_started", day=wording.day(programme.started_on))
    return ""


def before_and_after(looked: Looked, programme: ProgrammeSeen, who: Who) -> Picture:
    """Each of `ABOUT` before and since, of one group, with the range of the difference.

    Of all time, whatever the period: the same people as those that limits are made from. Raises ValueError
    for a programme that has no start, or none yet.
    """
    if why := nothing_to_compare(programme, looked.today):
        raise ValueError(why)
    facts, started = looked.whole, programme.started_on or looked.today
    rows = _rows(facts, programme, started, who)
    clear = clear_differences(rows, [(AFTER, BEFORE)])
    month, since = wording.month_name(started), _started(programme, started)
    notes = [dots_note(), say("all_time"), say("before_after.note", month=month, started=since)]
    if _has_ended(programme, looked.today):
        notes.append(say("before_after.ended", day=wording.day(programme.ended_on or started)))
    notes += [say("before_after.cause"), say("one_by_chance")] if clear else []
    called = _called(programme, started, looked.today)
    about = Told(
        f"before_{who.value}",
        _sentence(who, rows, clear),
        say("question"),
        facts,
        looked.behind_of(facts),
        tuple(notes),
        page=PAGE,
    )
    apart = [Apart(name, of_row[AFTER], of_row[BEFORE]) for name, of_row in rows.items()]
    beside = {say("before_after.difference"): [points(one) for one in apart]}
    drawn = {name: {called[side]: one for side, one in of_row.items()} for name, of_row in rows.items()}
    return replace(pictures_of_answers.shares(about, drawn, beside=beside), period=Days())


def _rows(facts: Facts, programme: ProgrammeSeen, started: date, who: Who) -> dict[str, dict[str, Share]]:
    sides, group = sides_of(facts, started, programme.ended_on), told_by(facts, who)
    went = {of_answers(f"asked.{question}"): went_well(facts, question) for question in ABOUT}
    return in_groups(went, {BEFORE: sides.before & group, AFTER: sides.after & group})


def _called(programme: ProgrammeSeen, started: date, today: date) -> dict[str, str]:
    month = wording.month_name(started)
    after = say("before_after.since", month=month)
    if programme.ended_on and _has_ended(programme, today):
        after = say("before_after.until", month=month, last=wording.month_name(programme.ended_on))
    return {BEFORE: say("before_after.before", month=month), AFTER: after}


def _has_ended(programme: ProgrammeSeen, today: date) -> bool:
    return programme.ended_on is not None and programme.ended_on <= today


def _sentence(who: Who, rows: Rows, clear: list[Differing] | None) -> str:
    """The largest difference, and what else differs."""
    if clear is None:
        return too_few(one.people[1] for of_row in rows.values() for one in of_row.values())
    if not clear:
        return say("before_after.alike", group=say(f"group.{who.value}"))
    first, *others = (one.apart for one in clear)
    said = say(
        "before_after.apart",
        name=first.question,
        now=of(first.here),
        group=say(f"in_sentence.{who.value}"),
        before=of(first.there),
    )
    names = ", ".join(one.question.lower() for one in others)
    return f"{said} {say('before_after.also', names=names)}" if others else said
