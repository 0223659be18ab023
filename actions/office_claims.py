"""What does the office's identity provider say of somebody, and is that enough to go by?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.errors import FeedbackError
from models.people import WORKERS
from models.vocabulary import Role
from models.words import canonical

FRESH = timedelta(minutes=5)
"""How long what the provider said is good for a way in. Streamlit would keep it for thirty days."""
CLOCKS = timedelta(minutes=1)
"""How far the provider's clock may be ahead of ours."""
LONGEST_ID = 400
LONGEST_NAME = 200
STALE = "It's been a while since you came from your work account. Sign in again."
UNCLEAR = "Your work account didn't tell us enough to let you in: {what}. An administrator can help."

RolesMap = Mapping[str, frozenset[Role]]


class Stale(FeedbackError):
    """What the provider said has run out, or is too old to let anybody in."""


@dataclass(frozen=True)
class OfficeClaims:
    """Somebody, as the identity provider has them.

    `office_id` is the provider and its own name for them, which never changes; `values` is what the
    claim about roles holds; all of it holds until `until`. `email_verified` is None where the provider
    doesn't say.
    """

    office_id: str
    name: str
    email: str
    email_verified: bool | None
    values: frozenset[str]
    until: datetime


def roles_map(written: Mapping[str, str]) -> RolesMap:
    """The roles that each value of the claim gives; where nothing is written, values are names of roles.

    Raises FeedbackError for a role that nobody can have.
    """
    known = {role.value: role for role in WORKERS}
    if not written:
        return {name: frozenset({role}) for name, role in known.items()}
    given = {value: [name.strip() for name in names.split(",")] for value, names in written.items()}
    if unknown := sorted({name for names in given.values() for name in names} - set(known)):
        raise FeedbackError(
            f"FEEDBACK_OIDC_ROLES names {', '.join(map(repr, unknown))}. The roles are {', '.join(known)}."
        )
    return {value: frozenset(known[name] for name in names) for value, names in given.items()}


def claims_of(said: Mapping[str, object], *, client_id: str, roles_claim: str, at: datetime) -> OfficeClaims:
    """What the provider said of somebody, checked.

    Raises Stale when that was five minutes ago or has run out, and FeedbackError when something is
    missing or it was said to another site, or to several and not for ours.
    """
    until, issued = _moment(said, "exp"), _moment(said, "iat")
    if until <= at or issued <= at - FRESH or issued > at + CLOCKS:
        raise Stale(STALE)
    sites = _several(said.get("aud"))
    if client_id not in sites or (len(sites) > 1 and said.get("azp") != client_id):
        raise FeedbackError(UNCLEAR.format(what="it spoke to another site"))
    office_id = f"{_text(said, 'iss', 'who vouches for you')}|{_text(said, 'sub', 'who you are')}"
    if len(office_id) > LONGEST_ID:
        raise FeedbackError(UNCLEAR.format(what="its name for you is too long"))
    email = canonical(_text(said, "email", "your email address")).strip().lower()
    name, verified = said.get("name"), said.get("email_verified")
    return OfficeClaims(
        office_id=office_id,
        name=(name.strip()[:LONGEST_NAME] if isinstance(name, str) else "") or email,
        email=email,
        email_verified=None if verified is None else verified in (True, "true"),
        values=_several(said.get(roles_claim)),
        until=until,
    )


def _text(said: Mapping[str, object], claim: str, what: str) -> str:
    found = said.get(claim)
    if not isinstance(found, str) or not found.strip():
        raise FeedbackError(UNCLEAR.format(what=f"{what} is missing"))
    return found


def _several(found: object) -> frozenset[str]:
    """A claim that can hold one value or a list of them."""
    return frozenset(one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str))


def _moment(said: Mapping[str, object], claim: str) -> datetime:
    found = said.get(claim)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Stale(STALE)
    return datetime.fromtimestamp(found, UTC)
