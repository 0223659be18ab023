"""Use a one-time link: choose a password, set up a second factor, and be let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from actions.one_time_links import SETS_PASSWORD, empty_mail, end_links, open_link
from actions.passwords import check_password, kept_as
from actions.people import end_sign_ins, known_of
from actions.second_factor import (
    WrongCode,
    address_for_app,
    never_take,
    replace_recovery_codes,
    secret_shown,
    step_of,
    take_code,
)
from actions.sign_in import NO_CODE, SignInDesk, viewer_of
from models.errors import FeedbackError, Problems
from models.events import Event
from models.staff import LinkPurpose, OneTimeLink, StaffMember
from models.watchdog import Watchdog
from storage import audit
from storage.engine import Store


@dataclass(frozen=True)
class LinkSeen:
    """What the page of a link asks for. `secret` and `for_app` are empty where a factor is kept."""

    purpose: LinkPurpose
    name: str
    email: str
    asks_password: bool
    secret: str
    for_app: str


@dataclass(frozen=True)
class LinkUsed:
    """A token for the browser, and the recovery codes to show once; none where a factor was kept."""

    token: str
    recovery_codes: Sequence[str]


def see_link(session: Session, token: str, *, watchdog_id: str, browser: str, at: datetime) -> LinkSeen:
    """What a link is for. Looking uses nothing up: mail programs look too. Raises FeedbackError.

    `browser` is what this browser's forms are bound to: each is shown a secret of its own, so that
    whoever looked at a link before its owner knows nothing of the owner's.
    """
    link, person = open_link(session, token, watchdog_id=watchdog_id, at=at)
    issuer = session.get_one(Watchdog, watchdog_id).name
    secret = secret_shown(link.secret, browser)
    return LinkSeen(
        purpose=link.purpose,
        name=person.name,
        email=person.email,
        asks_password=link.purpose in SETS_PASSWORD,
        secret=secret,
        for_app=address_for_app(secret, email=person.email, issuer=issuer) if secret else "",
    )


def use_link(
    desk: SignInDesk,
    store: Store,
    token: str,
    *,
    watchdog_id: str,
    password: str,
    code: str,
    address: str,
    browser: str,
    device: str = "",
    at: datetime,
) -> LinkUsed:
    """Do what the link is for, end every sign-in and other link there was, and begin a sign-in.

    The second factor is the one that `browser` was shown. Raises Problems about "password" or "code";
    the link can be tried again with others.
    """
    desk.tries.heed_address(watchdog_id, address)
    with store.reading() as session:
        link, person = open_link(session, token, watchdog_id=watchdog_id, at=at)
        secret = secret_shown(link.secret, browser)
        problems = _problems(session, link, person, secret=secret, password=password, code=code, at=at)
    if problems:
        raise Problems(problems)
    staff_id = person.id
    if not secret:
        desk.tries.heed_codes(watchdog_id, staff_id)
    kept = kept_as(password) if link.purpose in SETS_PASSWORD else ""
    try:
        with store.writing() as session:
            audit.lock(session, watchdog_id)
            link, person = open_link(session, token, watchdog_id=watchdog_id, at=at)
            used = _use(
                session, desk, link, person, secret=secret, kept=kept, code=code, device=device, at=at
            )
    except WrongCode as wrong:
        desk.tries.note_wrong_code(watchdog_id, staff_id)
        never_take(store, watchdog_id, staff_id, wrong)
        raise Problems({"code": str(wrong)}) from wrong
    if secret:
        desk.tries.forget_wrong_codes(watchdog_id, staff_id)
    return used


def _use(
    session: Session,
    desk: SignInDesk,
    link: OneTimeLink,
    person: StaffMember,
    *,
    secret: str,
    kept: str,
    code: str,
    device: str,
    at: datetime,
) -> LinkUsed:
    codes: Sequence[str] = ()
    with_ = "app"
    if secret:
        person.last_step = step_of(secret, code, last_step=0, at=at)
        person.second_factor = secret
        codes = replace_recovery_codes(session, person.watchdog_id, person.id)
    else:
        with_ = take_code(session, person, code, at=at)
    if kept:
        person.password_hash = kept
    link.used_at, link.secret = at, ""
    session.add_all([person, link])
    empty_mail(session, link)
    end_links(session, person, at=at)
    end_sign_ins(session, person, at=at)
    audit.record(
        session,
        Event.LINK_USED,
        by=viewer_of(person),
        at=at,
        subject=person.id,
        detail={"purpose": link.purpose.value},
    )
    return LinkUsed(desk.begin(session, person, device=device, with_=with_, at=at), codes)


def _problems(
    session: Session,
    link: OneTimeLink,
    person: StaffMember,
    *,
    secret: str,
    password: str,
    code: str,
    at: datetime,
) -> dict[str, str]:
    """What has to be put right before anything is changed, all of it at once."""
    problems: dict[str, str] = {}
    if link.purpose in SETS_PASSWORD:
        try:
            check_password(password, about=known_of(session, person))
        except FeedbackError as refusal:
            problems["password"] = str(refusal)
    if not code.strip():
        problems["code"] = NO_CODE
    elif secret:
        try:
            step_of(secret, code, last_step=0, at=at)
        except WrongCode as wrong:
            problems["code"] = str(wrong)
    return problems
