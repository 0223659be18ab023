"""Of all that happened, what belongs to one programme: the days that its own charts show."""

from dataclasses import replace

from models.facts import Facts, Happening
from models.programme import ProgrammeSeen
from reporting.looked import Looked
from reporting.spc_shown import DAY


def looked_with_own_days(looked: Looked, programme: ProgrammeSeen) -> Looked:
    """The same people, beside what belongs to the programme alone."""
    facts, whole = (with_own_days(one, programme) for one in (looked.facts, looked.whole))
    return replace(looked, facts=facts, whole=whole)


def with_own_days(facts: Facts, programme: ProgrammeSeen) -> Facts:
    """The same, where nothing happened but its start, its other days, and the days of listening for it.

    A source that gives the day it is counted from says nothing new.
    """
    own = [one for one in facts.happenings if one.programme == programme.code]
    others = [
        Happening(one.day, one.what, one.source, DAY, programme.code)
        for one in programme.days
        if one.day != programme.started_on
    ]
    return replace(facts, happenings=tuple(sorted([*own, *others])))
