"""Type in a piece as the demonstration's volunteer would: with consents, themes and where it was heard."""

import random
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from actions.known_again import number_digest
from actions.outreach_events import add_event
from actions.submit import submit
from example_data.entries import EVENTS, Entry, day_of
from example_data.generate import ExampleFeedback
from example_data.ticked import THEMES
from models.base import WatchdogTable
from models.entry import ConsentUse, SpokenAnswer, SpokenConsent, ThemeHeard
from models.feedback_draft import FeedbackDraft
from models.outreach import OutreachDraft
from models.people import Viewer

INITIALS = "PL"
MOST_THEMES_HEARD = 2


def type_in(
    session: Session,
    piece: ExampleFeedback,
    draft: FeedbackDraft,
    entry: Entry,
    *,
    event_id: UUID | None,
    told_before: Mapping[str, UUID],
    beside: list[WatchdogTable],
    by: Viewer,
    at: datetime,
) -> UUID:
    """Keep one entry. `told_before` has what was told so far, by token.

    What goes beside it is put on the list `beside`: kept all at once in the end, that is much quicker.
    """
    typed = {
        "entered_by": by.staff_id,
        "caller_digest": number_digest(draft.contact_telephone),
        "spoken_language": entry.spoken_language,
        "interpreter": entry.interpreter,
        "same_story_as": told_before[entry.same_story_as] if entry.same_story_as else None,
        "outreach_event_id": event_id,
    }
    feedback_id = submit(session, draft.model_copy(update=typed), by=by, at=at).feedback_id
    beside += _rows_beside(feedback_id, piece, wording=draft.consent_wording, by=by, at=at)
    return feedback_id


def hold_event(
    session: Session, number: int, *, programme_id: UUID | None, until: date, by: Viewer, at: datetime
) -> UUID:
    """Note one of the days on which West Testford Voice went to listen, perhaps for a programme."""
    given = EVENTS[number]
    day = day_of(number, until)
    draft = OutreachDraft(given.place, day, given.communities, given.who_spoke, programme_id)
    return add_event(session, draft, by=by, at=at)


def _rows_beside(
    feedback_id: UUID, piece: ExampleFeedback, *, wording: str, by: Viewer, at: datetime
) -> list[WatchdogTable]:
    """What was said to each of the four uses, and the themes that the volunteer heard."""
    rng = random.Random(f"{piece.token}:heard")
    agreed = {
        ConsentUse.REPORTS: piece.facts.consent_reports,
        ConsentUse.QUOTATION: piece.facts.consent_quotation,
        ConsentUse.PASS_ON: piece.facts.consent_pass_on,
        ConsentUse.CONTACT: piece.facts.consent_contact,
    }
    rows: list[WatchdogTable] = [
        SpokenConsent(
            watchdog_id=by.watchdog_id,
            feedback_id=feedback_id,
            use=use,
            said=_answer(rng, is_agreed),
            wording=wording,
            initials=INITIALS,
            asked_at=at,
        )
        for use, is_agreed in agreed.items()
    ]
    heard = dict.fromkeys(THEMES[problem] for problem in piece.problems if problem in THEMES)
    rows += [
        ThemeHeard(
            watchdog_id=by.watchdog_id, feedback_id=feedback_id, theme=theme, heard_by=by.actor, heard_at=at
        )
        for theme in list(heard)[:MOST_THEMES_HEARD]
    ]
    return rows


def _answer(rng: random.Random, is_agreed: bool) -> SpokenAnswer:
    if is_agreed:
        return SpokenAnswer.YES
    return SpokenAnswer.NO if rng.random() < 0.7 else SpokenAnswer.NOT_ASKED
