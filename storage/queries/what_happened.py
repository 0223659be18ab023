"""What became of one piece of feedback, for whoever told us? None of its words are opened for that."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.feedback import Correction, Feedback
from models.people import Permission, Viewer, require
from models.provider_response import ResponseSeen
from models.vocabulary import Outcome, WithholdReason
from storage.queries.newest_decision import newest_decision, newest_verdict
from storage.queries.responses import public_responses_to

USES = ("reports", "quotation", "pass_on", "contact")


@dataclass(frozen=True)
class WhatHappened:
    """Where it has got to. `added` are the times they added something; `uses` is what they agreed to.

    `responses` are the answers to it that anybody may read, newest first.
    `was_read`: somebody has decided on it, even if it waits again for what was added since.
    """

    reference: str
    received_at: datetime
    happened_on: date | None
    happened_in_month: bool
    outcome: Outcome
    was_read: bool
    reason: WithholdReason | None
    decided_at: datetime | None
    added: tuple[datetime, ...]
    uses: dict[str, bool]
    responses: tuple[ResponseSeen, ...]

    @property
    def waits_again(self) -> bool:
        """Whether a person has read it, and will read it once more because something was added."""
        return self.was_read and self.outcome is Outcome.AWAITING

    @property
    def may_change(self) -> bool:
        """Whether it can still be added to or taken back."""
        return self.outcome is not Outcome.WITHDRAWN


def feedback_proven(session: Session, viewer: Viewer, reference: str, secret_digest: str) -> UUID | None:
    """The id of the feedback with this reference, where the digest is that of its second secret."""
    require(viewer, Permission.FOLLOW_UP)
    found = session.exec(
        select(Feedback.id, Feedback.secret_digest).where(
            Feedback.watchdog_id == viewer.watchdog_id, Feedback.reference == reference
        )
    ).first()
    feedback_id, kept = found or (None, "")
    is_proven = bool(kept) and hmac.compare_digest(kept, secret_digest)
    return feedback_id if is_proven else None


def what_happened(session: Session, viewer: Viewer, feedback_id: UUID) -> WhatHappened | None:
    """What to tell somebody who has proven that it is theirs; None when there is none of that id."""
    require(viewer, Permission.FOLLOW_UP)
    told = session.execute(
        columns(
            col(Feedback.reference),
            col(Feedback.received_at),
            col(Feedback.happened_on),
            col(Feedback.happened_in_month),
            *(col(getattr(Feedback, f"consent_{use}")) for use in USES),
        ).where(col(Feedback.watchdog_id) == viewer.watchdog_id, col(Feedback.id) == feedback_id)
    ).first()
    if told is None:
        return None
    newest = newest_decision(session, viewer.watchdog_id, feedback_id)
    verdict = newest_verdict(session, viewer.watchdog_id, feedback_id)
    added = session.exec(
        select(Correction.received_at)
        .where(Correction.watchdog_id == viewer.watchdog_id, Correction.feedback_id == feedback_id)
        .order_by(col(Correction.number))
    ).all()
    return WhatHappened(
        reference=told.reference,
        received_at=told.received_at,
        happened_on=told.happened_on,
        happened_in_month=told.happened_in_month,
        outcome=newest.outcome if newest else Outcome.AWAITING,
        was_read=verdict is not None,
        reason=verdict.reason if verdict else None,
        decided_at=verdict.decided_at if verdict else None,
        added=tuple(added),
        uses={use: getattr(told, f"consent_{use}") for use in USES},
        responses=public_responses_to(session, viewer.watchdog_id, feedback_id),
    )
