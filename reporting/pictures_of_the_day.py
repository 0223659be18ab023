"""Where did people go, what was missing, at what time of day, and who got in touch within a week?"""

from collections.abc import Mapping

import numpy as np

from analysis.answers_counted import (
    Among,
    by_contact,
    by_time_of_day,
    chose,
    how_far,
    no_transport,
    ticks,
)
from analysis.measures import SOON
from content import baselines
from content.question_sets import HAVE_YOUR_SAY, question_set
from models.facts import Facts
from reporting import pictures_of_answers, wording
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.pictures_of_answers import Told, begun, largest, say, shares_of, shown, too_few
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM

MISSING = ("medicines", "transport", "equipment", "care", "home", "papers", "nobody_there")
OF_READINESS = (
    "medicines_when_leaving",
    "transport_home",
    "equipment_not_there",
    "care_package",
    "home_not_ready",
    "paperwork_when_leaving",
)
"""The themes that speak of the same things as `MISSING`, in its order."""


def destination(looked: Looked) -> Picture:
    """Where people went first, in the order of the form."""
    rows = places(looked.facts)
    return pictures_of_answers.people(
        _told(looked, "destination", _most("destination", rows, _number(rows)), say("destination.place")),
        rows,
    )


def ready(looked: Looked) -> Picture:
    """How far everything was ready, by where people went first."""
    rows = _all_ready(looked.facts, places(looked.facts))
    sentence = _least_ready("ready", rows)
    return pictures_of_answers.how_far(
        _told(looked, "ready", sentence, say("destination.place"), say("range_note")), rows
    )


def missing(looked: Looked) -> Picture:
    """What people ticked as not ready, most often first."""
    ticked = ticks(looked.facts, "not_ready")
    rows = _by_number({say(f"missing.{one}"): ticked[one] for one in MISSING if one in ticked})
    of = int(np.logical_or.reduce([*rows.values()]).sum()) if rows else 0
    return pictures_of_answers.people(
        _told(looked, "missing", _most("missing", rows, of), say("missing.thing"), say("missing.note")),
        rows,
        of=of,
    )


def themes(looked: Looked) -> Picture:
    """The themes that say what was missing: a person's where one decided, else the machine's."""
    facts = looked.tagged
    spoke = facts.themes[facts.themes["theme"].isin(OF_READINESS)].groupby("theme", observed=True)["row"]
    rows = _by_number(
        {theme_title(str(theme), looked.theme_marks): facts.feedback.index.isin(of) for theme, of in spoke}
    )
    of = int((facts.feedback["is_tagged"] | facts.feedback["is_checked_themes"]).sum())
    told = Told(
        "themes",
        _most("themes", rows, of),
        say("themes.theme"),
        facts,
        looked.behind_tags,
        (say("themes.note"),),
        Source.TAGS,
    )
    return pictures_of_answers.people(told, rows, of=of)


def time_of_day(looked: Looked) -> Picture:
    """How far everything was ready, by the time of day."""
    times = by_time_of_day(looked.facts, fewest=SHOW_FROM)
    rows = _all_ready(looked.facts, {say(f"time.{time}"): who for time, who in times.items()})
    return pictures_of_answers.how_far(
        _told(looked, "time", _least_ready("time", rows), say("time.time"), say("range_note")), rows
    )


def transport(looked: Looked) -> Picture:
    """Who had no transport, by the time of day."""
    all_day = no_transport(looked.facts)
    times = by_time_of_day(looked.facts, fewest=SHOW_FROM)
    of_times = {say(f"time.{time}"): all_day.within(who) for time, who in times.items()}
    told = {time: one.people for time, one in of_times.items()}
    if not shown(told):
        sentence = too_few(n for _, n in told.values())
    elif not any(k for k, _ in shown(told).values()):
        sentence = say("transport.none")
    else:
        time, (k, n) = largest(shown(told))
        sentence = say("transport.most", name=time, share=wording.share(k, n))
    notes = (say("transport.note"), say("dots_note"), *baselines.notes(*baselines.beside("transport")))
    return pictures_of_answers.shares(
        _told(looked, "transport", sentence, say("time.time"), *notes),
        {time: {"": one} for time, one in of_times.items()},
        said=say("transport.missing"),
    )


def contact(looked: Looked) -> Picture:
    """How soon somebody got in touch, each person once."""
    by_when = by_contact(looked.facts)
    soon = sum(int(by_when[one].sum()) for one in SOON)
    known = sum(int(who.sum()) for when, who in by_when.items() if when != "when_not_said")
    sentence = too_few([known])
    if known >= SHOW_FROM:
        in_ten = wording.in_ten(soon, known)
        sentence = say("contact.soon", in_ten=begun(in_ten), share=wording.share(soon, known))
    return pictures_of_answers.people(
        _told(looked, "contact", sentence, say("contact.how_soon")),
        {say(f"contact.{when}"): who for when, who in by_when.items()},
    )


def _told(looked: Looked, name: str, sentence: str, first: str, *notes: str) -> Told:
    return Told(name, sentence, first, looked.facts, looked.behind, notes)


def places(facts: Facts) -> dict[str, Among]:
    """Who went to each place that anybody went to, in the order of the form."""
    options = [
        option
        for step in question_set(HAVE_YOUR_SAY).steps
        for question in step.questions
        if question.id == "destination"
        for option in question.options
        if not option.says_nothing
    ]
    went = {option.label: chose(facts, "destination", option.value) for option in options}
    return {label: who for label, who in went.items() if who.any()}


def _all_ready(facts: Facts, groups: Mapping[str, Among]) -> dict[str, dict[str, Among]]:
    answers = how_far(facts, "all_ready")
    return {name: {answer: who & group for answer, who in answers.items()} for name, group in groups.items()}


def _least_ready(name: str, rows: Mapping[str, Mapping[str, Among]]) -> str:
    yes = shares_of(rows, "yes")
    told = shown(yes)
    if not told:
        return too_few(n for _, n in yes.values())
    least, (k, n) = min(told.items(), key=lambda one: one[1][0] / one[1][1])
    return say(f"{name}.{'least' if len(told) > 1 else 'only'}", name=least, share=wording.share(k, n))


def _by_number(rows: Mapping[str, Among]) -> dict[str, Among]:
    """Most people first; in their own order where they are as many."""
    return dict(sorted(rows.items(), key=lambda one: -int(one[1].sum())))


def _number(rows: Mapping[str, Among]) -> int:
    return sum(int(who.sum()) for who in rows.values())


def _most(name: str, rows: Mapping[str, Among], of: int) -> str:
    if of < SHOW_FROM:
        return too_few([of])
    if not rows:
        return say("nobody")
    first, who = max(rows.items(), key=lambda one: int(one[1].sum()))
    return say(f"{name}.most", name=first, share=wording.share(int(who.sum()), of))
