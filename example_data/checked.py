"""What a person said that a few of the comments speak of, so that it shows how far the machine agrees."""

import random
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from actions.review_tags import review
from example_data.compose import Tone
from example_data.generate import ExampleFeedback
from example_data.ticked import THEMES
from models.people import Viewer
from models.vocabulary import Outcome, Role, Sentiment

ONE_IN = 60
APPROVED = (Outcome.APPROVED, Outcome.PUBLISHABLE)
READS = {Tone.UNHAPPY: Sentiment.NEGATIVE, Tone.MIXED: Sentiment.NEUTRAL, Tone.HAPPY: Sentiment.POSITIVE}
ALSO_READ_IN = THEMES | {  # what a story tells of, and the theme that a reader finds in it
    "call_next_day": "checked_on_afterwards",
    "care_not_started": "care_package",
    "equipment": "equipment_not_there",
    "explained": "explained_during_care",
    "family_not_told": "family_not_told",
    "home_not_ready": "home_not_ready",
    "home_ready": "home_made_ready",
    "kindness": "kindness_of_staff",
    "listened": "listening_and_involving",
    "medicines": "medicines_when_leaving",
    "medicines_ready": "medicines_explained",
    "neighbours": "help_from_volunteers",
    "night": "sent_home_at_night",
    "nobody_to_contact": "nobody_to_contact",
    "paperwork": "paperwork_when_leaving",
    "stuck_waiting": "stuck_waiting_to_leave",
    "too_early": "home_too_early",
    "transport": "transport_home",
    "transport_good": "transport_home",
    "who_to_call": "single_contact_after_leaving",
}


def is_checked(piece: ExampleFeedback) -> bool:
    """Whether somebody at the watchdog read what this one speaks of: a few, by chance."""
    drawn = random.Random(f"{piece.token}:checked").random() * ONE_IN < 1
    return drawn and piece.outcome in APPROVED and bool(piece.problems)


def check(
    session: Session, feedback_id: UUID, piece: ExampleFeedback, *, workers: dict[Role, Viewer], at: datetime
) -> None:
    """Sign what one comment speaks of and how it reads, as its reader sees it."""
    themes = {ALSO_READ_IN[name] for name in piece.problems if name in ALSO_READ_IN}
    review(
        session,
        feedback_id,
        themes=themes,
        sentiment=READS[piece.tone],
        joins=None,
        after=0,
        by=workers[Role.ANALYST],
        at=at,
    )
