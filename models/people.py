"""Who is asking: the viewer that every read and every act carries."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.errors import NotAllowed
from models.vocabulary import Role


class Permission(StrEnum):
    """One thing that somebody may do."""

    SUBMIT = "submit"
    IMPORT = "import"
    TAG = "tag"
    READ_FIGURES = "read_figures"
    MODERATE = "moderate"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_STORE = "manage_store"


ROLES: dict[Role, frozenset[Permission]] = {
    Role.RESIDENT: frozenset({Permission.SUBMIT}),
    Role.VOLUNTEER: frozenset({Permission.SUBMIT}),
    Role.STAFF: frozenset({Permission.SUBMIT, Permission.READ_FIGURES, Permission.MODERATE}),
    Role.ADMINISTRATOR: frozenset(Permission) - {Permission.TAG},
    Role.JOB: frozenset(
        {Permission.TAG, Permission.IMPORT, Permission.MANAGE_STORE, Permission.MANAGE_PEOPLE}
    ),
}


@dataclass(frozen=True)
class Viewer:
    """A person or a named job, acting for one watchdog.

    `name` is a staff member's name or a job's, never a resident's.
    """

    watchdog_id: str
    role: Role
    name: str = ""
    staff_id: UUID | None = None

    def may(self, permission: Permission) -> bool:
        return permission in ROLES[self.role]

    @property
    def actor(self) -> str:
        """How the audit trail names this viewer: a role and, for staff, an id."""
        who = str(self.staff_id) if self.staff_id else self.name
        return f"{self.role.value}:{who}" if who else self.role.value


def resident(watchdog_id: str) -> Viewer:
    """Anybody who is not signed in."""
    return Viewer(watchdog_id, Role.RESIDENT)


def job(watchdog_id: str, name: str) -> Viewer:
    """A named job: the tagger, an import from the terminal."""
    return Viewer(watchdog_id, Role.JOB, name=name)


def require(viewer: Viewer, permission: Permission) -> None:
    """Raise NotAllowed unless the viewer's role includes `permission`."""
    if not viewer.may(permission):
        raise NotAllowed(f"Your role ({viewer.role.value}) doesn't include this. An administrator can help.")
