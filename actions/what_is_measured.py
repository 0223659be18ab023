"""Is there such a measure, and can it be taken in such a scope, to hold a promise or a figure against?"""

from typing import NamedTuple

from sqlmodel import Session

from analysis.measures import measure_called
from analysis.taxonomy import load_taxonomy
from models.commitment import Direction, looking_of
from models.limits import LONGEST_SCOPE
from storage.queries.scopes_kept import scope_now, standing

NO_SUCH_MEASURE = "Choose a measure from the list"
TOWARDS = {"high": Direction.UP, "low": Direction.DOWN}


class Measured(NamedTuple):
    """The scope as it is stored, and what has to be put right, by field: "measure", "scope"."""

    scope: str
    problems: dict[str, str]


def what_is_measured(session: Session, mine: str, measure: str, scope: str) -> Measured:
    """Check a measure and the scope it is taken in; without a measure there is nothing to take.

    A service or body that was merged is stored as what stands for it. A period in the scope is left out.
    """
    if not measure:
        return Measured("", {})
    problems = {"measure": _measure_problem(measure)}
    now, lost = scope_now(scope, measure, standing(session, mine))
    theme = looking_of(now)[0].scope.theme
    if lost:
        problems["scope"] = (
            f"Choose again what it is measured in. We can't find: {', '.join(map(_named, lost))}"
        )
    elif theme:
        problems["scope"] = _theme_problem(theme)
    elif len(now) > LONGEST_SCOPE:
        problems["scope"] = "Choose less to measure it in"
    return Measured(now, {field: said for field, said in problems.items() if said})


def way_it_goes(measure: str) -> Direction | None:
    """Which way a measure goes where things get better; None where neither way is, or there is none."""
    try:
        better = measure_called(measure).better
    except ValueError:
        return None
    return TOWARDS[better] if better else None


def _measure_problem(measure: str) -> str:
    try:
        theme = measure_called(measure).theme
    except ValueError:
        return NO_SUCH_MEASURE
    return _theme_problem(theme) if theme else ""


def _theme_problem(theme: str) -> str:
    taxonomy = load_taxonomy()
    if theme in taxonomy.themes:
        return ""
    if gone := taxonomy.retired.get(theme):
        after = taxonomy.themes[gone.successor].title
        return f"We no longer look for “{gone.title}”. Choose what came after it: “{after}”"
    return "Choose a theme from the list"


def _named(field: str) -> str:
    return field.removesuffix("_id").replace("_", " ")
