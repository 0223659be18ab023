"""Has somebody rung from the same number lately, and may it be the same story?"""

from typing import NamedTuple

from actions.known_again import number_digest
from content.entry_keys import SAME_STORY
from content.same_story import same_story_asked
from models.watchdog import HERE
from storage.queries.same_story import told_lately
from web.entry_visit import EntryVisit


class EarlierCall(NamedTuple):
    """What was told before from the same number, asked about without a word of it."""

    id: str
    label: str


def earlier_calls(came: EntryVisit) -> list[EarlierCall]:
    """What to ask about; nothing once it was answered, or without a number."""
    digest = number_digest(came.answers.get("contact_telephone", ""))
    if not digest or came.answers.get(SAME_STORY):
        return []
    own = came.entering.feedback_id if came.entering else None
    with came.door.store().reading() as session:
        found = told_lately(session, came.viewer, digest, at=came.door.clock(), but=own)
    return [
        EarlierCall(
            str(one.id),
            same_story_asked(one.received_at.astimezone(HERE).date(), one.channel, one.journey, one.services),
        )
        for one in found
    ]
