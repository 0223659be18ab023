"""Facts that an edition of the public page can be made of, short to write."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from models.facts import Facts
from tests.joins_told import facts_of
from tests.over_time_facts import some_facts
from tests.storage.queries.test_quotations import lacks_nothing

INSIDE = "2026-09-30"
"""The last day that counts for who publishes in the weeks after `NOW`."""


def facts_to_publish(*groups: tuple[int, dict[str, Any]]) -> Facts:
    """So many people who told the same: for each group how many, and what as in `some_facts`."""
    told = some_facts([{"month": INSIDE} | row for how_many, row in groups for _ in range(how_many)])
    nobody = facts_of([])
    return replace(told, joins=nobody.joins, problems=nobody.problems)


def quotable_inside(session: Session, said: str) -> UUID:
    """Words that may be quoted, told on the last day that counts."""
    return lacks_nothing(session, said, told_on=date.fromisoformat(INSIDE))


def some_told(people: int) -> Facts:
    """So many people who say that it was good."""
    return facts_to_publish((people, {"rating": "good"}))
