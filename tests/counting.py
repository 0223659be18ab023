"""What counts in a scope, as every page of figures has it."""

from sqlmodel import Session

from analysis.narrow import narrow
from models.facts import Facts
from models.people import Viewer
from models.scope import EVERYTHING, Scope
from storage.queries.current_tags import Versions
from storage.queries.facts import read_facts

VERSIONS = Versions("1", "test")


def counted(
    session: Session, viewer: Viewer, scope: Scope = EVERYTHING, versions: Versions = VERSIONS
) -> Facts:
    """The facts of what counts in a scope."""
    return narrow(read_facts(session, viewer, versions), scope)
