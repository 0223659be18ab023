"""Forget what has been kept for long enough: contact details first, people's own words later."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, delete, select, update

from models.feedback import AboutYou, Contact, Correction, Feedback
from models.moderation import ModerationDecision, Redaction
from models.people import Permission, Viewer, require
from storage.queries.kept_too_long import contacts_to_forget, words_to_forget

AT_ONCE = 500
A_CHOICE = re.compile(r"[a-z0-9_]{1,60}(,[a-z0-9_]{1,60})*")
"""What an answer is that was chosen from a list; anything else was typed."""


class Forgotten(NamedTuple):
    """How many people's contact details, and how many pieces of feedback's words, are gone."""

    contacts: int
    words: int


def forget_old(session: Session, *, by: Viewer, at: datetime) -> Forgotten:
    """Forget what is older than the watchdog keeps it, unless something about it is open.

    Choices, ratings, joins, tags and approved words stay. A part of the day's work, whose row in the
    record says how many there were.
    """
    require(by, Permission.MANAGE_STORE)
    contacts = list(session.exec(contacts_to_forget(session, by, at=at)))
    for some in _batches(contacts):
        ours = col(Contact.watchdog_id) == by.watchdog_id, col(Contact.feedback_id).in_(some)
        session.exec(delete(Contact).where(*ours))
    told = list(session.exec(words_to_forget(session, by, at=at)))
    for some in _batches(told):
        _forget_words(session, some, by=by, at=at)
    return Forgotten(len(contacts), len(told))


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


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
    for table, column in ((Correction, "words"), (Redaction, "instead"), (ModerationDecision, "note")):
        of_these = col(table.watchdog_id) == by.watchdog_id, col(table.feedback_id).in_(some)
        session.exec(update(table).where(*of_these).values({column: ""}))
    theirs = col(AboutYou.watchdog_id) == by.watchdog_id, col(AboutYou.feedback_id).in_(some)
    for row in session.exec(select(AboutYou).where(*theirs)).all():
        told = json.loads(row.answers)
        if told["typed"]:
            row.answers = json.dumps(told | {"typed": {}})
            session.add(row)
    session.flush()
