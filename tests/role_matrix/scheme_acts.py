"""The acts about what partners of a scheme counted: each on one that is there only while it is tried."""

from datetime import timedelta

from actions.scheme_contacts import erase_contacts, take_in_contacts
from models.programme import Programme, ProgrammeKind
from models.scheme import ContactKind, ContactsGiven, Phase, SchemeContacts, SchemeSharing, SharingDraft
from storage.queries.scheme_contacts import contacts_counted, contacts_of_people, sharing_of
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.role_matrix.acts import QUESTIONS, act
from tests.role_matrix.world import WORDS

LAST = TODAY + timedelta(days=90)


def a_scheme(session):
    programme = Programme(watchdog_id=WATCHDOG, code="hius", name="A scheme", kind=ProgrammeKind.SCHEME)
    session.add(programme)
    session.flush()
    return programme.id


def what_is_held(session):
    """A scheme with a row of one person; returns the scheme's id."""
    scheme = a_scheme(session)
    sharing = SchemeSharing(
        watchdog_id=WATCHDOG,
        programme_id=scheme,
        basis=WORDS,
        agreed_with="The partners",
        expires_on=LAST,
        people=1,
        taken_in_by="job:init",
        taken_in_at=NOW,
    )
    session.add(sharing)
    session.flush()
    for phase in Phase:
        row = {"kind": ContactKind.AE, "phase": phase, "days": 90, "contacts": 4_711}
        session.add(
            SchemeContacts(watchdog_id=WATCHDOG, sharing_id=sharing.id, person=1, pseudonym="P1", **row)
        )
    session.flush()
    return scheme


@act(take_in_contacts)
def _(world, viewer):
    row = ContactsGiven("P1", ContactKind.AE, Phase.BEFORE, 90, 4)
    with world.writing() as session:
        sharing = SharingDraft("An agreement", "The partners", LAST)
        take_in_contacts(session, a_scheme(session), sharing, [row], by=viewer, at=NOW)


@act(erase_contacts)
def _(world, viewer):
    with world.writing() as session:
        erase_contacts(session, what_is_held(session), by=viewer, at=NOW)


def _asked(function, **named):
    """The question, asked of a scheme that is there only while it is asked; of ours there is an answer."""

    def ask(world, viewer):
        with world.writing() as session:
            said = function(session, viewer, what_is_held(session), **named)
            assert (not said) == (viewer.watchdog_id != WATCHDOG)
            session.rollback()
        return said

    QUESTIONS[f"{function.__module__.removeprefix('storage.queries.')}.{function.__name__}"] = ask


_asked(sharing_of, today=TODAY)
_asked(contacts_counted, today=TODAY)
_asked(contacts_of_people, today=TODAY)
