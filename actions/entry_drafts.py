"""What somebody is writing down for another person, kept as they type: one draft to each call or sheet.

A draft belongs to the account that began it, whatever browser it was typed in, until it is sent or thrown
away. As with any draft, nothing here leaves a row in the record; taking over somebody else's does, and so
does whoever is not to be rung any more because it was thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from actions.entry_callback import end_with_draft
from actions.entry_rows import answers_of, belongs_to, close, due_at, own_row, row_to_write, write
from content.entry_again import answers_again
from content.entry_keys import (
    COLLECTED_BY,
    EVENT,
    INITIALS,
    PROGRAMME,
    SERVICES,
    asked_at_key,
    consent_key,
    initials_of,
    typed_in_any_entry,
)
from content.question_sets import question_set_of
from models.entry import ConsentUse, EntryDraft
from models.people import Permission, Viewer, own_staff_id, require
from models.vocabulary import Channel
from models.words import canonical
from storage import audit
from storage.queries.kept_of_entry import kept_of_entry

CHANNELS = frozenset({Channel.PHONE, Channel.PAPER, Channel.EVENT})
SAME_EVENT = (EVENT, PROGRAMME, COLLECTED_BY, INITIALS)
SAME_SERVICE_AND_DATE = (
    *("service", "service.name", "hospital", "hospital.name", SERVICES),
    *("happened.month", "happened.year", *SAME_EVENT),
)
"""What the next one has in common with the one before, and no more: each tells a story of their own."""


@dataclass(frozen=True)
class Entering:
    """A draft as whoever types it sees it. `feedback_id` is what it was sent as, if it was.

    With `feedback_id` and no `sent_at` it was sent because somebody may be in danger, or is being put right.
    """

    id: UUID
    channel: Channel
    answers: dict[str, str]
    begun_at: datetime
    saved_at: datetime
    feedback_id: UUID | None
    sent_at: datetime | None


class DraftInHand(NamedTuple):
    """A draft that was not sent yet, without a word of it. `due_at`: by then it should have been."""

    id: UUID
    channel: Channel
    begun_at: datetime
    saved_at: datetime
    due_at: datetime
    feedback_id: UUID | None


def keep(
    session: Session,
    draft_id: UUID,
    typed: Mapping[str, str],
    *,
    channel: Channel,
    by: Viewer,
    at: datetime,
    was: Mapping[str, str] | None = None,
) -> bool:
    """Keep what is being typed: these answers alone, whatever else was kept meanwhile.

    The first call makes the draft. Returns whether it was kept: what was sent stays as it was. `was` says
    what stood in a box of words when its page last saw it: where something else is kept by now, typed in
    another tab, both stay. When a consent was asked is noted here; keys that an entry does not have are
    passed over. Raises NotAllowed for somebody else's draft.
    """
    require(by, Permission.WRITE_FOR_OTHERS)
    if channel not in CHANNELS:
        raise ValueError(f"nothing is written down from {channel.value!r}")
    row = row_to_write(session, draft_id, channel=channel, by=by, at=at)
    if row.sent_at is not None:
        return False
    known = typed_in_any_entry()
    given = {key: canonical(said) for key, said in typed.items() if key in known}
    kept = answers_of(row)
    for key in given.keys() & (was or {}).keys():
        given[key] = _both(kept.get(key, ""), given[key], was=canonical((was or {})[key]))
    write(session, row, kept | given | _when_asked(kept, given, at=at), at=at)
    return True


def load(session: Session, draft_id: UUID, *, by: Viewer) -> Entering | None:
    """What is kept of one; None where there is none. Raises NotAllowed for somebody else's."""
    require(by, Permission.WRITE_FOR_OTHERS)
    row = session.get(EntryDraft, (by.watchdog_id, draft_id))
    if row is None:
        return None
    belongs_to(row, by)
    return Entering(
        id=row.id,
        channel=row.channel,
        answers={INITIALS: initials_of(by.name)} | answers_of(row),
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        feedback_id=row.feedback_id,
        sent_at=row.sent_at,
    )


def discard(session: Session, draft_id: UUID, *, by: Viewer, at: datetime) -> None:
    """Throw away what was typed; what was sent of it already stays with us. Once more changes nothing."""
    require(by, Permission.WRITE_FOR_OTHERS)
    audit.lock(session, by.watchdog_id)
    row = own_row(session, draft_id, by=by)
    if row is not None and row.sent_at is None:
        end_with_draft(session, row, by=by, at=at)
        close(session, row, at=at)


def drafts_of(session: Session, *, by: Viewer) -> list[DraftInHand]:
    """The viewer's own drafts that were not sent yet, oldest first."""
    require(by, Permission.WRITE_FOR_OTHERS)
    rows = session.exec(
        select(EntryDraft)
        .where(
            EntryDraft.watchdog_id == by.watchdog_id,
            EntryDraft.staff_id == own_staff_id(by),
            col(EntryDraft.sent_at).is_(None),
        )
        .order_by(col(EntryDraft.begun_at), col(EntryDraft.id))
    )
    return [
        DraftInHand(row.id, row.channel, row.begun_at, row.saved_at, due_at(row.begun_at), row.feedback_id)
        for row in rows
    ]


def answers_like(session: Session, draft_id: UUID, *, by: Viewer) -> dict[str, str]:
    """What the next one begins with: the event of an own one before it; of a sheet also service and date."""
    require(by, Permission.WRITE_FOR_OTHERS)
    last = load(session, draft_id, by=by)
    if last is None:
        return {}
    answers = last.answers
    if last.sent_at is not None and last.feedback_id is not None:
        kept = kept_of_entry(session, by, last.feedback_id)
        answers = answers_again(question_set_of(kept.feedback.question_set), kept) if kept else {}
    in_common = SAME_SERVICE_AND_DATE if last.channel is Channel.PAPER else SAME_EVENT
    return {key: answers[key] for key in in_common if answers.get(key)}


def _both(kept: str, typed: str, *, was: str) -> str:
    """What stays of words that were typed in two places; what arrives late is in what was kept since."""
    if kept in (was, "") or typed.startswith(kept):
        return typed
    return kept if kept.startswith(typed) else f"{kept}\n\n{typed}"


def _when_asked(kept: Mapping[str, str], given: Mapping[str, str], *, at: datetime) -> dict[str, str]:
    """When each consent was asked whose answer changes just now; nothing for one that is taken back."""
    return {
        asked_at_key(use): at.isoformat() if given[key] else ""
        for use in ConsentUse
        if (key := consent_key(use)) in given and given[key] != kept.get(key, "")
    }
