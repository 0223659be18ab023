"""Who is asking: the viewer that every read and every act carries, and what their roles let them do."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from models.errors import NotAllowed
from models.vocabulary import Role


class Permission(StrEnum):
    """One thing that somebody may do."""

    SUBMIT = "submit"
    FOLLOW_UP = "follow_up"
    WRITE_FOR_OTHERS = "write_for_others"
    READ_FEEDBACK = "read_feedback"
    MODERATE = "moderate"
    READ_FIGURES = "read_figures"
    SET_LIMITS = "set_limits"
    FOLLOW_PROMISES = "follow_promises"
    KEEP_SCHEMES = "keep_schemes"
    SEND_NEWSLETTER = "send_newsletter"
    EDIT_DIRECTORY = "edit_directory"
    EDIT_SIGNPOSTS = "edit_signposts"
    EDIT_THRESHOLDS = "edit_thresholds"
    EDIT_WATCHDOG = "edit_watchdog"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    MANAGE_STORE = "manage_store"
    IMPORT = "import"
    TAG = "tag"
    SEND_MAIL = "send_mail"
    RAISE_CONCERN = "raise_concern"
    DECIDE_CONCERN = "decide_concern"
    REVIEW_TAGS = "review_tags"
    READ_APPROVED = "read_approved"
    EXPORT_WORDS = "export_words"
    HANDLE_REQUESTS = "handle_requests"
    RECOMMEND = "recommend"
    ENTER_RESPONSES = "enter_responses"
    PUBLISH = "publish"
    ANSWER = "answer"


BEFORE_PEOPLE_HAD_SEVERAL_ROLES = ("volunteer", "staff", "administrator")
"""How the record named people then: "staff:<id>"."""

LONGEST_ID = 36
_JOB = re.compile(r"[a-z_ -]{1,40}")

P = Permission
ROLES: dict[Role, frozenset[Permission]] = {
    Role.RESIDENT: frozenset({P.SUBMIT, P.FOLLOW_UP}),
    Role.VOLUNTEER: frozenset({P.SUBMIT, P.WRITE_FOR_OTHERS, P.RAISE_CONCERN}),
    Role.MODERATOR: frozenset(
        {
            P.SUBMIT,
            P.WRITE_FOR_OTHERS,
            P.READ_FEEDBACK,
            P.MODERATE,
            P.RAISE_CONCERN,
            P.REVIEW_TAGS,
            P.READ_APPROVED,
            P.HANDLE_REQUESTS,
            P.ENTER_RESPONSES,
        }
    ),
    Role.ANALYST: frozenset(
        {
            P.SUBMIT,
            P.READ_FIGURES,
            P.SET_LIMITS,
            P.FOLLOW_PROMISES,
            P.KEEP_SCHEMES,
            P.EDIT_DIRECTORY,
            P.RAISE_CONCERN,
            P.REVIEW_TAGS,
            P.READ_APPROVED,
            P.EXPORT_WORDS,
            P.RECOMMEND,
            P.ENTER_RESPONSES,
        }
    ),
    Role.SAFEGUARDING_LEAD: frozenset(
        {
            P.SUBMIT,
            P.WRITE_FOR_OTHERS,
            P.READ_FEEDBACK,
            P.EDIT_SIGNPOSTS,
            P.RAISE_CONCERN,
            P.DECIDE_CONCERN,
            P.READ_APPROVED,
            P.HANDLE_REQUESTS,
        }
    ),
    Role.PUBLISHER: frozenset(
        {
            P.SUBMIT,
            P.READ_FIGURES,
            P.SET_LIMITS,
            P.FOLLOW_PROMISES,
            P.SEND_NEWSLETTER,
            P.EDIT_THRESHOLDS,
            P.RAISE_CONCERN,
            P.READ_APPROVED,
            P.EXPORT_WORDS,
            P.RECOMMEND,
            P.ENTER_RESPONSES,
            P.PUBLISH,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            P.SUBMIT,
            P.READ_FIGURES,
            P.SET_LIMITS,
            P.FOLLOW_PROMISES,
            P.SEND_NEWSLETTER,
            P.EDIT_DIRECTORY,
            P.EDIT_SIGNPOSTS,
            P.EDIT_THRESHOLDS,
            P.EDIT_WATCHDOG,
            P.MANAGE_PEOPLE,
            P.READ_AUDIT,
            P.MANAGE_STORE,
        }
    ),
    Role.BODY: frozenset({P.ANSWER}),
    Role.JOB: frozenset(Permission)
    - {
        P.SUBMIT,
        P.FOLLOW_UP,
        P.WRITE_FOR_OTHERS,
        P.READ_FEEDBACK,
        P.SET_LIMITS,
        P.MODERATE,
        P.DECIDE_CONCERN,
        P.REVIEW_TAGS,
        P.READ_APPROVED,
        P.EXPORT_WORDS,
        P.PUBLISH,
        P.ANSWER,
    },
}
"""Who may do what. An administrator looks after people and settings, and reads nobody's words.

