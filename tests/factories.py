"""Short ways to make what a test is about, with believable defaults."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from actions.submit import Receipt, submit
from content.question_set import Kind, questions_on_path
from content.question_sets import ABOUT_YOU, question_set
from models.feedback_draft import FeedbackDraft
from models.organisation import Organisation, Service
from models.people import Viewer
from models.staff import SignIn
from models.vocabulary import Channel, HeldBecause, Journey, Sector
from storage.engine import Store
from tests.conftest import NOW, TODAY, WATCHDOG


def a_draft(words: str = "They sent her home with no medicines.", **changes: Any) -> FeedbackDraft:
    return FeedbackDraft.model_validate(
        {
            "submission_token": secrets.token_urlsafe(32),
            "told_on": TODAY,
            "channel": Channel.ONLINE,
            "journey": Journey.LEAVING_HOSPITAL,
            "words": words,
            **changes,
        }
    )


def some_feedback(
    session: Session,
    by: Viewer,
    words: str = "Nobody rang us back.",
    held_because: HeldBecause | None = None,
    **changes: Any,
) -> Receipt:
    return submit(session, a_draft(words, **changes), by=by, at=NOW, held_because=held_because)


def an_answer_about_you() -> dict[str, str]:
    """The first choice that the questions about oneself offer."""
    asked = questions_on_path(question_set(ABOUT_YOU), {})
    first = next(question for question in asked if question.kind is Kind.CHOICE)
    return {first.id: first.options[0].value}


def a_service(
    session: Session, name: str = "Testford General, ward 7", sector: Sector = Sector.HOSPITAL, **changes: Any
) -> UUID:
    organisation = Organisation(watchdog_id=WATCHDOG, name=f"{name} Trust", sector=sector)
    session.add(organisation)
    session.flush()
    service = Service(
        watchdog_id=WATCHDOG, organisation_id=organisation.id, name=name, sector=sector, **changes
    )
    session.add(service)
    session.flush()
    return service.id


def signed_in(store: Store, viewer: Viewer, *, at: datetime = NOW) -> Viewer:
    """The same person, with a sign-in of their own; another each time."""
    sign_in = SignIn(
        watchdog_id=viewer.watchdog_id,
        staff_id=viewer.staff_id,
        token_hash=secrets.token_hex(32),
        started_at=at,
        seen_at=at,
        expires_at=at + timedelta(hours=12),
    )
    with store.writing() as session:
        session.add(sign_in)
    return replace(viewer, sign_in_id=sign_in.id)
