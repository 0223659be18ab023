"""What a published figure needs before it is followed, and what has to be put right in it, by field."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from actions.needed_texts import on_one_line, problems_in
from actions.what_is_measured import what_is_measured
from imports.figure_rules import fault_in_value
from models.commitment import LONGEST_BODY, LONGEST_SOURCE
from models.errors import Problems
from models.indicator import LONGEST_DEFINITION, LONGEST_NAME, Indicator, IndicatorDraft

MISSING = {
    "name": "Say what the figure is called",
    "definition": "Say what is counted and who is counted in it, in the words of whoever publishes it",
    "published_by": "Say who publishes it",
    "source": "Say where it is published: a page on the web, a report, board papers",
}
LONGEST = {
    "name": LONGEST_NAME,
    "definition": LONGEST_DEFINITION,
    "published_by": LONGEST_BODY,
    "source": LONGEST_SOURCE,
}


def checked(
    session: Session,
    mine: str,
    programme_id: UUID,
    draft: IndicatorDraft,
    *,
    before: Indicator | None = None,
    held: Iterable[float] = (),
) -> dict[str, Any]:
    """What is to be stored of a draft, by field. Raises Problems, by field.

    What stood there `before` may stay, though it could not be chosen any more. `held` are the values that
    the unit has to fit.
    """
    texts = on_one_line(draft, MISSING)
    draft = replace(draft, **texts, measure=draft.measure.strip())
    problems = problems_in(texts, MISSING, LONGEST)
    if not problems["name"] and _is_followed_already(session, mine, programme_id, draft, before):
        problems["name"] = "This figure is followed already"
    if any(fault_in_value(value, draft.unit) for value in held):
        problems["unit"] = "Figures that were entered don't fit. Take those back first"
    scope, of_measure = what_is_measured(session, mine, draft.measure, draft.scope)
    if before and before.measure == draft.measure and draft.measure:
        was = what_is_measured(session, mine, before.measure, before.scope)
        of_measure.pop("measure", None)
        if draft.scope == before.scope or (was.scope == scope and "scope" not in was.problems):
            scope = before.scope
            of_measure.pop("scope", None)
    if found := {field: said for field, said in (problems | of_measure).items() if said}:
        raise Problems(found)
    return asdict(replace(draft, scope=scope))


def _is_followed_already(
    session: Session, mine: str, programme_id: UUID, draft: IndicatorDraft, before: Indicator | None
) -> bool:
    others = session.exec(
        select(Indicator.id).where(
            Indicator.watchdog_id == mine,
            Indicator.programme_id == programme_id,
            Indicator.name == draft.name,
            Indicator.published_by == draft.published_by,
        )
    ).all()
    return any(before is None or one != before.id for one in others)
