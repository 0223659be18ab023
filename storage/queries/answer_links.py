"""Which link opens a recommendation for the body that it was made to, and what does a link open?"""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from models.answer_link import AnswerLink, AnswerLinkSeen
from models.people import Permission, Viewer, require
from models.recommendation_seen import RecommendationSeen
from storage.keys import fingerprint
from storage.queries.names_of_actors import names_of_actors
from storage.queries.recommendations import recommendation_for_body

PATH = "/answer/"


def link_to(session: Session, mine: str, recommendation_id: UUID) -> AnswerLink | None:
    """The newest link to a recommendation that was not ended; it may be too old by now."""
    return session.exec(
        select(AnswerLink)
        .where(
            AnswerLink.watchdog_id == mine,
            AnswerLink.recommendation_id == recommendation_id,
            col(AnswerLink.ended_at).is_(None),
        )
        .order_by(col(AnswerLink.made_at).desc(), col(AnswerLink.id).desc())
    ).first()


def answer_link(
    session: Session, viewer: Viewer, recommendation_id: UUID, *, today: date
) -> AnswerLinkSeen | None:
    """The link that opens a recommendation on this day, for whoever may send it; None where there is none."""
    require(viewer, Permission.RECOMMEND)
    link = link_to(session, viewer.watchdog_id, recommendation_id)
    if link is None or today > link.until:
        return None
    people = names_of_actors(session, viewer, {link.made_by})
    return AnswerLinkSeen(people.get(link.made_by, ""), link.made_at, link.until, f"{PATH}{link.token}")


def opened_by(session: Session, mine: str, token: str, *, today: date) -> UUID | None:
    """The recommendation that a link opens on this day; None for a link that opens nothing."""
    link = _open_link(session, mine, token, today=today)
    return link.recommendation_id if link else None


def _open_link(session: Session, mine: str, token: str, *, today: date) -> AnswerLink | None:
    return session.exec(
        select(AnswerLink).where(
            AnswerLink.watchdog_id == mine,
            AnswerLink.token_hash == fingerprint(token),
            col(AnswerLink.ended_at).is_(None),
            AnswerLink.until >= today,
        )
    ).one_or_none()


def asked_by_link(
    session: Session, viewer: Viewer, token: str, *, today: date
) -> tuple[RecommendationSeen, date] | None:
    """What a link asks of whoever holds it, and the last day on which it opens it; None for no such link."""
    require(viewer, Permission.ANSWER)
    link = _open_link(session, viewer.watchdog_id, token, today=today)
    if link is None:
        return None
    found = recommendation_for_body(session, viewer.watchdog_id, link.recommendation_id, today=today)
    return (found, link.until) if found else None
