"""What does a scope that was kept with its period name today?"""

from dataclasses import replace

from models.commitment import looking_of
from models.drawn_on import taken_apart
from models.scope import Scope, to_link
from storage.queries.scopes_kept import ScopeNow, Standing, scope_now


def scope_with_period(scope: str, measure: str, known: Standing) -> ScopeNow:
    """The scope as `scope_now` reads it, from its first day to its last as it was kept."""
    days = looking_of(scope)[0].scope
    now, lost = scope_now(scope, measure, known)
    period = [f"{name}={day}" for name, day in to_link(_only_days(days)).items()]
    return ScopeNow("&".join([*period, *([now] if now else [])]), lost)


def scope_with_page(scope: str, measure: str, known: Standing) -> ScopeNow:
    """The same of a scope that says on which page its figures were drawn."""
    drawn_on = taken_apart(scope)
    now = scope_with_period(drawn_on.scope, measure, known)
    return now._replace(scope="&".join(filter(None, (drawn_on.page, now.scope))))


def _only_days(scope: Scope) -> Scope:
    return replace(Scope(), since=scope.since, until=scope.until)
