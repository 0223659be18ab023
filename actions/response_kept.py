"""Is an answer kept already, by its words or by all that it says?"""

from collections.abc import Sequence
from dataclasses import asdict

from sqlmodel import Session, col, select

from models.provider_response import ProviderResponse, ResponseDraft


def is_kept_already(session: Session, mine: str, draft: ResponseDraft) -> bool:
    """Whether an answer to the same with the same words is kept, of the same day."""
    return draft.words in [other.words for other in _of_that_day(session, mine, draft)]


def is_kept_as_it_is(session: Session, mine: str, draft: ResponseDraft) -> bool:
    """Whether an answer to the same is kept that says and chooses the same on the same day."""
    said = {field: value for field, value in asdict(draft).items() if field != "organisation_id"}
    return any(
        all(getattr(other, field) == value for field, value in said.items())
        for other in _of_that_day(session, mine, draft)
    )


def _of_that_day(session: Session, mine: str, draft: ResponseDraft) -> Sequence[ProviderResponse]:
    return session.exec(
        select(ProviderResponse).where(
            ProviderResponse.watchdog_id == mine,
            ProviderResponse.recommendation_id == draft.recommendation_id,
            ProviderResponse.feedback_id == draft.feedback_id,
            ProviderResponse.dated_on == draft.dated_on,
            col(ProviderResponse.ended_at).is_(None),
        )
    ).all()
