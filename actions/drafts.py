"""What somebody has typed and not sent yet: kept under a key that their browser alone holds.

None of this is an act on a piece of feedback, for there is none yet, so nothing here leaves a row in the
record: a row would tell for good that somebody began to write and thought better of it, and every pause
in somebody's typing would wait for the one row at the end of the chain. How many were ended is counted in
the row of the day's work.
"""

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Delete
from sqlalchemy import delete as delete_rows
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from actions.copied_code import new_code, read_code
from models.draft import Draft
from models.errors import FeedbackError
from models.people import Permission, Viewer, require
from storage.keys import fingerprint

LASTS = timedelta(hours=20)
LASTS_WITH_CODE = timedelta(days=14)
LASTS_ONCE_SENT = timedelta(minutes=30)
TLS_COOKIE, PLAIN_COOKIE = "__Host-hys_draft", "hys_draft"
NO_SUCH_CODE = (
    "We can\u2019t find anything under that code. Look at it again: it has twelve letters and digits. "
    "What you wrote is kept for 14 days."
)


@dataclass(frozen=True)
class DraftState:
    """One piece of feedback on its way, as either door of the form leaves it for the other.

    `token` is sent with every press of Send, so that however often that is pressed one row is kept.
    `secret` goes with the reference and is given to nobody before that. `programme` is the id of the one
    whose own form it is, if it is one's. Once it was sent, `reference` is there, the answers are gone, and
    those that follow are about the person.
    """

    question_set: str
    begun_at: datetime
    programme: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    step: str = ""
    seen: list[str] = field(default_factory=list)
    is_changing: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    secret: str = field(default_factory=new_code)
    reference: str = ""
    is_to_be_contacted: bool = False
    has_told_about_you: bool = False

    def sent(self, reference: str, *, is_to_be_contacted: bool) -> "DraftState":
        """The same once it was sent: the next person at this device has no use for the answers."""
        return replace(
            self, answers={}, seen=[], step="", reference=reference, is_to_be_contacted=is_to_be_contacted
        )


def new_key() -> str:
    """What a browser is given to know its draft by: 256 bits."""
    return secrets.token_urlsafe(32)


def cookie_name(*, over_tls: bool) -> str:
    """The cookie that holds the key; behind TLS the prefix binds it to this host."""
    return TLS_COOKIE if over_tls else PLAIN_COOKIE


def load(session: Session, key: str, *, by: Viewer, at: datetime) -> DraftState | None:
    """What is kept under a key; None when there is nothing, or its time is over."""
    require(by, Permission.SUBMIT)
    row = session.exec(_under(key, by, at)).one_or_none()
    return _read(row) if row else None


def save(
    session: Session,
    key: str,
    state: DraftState,
    *,
    named: Collection[str] | None = None,
    by: Viewer,
    at: datetime,
) -> DraftState:
    """Keep `state` and return what is kept. Of its answers only those `named` are written; None is all.

    So two pages that are open at once each keep what was typed there, and where they speak of the same
    answer the newest wins. What was sent already stays sent.
    """
    require(by, Permission.SUBMIT)
    row = _row_to_write(session, key, by=by, at=at)
    kept = _read(row)
    if kept is not None and kept.reference and not state.reference:
        return kept
    if kept is not None:
        was_sent_now = state.reference and not kept.reference
        answers = {} if was_sent_now else _merged(kept.answers, state.answers, named)
        first: dict[str, Any] = {"token": kept.token, "secret": kept.secret, "begun_at": kept.begun_at}
        state = replace(state, answers=answers, **first)
    _write(session, row, state, at=at)
    return state


def keep(
    session: Session, key: str, typed: Mapping[str, str], *, question_set: str, by: Viewer, at: datetime
) -> None:
    """Keep what somebody is typing just now: these answers alone, whatever else was kept meanwhile."""
    require(by, Permission.SUBMIT)
    row = _row_to_write(session, key, by=by, at=at)
    state = _read(row) or DraftState(question_set=question_set, begun_at=at)
    if not state.reference:
        _write(session, row, replace(state, answers=state.answers | dict(typed)), at=at)