To FOLLOW_UP is to see what became of one's own words, to add to them or take them back: nobody who works
here does that in somebody's place. To ANSWER is for a body that holds a link of ours.
"""

WORKERS = tuple(role for role in Role if role not in {Role.RESIDENT, Role.JOB, Role.BODY})
"""The roles that an account can have."""


@dataclass(frozen=True)
class Viewer:
    """A person or a named job, acting for one watchdog.

    `name` is a staff member's name or a job's, never a resident's. `sign_in_id` is the sign-in that
    a person came with. Raises ValueError for a worker or a job that has no name to answer for.
    """

    watchdog_id: str
    roles: frozenset[Role]
    name: str = ""
    staff_id: UUID | None = None
    sign_in_id: UUID | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        is_job = self.roles == {Role.JOB} and self.name
        if self.staff_id is None and not is_job and self.roles not in ({Role.RESIDENT}, {Role.BODY}):
            raise ValueError("an act needs an actor: a person with an account, or a named job")

    def may(self, permission: Permission) -> bool:
        return any(permission in ROLES[role] for role in self.roles)

    @property
    def actor(self) -> str:
        """How the audit trail names this viewer: "person:<id>", "job:<name>", "resident" or "body"."""
        if self.staff_id is not None:
            return f"person:{self.staff_id}"
        if Role.BODY in self.roles:
            return Role.BODY.value
        return f"job:{self.name}" if Role.JOB in self.roles else Role.RESIDENT.value


def resident(watchdog_id: str) -> Viewer:
    """Anybody who is not signed in."""
    return Viewer(watchdog_id, frozenset({Role.RESIDENT}))


def body(watchdog_id: str) -> Viewer:
    """Whoever holds the link that a body was sent, by which it answers a recommendation."""
    return Viewer(watchdog_id, frozenset({Role.BODY}))


def job(watchdog_id: str, name: str) -> Viewer:
    """A named job: the tagger, an import from the terminal."""
    return Viewer(watchdog_id, frozenset({Role.JOB}), name=name)


def actor_named(said: str) -> str:
    """An actor in the one way the record writes it. Raises ValueError for what is none.

    >>> actor_named("person:0190C3A100007000800000000000000A")
    'person:0190c3a1-0000-7000-8000-00000000000a'
    """
    kind, _, who = said.partition(":")
    if said in (Role.RESIDENT, Role.BODY) or (kind == Role.JOB and _JOB.fullmatch(who)):
        return said
    if kind in ("person", *BEFORE_PEOPLE_HAD_SEVERAL_ROLES) and len(who) <= LONGEST_ID:
        return f"{kind}:{UUID(who)}"
    raise ValueError("no actor is named so")


def staff_id_of(actor: str) -> UUID | None:
    """The account that an actor stands for; None for a resident, a body or a job.

    Acts from before roles could be several name the role instead: "staff:<id>".
    """
    kind, _, who = actor.partition(":")
    try:
        return None if kind == Role.JOB else UUID(who)
    except ValueError:
        return None


def require(viewer: Viewer, permission: Permission) -> None:
    """Raise NotAllowed unless one of the viewer's roles includes `permission`."""
    if not viewer.may(permission):
        raise NotAllowed("Your role doesn't include this. An administrator can help.")


def own_staff_id(viewer: Viewer) -> UUID:
    """The viewer's own account. Raises NotAllowed for whoever has none."""
    if viewer.staff_id is None:
        raise NotAllowed("Sign in first.")
    return viewer.staff_id
