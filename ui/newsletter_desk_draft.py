"""A month's newsletter, drafted from what is on record and may be published; and taken away as a file."""

from datetime import date, timedelta

from actions.take_figures import take_figures
from models.people import Viewer
from models.scope import Scope
from reporting.newsletter import Month, TextKind, newsletter
from settings import settings
from storage.queries.commitments import commitments
from storage.queries.outreach_events import events_of
from storage.queries.recommendations import public_recommendations
from ui import access, kept_figures, take_away


def drafted(viewer: Viewer, month: date, kind: TextKind) -> str:
    """The draft for the month that begins on this day."""
    today, watchdog = access.today(), access.watchdog()
    days = days_of(month)
    with access.reading() as session:
        promises = commitments(session, viewer, today=today)
        events = events_of(session, viewer)
        asked = public_recommendations(session, viewer.watchdog_id, today=today)
    return newsletter(
        Month(
            watchdog=watchdog.name,
            telephone=watchdog.telephone,
            address=f"{settings().address.rstrip('/')}/say",
            since=month,
            until=days.until or today,
            made_on=today,
            promises=promises,
            facts=kept_figures.kept(viewer).facts,
            events=[(one.held_on, one.place) for one in events],
            rules=take_away.rules(viewer),
            recommendations=asked,
        ),
        kind,
    )


def take_draft(viewer: Viewer, month: date, kind: TextKind, text: str) -> bytes:
    """The text as somebody left it, and a row in the record that figures to publish were taken away."""
    with access.writing() as session:
        take_figures(
            session,
            "newsletter",
            kind.value,
            days_of(month),
            is_publishable=True,
            by=viewer,
            at=access.now(),
        )
    return text.encode()


def days_of(month: date) -> Scope:
    """A scope of the days of a month."""
    return Scope(since=month, until=(month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
