"""Open everything about one piece of feedback, with what they told us for whoever may read it."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from actions.read_feedback import open_feedback
from content.question_set import Kind, questions_by_id
from content.question_sets import question_set_of
from models.people import Permission, Viewer, require
from storage.engine import Store
from storage.queries.moderation_queue import ToModerate
from storage.queries.whole_story import Choices, Story, whole_story

CHOSEN = frozenset({Kind.CHOICE, Kind.TICKS, Kind.NUMBER})
"""Answers of these kinds are chosen, never typed."""


class Opened(NamedTuple):
    """What there is to see; `told` is what they told us, sealed (None) but for whoever reads feedback."""

    story: Story
    told: ToModerate | None

    @property
    def choices(self) -> ToModerate | Choices:
        """What they chose, and, for whoever reads feedback, what they typed beside it."""
        return self.told or self.story.choices


def open_story(store: Store, feedback_id: UUID, *, visit: str, by: Viewer, at: datetime) -> Opened | None:
    """One piece of this watchdog's feedback; None where there is none that opens to this person.

    Opening what somebody told us leaves one row in the record for each `visit`; approved words alone leave
    none. Raises TakenBack for one that was withdrawn.
    """
    require(by, Permission.READ_APPROVED)
    told = None
    if by.may(Permission.READ_FEEDBACK):
        told = open_feedback(store, feedback_id, visit=visit, by=by, at=at)
        if told is None:
            return None
    with store.reading() as session:
        story = whole_story(session, by, feedback_id)
    return Opened(replace(story, choices=_chosen_alone(story.choices)), told) if story else None


def _chosen_alone(choices: Choices) -> Choices:
    """The choices less every answer that could have been typed."""
    asked = questions_by_id(question_set_of(choices.question_set))
    answers = {
        name: said for name, said in choices.answers.items() if name in asked and asked[name].kind in CHOSEN
    }
    return replace(choices, answers=answers)
