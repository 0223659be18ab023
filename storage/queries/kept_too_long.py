"""What has been kept for as long as this watchdog keeps it, and what is kept longer because it is open?"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as rows
from sqlmodel.sql.expression import SelectOfScalar

from models.callback import Callback
from models.draft import Draft
from models.entry import EntryChange, EntryDraft
from models.errors import NotAllowed
from models.escalation import Escalation
from models.feedback import Contact, Correction, Feedback
from models.moderation import ToTell
from models.outbox import OutboxMessage
from models.people import Permission, Viewer
from models.setting import ThresholdKind
from models.staff import OneTimeLink, SignIn
from models.vocabulary import Outcome
from models.watchdog import HERE
from storage.queries.ended_long_ago import links_to_forget, mail_to_forget, sign_ins_to_forget
from storage.queries.scope import awaits, verdict_is
from storage.queries.thresholds import thresholds

MAY_ASK = (Permission.HANDLE_REQUESTS, Permission.EDIT_THRESHOLDS, Permission.MANAGE_STORE)


class Kept(StrEnum):
    """What is kept for a while only."""

    CONTACT = "contact"
    CALLBACK = "callback"
    WORDS = "words"
    DRAFT = "draft"
    ENTRY = "entry"
    SIGN_IN = "sign_in"
    LINK = "link"
    MAIL = "mail"


class TooLong(NamedTuple):
    """How many of one kind are due to be forgotten, and since when there has been the oldest of them.

    `open` are as old and stay: a decision or a concern about them is open, they are on hold, or somebody
    is still to be told what was changed, or to be rung.
    """

    due: int
    oldest: datetime | None
    open: int = 0


def kept_too_long(session: Session, viewer: Viewer, *, at: datetime) -> dict[Kept, TooLong]:
    """What the day's work of `at` forgets, by kind; looking at it changes nothing."""
    if not any(viewer.may(permission) for permission in MAY_ASK):
        raise NotAllowed("Your role doesn't include this. An administrator can help.")
    months = thresholds(session, viewer)
    ours = viewer.watchdog_id
    found = {}
    for kind, has, period in (
        (Kept.CONTACT, _has_contact(), ThresholdKind.KEEP_CONTACT_MONTHS),
        (Kept.WORDS, _has_words(), ThresholdKind.KEEP_WORDS_MONTHS),
    ):
        old = has, *_older_than(viewer, months[period], at)
        still_open = _count(session, last_heard(), *old, is_open()).due
        found[kind] = _count(session, last_heard(), *old, ~is_open())._replace(open=still_open)
    stays = _is_old_draft(ours, months, at), _is_of_an_open_draft()
    still_open = _count(session, col(EntryDraft.saved_at), *stays).due
    for kind, since, is_over in (
        (Kept.CALLBACK, col(Callback.closed_at), _is_old_callback(ours, months, at)),
        (Kept.DRAFT, col(Draft.begun_at), and_(col(Draft.watchdog_id) == ours, col(Draft.ends_at) <= at)),
        (
            Kept.ENTRY,
            col(EntryDraft.saved_at),
            and_(_is_old_draft(ours, months, at), ~_is_of_an_open_draft()),
        ),
        (Kept.SIGN_IN, col(SignIn.started_at), col(SignIn.id).in_(sign_ins_to_forget(ours, at))),
        (Kept.LINK, col(OneTimeLink.made_at), col(OneTimeLink.id).in_(links_to_forget(ours, at))),
        (Kept.MAIL, col(OutboxMessage.written_at), col(OutboxMessage.id).in_(mail_to_forget(ours, at))),
    ):
        found[kind] = _count(session, since, is_over)
    found[Kept.ENTRY] = found[Kept.ENTRY]._replace(open=still_open)
    return found


