"""Forget what has been kept for long enough: contact details first, people's own words later."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, delete, func, select, update

from models.callback import Callback, CallbackAttempt
from models.entry import EntryChange, EntryDraft
from models.feedback import AboutYou, Contact, Correction, Feedback
from models.moderation import ModerationDecision, Redaction
from models.people import Permission, Viewer, require
from models.provider_response import ProviderResponse
from storage.queries.kept_too_long import (
    callbacks_to_forget,
    changes_to_forget,
    contacts_to_forget,
    empty_entries,
    entries_to_forget,
    words_to_forget,
)

AT_ONCE = 500
WHOM = ("contact_", "callback.")
"""What the answers begin with by which somebody can be reached."""
A_CHOICE = re.compile(r"[a-z0-9_]{1,60}(,[a-z0-9_]{1,60})*")
"""What an answer is that was chosen from a list; anything else was typed."""


class Forgotten(NamedTuple):
    """How many people's contact details, pieces of feedback's words, and details of callbacks are gone.

    `entries` were being written down, and nobody sent them.
    """

    contacts: int
    words: int
    callbacks: int
    entries: int


def forget_old(session: Session, *, by: Viewer, at: datetime) -> Forgotten:
    """Forget what is older than the watchdog keeps it, unless something about it is open.

    Choices, ratings, joins, tags and approved words stay, and so does what was checked of an answer; of a
    callback when it was and how it ended, and a number that we were asked not to ring. A part of the day's
    work, whose row in the record says how many there were.
    """
    require(by, Permission.MANAGE_STORE)
    contacts = list(session.exec(contacts_to_forget(session, by, at=at)))
    for some in _batches(contacts):
        ours = col(Contact.watchdog_id) == by.watchdog_id, col(Contact.feedback_id).in_(some)
        session.exec(delete(Contact).where(*ours))
        of_these = col(Feedback.watchdog_id) == by.watchdog_id, col(Feedback.id).in_(some)
        session.exec(update(Feedback).where(*of_these).values(caller_digest=""))
        for table in (EntryChange, EntryDraft):
            _forget_whom(session, table, "feedback_id", some, by=by)
    for some in _batches(list(session.exec(changes_to_forget(session, by, at=at)))):
        _forget_whom(session, EntryChange, "id", some, by=by)
    rung = list(session.exec(callbacks_to_forget(session, by, at=at)))
    for some in _batches(rung):
        _forget_callbacks(session, some, by=by)
    entries = _forget_entries(session, by=by, at=at)
    told = list(session.exec(words_to_forget(session, by, at=at)))
    for some in _batches(told):
        _forget_words(session, some, by=by, at=at)
    return Forgotten(len(contacts), len(told), len(rung), entries)


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _forget_whom(
    session: Session, table: type[EntryChange | EntryDraft], column: str, some: list[UUID], *, by: Viewer
) -> None:
    """What an entry said before it was put right, or says in a draft, may hold contact details too."""
    theirs = col(table.watchdog_id) == by.watchdog_id, col(getattr(table, column)).in_(some)
    said_in = "before" if table is EntryChange else "state"
    for row in session.exec(select(table).where(*theirs)).all():
        said = json.loads(getattr(row, said_in) or "{}")
        kept = {name: answer for name, answer in said.items() if not name.startswith(WHOM)}
        if kept != said:
            setattr(row, said_in, json.dumps(kept))
            session.add(row)
    session.flush()


def _forget_entries(session: Session, *, by: Viewer, at: datetime) -> int:
    """Empty drafts that nobody sent, as if they had been thrown away; returns how many.

    The empty rows go as long after that, once nothing can come from their pages any more.
    """
    ours = col(EntryDraft.watchdog_id) == by.watchdog_id
    for some in _batches(list(session.exec(empty_entries(session, by, at=at)))):
        session.exec(delete(EntryDraft).where(ours, col(EntryDraft.id).in_(some)))
    begun = list(session.exec(entries_to_forget(session, by, at=at)))
    for some in _batches(begun):
        thrown_away = update(EntryDraft).where(ours, col(EntryDraft.id).in_(some))
        session.exec(thrown_away.values(state="", saved_at=at, sent_at=at))
    return len(begun)


def _forget_callbacks(session: Session, some: list[UUID], *, by: Viewer) -> None:
    ours = col(Callback.watchdog_id) == by.watchdog_id, col(Callback.id).in_(some)
    session.exec(update(Callback).where(*ours).values(name="", telephone="", why=""))
    tries = col(CallbackAttempt.watchdog_id) == by.watchdog_id, col(CallbackAttempt.callback_id).in_(some)
    session.exec(update(CallbackAttempt).where(*tries).values(note=""))


def _forget_words(session: Session, some: list[UUID], *, by: Viewer, at: datetime) -> None:
    ours = col(Feedback.watchdog_id) == by.watchdog_id, col(Feedback.id).in_(some)
    for feedback_id, answers in session.exec(select(Feedback.id, Feedback.answers).where(*ours)).all():
        chosen = {name: said for name, said in answers.items() if A_CHOICE.fullmatch(said)}
        if chosen != answers:
            one = update(Feedback).where(col(Feedback.id) == feedback_id, ours[0])
            session.exec(one.values(answers=chosen))
    empty = {
        "words": "",
        "should_happen": "",
        "service_not_listed": "",
        "collected_by": "",
        "words_digest": "",
    }
    session.exec(update(Feedback).where(*ours).values(**empty, words_gone_at=at))
    for table, column in (
        (Correction, "words"),
        (Redaction, "instead"),
        (ModerationDecision, "note"),
        (EntryChange, "before"),
        (ProviderResponse, "words"),
        (ProviderResponse, "from_whom"),
    ):
        of_these = col(table.watchdog_id) == by.watchdog_id, col(table.feedback_id).in_(some)
        session.exec(update(table).where(*of_these).values({column: ""}))
    begun = col(EntryDraft.watchdog_id) == by.watchdog_id, col(EntryDraft.feedback_id).in_(some)
    ended = {"state": "", "sent_at": func.coalesce(col(EntryDraft.sent_at), at)}
    session.exec(update(EntryDraft).where(*begun).values(**ended))
    theirs = col(AboutYou.watchdog_id) == by.watchdog_id, col(AboutYou.feedback_id).in_(some)
    for row in session.exec(select(AboutYou).where(*theirs)).all():
        told = json.loads(row.answers)
        if told["typed"]:
            row.answers = json.dumps(told | {"typed": {}})
            session.add(row)
    session.flush()
