"""Whose words are quoted? Who told us, about which kinds of service, heard in which month, and no more.

A service by its name, a day, an age or an illness beside each other could tell who somebody is: a report
about one service or a visit leaves out the month.
"""

from uuid import UUID

import pandas as pd

from content.words import words
from models.facts import Facts
from models.vocabulary import Sector, Speaker
from reporting import wording

MOST_KINDS = 2
KNOWN = {one.value for one in Speaker if one is not Speaker.PREFER_NOT_TO_SAY}


def whose(facts: Facts, feedback_id: UUID, *, has_month: bool = True) -> str:
    """Such as "A family member, about a hospital, heard in March 2026"."""
    unknown = words("report.whose.unknown")
    told = facts.feedback[_is_theirs(facts, feedback_id)]
    if told.empty:
        return unknown
    row = told.iloc[0]
    speaker = row["speaker"]
    who = words(f"report.whose.speaker.{speaker}") if speaker in KNOWN else unknown
    kinds = _kinds(facts, told.index[0])
    if 0 < len(kinds) <= MOST_KINDS:
        what = words("report.whose.kinds", first=kinds[0], last=kinds[1]) if len(kinds) > 1 else kinds[0]
        who = words("report.whose.about", who=who, what=what)
    return words("report.whose.heard", who=who, month=wording.month_name(row["month"])) if has_month else who


def is_told(facts: Facts, feedback_id: UUID) -> bool:
    """Whether a piece of feedback is among the facts."""
    return bool(_is_theirs(facts, feedback_id).any())


def _is_theirs(facts: Facts, feedback_id: UUID) -> "pd.Series[bool]":
    return facts.feedback["id"].isin((str(feedback_id), feedback_id.hex))


def _kinds(facts: Facts, row: int) -> list[str]:
    known = facts.directory.services
    named = facts.services["service"][facts.services["row"] == row]
    sectors = {known[one].sector for one in named if one in known} - {Sector.UNKNOWN.value}
    return [words(f"named.sector.{one.value}") for one in Sector if one.value in sectors]