def code_for(session: Session, key: str, *, by: Viewer, at: datetime) -> str:
    """A code to come back with, on this device or another, for 14 days. The one before is void.

    Raises FeedbackError where nothing is kept under the key.
    """
    require(by, Permission.SUBMIT)
    row = session.exec(_under(key, by, at).with_for_update()).one_or_none()
    if row is None:
        raise FeedbackError(NO_SUCH_CODE)
    code = new_code()
    row.code_digest, row.ends_at = fingerprint(code), at + LASTS_WITH_CODE
    session.add(row)
    return code


def take_up(session: Session, code: str, *, by: Viewer, at: datetime) -> str:
    """The key under which the draft with this code is kept from now on; the key before opens nothing.

    Raises FeedbackError for a code that opens nothing. Count tries before asking.
    """
    require(by, Permission.SUBMIT)
    tidied = read_code(code)
    row = (
        tidied
        and session.exec(
            select(Draft)
            .where(
                Draft.watchdog_id == by.watchdog_id,
                Draft.code_digest == fingerprint(tidied),
                Draft.ends_at > at,
            )
            .with_for_update()
        ).one_or_none()
    )
    if not row:
        raise FeedbackError(NO_SUCH_CODE)
    key = new_key()
    row.key_digest = fingerprint(key)
    session.add(row)
    return key


def delete(session: Session, key: str, *, by: Viewer) -> None:
    """Delete what is kept under a key, and the code with it."""
    require(by, Permission.SUBMIT)
    session.execute(_delete_under(key, by))


def end_old(session: Session, *, by: Viewer, at: datetime) -> int:
    """Delete every draft whose time is over. Returns how many: a part of the day's work."""
    require(by, Permission.MANAGE_STORE)
    old = delete_rows(Draft).where(col(Draft.watchdog_id) == by.watchdog_id, col(Draft.ends_at) <= at)
    return session.connection().execute(old).rowcount


def _delete_under(key: str, by: Viewer) -> Delete:
    return delete_rows(Draft).where(
        col(Draft.watchdog_id) == by.watchdog_id, col(Draft.key_digest) == fingerprint(key)
    )


def _under(key: str, by: Viewer, at: datetime) -> SelectOfScalar[Draft]:
    return select(Draft).where(
        Draft.watchdog_id == by.watchdog_id, Draft.key_digest == fingerprint(key), Draft.ends_at > at
    )


def _row_to_write(session: Session, key: str, *, by: Viewer, at: datetime) -> Draft:
    """The row under a key, held until the transaction ends; a new one where there is none."""
    row = session.exec(_under(key, by, at).with_for_update()).one_or_none()
    if row is not None:
        return row
    session.execute(  # one whose time is over, and that the day's work has yet to delete
        _delete_under(key, by).where(col(Draft.ends_at) <= at)
    )
    begun = Draft(
        watchdog_id=by.watchdog_id, key_digest=fingerprint(key), begun_at=at, saved_at=at, ends_at=at + LASTS
    )
    try:
        with session.begin_nested():
            session.add(begun)
    except IntegrityError:  # two first saves at once: the other one was first
        return session.exec(_under(key, by, at).with_for_update()).one()
    return begun


def _merged(kept: dict[str, str], newer: dict[str, str], named: Collection[str] | None) -> dict[str, str]:
    if named is None:
        return newer
    others = {key: said for key, said in kept.items() if key not in named}
    return others | {key: said for key, said in newer.items() if key in named}


def _read(row: Draft) -> DraftState | None:
    if not row.state:
        return None
    held = json.loads(row.state)
    known = {one.name: held[one.name] for one in fields(DraftState) if one.name in held}
    return DraftState(**known | {"begun_at": datetime.fromisoformat(held["begun_at"])})


def _write(session: Session, row: Draft, state: DraftState, *, at: datetime) -> None:
    row.state = json.dumps(asdict(state) | {"begun_at": state.begun_at.isoformat()})
    row.saved_at = at
    if state.reference:
        row.code_digest, row.ends_at = "", at + LASTS_ONCE_SENT
    else:
        row.ends_at = at + (LASTS_WITH_CODE if row.code_digest else LASTS)
    session.add(row)
