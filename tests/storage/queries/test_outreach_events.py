"""How much was heard at each event: what counts on the overview, and nothing that is withheld."""

from datetime import date

import pytest

from actions.moderate import withhold
from actions.outreach_events import add_event
from models.outreach import OutreachDraft
from models.vocabulary import Channel, Journey, Rating, WithholdReason
from storage.queries.outreach_events import events_of, heard_there
from tests.conftest import NOW
from tests.factories import signed_in, some_feedback


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def test_each_event_has_its_own_entries_newest_first_and_what_is_withheld_counts_nowhere(
    store, volunteer, moderator
):
    reader = signed_in(store, moderator)
    with store.writing() as session:
        market, library = (
            add_event(session, OutreachDraft(place, day), by=volunteer, at=NOW)
            for place, day in (("Market", date(2026, 11, 7)), ("Library", date(2026, 11, 9)))
        )
        at_market = {"channel": Channel.EVENT, "outreach_event_id": market}
        some_feedback(session, volunteer, rating=Rating.POOR, **at_market)
        some_feedback(session, volunteer, journey=Journey.SOMETHING_ELSE, **at_market)
        told = some_feedback(session, volunteer, rating=Rating.GOOD, **at_market)
        reason = WithholdReason.NOT_LOCAL
        withhold(session, told.feedback_id, reason, note="", after=0, by=reader, at=NOW)

    with store.reading() as session:
        assert [(one.place, one.entries) for one in events_of(session, volunteer)] == [
            ("Library", 0),
            ("Market", 2),
        ]
        heard = heard_there(session, volunteer, market)
        assert heard.journeys == {Journey.LEAVING_HOSPITAL: 1, Journey.SOMETHING_ELSE: 1}
        assert heard.ratings == {Rating.POOR: 1, None: 1}
        assert heard_there(session, volunteer, library) == ({}, {})
