"""How much of what was said has one version of the machine read?"""

from typing import NamedTuple

from sqlmodel import Session, case, col, func, or_, select

from models.feedback import Feedback
from models.people import Permission, Viewer, require
from storage.queries.current_tags import Versions, is_by, was_tried
from storage.queries.scope import EVERYTHING, Scope, is_withdrawn, within

MOST_UNREAD = 0.01
"""A reading may take the place of another while at most this share of the comments is missing from it."""


class ReadSoFar(NamedTuple):
    """Comments that were read, of how many."""

    read: int
    of: int

    @property
    def unread(self) -> int:
        return self.of - self.read

    @property
    def is_ready(self) -> bool:
        return self.unread <= MOST_UNREAD * self.of


def read_so_far(session: Session, viewer: Viewer, versions: Versions, scope: Scope = EVERYTHING) -> ReadSoFar:
    """Count the comments of a scope, and those that exactly these versions have read.

    Withheld and held ones are among them. Those that were withdrawn are not, nor those whose words were
    forgotten before these versions came.
    """
    require(viewer, Permission.READ_FIGURES)
    read_by_these = was_tried().where(is_by(versions))
    read, of = session.exec(
        select(func.count(case((read_by_these, 1))), func.count())
        .select_from(Feedback)
        .where(
            *within(viewer, scope, versions),
            ~is_withdrawn(),
            or_(read_by_these, col(Feedback.words_gone_at).is_(None)),
        )
    ).one()
    return ReadSoFar(read, of)
