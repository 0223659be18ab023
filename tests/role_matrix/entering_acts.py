"""The acts by which an entry is written down, sent and put right, each with a draft of the viewer's own."""

from datetime import timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlmodel import Session, select

from actions.change_entry import reopen
from actions.enter import enter, enter_in_danger
from actions.entry_callback import keep_callback
from actions.entry_drafts import answers_like, discard, drafts_of, keep, load
from actions.take_over_entry import take_over
from models.entry import EntryDraft
from models.people import Permission, Viewer
from models.vocabulary import Channel, Role
from storage.queries.kept_of_entry import kept_of_entry
from storage.queries.unsent_entries import unsent_of_others
from tests.conftest import NOW, WATCHDOG
from tests.entering import TO_RING
from tests.role_matrix.acts import act, question
from tests.role_matrix.world import WORDS

MONTHS_LATER = NOW + timedelta(days=90)


def _draft(viewer: Viewer) -> UUID:
    """The one draft of a viewer."""
    return uuid5(NAMESPACE_OID, viewer.actor)


def _type(session: Session, viewer) -> None:
    if viewer.may(Permission.WRITE_FOR_OTHERS):
        keep(session, _draft(viewer), {"words": WORDS}, channel=Channel.PHONE, by=viewer, at=NOW)


@act(keep)
def _(world, viewer):
    with world.writing() as session:
        keep(session, _draft(viewer), {"words": WORDS}, channel=Channel.PHONE, by=viewer, at=NOW)


@act(load)
def _(world, viewer):
    with world.store.reading() as session:
        return load(session, _draft(viewer), by=viewer)


@act(discard)
def _(world, viewer):
    with world.writing() as session:
        _type(session, viewer)
        discard(session, _draft(viewer), by=viewer, at=NOW)


@act(drafts_of)
def _(world, viewer):
    with world.store.reading() as session:
        return drafts_of(session, by=viewer)


@act(answers_like)
def _(world, viewer):
    with world.store.reading() as session:
        return answers_like(session, _draft(viewer), by=viewer)


@act(enter)
def _(world, viewer):
    with world.writing() as session:
        _type(session, viewer)
        return enter(session, _draft(viewer), by=viewer, at=NOW)


@act(enter_in_danger)
def _(world, viewer):
    with world.writing() as session:
        _type(session, viewer)
        return enter_in_danger(session, _draft(viewer), f"{WORDS} Not safe.", by=viewer, at=NOW)


@act(reopen)
def _(world, viewer):
    """It is sent first, unless it was."""
    with world.writing() as session:
        _type(session, viewer)
        sent_as = select(EntryDraft.feedback_id).where(EntryDraft.id == _draft(viewer))
        feedback_id = session.exec(sent_as).first() or world.id("feedback")
        if viewer.may(Permission.WRITE_FOR_OTHERS):
            feedback_id = enter(session, _draft(viewer), by=viewer, at=NOW).feedback_id
        return reopen(session, feedback_id, by=viewer, at=NOW)


@act(keep_callback)
def _(world, viewer):
    with world.writing() as session:
        if viewer.may(Permission.WRITE_FOR_OTHERS):
            keep(session, _draft(viewer), TO_RING, channel=Channel.PHONE, by=viewer, at=NOW)
        return keep_callback(session, _draft(viewer), by=viewer, at=NOW)


@act(take_over)
def _(world, viewer):
    volunteer = world.prepared.viewers[WATCHDOG, Role.VOLUNTEER]
    with world.writing() as session:
        if viewer.watchdog_id == WATCHDOG and viewer.may(Permission.WRITE_FOR_OTHERS):
            _type(session, volunteer)
        take_over(session, _draft(volunteer), by=viewer, at=MONTHS_LATER)


question(kept_of_entry, lambda world: world.id("feedback"))
question(unsent_of_others)
