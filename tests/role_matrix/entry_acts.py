"""The acts about what is written down for somebody else: on the telephone, from paper, at an event."""

from dataclasses import replace
from datetime import date

from actions.callbacks import ask_callback, close_callback, hand_over_callback, try_callback
from actions.do_not_call import allow_calls, stop_calls
from actions.outreach_events import add_event, change_event
from models.callback import Callback, CallbackOutcome, CallbackResult, DoNotCall
from models.outreach import OutreachDraft
from storage.queries.callbacks import callbacks_about, open_callbacks, people_who_ring
from storage.queries.how_it_was_entered import how_it_was_entered
from storage.queries.needs_of_calls import of_calls
from storage.queries.outreach_events import events_of, heard_there
from storage.queries.own_entries import own_entries
from storage.queries.same_story import told_lately
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import act, question
from tests.role_matrix.world import MARKET

NUMBER = "01632 960001"


@act(add_event)
def _(world, viewer):
    with world.writing() as session:
        return add_event(session, OutreachDraft("Library", date(2026, 11, 2)), by=viewer, at=NOW)


@act(change_event)
def _(world, viewer):
    draft = replace(MARKET, who_spoke=12)
    with world.writing() as session:
        return change_event(session, world.id("event"), draft, seen=MARKET, by=viewer, at=NOW)


question(events_of)
question(own_entries, at=NOW)
question(heard_there, lambda world: world.id("event"))


def _a_callback(session, world, viewer):
    """One that the viewer is to ring."""
    asked = {"due_at": NOW, "asked_by": "job:init", "asked_at": NOW, "telephone": NUMBER}
    rings_id = world.ours(viewer).staff_id or world.id("volunteer")
    callback = Callback(watchdog_id=WATCHDOG, rings_id=rings_id, **asked)
    session.add(callback)
    session.flush()
    return callback.id


@act(ask_callback)
def _(world, viewer):
    said = {"telephone": NUMBER, "name": "Pat", "why": "Her tablets", "due_at": NOW}
    with world.writing() as session:
        return ask_callback(session, **said, by=viewer, at=NOW)


@act(try_callback)
def _(world, viewer):
    with world.writing() as session:
        one = _a_callback(session, world, viewer)
        try_callback(session, one, CallbackResult.NO_ANSWER, "Rang twice", after=0, by=viewer, at=NOW)


@act(close_callback)
def _(world, viewer):
    with world.writing() as session:
        one = _a_callback(session, world, viewer)
        close_callback(session, one, CallbackOutcome.RANG_US, after=0, by=viewer, at=NOW)


@act(hand_over_callback)
def _(world, viewer):
    with world.writing() as session:
        one = _a_callback(session, world, viewer)
        hand_over_callback(session, one, world.id("volunteer"), after=0, by=viewer, at=NOW)


@act(stop_calls)
def _(world, viewer):
    with world.writing() as session:
        stop_calls(session, NUMBER, by=viewer, at=NOW)


@act(allow_calls)
def _(world, viewer):
    with world.writing() as session:
        stopped = {"telephone": "+441632960001", "asked_at": NOW, "noted_by": "job:init"}
        session.add(DoNotCall(watchdog_id=WATCHDOG, **stopped))
        allow_calls(session, NUMBER, by=viewer, at=NOW)


question(open_callbacks)
question(callbacks_about, lambda world: world.id("feedback"))
question(people_who_ring)
question(of_calls, unsent_since=NOW, at=NOW)
question(how_it_was_entered, lambda world: world.id("feedback"))
question(told_lately, "0" * 64, at=NOW)