def contacts_to_forget(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of feedback whose contact details have been kept for long enough. For acts."""
    return _to_forget(session, by, ThresholdKind.KEEP_CONTACT_MONTHS, _has_contact(), at)


def callbacks_to_forget(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of callbacks that were closed as long ago as contact details are kept. For acts."""
    return rows(Callback.id).where(_is_old_callback(by.watchdog_id, thresholds(session, by), at))


def changes_to_forget(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of what entries said before, changed as long ago as contact details are kept. For acts."""
    return rows(EntryChange.id).where(
        col(EntryChange.watchdog_id) == by.watchdog_id,
        col(EntryChange.before) != "",
        col(EntryChange.changed_at) < _no_contact_before(thresholds(session, by), at),
        ~_belongs_to_what_is_open(EntryChange),
    )


def entries_to_forget(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of drafts of entries, never sent, that were kept as long as contact details. For acts."""
    is_old = _is_old_draft(by.watchdog_id, thresholds(session, by), at)
    return rows(EntryDraft.id).where(is_old, ~_is_of_an_open_draft())


def empty_entries(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of drafts that were sent or thrown away as long ago, to which nothing refers. For acts."""
    refers = select(col(Callback.id)).where(
        col(Callback.watchdog_id) == EntryDraft.watchdog_id, col(Callback.draft_id) == EntryDraft.id
    )
    return rows(EntryDraft.id).where(
        col(EntryDraft.watchdog_id) == by.watchdog_id,
        col(EntryDraft.sent_at) < _no_contact_before(thresholds(session, by), at),
        ~exists(refers),
    )


def words_to_forget(session: Session, by: Viewer, *, at: datetime) -> SelectOfScalar[UUID]:
    """The ids of feedback whose words have been kept for long enough. For acts."""
    return _to_forget(session, by, ThresholdKind.KEEP_WORDS_MONTHS, _has_words(), at)


def is_open() -> ColumnElement[bool]:
    """Whether something about `feedback` is still to be done, for which somebody may need all of it."""
    return or_(
        awaits(),
        verdict_is(Outcome.ON_HOLD),
        exists(_beside(Escalation).where(col(Escalation.decided_at).is_(None))),
        exists(_beside(ToTell).where(col(ToTell.told_at).is_(None))),
        exists(_beside(Callback).where(col(Callback.closed_at).is_(None))),
    )


def last_heard() -> ColumnElement[datetime]:
    """When whoever told us `feedback` last said something about it: periods count from there."""
    added = _beside(Correction).with_only_columns(func.max(col(Correction.received_at))).scalar_subquery()
    return func.coalesce(added, col(Feedback.received_at))


def last_day_to_forget(today: date, months: int) -> date:
    """What came on this day, or earlier, has been kept `months` months by `today`.

    >>> last_day_to_forget(date(2027, 2, 28), 1)
    datetime.date(2027, 1, 31)
    """
    day = _shifted(today, -months)
    while _shifted(day + timedelta(days=1), months) <= today:
        day += timedelta(days=1)
    return day


def _shifted(day: date, months: int) -> date:
    """The same day of another month, or its last one: a month after 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _to_forget(
    session: Session, viewer: Viewer, period: ThresholdKind, has: ColumnElement[bool], at: datetime
) -> SelectOfScalar[UUID]:
    months = thresholds(session, viewer)[period]
    return rows(Feedback.id).where(has, *_older_than(viewer, months, at), ~is_open())


def _older_than(viewer: Viewer, months: int, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Feedback.watchdog_id) == viewer.watchdog_id, last_heard() < _old_enough(months, at)


def _is_old_callback(watchdog_id: str, months: dict[ThresholdKind, int], at: datetime) -> ColumnElement[bool]:
    """Whether a callback says whom to ring, and was closed as long ago as contact details are kept.

    It stays while something is open about the story that it belongs to.
    """
    return and_(
        ~_belongs_to_what_is_open(Callback),
        col(Callback.watchdog_id) == watchdog_id,
        col(Callback.telephone) != "",
        col(Callback.closed_at) < _no_contact_before(months, at),
    )


def _is_old_draft(watchdog_id: str, months: dict[ThresholdKind, int], at: datetime) -> ColumnElement[bool]:
    """Whether nobody has touched a draft of an entry for so long, and it was neither sent nor thrown away."""
    return and_(
        col(EntryDraft.watchdog_id) == watchdog_id,
        col(EntryDraft.sent_at).is_(None),
        col(EntryDraft.saved_at) < _no_contact_before(months, at),
    )


def _is_of_an_open_draft() -> ColumnElement[bool]:
    """Whether somebody is still to be rung about a draft, or something is open about what was sent of it."""
    rings = select(col(Callback.id)).where(
        col(Callback.watchdog_id) == EntryDraft.watchdog_id,
        col(Callback.draft_id) == EntryDraft.id,
        col(Callback.closed_at).is_(None),
    )
    return or_(exists(rings), _belongs_to_what_is_open(EntryDraft))


def _belongs_to_what_is_open(table: Any) -> ColumnElement[bool]:
    its_story = col(Feedback.watchdog_id) == table.watchdog_id, col(Feedback.id) == table.feedback_id
    return exists(select(col(Feedback.id)).where(*its_story, is_open()))


def _no_contact_before(months: dict[ThresholdKind, int], at: datetime) -> datetime:
    return _old_enough(months[ThresholdKind.KEEP_CONTACT_MONTHS], at)


def _old_enough(months: int, at: datetime) -> datetime:
    """What came before this has been kept `months` months by `at`."""
    last = last_day_to_forget(at.astimezone(HERE).date(), months)
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=HERE).astimezone(UTC)


def _has_contact() -> ColumnElement[bool]:
    return exists(_beside(Contact))


def _has_words() -> ColumnElement[bool]:
    """Whether there may be words: those of the start, or some that were added since those were forgotten."""
    since = _beside(Correction).where(col(Correction.received_at) > Feedback.words_gone_at)
    return or_(col(Feedback.words_gone_at).is_(None), exists(since))


def _beside(table: Any) -> Any:
    """A select of the ids of `table` that belong to a row of `feedback`."""
    return select(col(table.id)).where(
        col(table.watchdog_id) == Feedback.watchdog_id, col(table.feedback_id) == Feedback.id
    )


def _count(session: Session, since: Any, *conditions: ColumnElement[bool]) -> TooLong:
    due, oldest = session.execute(select(func.count(), func.min(since)).where(*conditions)).one()
    return TooLong(due, oldest)
