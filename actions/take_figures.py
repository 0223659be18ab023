"""Note in the record that somebody took figures away as a file."""

from datetime import datetime

from sqlmodel import Session

from models.events import Event
from models.people import Permission, Viewer, require
from models.scope import Scope
from storage import audit


def take_figures(
    session: Session, name: str, kind: str, scope: Scope, *, is_publishable: bool, by: Viewer, at: datetime
) -> None:
    """The record holds which picture it was, as what, and by what it was narrowed down: not to what."""
    require(by, Permission.READ_FIGURES)
    audit.record(
        session,
        Event.FIGURES_TAKEN,
        by=by,
        at=at,
        detail={
            "picture": name,
            "file": kind,
            "figures": "to_publish" if is_publishable else "for_us",
            **({"narrowed_by": ", ".join(scope.chosen)} if scope.chosen else {}),
        },
    )
