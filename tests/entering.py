"""Short ways to write something down for somebody, as a volunteer does."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from actions.change_entry import EntryReceipt
from actions.enter import enter
from actions.entry_drafts import keep
from models.people import Viewer
from models.vocabulary import Channel
from storage.engine import Store
from tests.conftest import NOW

CALL = "They sent her home with no medicines and nobody rang us back."
NUMBER = "01632 960001"
TO_RING = {"contact_telephone": NUMBER, "callback.date": "2026-11-23", "callback.time": "14:30"}


def typed(
    store: Store,
    by: Viewer,
    draft_id: UUID | None = None,
    *,
    channel: Channel = Channel.PHONE,
    at: datetime = NOW,
    **answers: Any,
) -> UUID:
    """A draft in which these answers were typed; dots in their keys are written as two underlines."""
    draft_id = draft_id or uuid4()
    given = {key.replace("__", "."): said for key, said in answers.items()}
    with store.writing() as session:
        keep(session, draft_id, given, channel=channel, by=by, at=at)
    return draft_id


def sent(store: Store, draft_id: UUID, by: Viewer, *, at: datetime = NOW) -> EntryReceipt:
    with store.writing() as session:
        return enter(session, draft_id, by=by, at=at)
