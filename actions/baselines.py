"""Is the same figure already held against another month? Two baselines for one chart would contradict."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from storage.queries.other_baselines import another_baseline
from storage.queries.scopes_kept import standing

SHOWN = 60
"""Characters of a promise that stand for it in a sentence."""


def other_baseline(
    session: Session, mine: str, measure: str, scope: str, month: date, *, but: UUID | None = None
) -> str:
    """A sentence that names what else measures this in this scope from another month; empty for nothing.

    `but` is the promise that is being changed.
    """
    found = another_baseline(session, mine, measure, scope, month, known=standing(session, mine), but=but)
    if found is None:
        return ""
    if found.quotation:
        return (
            f"The promise “{_short(found.quotation)}” is measured by the same figure, "
            f"from {found.month:%B %Y}. Choose that month, or change that promise first"
        )
    return (
        f"On “Over time” the limits of this figure are fixed on what came before {found.month:%B %Y}. "
        "Choose that month, or take that decision back first"
    )


def _short(quotation: str) -> str:
    return quotation if len(quotation) <= SHOWN else f"{quotation[:SHOWN].rsplit(' ', 1)[0]} …"
